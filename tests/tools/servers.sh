#!/bin/sh
# Installs the ready mock servers that tests/cli/test_servers.c talks to, from npm into build/npm.
# Without npm or the registry it says so, and those tests are skipped.
packages="@copilotkit/aimock @dwmkerr/mock-llm"
[ -f build/npm/installed ] && exit 0
command -v npm >/dev/null 2>&1 || {
	echo "servers: npm is not installed; the tests with ready mock servers are skipped"
	exit 0
}
mkdir -p build/npm
echo "servers: npm installs $packages into build/npm"
# shellcheck disable=SC2086
if timeout 240 npm install --prefix build/npm --no-audit --no-fund --loglevel=error $packages \
	>build/npm/install.log 2>&1; then
	touch build/npm/installed
else
	echo "servers: npm could not install them (build/npm/install.log); those tests are skipped"
fi
exit 0
