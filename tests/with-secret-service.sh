#!/bin/sh
# Runs a command with a real, unlocked Secret Service of its own (GNOME Keyring on a private session bus), and leaves nothing behind. Debian:
#   apt-get install -y --no-install-recommends dbus gnome-keyring libsecret-1-0 libsecret-tools
#   sh tests/with-secret-service.sh npx vitest run tests/keychain.test.ts
set -e
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
export HOME="$dir" XDG_DATA_HOME="$dir/share" XDG_RUNTIME_DIR="$dir/run" XDG_CACHE_HOME="$dir/cache"
export ADIEU_TEST_SECRET_SERVICE=1
mkdir -m700 "$dir/run" "$dir/share" "$dir/cache"
dbus-run-session -- sh -c '
printf test | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1
tries=0
until dbus-send --session --print-reply --dest=org.freedesktop.DBus /org/freedesktop/DBus \
  org.freedesktop.DBus.NameHasOwner string:org.freedesktop.secrets 2>/dev/null | grep -q "boolean true"; do
  tries=$((tries + 1))
  [ "$tries" -gt 100 ] && exit 97
  sleep 0.1
done
exec "$@"' sh "$@"
