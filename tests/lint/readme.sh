#!/bin/sh
# The map of the code in README.md names every file of src, each in the row of its directory (y_part.c and ys_part.c
# go with y), and names nothing that is not there.
cd "$(dirname "$0")/../.." || exit 2
bad=0
for directory in src/*/; do
	directory=${directory%/}
	[ "$directory" = src/cli ] && continue # one file a subcommand
	names=$(sed -n "s,^| \`$directory\` |,,p" README.md | grep -o '`[a-z0-9_]*`' | tr -d '`')
	for file in "$directory"/*.c; do
		file=$(basename "$file" .c)
		known=
		for name in $names; do
			case $file in "$name" | "$name"_* | "$name"s_*) known=1 ;; esac
		done
		[ "$known" ] || { echo "README.md: the row of $directory does not name $file"; bad=1; }
	done
	for name in $names; do
		[ -e "$directory/$name.c" ] || [ -e "include/${directory#src/}/$name.h" ] ||
			{ echo "README.md: the row of $directory names $name, which is not there"; bad=1; }
	done
done
exit $bad
