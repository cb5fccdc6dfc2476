#!/usr/bin/env bash
# Renews the README's picture: plays a handshake in a real browser and takes a screenshot.
set -Eeuo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
PLAYGROUND_PICTURE="$PWD/docs/play.png" dotnet test tests/Browser.Tests --nologo --filter FullyQualifiedName~ReadmePicture
