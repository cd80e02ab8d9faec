#!/bin/sh
# Runs the fuzz targets named, each FUZZ_SECONDS long (60), on a corpus that is kept in build/fuzz/corpus
# and began with tests/samples and tests/fuzz/seeds/TARGET. What makes a target fail is kept as
# build/fuzz/found/TARGET-*; copy it into the seeds when it is mended. Exit 1 when something was found.
seconds=${FUZZ_SECONDS:-60}
bad=0
mkdir -p build/fuzz/found
for target; do
	corpus=build/fuzz/corpus/$target
	log=build/fuzz/$target.log
	mkdir -p "$corpus"
	cp -n tests/samples/*.txt "$corpus" 2>/dev/null
	[ -d "tests/fuzz/seeds/$target" ] && cp -n "tests/fuzz/seeds/$target"/* "$corpus"
	"build/fuzz/fuzz/$target" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -max_len=65536 \
		-artifact_prefix="build/fuzz/found/$target-" -print_final_stats=1 "$corpus" >"$log" 2>&1
	status=$?
	runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
	printf '%-12s %10s runs in %s s: ' "$target" "${runs:-?}" "$seconds"
	if [ "$status" -eq 0 ]; then
		echo "nothing found"
	else
		echo "FOUND, see $log"
		grep -E 'ERROR|runtime error|Assertion|SUMMARY|Test unit written' "$log" | sed 's/^/    /'
		bad=1
	fi
done
exit $bad
