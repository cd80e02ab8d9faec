#!/bin/sh
# Speed, side by side in one run, written to bench/RESULTS.md: what a key, a start and a paste take beside
# other editors, `tonfall check` beside other checkers, and the hub. BENCH_ROUNDS (now 3) makes it longer;
# CASES ("post line") measures only these, and writes nothing. Peers that are not installed are left out;
# `make peers` installs them. Exits 1 when a promise of tests/bench/cases.c is not kept.
cd "$(dirname "$0")/../.." || exit 2
folder=build/bench library=build/${MODE:-release}/libtonfall.a
mkdir -p "$folder" bench
flags="-std=c11 -O2 -Wall -Wextra -D_GNU_SOURCE"
# shellcheck disable=SC2086
${CC:-gcc} $flags -Iinclude -Itests/support -o "$folder/bench" tests/bench/bench.c tests/bench/cases.c \
	tests/bench/report.c tests/bench/samples.c tests/bench/session.c tests/support/server.c "$library" \
	-lutil -lpthread || exit 1
# shellcheck disable=SC2086
${CC:-gcc} $flags -o "$folder/floor" tests/bench/floor.c -lncursesw || exit 1

# A text of that many bytes, whole characters, with the marker and a misspelled word in its first rows.
text() {
	{
		printf 'Guten Morgen.\n\nMarkierung und ein Fehlre, und los.\n'
		while cat tests/samples/de-recruiting.txt tests/samples/de-gemischt.txt; do :; done
	} 2>/dev/null | head -c "$1" | iconv -c -f UTF-8 -t UTF-8
}
text 3000 >"$folder/3k.txt"
{ # A paragraph of each language, so that all four dictionaries are loaded.
	text 900
	for sample in fr-annonce it-errore en-incident; do
		printf '\n\n' && head -c 700 "tests/samples/$sample.txt" | iconv -c -f UTF-8 -t UTF-8
	done
} >"$folder/four.txt"
text 100000 >"$folder/100k.txt"
text 1000000 >"$folder/1M.txt"
tr '\n' ' ' <"$folder/1M.txt" >"$folder/line.txt"
for size in 10 60; do
	i=0
	while [ $i -lt $size ]; do cat "$folder/1M.txt" && i=$((i + 1)); done >"$folder/${size}M.txt"
done
printf 'set nocompatible spell spelllang=de\nstartinsert\n' >"$folder/vimrc"
[ -e /usr/share/vim/vim*/spell/de.utf-8.spl ] || printf 'set nocompatible spell\nstartinsert\n' >"$folder/vimrc"

HOME=$PWD/$folder/home
export HOME XDG_CONFIG_HOME="$HOME/config" XDG_DATA_HOME="$HOME/data" XDG_STATE_HOME="$HOME/state"
rm -rf "$HOME" # journals of sessions that were killed
mkdir -p "$HOME" "$XDG_CONFIG_HOME/tonfall"

version() { command -v "$1" >/dev/null && "$@" 2>&1 | head -1 | tr -d '\r'; }
heading() {
	echo "# Speed"
	printf '\nMade by `make bench` on %s; tonfall %s (%s).\n' "$(date '+%Y-%m-%d %H:%M')" "$(cat VERSION)" \
		"$(git rev-parse --short HEAD 2>/dev/null)"
	printf '%s processors (%s), %s, load before %s.\n\n' "$(nproc)" \
		"$(sed -n 's/^model name.*: //p' /proc/cpuinfo | head -1)" "$(uname -sr)" \
		"$(cut -d ' ' -f 1 /proc/loadavg)"
	for program in "nano --version" "vim --version" "micro --version" "kak -version" "hunspell --version" \
		"aspell --version" "codespell --version" "node --version"; do
		# shellcheck disable=SC2086
		version=$(version $program)
		[ -n "$version" ] && printf -- '- %s: %s\n' "${program%% *}" "$version"
	done
	printf '\nFigures are medians over the rounds, ranges in brackets; what counts are the ratios of this run.\n'
}
measure() { "$folder/bench" "${BENCH_ROUNDS:-3}" "$folder" "$folder/floor {}" "build/${MODE:-release}/tonfall {}" "$@"; }

if [ -n "$CASES" ]; then
	# shellcheck disable=SC2086
	measure $CASES
	exit
fi
results=$folder/results.md
(
	heading
	printf '\n## At the desk\n'
	measure
	status=$?
	sh tests/bench/check.sh
	[ -f tests/bench/hub.sh ] && printf '\n## The hub\n\n' && sh tests/bench/hub.sh
	exit $status
) >"$results"
status=$?
cp "$results" bench/RESULTS.md
sed -n '/^## Promises/,/^[0-9].*over/p' bench/RESULTS.md
echo "all of it: bench/RESULTS.md"
exit $status
