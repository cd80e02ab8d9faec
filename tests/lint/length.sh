#!/bin/sh
# No function over 60 lines, no file over 600 (style guide points 3 and 4).
cd "$(dirname "$0")/../.." || exit 2
bad=0
for file in $(find src -name '*.c'); do
	awk -v file="$file" '
		/^[a-z].*[^;]$/ && !/^(static )?const / { name = $0 }
		/^\{$/ { start = NR; of = name }
		/^\}$/ && start { if (NR - start - 1 > 60) { print "length: " file ":" start ": " NR - start - 1 " lines: " of; bad = 1 } start = 0 }
		END { if (NR > 600) { print "length: " file " has " NR " lines"; bad = 1 } exit bad }' "$file" || bad=1
done
exit $bad
