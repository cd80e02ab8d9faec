#!/bin/sh
# What `make bench` measures beside: editors and checkers from Debian (only with the argument `all`, as
# root), and prose checkers from npm into build/npm/prose. What cannot be had is left out, and said.
editors="nano vim micro kakoune hunspell aspell aspell-de codespell"
prose="write-good textlint textlint-rule-write-good alex"
[ "$1" = all ] && sh tests/tools/deps.sh $editors
[ -f build/npm/prose/installed ] && exit 0
command -v npm >/dev/null 2>&1 || {
	echo "peers: npm is not installed; write-good, textlint and alex are left out"
	exit 0
}
mkdir -p build/npm/prose
echo "peers: npm installs $prose into build/npm/prose"
# shellcheck disable=SC2086
if timeout 240 npm install --prefix build/npm/prose --no-audit --no-fund --loglevel=error $prose \
	>build/npm/prose/install.log 2>&1; then
	touch build/npm/prose/installed
else
	echo "peers: npm could not install them (build/npm/prose/install.log); they are left out"
fi
exit 0
