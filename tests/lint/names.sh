#!/bin/sh
# File names are plain letters: one of another kind was left behind by a test that typed it.
cd "$(dirname "$0")/../.." || exit 2
found=$(git ls-files 2>/dev/null | grep -vE '^[A-Za-z0-9._/-]+$')
[ -z "$found" ] && exit 0
echo "names: files that nobody meant to keep:"
echo "$found"
exit 1
