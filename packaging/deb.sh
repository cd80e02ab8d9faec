#!/bin/sh
# Makes build/tonfall_VERSION_ARCH.deb from what `make install` puts into build/deb: `make deb`. What the
# program is linked with comes from its symbols, what it loads on first need from the sources.
set -e
cd "$(dirname "$0")/.."
root=build/deb doc=build/deb/usr/share/doc/tonfall
version=$(cat VERSION) architecture=$(dpkg --print-architecture)
rm -rf "$root"
${MAKE:-make} --no-print-directory -s install DESTDIR="$root" PREFIX=/usr ZSH_FOLDER=vendor-completions
strip --strip-unneeded --remove-section=.comment "$root/usr/bin/tonfall"
mkdir -p "$doc" "$root/DEBIAN" build/shlibs/debian
{ cat packaging/copyright; sed 's/^$/./; s/^/ /' LICENSE | sed 1,4d; } >"$doc/copyright"
cp README.md "$doc/"
cp -r docs/pictures "$doc/" 2>/dev/null || :
printf 'tonfall (%s) unstable; urgency=medium\n\n  * See README.md.\n\n -- The Tonfall authors <tonfall@localhost>  %s\n' \
	"$version" "$(date -R -r VERSION)" | gzip -9n >"$doc/changelog.gz"
find "$root/usr/share/man" -type f -exec gzip -9n {} +
printf 'Source: tonfall\n\nPackage: tonfall\nArchitecture: any\n' >build/shlibs/debian/control
linked=$(cd build/shlibs && dpkg-shlibdeps -O "../deb/usr/bin/tonfall" 2>/dev/null | sed 's/^shlibs:Depends=//')
loaded=$(sed -n 's/.*library_load("[^"]*", "\([^"]*\)".*/\1/p' src/*/*.c | sort -u | paste -sd, | sed 's/,/, /g')
sed "s/@VERSION@/$version/; s/@ARCHITECTURE@/$architecture/; s/@DEPENDS@/$linked, $loaded/
	s/@SIZE@/$(du -sk "$root/usr" | cut -f 1)/" packaging/control >"$root/DEBIAN/control"
(cd "$root" && find usr -type f -exec md5sum {} + >DEBIAN/md5sums)
find "$root" -type d -exec chmod 755 {} +
package="build/tonfall_${version}_$architecture.deb"
dpkg-deb --root-owner-group --build "$root" "$package" >/dev/null
echo "$package"
