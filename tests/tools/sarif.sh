#!/bin/sh
# sarif.sh LOG: validates it against the schema of SARIF 2.1.0, which a package of npm has. Exit 0: valid,
# 1: not, 77: there is no npm or it could not install.
log=$(realpath "$1") tools=$(dirname "$(realpath "$0")") packages=build/npm/sarif
command -v npm >/dev/null && command -v node >/dev/null || { echo "no npm here"; exit 77; }
if [ ! -d "$packages/node_modules/ajv-draft-04" ]; then
	mkdir -p "$packages"
	timeout 120 npm install --silent --no-audit --no-fund --prefix "$packages" @microsoft/jest-sarif@1.0.0-beta.0 \
		ajv@8.20.0 ajv-draft-04@1.0.0 ajv-formats@3.0.1 >/dev/null 2>&1 || { echo "npm cannot install"; exit 77; }
fi
cd "$packages" && node "$tools/sarif.js" "$log"
