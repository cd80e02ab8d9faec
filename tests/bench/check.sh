#!/bin/sh
# `tonfall check` beside other checkers, as tables in Markdown: spelling of one text of 1 MB, in paragraphs and
# in short lines, beside `hunspell -l`, `aspell list` and codespell, loading included; 1,000 English posts
# beside write-good, textlint and alex (npm); and the cost a byte of longer texts. CPU seconds of whole
# processes, user and system; where tonfall uses several processors, seconds that passed as well. The long
# texts are sentences of the samples in another order and the posts are paragraphs of real ones
# (posts.sh), so their words repeat more than those of real texts do. A FILE as first argument is measured
# instead of the 1 MB.
cd "$(dirname "$0")/../.." || exit 2
tonfall=$PWD/build/${MODE:-release}/tonfall work=$PWD/build/bench/check npm=$PWD/build/npm/prose
rm -rf "$work"
mkdir -p "$work/home"
export HOME="$work/home" XDG_CONFIG_HOME="$work/home/config" XDG_DATA_HOME="$work/home/data"

# Sentences of files in any order, until there are that many bytes.
shuffled() {
	bytes=$1
	shift
	cat "$@" | tr '\n' ' ' | sed 's/\([.!?]\) /\1\n/g' | awk -v bytes="$bytes" 'NF > 3 { s[++count] = $0 }
		END { srand(7); while (size < bytes) { line = s[int(rand() * count) + 1]; print line "\n"
			size += length(line) + 2 } }'
}
shuffled 1000000 tests/samples/de-*.txt lessons/de/*.yaml >"$work/de.txt"
shuffled 1000000 tests/samples/en-*.txt lessons/en/*.yaml >"$work/en.txt"
fmt -w 40 "$work/de.txt" >"$work/de-short.txt"
sh tests/bench/posts.sh en 1000 "$work/posts"

# CPU seconds of a command and seconds that passed: each the median of that many runs.
timed() {
	runs=$1
	shift
	for run in $(seq "$runs"); do
		{ LC_ALL=C.UTF-8 bash -c 'TIMEFORMAT="%U %S %R"; time "$@" >/dev/null 2>&1' bash "$@"; } 2>&1 |
			tail -1 | awk '{ printf "%.3f %.3f\n", $1 + $2, $3 }'
	done >"$work/times"
	for column in 1 2; do
		cut -d ' ' -f $column "$work/times" | sort -n | sed -n "$((runs / 2 + 1))p"
	done | paste -d ' ' - -
}
seconds() { timed "$@" | cut -d ' ' -f 1; }
row() { awk -v n="$1" -v t="$2" -v ours="$3" 'BEGIN { printf "| %s | %.3f | %.2f |\n", n, t, t / ours }'; }
missing() { printf '| %s | left out: not installed | |\n' "$1"; }

printf '\n## Checking\n'
spelling() { # title, text
	printf '\n### Spelling of %s, %s bytes\n\n' "$1" "$(wc -c <"$2")"
	printf '| program | CPU s | times tonfall, spelling only |\n|---|--:|--:|\n'
	ours=$(seconds 3 "$tonfall" check --lang de --only spelling "$2")
	row "tonfall check --only spelling" "$ours" "$ours"
	row "tonfall check (all rules)" "$(seconds 3 "$tonfall" check --lang de "$2")" "$ours"
	if command -v hunspell >/dev/null; then
		row "hunspell -l" "$(seconds 1 hunspell -l -d de_CH "$2")" "$ours"
	else missing hunspell; fi
	if command -v aspell >/dev/null; then
		row "aspell list" "$(seconds 3 sh -c 'aspell list --lang=de_CH <"$1"' sh "$2")" "$ours"
	else missing aspell; fi
	if command -v codespell >/dev/null; then
		row "codespell (a list of known slips)" "$(seconds 3 codespell "$2")" "$ours"
	else missing codespell; fi
}
spelling "one German text" "${1:-$work/de.txt}"
[ "$1" ] || spelling "the same in lines of at most 40 characters" "$work/de-short.txt"

printf '\n### 1,000 English posts, %s bytes, start included, %s processors\n\n' \
	"$(cat "$work"/posts/*.txt | wc -c)" "$(nproc)"
printf '| program | CPU s | times tonfall | s passed | times tonfall |\n|---|--:|--:|--:|--:|\n'
ours=$(timed 5 "$tonfall" check --lang en "$work"/posts/*.txt)
posts() { # name, its times
	echo "$2 $ours" | awk -v n="$1" '{ printf "| %s | %.3f | %.2f | %.3f | %.2f |\n", n, $1, $1 / $3, $2, $2 / $4 }'
}
posts "tonfall check (all rules)" "$ours"
posts "tonfall check, one processor" "$(timed 5 taskset -c 0 "$tonfall" check --lang en "$work"/posts/*.txt)"
peer() { # name, arguments before the files
	name=$1
	shift
	program=$npm/node_modules/.bin/$name
	[ -x "$program" ] || { printf '| %s | left out: not installed | | | |\n' "$name"; return; }
	posts "$name${1:+ $*}" "$(cd "$npm" && timed 3 timeout 60 "$program" "$@" "$work"/posts/*.txt)"
}
peer write-good
peer textlint --rule write-good
peer alex

printf '\n### Cost a byte, spelling and all rules\n\n| text | CPU ms | ns a byte |\n|---|--:|--:|\n'
head -c 300 "$work/en.txt" >"$work/least.txt" # the dictionary is loaded for it too
for size in 3000 10000 100000 1000000; do
	head -c "$size" "$work/en.txt" | iconv -c -f UTF-8 -t UTF-8 >"$work/$size.txt" 2>/dev/null
	copies=$((size < 100000 ? 60 : size < 1000000 ? 10 : 1)) files='' nothing=''
	for i in $(seq $copies); do files="$files $work/$size.txt" nothing="$nothing $work/least.txt"; done
	# shellcheck disable=SC2086 # the lists are meant to be split
	start=$(seconds 3 "$tonfall" check --lang en $nothing) all=$(seconds 3 "$tonfall" check --lang en $files)
	awk -v s="$start" -v a="$all" -v n="$copies" -v size="$size" 'BEGIN { t = (a - s) / n
		printf "| %d bytes | %.2f | %.0f |\n", size, t * 1000, t * 1e9 / size }'
done
