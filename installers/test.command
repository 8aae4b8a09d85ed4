#!/usr/bin/env bash
# Sets up, then runs installers/test.sh: for a double click on macOS.
exec bash "$(dirname "${BASH_SOURCE[0]}")/test.sh" "$@"
