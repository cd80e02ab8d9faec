#!/bin/sh
# Runs tests of functions, and commands and the desk through their tests, under memcheck: nothing may be
# read or written where it should not, nothing may be lost. Arguments: tests such as unit/test_buffer or
# screen/test_find, or none for all of functions and the main flows of commands and desk. MODE says which
# build (debug).
cd "$(dirname "$0")/../.." || exit 2
failed=0 built=build/${MODE:-debug}
memcheck="valgrind --quiet --error-exitcode=99 --leak-check=full --errors-for-leak-kinds=definite \
	--suppressions=$PWD/tests/tools/valgrind.supp"
# The tests of commands and the desk start $TONFALL_PROGRAM: a word before it makes that memcheck too.
export TONFALL_PATIENCE=20
mkdir -p $built/checked
cat >$built/checked/tonfall <<END
#!/bin/sh
exec $memcheck --log-file=$PWD/$built/checked/%p.log $PWD/$built/tonfall "\$@"
END
chmod +x $built/checked/tonfall
[ $# -gt 0 ] || set -- $(ls tests/unit/test_*.c tests/cli/test_check.c tests/cli/test_voice.c tests/cli/test_club.c \
	tests/cli/test_learn.c tests/screen/test_desk.c tests/screen/test_find.c tests/screen/test_words.c \
	tests/screen/test_files.c tests/screen/test_rewriting.c tests/screen/test_comparing.c | sed 's|^tests/||; s|\.c$||')
for test; do
	log=$built/checked/$(basename "$test").log
	rm -f $built/checked/[0-9]*.log
	case $test in
	unit/*) $memcheck "$built/$test" >"$log" 2>&1 ;;
	*) TONFALL_PROGRAM=$built/checked/tonfall "$built/$test" >"$log" 2>&1 ;;
	esac
	status=$?
	cat $built/checked/[0-9]*.log >>"$log" 2>/dev/null
	if [ "$status" -ne 0 ] || grep -q '^==' "$log"; then
		failed=$((failed + 1))
		echo "$test: status $status, see $log"
	else
		echo "$test: clean"
	fi
done
[ "$failed" -eq 0 ]
