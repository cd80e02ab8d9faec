#!/bin/sh
# Speed, side by side in one run; the last table says which promises are kept. ROUNDS (now 5) and CASES
# ("post line", all when empty) make it longer or shorter; `sh tests/bench/bench.sh quick` is two rounds of
# the post. Peers that are not installed are left out.
cd "$(dirname "$0")/../.." || exit 2
folder=build/bench
mkdir -p "$folder"
flags="-O2 -Wall -Wextra -D_GNU_SOURCE"
# shellcheck disable=SC2086
${CC:-gcc} $flags -Itests/bench -o "$folder/bench" tests/bench/bench.c tests/bench/session.c -lutil || exit 1
# shellcheck disable=SC2086
${CC:-gcc} $flags -o "$folder/floor" tests/bench/floor.c -lncursesw || exit 1

# A text of that many bytes, whole characters, with the marker in its first rows.
text() {
	{
		printf 'Guten Morgen.\n\nMarkierung, und los.\n'
		while cat tests/samples/de-recruiting.txt tests/samples/de-gemischt.txt; do :; done
	} 2>/dev/null | head -c "$1" | iconv -c -f UTF-8 -t UTF-8
}
[ -s "$folder/3k.txt" ] || text 3000 >"$folder/3k.txt"
[ -s "$folder/100k.txt" ] || text 100000 >"$folder/100k.txt"
[ -s "$folder/1M.txt" ] || text 1000000 >"$folder/1M.txt"
[ -s "$folder/line.txt" ] || tr '\n' ' ' <"$folder/1M.txt" >"$folder/line.txt"
for size in 10 60; do
	[ -s "$folder/${size}M.txt" ] && continue
	i=0
	while [ $i -lt $size ]; do cat "$folder/1M.txt" && i=$((i + 1)); done >"$folder/${size}M.txt"
done
printf 'set nocompatible spell\nstartinsert\n' >"$folder/vimrc"

HOME=$PWD/$folder/home
export HOME XDG_CONFIG_HOME="$HOME/config" XDG_DATA_HOME="$HOME/data" XDG_STATE_HOME="$HOME/state"
rm -rf "$HOME" # journals of sessions that were killed
mkdir -p "$HOME"
[ "$1" = quick ] && ROUNDS=2 CASES="post"
# shellcheck disable=SC2086
"$folder/bench" "${ROUNDS:-5}" "$folder" "$folder/floor {}" "build/${MODE:-release}/tonfall {}" $CASES
