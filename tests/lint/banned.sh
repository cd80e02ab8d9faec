#!/bin/sh
# Functions that the style guide bans (point 23), and what must not be left behind.
cd "$(dirname "$0")/../.." || exit 2
bad=0
found=$(grep -nE '\b(strcpy|strcat|sprintf|vsprintf|strtok|atoi|atol|gets|scanf|sscanf|fscanf|system|strncpy|localtime|gmtime|rand|srand|alloca)\(' -r src include)
[ -n "$found" ] && echo "banned: these functions are not used here:" && echo "$found" && bad=1
found=$(grep -nE '\b(TODO|FIXME|XXX|HACK)\b' -r src include tests --include='*.[ch]')
[ -n "$found" ] && echo "banned: left behind:" && echo "$found" && bad=1
exit $bad
