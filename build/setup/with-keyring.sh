#!/bin/sh
# with-keyring.sh COMMAND...: runs COMMAND in a D-Bus session of its own with an unlocked Secret Service that lives in a
# temporary folder and is gone afterwards. For tests and demonstrations only: its password is written below.
# Needs dbus-run-session and gnome-keyring-daemon.
set -eu
keyring=$(mktemp -d "${TMPDIR:-/tmp}/anteroom-keyring.XXXXXX")
# The daemon goes with its bus, but not when the bus is gone before the two have met. What was interrupted may still
# write for a moment while it goes down.
remove() {
  for process in /proc/[0-9]*; do
    if grep -qs -- "--control-directory=$keyring/" "$process/cmdline"; then kill "${process#/proc/}" 2>/dev/null || true; fi
  done
  for attempt in 1 2 3 4 5; do
    rm -rf "$keyring" 2>/dev/null || true
    [ -e "$keyring" ] || break
    sleep 1
  done
}
trap remove EXIT
# A shell hears a signal only when what it waits for in front has ended, so the bus runs beside it, and whoever stops this script stops the command.
bus=
stop() {
  if [ -s "$keyring/command" ]; then kill "$(cat "$keyring/command")" 2>/dev/null || true
  elif [ -n "$bus" ]; then kill "$bus" 2>/dev/null || true
  else exit 130; fi
}
trap stop INT TERM HUP
export XDG_DATA_HOME="$keyring/data" XDG_RUNTIME_DIR="$keyring/run" XDG_CONFIG_HOME="${XDG_CONFIG_HOME:-$keyring/config}"
mkdir -p "$XDG_DATA_HOME/keyrings" "$XDG_CONFIG_HOME"
mkdir -m 700 "$XDG_RUNTIME_DIR"
printf 'login' >"$XDG_DATA_HOME/keyrings/default"
export KEYRING="$keyring"
code=0
# What the bus itself says is noise, unless the command was never reached. A command beside the shell would be given no input.
exec 4<&0
dbus-run-session -- sh -c '
  printf "%s" test-only | gnome-keyring-daemon --unlock --components=secrets --control-directory="$XDG_RUNTIME_DIR/keyring" >/dev/null
  echo $$ >"$KEYRING/command"
  unset KEYRING
  exec "$@" 2>&3 3>&-' sh "$@" 3>&2 2>"$keyring/bus.log" <&4 4<&- &
bus=$!
while :; do
  code=0
  wait "$bus" || code=$?
  kill -0 "$bus" 2>/dev/null || break
done
if [ ! -e "$keyring/command" ]; then
  echo 'The throw-away Secret Service did not start:' >&2
  cat "$keyring/bus.log" >&2
fi
exit $code
