#!/bin/sh
# All checks of the sources; each says what it found. Exit 1 when one found something.
cd "$(dirname "$0")/../.." || exit 2
bad=0
for check in layers banned length po format names readme; do
	sh "tests/lint/$check.sh" || bad=1
done
cppcheck --quiet --std=c11 --language=c --enable=warning,portability --inline-suppr \
	--suppress=missingIncludeSystem --suppress=nullPointerOutOfMemory --error-exitcode=1 \
	-j2 -Iinclude -D_GNU_SOURCE src || bad=1
[ $bad -eq 0 ] && echo "lint: nothing found"
exit $bad
