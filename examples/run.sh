#!/usr/bin/env bash
# Plays every example against a server of its own: the built one where there is one, else it is built first.
set -Eeuo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

server="$(ls -t ../src/Server/bin/*/net*/Playground.Server.dll 2>/dev/null | head -n 1 || true)"
if [ -z "$server" ]; then
  dotnet build ../src/Server --nologo --verbosity quiet
  server="$(ls -t ../src/Server/bin/*/net*/Playground.Server.dll | head -n 1)"
fi
server="$(realpath "$server")"

npm ci --no-progress --loglevel=error

data="$(mktemp -d)"
pid=""
finish() {
  [ -z "$pid" ] || kill "$pid" 2>/dev/null || true
  wait 2>/dev/null || true
  rm -rf "$data"
}
trap finish EXIT

port="$(node -e 'const s = require("node:net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); })')"
address="http://127.0.0.1:$port"
dotnet "$server" --urls "$address" --Storage:Path "$data/playground.db" >"$data/console" 2>&1 &
pid=$!
for _ in $(seq 1 240); do
  curl --silent --fail "$address/health" >/dev/null && break
  kill -0 "$pid" 2>/dev/null || { cat "$data/console" >&2; exit 1; }
  sleep 0.25
done

for example in *.mjs; do
  echo "-- $example"
  node "$example" "$address"
done
