#!/bin/sh
# `tonfall check` on 1 MB beside `hunspell -l` and, where they are installed, `aspell list` and codespell:
# one process for one file, loading included. The text is the German samples with their sentences in
# another order, so its words repeat more than those of real texts; FILE as first argument takes another.
cd "$(dirname "$0")/../.." || exit 2
tonfall=$PWD/build/release/tonfall work=$PWD/build/bench/check
mkdir -p "$work/home"
export HOME="$work/home" XDG_CONFIG_HOME="$work/home/config" XDG_DATA_HOME="$work/home/data"
text=${1:-$work/de.txt}
[ -n "$1" ] || cat tests/samples/de-*.txt lessons/de/*.yaml | tr '\n' ' ' | sed 's/\([.!?]\) /\1\n/g' |
	awk 'NF > 3 { s[++count] = $0 }
	END { srand(7); while (size < 1000000) { line = s[int(rand() * count) + 1]; print line "\n"
		size += length(line) + 2 } }' >"$text"

# CPU seconds (user and system) of a command, the median of five.
seconds() {
	for run in 1 2 3 4 5; do
		{ LC_ALL=C.UTF-8 bash -c 'TIMEFORMAT="%U %S"; time "$@" >/dev/null 2>&1' bash "$@"; } 2>&1 |
			tail -1 | awk '{ printf "%.3f\n", $1 + $2 }'
	done | sort -n | sed -n 3p
}
peer() {
	command -v "$1" >/dev/null || { echo "$1 is left out: it is not installed"; return; }
	theirs=$(seconds "$@" "$text")
	awk -v n="$*" -v t="$theirs" -v s="$spelling" -v a="$all" 'BEGIN {
		printf "%-34s %8.3f s CPU  %5.1f x spelling, %.1f x all rules\n", n, t, t / s, t / a }'
}
spelling=$(seconds "$tonfall" check --lang de --only spelling "$text")
all=$(seconds "$tonfall" check --lang de "$text")
printf '%s: %s bytes\n' "$text" "$(wc -c <"$text")"
printf '%-34s %8.3f s CPU\n' "tonfall check --only spelling" "$spelling" "tonfall check" "$all"
peer hunspell -l -d de_CH
peer codespell
if command -v aspell >/dev/null; then
	theirs=$(seconds sh -c 'aspell list --lang=de_CH <"$1"' sh "$text")
	awk -v t="$theirs" -v s="$spelling" 'BEGIN {
		printf "%-34s %8.3f s CPU  %5.1f x spelling\n", "aspell list", t, t / s }'
else
	echo "aspell is left out: it is not installed"
fi
