#!/bin/sh
# posts.sh LANGUAGE COUNT FOLDER: that many different posts as FOLDER/<n>.txt, made of the real ones in
# tests/data and tests/samples: the opening of one, paragraphs of others, the closing of a third, with
# other numbers, and a slip of the keys in one of four. The same in every run. Their words repeat more
# than those of real posts do.
cd "$(dirname "$0")/../.." || exit 2
language=$1 count=$2 folder=$3
mkdir -p "$folder"
{
	cat tests/data/posts/"$language".txt tests/data/posts/held/"$language".txt
	{
		find tests/data/voice tests/samples -name "$language-*.txt"
		find tests/data/spelling -path "*/$language/*.txt"
	} | LC_ALL=C sort | while read -r file; do echo "===" && cat "$file"; done
} | LC_ALL=C awk -v count="$count" -v folder="$folder" '
	function keep() {
		if (paragraph != "") parts[++n] = paragraph
		paragraph = ""
	}
	function end_post() {
		keep()
		if (n > 2) {
			openings[++opened] = parts[1]
			closings[opened] = parts[n]
		}
		for (i = n > 2 ? 2 : 1; i <= n - (n > 2); i++) middles[++m] = parts[i]
		n = 0
	}
	function any(size) { return int(rand() * size) + 1 }
	function renumbered(text,   out) { # every digit but a first one
		while (match(text, /[0-9][0-9]/)) {
			out = out substr(text, 1, RSTART) int(rand() * 10)
			text = substr(text, RSTART + 2)
		}
		return out text
	}
	function slipped(text,   at) { # two letters within a word the wrong way round
		at = any(length(text) - 4)
		if (substr(text, at, 4) !~ /^[a-z][a-z][a-z][a-z]$/) return text
		return substr(text, 1, at) substr(text, at + 2, 1) substr(text, at + 1, 1) substr(text, at + 3)
	}
	BEGIN { srand(7) }
	/^(===|%%)/ { end_post(); next }
	/^[ \t]*$/ { keep(); next }
	{ paragraph = paragraph (paragraph == "" ? "" : "\n") $0 }
	END {
		end_post()
		for (post = 1; post <= count; post++) {
			text = openings[any(opened)]
			for (i = 3 + any(4); i > 0; i--) text = text "\n\n" middles[any(m)]
			text = renumbered(text "\n\n" closings[any(opened)])
			print (post % 4 ? text : slipped(text)) >(folder "/" post ".txt")
			close(folder "/" post ".txt")
		}
	}'
