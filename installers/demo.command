#!/usr/bin/env bash
# Sets up, then runs installers/demo.sh: for a double click on macOS.
exec bash "$(dirname "${BASH_SOURCE[0]}")/demo.sh" "$@"
