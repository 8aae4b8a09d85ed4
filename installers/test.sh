#!/usr/bin/env bash
# Sets everything up, then runs the tests. Arguments are passed on to pytest.
set -euo pipefail
# shellcheck source=installers/setup.sh
. "$(dirname "${BASH_SOURCE[0]}")/setup.sh"
if [ "${1:-}" = --cpu ]; then # torch without CUDA: 2 GB in place of 6 on Linux
    CPU=yes
    shift
fi
WITH=test
set_up
say "Running the tests"
cd "$ROOT"
exec "$VENV/bin/python" -m pytest -n auto --dist worksteal "$@" </dev/null
