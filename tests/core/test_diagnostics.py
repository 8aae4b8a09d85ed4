"""The log says what went wrong, and names no patient, slide or folder."""

import logging
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from steph_desktop.core import diagnostics
from steph_desktop.core.diagnostics import (
    DATA_SUFFIXES,
    install,
    log_bug,
    redact,
    redacted_traceback,
)
from steph_desktop.core.errors import StephError
from steph_desktop.slide.info import SLIDE_SUFFIXES

logger = logging.getLogger("steph_desktop.test")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("opened /data/Smith John/S12-3456 b.svs at level 2", "opened <path>"),
        ("opened '/data/Smith John/x' fast", "opened <path> fast"),
        ("cannot read Smith John 77.ndpi: broken", "<file>: broken"),
        (r"D:\Slides\smith\x y.tif is bad", "<path>"),
        (r"on \\server\share\smith", "on <path>"),
        ("file:///home/smith/y", "file:<path>"),
        ("see ~/cohort/smith", "see <path>"),
        ("bag=Smith.H5, done", "bag=<file>, done"),
        ("one\n/two/smith\nthree", "one\n<path>\nthree"),
        ("read 3/4 of patches, 10 / 12 and/or more", "read 3/4 of patches, 10 / 12 and/or more"),
        ("can't do it, isn't it", "can't do it, isn't it"),
        ("C-index 0.61, e.g. at epoch 3", "C-index 0.61, e.g. at epoch 3"),
    ],
)
def test_redact(text: str, expected: str) -> None:
    assert redact(text) == expected


def test_every_slide_suffix_is_known() -> None:
    assert SLIDE_SUFFIXES <= DATA_SUFFIXES


def canary_error() -> Exception:
    """A chain of errors whose messages hold what must not be kept."""
    try:
        try:
            {}["TCGA-CANARY-1"]
        except KeyError as cause:
            raise ValueError(
                "patient CANARY-12-3 in '/data/CANARY/x' of shape (3, 4), number 9912345"
            ) from cause
    except ValueError as error:
        return error
    raise AssertionError


def test_traceback_keeps_the_way_and_drops_the_names() -> None:
    text = redacted_traceback(canary_error())
    assert "CANARY" not in text
    assert "9912345" not in text
    assert "builtins.KeyError" in text
    assert "which led to" in text
    assert "builtins.ValueError: patient <id> in <text> of shape (3, 4), number <id>" in text
    assert "test_diagnostics.py:" in text
    assert "in canary_error" in text
    assert str(Path(__file__).parent) not in text


def test_fault_of_the_user_is_kept_without_its_place() -> None:
    error = StephError("The disk is full", Path("/data/CANARY.svs"), "Free some space.")
    assert redacted_traceback(error).endswith("StephError: The disk is full")


def test_names_of_code_are_kept() -> None:
    error = AttributeError("module 'steph_desktop.app' has no attribute 'ran'")
    assert redacted_traceback(error).endswith(f": {error}")
    hidden = ImportError("libx.so.1: cannot open '/data/CANARY/libx.so.1'")
    assert "CANARY" not in redacted_traceback(hidden)


def test_code_places_start_at_their_package() -> None:
    try:
        redact(None)  # type: ignore[arg-type]
    except TypeError as error:
        assert "  steph_desktop/core/diagnostics.py:" in redacted_traceback(error)


def test_log_holds_redacted_records(steph_home: Path, allow_logs: None) -> None:
    log_file = install()
    logger.info("level 2 of /data/CANARY.svs")
    logging.getLogger("library").warning("%s is odd", "/data/CANARY")
    logging.getLogger("library").info("chatter")
    try:
        raise canary_error()
    except ValueError:
        logger.exception("could not read %r", "CANARY.svs")
    text = log_file.read_text(encoding="utf-8")
    assert log_file == steph_home / "logs" / "steph-desktop.log"
    assert "CANARY" not in text
    assert "level 2 of <path>" in text
    assert "library: <path>" in text
    assert "chatter" not in text
    assert "which led to" in text


