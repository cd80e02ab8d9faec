#!/bin/sh
# Brings po/*.po into step with the messages of the sources. Entries keep the order of the sources, so that
# two people's additions meet seldom. In French, the space before ; : ? ! » and after « does not break.
set -e
mkdir -p build/po
sh tests/tools/pot.sh build/po/tonfall.pot
for file in po/*.po; do
	msgmerge --quiet --update --backup=none --no-fuzzy-matching --no-location "$file" build/po/tonfall.pot
	msgattrib --no-obsolete "$file" | sed '/^"POT-Creation-Date:/d' >build/po/new.po
	cp build/po/new.po "$file"
done
msgcat --no-wrap po/fr.po | sed '/^msgstr\|^"/ { s/ \([;:?!»]\)/ \1/g; s/« /« /g; }' >build/po/fr.po
msgcat -o po/fr.po build/po/fr.po
