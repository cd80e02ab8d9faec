#!/bin/sh
# Runs the tests in the mode cov and says, for each directory of the sources, how many of its lines they
# reach. Below LEAST per cent in the subjects it fails; `sh tests/tools/coverage.sh text` lists the lines
# of one directory that nothing reaches. What the processes of a hub count comes from COUNTERS
# (tests/tools/counting.c). TESTS, where it is set, are the only tests that are run.
least=85 subjects="text lang coach rewrite voice club lesson"
cd "$(dirname "$0")/../.." || exit 2
cov=build/cov
counters=${COUNTERS:-/var/tmp/tonfall-counters}
export TONFALL_PROGRAM=$cov/tonfall TONFALL_HUB_PROGRAM=$cov/tonfall
if [ -n "$1" ]; then
	gcov -t -o "$cov/obj/$1" "$cov/obj/$1"/*.gcda 2>/dev/null |
		awk -F: '/Source:/ { file = $4 } /^ *#####:/ && file ~ /^src/ { print file ":" $2 ":" $3 $4 $5 }' | tr -s ' '
	exit
fi
find "$cov" -name '*.gcda' -exec rm -f {} +
rm -rf "$counters"
mkdir -m 1777 "$counters" || exit 2
for source in ${TESTS:-tests/unit/test_*.c tests/cli/test_*.c tests/screen/test_*.c}; do
	# The installed program is another.
	case $source in */test_install.c) continue ;; esac
	test=$cov/${source#tests/} && test=${test%.c}
	timeout 600 "$test" >"$test.log" 2>&1 || echo "failed: $test"
done
of_hub=$counters$(pwd)/$cov/obj
if [ -d "$of_hub" ]; then
	gcov-tool merge "$cov/obj" "$of_hub" -o "$cov/merged" >/dev/null 2>&1 &&
		cp -R "$cov/merged/." "$cov/obj/" || echo "failed: the hub's counters were not merged"
fi
rm -rf "$counters" "$cov/merged"
for folder in src/*/; do
	name=$(basename "$folder")
	gcov -n -o "$cov/obj/$name" "$cov/obj/$name"/*.gcda 2>/dev/null |
		awk -v name="$name" -v least="$least" -v subjects=" $subjects " '
			/^File/ { ours = index($0, "src/" name "/") > 0 }
			/^Lines executed/ && ours {
				split($0, part, /[:% ]+/)
				all += part[5]; reached += part[3] * part[5] / 100; ours = 0
			}
			END {
				if (all == 0) exit
				share = 100 * reached / all
				low = share < least && index(subjects, " " name " ")
				printf "%-8s %6d lines %5.1f %%%s\n", name, all, share, low ? "  too few" : ""
				exit low
			}' || low=1
done
exit "${low:-0}"
