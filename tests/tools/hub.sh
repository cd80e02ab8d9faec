#!/bin/sh
# Sets up a hub on this machine to try it out, and takes it away again when Enter is pressed: an account
# (tonfall-try), an sshd on loopback, a coach (lea) and an author (tim) with keys of their own. Needs root.
cd "$(dirname "$0")/../.." || exit 2
[ "$(id -u)" = 0 ] || { echo "hub.sh: needs root, for the hub's account" >&2; exit 2; }
[ -x /usr/sbin/sshd ] || { echo "hub.sh: install openssh-server first" >&2; exit 2; }
root=/var/lib/tonfall-try account=tonfall-try port=${PORT:-2299} sshd=
clean() {
	[ -n "$sshd" ] && kill "$sshd" 2>/dev/null
	rm -rf "$root"
	userdel "$account" 2>/dev/null
}
trap 'clean; exit 1' INT TERM
clean
useradd --system --shell /bin/sh --password '*' --home-dir "$root/home" "$account" || exit 2
install -d "$root" "$root/bin" "$root/share" "$root/keys" /run/sshd
install -d -m 700 -o "$account" "$root/home"
install -m 755 build/release/tonfall "$root/bin/tonfall" || { clean; exit 2; }
cp -rL build/share/tonfall "$root/share/tonfall"
hub() { runuser -u "$account" -- "$root/bin/tonfall" hub "$@" --club "$root/home/club.db"; }
hub init >/dev/null
for member in lea:coach tim:author; do
	name=${member%:*}
	ssh-keygen -q -t ed25519 -N '' -f "$root/keys/$name"
	hub add "$name" - --role "${member#*:}" <"$root/keys/$name.pub"
done
ssh-keygen -q -t ed25519 -N '' -f "$root/keys/host"
{
	printf 'Port %s\nListenAddress 127.0.0.1\nHostKey %s\nPidFile none\nUsePAM no\n' "$port" "$root/keys/host"
	sed -n '/^    Match User tonfall$/,/^$/p' README.md | sed "s|/usr/local/bin/tonfall|$root/bin/tonfall|
		s|/var/lib/tonfall/club.db|$root/home/club.db|; s|User tonfall\$|User $account|"
} >"$root/sshd_config"
/usr/sbin/sshd -t -f "$root/sshd_config" || { clean; exit 2; }
/usr/sbin/sshd -D -f "$root/sshd_config" &
sshd=$!
ssh="ssh -F none -p $port -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o LogLevel=ERROR -i $root/keys"
echo "The hub runs. In other windows:"
echo "  the coach's desk:   $ssh/lea -t $account@127.0.0.1"
echo "  the author's desk:  $ssh/tim -t $account@127.0.0.1"
echo "  one's own desk:     tonfall config set club.ssh '$ssh/tim -T'"
echo "                      tonfall config set club.hub $account@127.0.0.1"
echo "Enter ends it and takes everything away."
read -r _
clean
