#!/bin/sh
# The layers of the design: who may include whom, and which file may include which library.
# A row: a layer and the layers it may include besides itself.
cd "$(dirname "$0")/../.." || exit 2
bad=0
may() {
	case $1 in
	base) echo "" ;;
	text) echo "base" ;;
	io) echo "base text" ;;
	lang) echo "base text" ;;
	ui) echo "base text" ;;
	rule) echo "base text lang" ;;
	coach) echo "base text lang rule" ;;
	voice) echo "base text lang" ;;
	rewrite) echo "base text lang io" ;;
	lesson) echo "base text lang rule" ;;
	club) echo "base text io" ;;
	desk) echo "base text lang rule coach voice rewrite lesson club ui io" ;;
	cli) echo "base text lang rule coach voice rewrite lesson club ui io desk" ;;
	*) echo "unknown" ;;
	esac
}
for folder in src/*/ include/*/; do
	layer=$(basename "$folder")
	allowed="$(may "$layer") $layer"
	for used in $(cat "$folder"*.[ch] 2>/dev/null |
		sed -n 's/^#include "\([a-z]*\)\/.*/\1/p' | sort -u); do
		case " $allowed " in
		*" $used "*) ;;
		*)
			echo "layers: $folder may not include $used/:"
			grep -n "^#include \"$used/" "$folder"*.[ch]
			bad=1
			;;
		esac
	done
done
# A row: a header of a library, and the files that may include it.
while read -r header files; do
	for file in $(grep -lE "^#include <$header>" -r src include 2>/dev/null); do
		case " $files " in
		*" $file "*) ;;
		*)
			echo "layers: $file may not include <$header>; only $files may"
			bad=1
			;;
		esac
	done
done <<'ROWS'
(ncursesw/)?(curses|term).h src/ui/terminfo.c
curl/.* src/io/http.c
cJSON.h|cjson/cJSON.h src/io/json.c
pcre2.h src/rule/pattern.c
sqlite3.h src/io/db.c
nettle/.* src/io/digest.c
seccomp.h src/io/jail.c
yaml.h src/base/yaml.c
libintl.h src/base/i18n.c
hunspell/.* src/lang/wordbook.c
iconv.h src/lang/wordbook.c src/lang/encoding.c
uni(wbrk|lbrk|gbrk|width|case|norm|ctype|str|types).h src/coach/weight.c src/text/grapheme.c src/text/segment.c src/text/wrap.c src/lang/fold.c src/text/search.c
dlfcn.h src/base/library.c
ROWS
for header in $(find include -name '*.h'); do
	[ -f "src/${header#include/}" ] && continue
	unit="src/${header#include/}"
	[ -f "${unit%.h}.c" ] && continue
	# Headers without a .c: tables and interfaces that others implement.
	case $header in
	include/base/arr.h | include/ui/term.h) ;;
	*) echo "layers: $header has no ${unit%.h}.c" && bad=1 ;;
	esac
done
exit $bad
