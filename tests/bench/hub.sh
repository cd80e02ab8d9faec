#!/bin/sh
# A large hub (1,000 members, 20,000 submissions, 100,000 comments) against one with 100 submissions, and 60
# desks on it that type at once; a table on standard output. As root it works as nobody: a hub is not root's.
cd "$(dirname "$0")/../.." || exit 2
build=build/${MODE:-release}
root=$(mktemp -d /tmp/tonfall-bench-XXXXXX) || exit 2
trap 'rm -rf "$root"' EXIT
trap 'exit 1' INT TERM
mkdir "$root/bin" "$root/share" "$root/home"
# shellcheck disable=SC2086
${CC:-gcc} -O2 -Wall -Wextra -D_GNU_SOURCE -DTONFALL_VERSION='"bench"' -Iinclude -Itests/bench -o "$root/bin/bench" \
	tests/bench/hub.c tests/bench/session.c "$build/libtonfall.a" \
	-ltinfo -lunistring -lpcre2-8 -lyaml -lcjson -lpthread -lm -lutil || exit 1
cp "$build/tonfall" "$root/bin/tonfall" && cp -rL build/share/tonfall "$root/share/tonfall" || exit 1
as=
if [ "$(id -u)" = 0 ]; then
	chmod 755 "$root"
	chown 65534:65534 "$root/home"
	as="setpriv --reuid=65534 --regid=65534 --clear-groups"
fi
chmod 700 "$root/home"
HOME=$root/home XDG_STATE_HOME=$root/home/state
export HOME XDG_STATE_HOME
$as "$root/bin/bench" make "$root/home/small.db" 20 100 500 &&
	$as "$root/bin/bench" make "$root/home/large.db" 1000 20000 100000 &&
	$as "$root/bin/bench" run "$root/bin/tonfall" "$root/home/small.db" "$root/home/large.db"
