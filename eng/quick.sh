#!/usr/bin/env bash
# The tests that take about a minute: all but the browser's and those that start and kill servers, explore and fuzz. What decides is .ci/run.
set -Eeuo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
dotnet test Playground.sln --nologo --filter 'Category!=Browser&Category!=Long' "$@"
