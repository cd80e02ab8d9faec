#!/bin/sh
# Every message of the sources is in every catalogue, translated and not fuzzy; no catalogue has one that the
# sources have no more; formats fit.
cd "$(dirname "$0")/../.." || exit 2
bad=0
mkdir -p build/po
sh tests/tools/pot.sh build/po/lint.pot || exit 1
for file in po/*.po; do
	found=$(msgcmp "$file" build/po/lint.pot 2>&1 | grep -v '^msgcmp: found') && {
		echo "po: $file is not in step with the sources or not all translated; \`make po\` adds what is new:"
		echo "$found" | head -n 10
		bad=1
	}
	msgfmt --check-format -o /dev/null "$file" || bad=1
done
exit $bad