def test_another_handlers_traceback_does_not_slip_in(steph_home: Path, allow_logs: None) -> None:
    class Other(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            logging.Formatter().format(record)

    other = Other()
    logging.getLogger().addHandler(other)
    try:
        log_file = log_bug(canary_error())
    finally:
        logging.getLogger().removeHandler(other)
    assert "CANARY" not in log_file.read_text(encoding="utf-8")


def test_log_bug_installs_when_needed(steph_home: Path, allow_logs: None) -> None:
    log_file = log_bug(RuntimeError("broken"))
    assert log_file.is_relative_to(steph_home)
    assert "builtins.RuntimeError: broken" in log_file.read_text(encoding="utf-8")


def test_installing_twice_writes_once(steph_home: Path) -> None:
    install()
    log_file = install()
    logger.info("once")
    assert log_file.read_text(encoding="utf-8").count("once") == 1


def test_uninstall_gives_everything_back(steph_home: Path) -> None:
    before = (sys.excepthook, threading.excepthook, list(logging.getLogger().handlers))
    install()
    assert sys.excepthook is not before[0]
    diagnostics.uninstall()
    assert (sys.excepthook, threading.excepthook, logging.getLogger().handlers) == before


def test_uncaught_errors_are_logged_and_told(
    steph_home: Path, allow_logs: None, capsys: pytest.CaptureFixture[str]
) -> None:
    told: list[tuple[BaseException, Path]] = []
    log_file = install(on_bug=lambda error, path: told.append((error, path)))
    error = canary_error()
    sys.excepthook(type(error), error, error.__traceback__)

    def fail() -> None:
        raise RuntimeError("in a thread")

    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    text = log_file.read_text(encoding="utf-8")
    assert [type(e) for e, _ in told] == [ValueError, RuntimeError]
    assert {path for _, path in told} == {log_file}
    assert "builtins.RuntimeError: in a thread" in text
    assert "CANARY" not in text
    assert capsys.readouterr().err == ""


def test_log_turns_over(tmp_path: Path) -> None:
    log_file = install(tmp_path)
    for _ in range(60):
        logger.info("x" * 100_000)
    sizes = {p.name: p.stat().st_size for p in tmp_path.glob("*.log*")}
    assert len(sizes) == 5
    assert max(sizes.values()) <= 1_000_000
    assert log_file.exists()


def test_unwritable_folder_does_not_stop_the_work(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    log_file = install(blocked / "logs")
    logger.info("still here")
    assert "still here" in log_file.read_text(encoding="utf-8")
    diagnostics.uninstall()
    log_file.unlink()
    log_file.parent.rmdir()


def run_process(log_dir: Path, code: str) -> subprocess.CompletedProcess[str]:
    prelude = (
        "import sys; from pathlib import Path; from steph_desktop.core.diagnostics import install;"
        f"install(Path({str(log_dir)!r}));"
    )
    return subprocess.run(
        [sys.executable, "-c", prelude + code], capture_output=True, text=True, check=False
    )


def test_uncaught_error_of_a_process(tmp_path: Path) -> None:
    result = run_process(tmp_path, "raise RuntimeError('/data/CANARY')")
    assert result.returncode == 1
    (line,) = result.stderr.splitlines()
    assert line.endswith(str(tmp_path / "steph-desktop.log"))
    assert "RuntimeError: <path>" in (tmp_path / "steph-desktop.log").read_text(encoding="utf-8")


def test_native_crash_is_told_at_the_next_start(tmp_path: Path) -> None:
    result = run_process(tmp_path, "import ctypes; ctypes.string_at(0)")
    assert result.returncode != 0
    assert "ctypes" in (tmp_path / "steph-desktop.crash").read_text(encoding="utf-8")
    assert run_process(tmp_path, "pass").returncode == 0
    text = (tmp_path / "steph-desktop.log").read_text(encoding="utf-8")
    assert "an earlier process crashed" in text
    assert "Segmentation fault" in text or "access violation" in text
    assert "in string_at" in text
    assert sys.prefix not in text
    assert sys.base_prefix not in text
    assert (tmp_path / "steph-desktop.crash").read_text(encoding="utf-8") == ""
