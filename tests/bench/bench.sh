#!/bin/sh
# Speed on a post of 3,000 characters, side by side in one run. The figures in brackets are ratios to the
# floor: bare ncurses with a text and a changing side panel. A program that is not there is left out.
cd "$(dirname "$0")/../.." || exit 2
mkdir -p build/bench
${CC:-gcc} -O2 -D_GNU_SOURCE -o build/bench/bench tests/bench/bench.c -lutil || exit 1
${CC:-gcc} -O2 -D_GNU_SOURCE -o build/bench/floor tests/bench/floor.c -lncursesw || exit 1
post=build/bench/post3k.txt
{ printf 'Markierung am Anfang.\n'; cat tests/samples/de-recruiting.txt tests/samples/de-gemischt.txt \
	tests/samples/de-recruiting.txt; } | head -c 3000 | iconv -c -f UTF-8 -t UTF-8 >"$post"
set -- floor "build/bench/floor {}" tonfall "build/release/tonfall {}"
command -v nano >/dev/null && set -- "$@" nano "nano {}"
printf 'set nocompatible spell\nstartinsert\n' >build/bench/vimrc
command -v vim >/dev/null && set -- "$@" vim-spell "vim -u build/bench/vimrc {}"
command -v micro >/dev/null && set -- "$@" micro "micro {}"
export XDG_CONFIG_HOME="$PWD/build/bench/config" XDG_DATA_HOME="$PWD/build/bench/data" \
	XDG_STATE_HOME="$PWD/build/bench/state"
rm -rf build/bench/state
build/bench/bench "${ROUNDS:-7}" Markierung "$post" "$@"
