#!/bin/sh
# `tonfall check` on 1,000 posts beside write-good and textlint (npm), start-up included, on the English
# ones; and its cost a byte on 3 kB, 10 kB and 1 MB. A program that cannot be installed is left out.
# Figures are of this run; what counts are the ratios.
cd "$(dirname "$0")/../.." || exit 2
tonfall=$PWD/build/release/tonfall work=$PWD/build/bench/coach
rm -rf "$work/posts" && mkdir -p "$work/posts" "$work/home"
export HOME="$work/home" XDG_CONFIG_HOME="$work/home/config" XDG_DATA_HOME="$work/home/data"

# 1,000 posts of their own from the English samples: the sentences in another order, with a number.
cat tests/samples/en-*.txt | tr '\n' ' ' | sed 's/\([.!?]\) /\1\n/g' | awk 'NF > 3' >"$work/sentences"
awk -v folder="$work/posts" '{ s[NR] = $0 } END { srand(7)
	for (n = 1; n <= 1000; n++) { file = folder "/" n ".txt"; print "Post number " n "." >file
		for (k = 0; k < 14; k++) printf "%s%s", s[int(rand() * NR) + 1], k % 3 == 2 ? "\n\n" : " " >file
		print "" >file; close(file) } }' "$work/sentences"

# CPU seconds (user and system) of a command.
seconds() {
	{ LC_ALL=C bash -c 'TIMEFORMAT="%U %S"; time "$@" >/dev/null 2>&1' bash "$@"; } 2>&1 | tail -1 |
		awk '{ printf "%.3f", $1 + $2 }'
}
row() { printf '%-34s %9s s CPU   %s\n' "$1" "$2" "$3"; }
ratio() { awk -v a="$1" -v b="$2" 'BEGIN { printf "%.1f x tonfall", b > 0 ? a / b : 0 }'; }

ours=$(seconds "$tonfall" check --lang en "$work"/posts/*.txt)
row "tonfall check, 1,000 posts" "$ours" ""
packages=$PWD/build/npm/prose
if command -v npm >/dev/null; then
	[ -d "$packages/node_modules/write-good" ] || { mkdir -p "$packages" && timeout 300 npm install --silent --no-audit \
		--no-fund --prefix "$packages" write-good textlint textlint-rule-write-good >/dev/null 2>&1; }
	if [ -x "$packages/node_modules/.bin/write-good" ]; then
		theirs=$(seconds "$packages/node_modules/.bin/write-good" "$work"/posts/*.txt)
		row "write-good, 1,000 posts" "$theirs" "$(ratio "$theirs" "$ours")"
	fi
	if [ -x "$packages/node_modules/.bin/textlint" ]; then
		theirs=$(cd "$packages" && seconds node_modules/.bin/textlint --rule write-good "$work"/posts/*.txt)
		row "textlint with write-good" "$theirs" "$(ratio "$theirs" "$ours")"
	fi
else
	echo "write-good and textlint are left out: there is no npm here"
fi

# Cost a byte: the same words in longer texts; what starting costs is taken off by an empty text.
: >"$work/empty.txt" >"$work/long.txt"
for size in 3000 10000 1000000; do
	while [ "$(wc -c <"$work/long.txt")" -lt "$size" ]; do cat "$work"/posts/?.txt >>"$work/long.txt"; done
	head -c "$size" "$work/long.txt" | iconv -c -f UTF-8 -t UTF-8 >"$work/$size.txt"
	copies=$((size < 100000 ? 60 : 1)) files= nothing=
	for i in $(seq $copies); do files="$files $work/$size.txt" nothing="$nothing $work/empty.txt"; done
	# shellcheck disable=SC2086 # the lists are meant to be split
	start=$(seconds "$tonfall" check --lang en $nothing) all=$(seconds "$tonfall" check --lang en $files)
	awk -v s="$start" -v a="$all" -v n="$copies" -v size="$size" 'BEGIN { t = (a - s) / n
		printf "%-34s %9.2f ms CPU  %.0f ns a byte\n", "one text of " size " bytes, spelling too", t * 1000, t * 1e9 / size }'
done
