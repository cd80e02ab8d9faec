#!/bin/sh
# Writes the messages of the sources, without translations, to the file named.
xgettext --from-code=UTF-8 --language=C --keyword=_ --keyword=N_ --keyword=i18n_plural:1,2 \
	--package-name=tonfall --no-location -o - $(ls src/*/*.c src/main.c | LC_ALL=C sort) |
	sed '/^"POT-Creation-Date:/d' >"$1"
