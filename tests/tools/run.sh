#!/bin/sh
# Builds and runs all tests and, in the release mode, the lint. The last line is "N passed, N failed":
# the sum over the tests of all programs; a program that crashes counts as one failed test.
make=$1
mode=${MODE:-release}
passed=0 failed=0 limit=300
export TONFALL_PROGRAM="build/$mode/tonfall"
[ "$mode" = asan ] && export TONFALL_PATIENCE=4 TONFALL_HUB_PROGRAM="$TONFALL_PROGRAM" && limit=900
$make --no-print-directory -k -j2 MODE="$mode" unit cli screen torture-programs replay >"build/$mode/tests.log" 2>&1 || {
	cat "build/$mode/tests.log"
	echo "FAILED: the tests do not build"
	failed=$((failed + 1))
}
# By their sources: a program whose source is gone is not run, and one that was not built has been told above.
for source in tests/unit/test_*.c tests/cli/test_*.c tests/screen/test_*.c tests/torture/test_*.c tests/fuzz/fuzz_*.c; do
	test=build/$mode/${source#tests/}
	case $source in tests/fuzz/*) test=build/$mode/replay/test_${source##*/fuzz_} ;; esac
	test=${test%.c} log=${test%.c}.log
	[ -x "$test" ] || continue
	# What is put before the program stands before the runtime of the sanitizers too; what is still held
	# when memory has run out is no leak.
	unset ASAN_OPTIONS
	case $source in tests/torture/*) export ASAN_OPTIONS=verify_asan_link_order=0:detect_leaks=0 ;; esac
	TONFALL_SEEDS=tests/fuzz/seeds/${test##*/test_} timeout $limit "$test" >"$log" 2>&1
	status=$?
	ok=$(grep -c '^\[       OK \]' "$log")
	bad=$(grep '^\[  FAILED  \] [a-z_0-9]*$' "$log" | sort -u | grep -c .)
	skipped=$(grep -c '^\[  SKIPPED \]' "$log")
	[ "$status" -ne 0 ] && [ "$bad" -eq 0 ] && bad=1
	passed=$((passed + ok)) failed=$((failed + bad))
	printf '%-44s %4d passed %3d failed' "${test#build/}" "$ok" "$bad"
	[ "$skipped" -gt 0 ] && printf ' %3d skipped' "$skipped"
	printf '\n'
	[ "$bad" -gt 0 ] && sed 's/^/    /' "$log"
done
# A few under memcheck; `make valgrind` takes all.
if [ "$mode" = release ]; then
	if MODE=release sh tests/tools/valgrind.sh unit/test_json unit/test_sse unit/test_import unit/test_club screen/test_clipboard; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
	fi
	if sh tests/lint/lint.sh; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
fi
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
