#!/bin/sh
# Every message of the sources and of the manual is in every catalogue, translated and not fuzzy, and formats fit. Messages that
# the sources have no more, as merges bring them back, are only told: they do no harm, and `make po` takes
# them out.
cd "$(dirname "$0")/../.." || exit 2
bad=0
mkdir -p build/po
sh tests/tools/pot.sh build/po/lint.pot || exit 1
for file in po/*.po; do
	unused=$(msgcmp "$file" build/po/lint.pot 2>&1 | grep -c 'warning: this message is not used$')
	[ "$unused" -eq 0 ] || echo "po: $file: $unused messages are not used; \`make po\` takes them out"
	found=$(msgattrib --no-obsolete "$file" | msgcmp - build/po/lint.pot 2>&1 |
		grep -v '^msgcmp: found\|warning: this message is not used$') && {
		echo "po: $file has not every message of the sources, translated; \`make po\` adds what is new:"
		echo "$found" | head -n 10
		bad=1
	}
	msgfmt --check-format -o /dev/null "$file" || bad=1
done
# The manual: a copy is brought into step, and nothing may be left to translate.
rm -rf build/po/manual && cp -r po/manual build/po/manual && sh tests/tools/manual.sh build/po/manual || bad=1
for file in build/po/manual/*.po; do
	found=$( (msgattrib --no-wrap --untranslated "$file"; msgattrib --no-wrap --only-fuzzy "$file") |
		sed -n '/^msgid "..*/p')
	[ -z "$found" ] || { echo "po: po/manual/${file##*/} lacks, after \`make po\`:"; echo "$found" | head -n 10; bad=1; }
done
# Before : ; ! ? of the packs' French sentences stands a no-break space, as make po makes them in the catalogue.
found=$(grep -nE 'fr: "[^"]* [;:!?]( |")' rules/*.yaml | cut -d' ' -f1)
[ -z "$found" ] || { echo "po: a space that may break before a sign in French: $found"; bad=1; }
exit $bad
