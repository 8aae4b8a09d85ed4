# shellcheck shell=bash
# Sets STEPH Desktop up in a virtual environment inside this folder. Sourced by demo.sh and
# test.sh; works with the bash 3.2 of macOS. STEPH_VENV and STEPH_PYTHON override what is found.

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
VENV=${STEPH_VENV:-$ROOT/.venv}
SYSTEM=$(uname -s)

# What to install: the program, "test" for its tests as well, and --cpu for torch without CUDA.
WITH=""
CPU=""

say() { printf '%s\n' "-- $*" >&2; }
die() {
    printf '%s\n' "STEPH Desktop set-up stopped: $*" >&2
    exit 1
}

# The systems for which torch, Qt and OpenSlide come as wheels; others are named at once, in place of
# a pip that finds nothing and blames the network.
ensure_system() {
    local machine libc
    machine=$(uname -m)
    case "$SYSTEM" in
        Darwin)
            [ "$machine" = arm64 ] ||
                die "Intel Macs are not supported: there is no current torch for them. Use an Apple
silicon Mac, Linux or Windows."
            local major
            major=$(sw_vers -productVersion 2>/dev/null | cut -d. -f1)
            [ "${major:-14}" -ge 14 ] || die "macOS 14 or newer is needed; this is ${major}."
            ;;
        Linux)
            case "$machine" in
                x86_64) libc=34 ;;
                aarch64) libc=39 ;;
                *) die "$machine is not supported: there is no torch for it. Use x86-64 or arm64." ;;
            esac
            has_glibc "$libc" ||
                die "this Linux is too old: glibc 2.$libc or newer is needed ($(glibc_words)), as in
Debian 12, Ubuntu 22.04 or RHEL 9 (on arm64: Debian 13 or Ubuntu 24.04)."
            ;;
        MINGW* | MSYS* | CYGWIN*) die "on Windows use installers\\demo.bat." ;;
        *) die "$SYSTEM is not supported; Linux, macOS and Windows are." ;;
    esac
}

glibc_words() { getconf GNU_LIBC_VERSION 2>/dev/null || echo "no glibc here"; }

has_glibc() {
    local found
    found=$(glibc_words)
    case "$found" in "glibc 2."*) ;; *) return 1 ;; esac
    found=${found#glibc 2.}
    [ "${found%%.*}" -ge "$1" ]
}

# Print the free space of the environment's disk in GB.
free_gb() { df -Pk "$(dirname "$VENV")" 2>/dev/null | awk 'NR == 2 { print int($4 / 1048576) }'; }

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

pip_install() {
    local progress=--quiet
    [ ! -t 2 ] || progress=--progress-bar=on
    (cd "$ROOT" && "$VENV/bin/python" -m pip install $progress --disable-pip-version-check \
        -c installers/constraints.txt "$@" </dev/null >&2)
}

ensure_venv() {
    # A copied environment or one whose Python was removed is made anew.
    if ! "$VENV/bin/python" -c 'import pip' 2>/dev/null; then
        say "Making a virtual environment with $("$PYTHON" --version)"
        "$PYTHON" -m venv --clear "$VENV" || die "could not make a virtual environment in $VENV"
    fi
    local stamp
    stamp="$ROOT $(cat "$ROOT/pyproject.toml" "$ROOT/installers/constraints.txt" | cksum)"
    case "$(cat "$VENV/steph-stamp" 2>/dev/null)" in
        "$stamp $WITH" | "$stamp test") return ;; # with the tests' tools there is more than enough
    esac
    local gb=2 what=.
    if [ "$SYSTEM" = Linux ] && [ -z "$CPU" ] && [ "$(uname -m)" = x86_64 ]; then gb=6; fi
    [ -z "$WITH" ] || what=".[$WITH]"
    if [ "$(free_gb)" -lt "$gb" ] 2>/dev/null; then
        say "About $gb GB are needed, and $(free_gb) are free here. --cpu (without CUDA) needs 2 GB, and
STEPH_VENV may name a folder on another disk."
    fi
    say "Installing STEPH Desktop and its libraries (about $gb GB, a few minutes the first time)"
    if [ -n "$CPU" ] && [ "$SYSTEM" = Linux ]; then
        # The usual index has the CUDA build alone: STEPH_TORCH_INDEX names one with this build.
        pip_install ${STEPH_TORCH_INDEX:+--extra-index-url "$STEPH_TORCH_INDEX"} --no-deps \
            "$(sed -n 's/^torch==[0-9.]*/&+cpu/p' "$ROOT/installers/constraints.txt")" ||
            die "pip found no torch without CUDA. Put the address of PyTorch's index of CPU builds (their
site gives it) into STEPH_TORCH_INDEX, or leave --cpu out."
    fi
    pip_install --use-pep517 -e "$what" ||
        die "pip could not install the libraries; check the network and the disk, then start again."
    "$VENV/bin/python" "$ROOT/installers/make_launcher.py" ||
        say "No launcher could be written; everything else works."
    printf '%s\n' "$stamp $WITH" >"$VENV/steph-stamp"
}

set_up() {
    unset PYTHONHOME PYTHONPATH PIP_USER PIP_TARGET PIP_PREFIX
    [ -n "${QT_QPA_PLATFORM:-}" ] || unset QT_QPA_PLATFORM # Qt aborts on an empty value
    ensure_system
    ensure_python
    ensure_qt_libraries
    ensure_venv
}
