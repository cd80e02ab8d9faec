#!/bin/sh
# Installs the Debian packages named that are missing, and says so. Without apt-get it names them and goes on:
# elsewhere they may be there under other names.
missing=
for package; do
	dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' ||
		missing="$missing $package"
done
[ -n "$missing" ] || exit 0
if ! command -v apt-get >/dev/null; then
	echo "Tonfall needs these (Debian's names), and there is no apt-get to install them:$missing"
	exit 0
fi
sudo=
[ "$(id -u)" = 0 ] || sudo=sudo
echo "Installing with apt-get:$missing"
# env behind sudo, which hands no variables on.
$sudo apt-get update -qq &&
	$sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
