# shellcheck shell=bash
# Sets STEPH Desktop up in a virtual environment inside this folder. Sourced by demo.sh and
# test.sh; works with the bash 3.2 of macOS. STEPH_VENV and STEPH_PYTHON override what is found.

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
VENV=${STEPH_VENV:-$ROOT/.venv}
SYSTEM=$(uname -s)

say() { printf '%s\n' "-- $*" >&2; }
die() {
    printf '%s\n' "STEPH Desktop set-up stopped: $*" >&2
    exit 1
}

# Print the first Python in the supported range.
find_python() {
    local candidate
    for candidate in ${STEPH_PYTHON:+"$STEPH_PYTHON"} python3 python3.12 python3.13 python3.11; do
        if "$candidate" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' \
            2>/dev/null; then
            command -v "$candidate"
            return 0
        fi
    done
    return 1
}

# Install Debian or Ubuntu packages if we have the right to, else say what is missing: one line.
# The first argument says what they are for.
need_packages() {
    local purpose=$1 output
    shift
    local -a as_root=()
    if ! command -v apt-get >/dev/null; then
        PACKAGE_ADVICE="$purpose: missing. Install what your system calls $*, then start again."
        return 1
    fi
    if [ "$(id -u)" -ne 0 ]; then
        if ! sudo -n true 2>/dev/null; then
            PACKAGE_ADVICE="$purpose: missing. Run: sudo apt-get install $*  and start again."
            return 1
        fi
        as_root=(sudo -n)
    fi
    say "Installing system packages ($purpose): $*"
    # ${array[@]+...}: bash 3.2 and 4.3 call an empty array unset.
    ${as_root[@]+"${as_root[@]}"} apt-get update -qq </dev/null || true
    output=$(${as_root[@]+"${as_root[@]}"} env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq --no-install-recommends "$@" </dev/null 2>&1) || {
        printf '%s\n' "$output" >&2
        die "apt-get could not install: $*"
    }
}

# Debian names of the libraries in "$@" (soname=package) that cannot be loaded.
missing_libraries() {
    "$PYTHON" - "$@" <<'PYTHON'
import ctypes
import sys

missing = []
for pair in sys.argv[1:]:
    soname, package = pair.split("=")
    try:
        ctypes.CDLL(soname)
    except OSError:
        missing.append(package)
sys.stdout.write(" ".join(dict.fromkeys(missing)))
PYTHON
}

ensure_python() {
    if ! PYTHON=$(find_python); then
        [ "$SYSTEM" = Linux ] || die "Python 3.11 to 3.13 is needed; get it from python.org."
        need_packages "Python" python3 python3-venv || die "$PACKAGE_ADVICE"
        PYTHON=$(find_python) ||
            die "this system's Python is not 3.11 to 3.13; name one that is in STEPH_PYTHON."
    fi
    if ! "$PYTHON" -c 'import ensurepip, venv' 2>/dev/null; then
        local version
        version=$("$PYTHON" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
        need_packages "Python virtual environments" "python$version-venv" || die "$PACKAGE_ADVICE"
    fi
}

ensure_qt_libraries() {
    [ "$SYSTEM" = Linux ] || return 0
    local missing
    missing=$(missing_libraries \
        libglib-2.0.so.0=libglib2.0-0 libgthread-2.0.so.0=libglib2.0-0 libEGL.so.1=libegl1 \
        libGL.so.1=libgl1 libxkbcommon.so.0=libxkbcommon0 libdbus-1.so.3=libdbus-1-3 \
        libfontconfig.so.1=libfontconfig1 libfreetype.so.6=libfreetype6 libX11.so.6=libx11-6)
    # shellcheck disable=SC2086 # a list of words
    [ -z "$missing" ] || need_packages "Libraries of Qt" $missing || die "$PACKAGE_ADVICE"
    missing=$(missing_libraries \
        libxcb-cursor.so.0=libxcb-cursor0 libxcb-icccm.so.4=libxcb-icccm4 \
        libxcb-image.so.0=libxcb-image0 libxcb-keysyms.so.1=libxcb-keysyms1 \
        libxcb-randr.so.0=libxcb-randr0 libxcb-render-util.so.0=libxcb-render-util0 \
        libxcb-shape.so.0=libxcb-shape0 libxcb-sync.so.1=libxcb-sync1 \
        libxcb-xfixes.so.0=libxcb-xfixes0 libxcb-xkb.so.1=libxcb-xkb1 \
        libxkbcommon-x11.so.0=libxkbcommon-x11-0 libX11-xcb.so.1=libx11-xcb1)
    # Without these there is no window on an X display, but all else works: no reason to stop.
    # shellcheck disable=SC2086
    [ -z "$missing" ] || need_packages "Libraries of Qt windows on an X display" $missing ||
        say "No window yet. $PACKAGE_ADVICE"
}

ensure_venv() {
    # A copied environment or one whose Python was removed is made anew.
    if ! "$VENV/bin/python" -c 'import pip' 2>/dev/null; then
        say "Making a virtual environment with $("$PYTHON" --version)"
        "$PYTHON" -m venv --clear "$VENV" || die "could not make a virtual environment in $VENV"
    fi
    local stamp progress=--quiet
    stamp="$ROOT $(cat "$ROOT/pyproject.toml" "$ROOT/installers/constraints.txt" | cksum)"
    if [ "$(cat "$VENV/steph-stamp" 2>/dev/null)" = "$stamp" ]; then
        return
    fi
    [ ! -t 2 ] || progress=--progress-bar=on
    say "Installing STEPH Desktop and its libraries (about 2 GB, a few minutes the first time)"
    (cd "$ROOT" && "$VENV/bin/python" -m pip install $progress --disable-pip-version-check \
        --use-pep517 -c installers/constraints.txt -e '.[test]' </dev/null >&2) ||
        die "pip could not install the libraries; check the network and the disk, then start again."
    "$VENV/bin/python" "$ROOT/installers/make_launcher.py" ||
        say "No launcher could be written; everything else works."
    printf '%s\n' "$stamp" >"$VENV/steph-stamp"
}

set_up() {
    unset PYTHONHOME PYTHONPATH PIP_USER PIP_TARGET PIP_PREFIX
    [ -n "${QT_QPA_PLATFORM:-}" ] || unset QT_QPA_PLATFORM # Qt aborts on an empty value
    ensure_python
    ensure_qt_libraries
    ensure_venv
}
