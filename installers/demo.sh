#!/usr/bin/env bash
# Sets everything up, then runs the whole main job on the bundled demo: in the window where there
# is a display, else without one, leaving report.pdf, case.json and screenshots in demo-output.
# Arguments are passed on to "steph-desktop demo".
set -euo pipefail
# shellcheck source=installers/setup.sh
. "$(dirname "${BASH_SOURCE[0]}")/setup.sh"
if [ "${1:-}" = --cpu ]; then # torch without CUDA: 2 GB in place of 6 on Linux
    CPU=yes
    shift
fi
set_up

# A display counts if Qt can open it: DISPLAY may point to one that is long gone.
has_display() {
    case "${QT_QPA_PLATFORM:-}" in offscreen* | minimal* | vnc*) return 1 ;; esac
    [ "$SYSTEM" = Darwin ] || [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] || return 1
    (ulimit -c 0 && exec "$VENV/bin/python" -c \
        'from PySide6.QtGui import QGuiApplication; QGuiApplication([])') >/dev/null 2>&1
}

if [ $# -gt 0 ]; then
    exec "$VENV/bin/steph-desktop" demo "$@"
elif has_display 2>/dev/null; then
    say "Opening the demo in a window"
    exec "$VENV/bin/steph-desktop" demo
else
    say "No display: running the demo without a window, results go to $ROOT/demo-output"
    exec "$VENV/bin/steph-desktop" demo --headless --out "$ROOT/demo-output"
fi
