#!/usr/bin/env bash
# Renews docs/rfc9293.md: what RFC 9293 asks, and the tests that show it.
set -Eeuo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
PLAYGROUND_REQUIREMENTS=1 dotnet test tests/Architecture.Tests --nologo --filter FullyQualifiedName~Requirements
