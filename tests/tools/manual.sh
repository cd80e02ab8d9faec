#!/bin/sh
# The manual in German, French and Italian: man/PAGE.N with the translations of PO into build/man/LANGUAGE/manN.
# PO is po/manual, brought into step with the pages, or a copy of it that is only looked at. What the program
# itself says is taken from po/LANGUAGE.po; names of commands and options need no translation.
set -e
export LC_ALL=C.UTF-8
po=${1:-po/manual}
mkdir -p build/man "$po"
# A merge may have brought an entry in twice.
for language in de fr it; do
	[ ! -f "$po/$language.po" ] || msguniq --use-first -o "$po/$language.po" "$po/$language.po"
done
{
	echo "[po4a_langs] de fr it"
	echo "[po4a_paths] build/man/manual.pot \$lang:$po/\$lang.po"
	echo "[options] --keep 0 --master-charset UTF-8 --localized-charset UTF-8 --package-name tonfall --porefs none --no-backups"
	for page in man/*.[1-9]; do
		echo "[type: man] $page \$lang:build/man/\$lang/man${page##*.}/${page#man/}"
	done
} >build/man/po4a.cfg
po4a --quiet --no-translations build/man/po4a.cfg
msggrep --msgid -E -e '^[BI]<[^>]*>$|^[A-Z-]+$|^Tonfall$' build/man/manual.pot | msgen -o build/man/same.po -
for language in de fr it; do
	# The words of B<> and of po4a's escapes are the same as in po/, but for the marks.
	# What po4a guesses would keep them out.
	msgattrib --no-fuzzy -o build/man/sure.po "$po/$language.po"
	msgmerge --quiet --no-fuzzy-matching --compendium "po/$language.po" --compendium build/man/same.po \
		build/man/sure.po build/man/manual.pot |
		msgattrib --no-obsolete | sed '/^"POT-Creation-Date:/d' >build/man/new.po
	cmp -s build/man/new.po "$po/$language.po" || cp build/man/new.po "$po/$language.po"
done
po4a --quiet --no-update build/man/po4a.cfg
