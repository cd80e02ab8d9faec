#!/bin/sh
# .clang-format decides.
cd "$(dirname "$0")/../.." || exit 2
bad=0
for file in $(find src include tests -name '*.[ch]'); do
	clang-format --dry-run --Werror "$file" >/dev/null 2>&1 || { echo "format: clang-format -i $file"; bad=1; }
done
exit $bad
