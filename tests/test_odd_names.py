"""Names that are not UTF-8 or very long, bad files in a batch, and consoles that take little."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from case_files import feature_file, pack
from workspace_samples import analysed

from steph_desktop.cli import run
from steph_desktop.core.diagnostics import open_streams
from steph_desktop.core.errors import StephError, plain_name, printable
from steph_desktop.core.files import full_disk
from steph_desktop.engine import use_cases
from steph_desktop.features.extraction import part_folder
from steph_desktop.slide.info import slide_id_of
from steph_desktop.workspace.pseudonyms import Pseudonyms
from steph_desktop.workspace.records import Lane
from steph_desktop.workspace.store import Workspace

posix = pytest.mark.skipif(os.name != "posix", reason="names are UTF-16 there")
ODD = os.fsdecode(b"caf\xe9 \xff")


def test_ids_of_odd_names_are_plain_and_differ() -> None:
    ids = {slide_id_of(Path(os.fsdecode(name))) for name in (b"caf\xe9.svs", b"caf\xe8.svs")}
    assert ids == {"caf%E9", "caf%E8"}
    assert plain_name("März 1") == "März 1" and printable(ODD).isascii()
    str(StephError(f"what {ODD}", Path(ODD), None)).encode()


@posix
def test_a_slide_whose_name_is_not_utf8_is_kept_and_found_again(tmp_path: Path) -> None:
    slide = tmp_path / f"{ODD}.svs"
    slide.write_bytes(b"x" * 4000)
    with Workspace.open(tmp_path / "lab") as workspace:
        analysed(workspace, slide, "Case A")
        analysed(workspace, slide, "Case A")
        listed = workspace.listed_case("Case A")
        assert listed.slides == (slide,) and listed.slides[0].is_file()
        assert workspace.slide_at(slide) is not None
        moved = tmp_path / os.fsdecode(b"new\xfe")
        moved.mkdir()
        slide.rename(moved / slide.name)
        assert workspace.relink(tmp_path, moved).relinked
        assert workspace.listed_case("Case A").slides == (moved / slide.name,)
        workspace.queue_job("extract", {"slide": str(slide)}, Lane.FILES, token="odd")  # noqa: S106
        assert workspace.job_named("odd").request == {"slide": str(slide)}
    assert Pseudonyms(b"k" * 32).name(slide)


def test_names_as_long_as_a_disk_takes_have_room_for_what_lies_beside(tmp_path: Path) -> None:
    final = tmp_path / ("ä" * 125 + "a.h5")
    assert len(os.fsencode(final.name)) == 254
    folder = part_folder(final)
    folder.mkdir()
    assert folder != part_folder(final.with_name("b" + final.name[1:]))


@posix
def test_one_bad_file_of_any_kind_costs_no_other(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    model = pack(tmp_path)
    good = feature_file(tmp_path)
    files = [tmp_path / f"{ODD}.h5", tmp_path / ("n" * 251 + ".h5")]
    for path in files:
        path.write_bytes(good.read_bytes())
    bad = tmp_path / os.fsdecode(b"\xe9-bad.h5")
    bad.write_bytes(b"nothing")
    worst = tmp_path / "bug.h5"
    worst.write_bytes(good.read_bytes())
    predict = use_cases.predict_case

    def with_a_bug(request, control):  # type: ignore[no-untyped-def]
        if request.slides == (worst,):
            raise ZeroDivisionError
        return predict(request, control)

    monkeypatch.setattr(use_cases, "predict_case", with_a_bug)
    monkeypatch.setattr(use_cases, "log_bug", lambda _error: Path("steph-desktop.log"))
    order = [bad, files[0], worst, files[1]]
    assert run(["predict", "--json", "--model", str(model), *map(str, order)]) == 1
    out, err = capsys.readouterr()
    said = json.loads(out)
    assert len(said["results"]) == 2
    assert [item["case"] for item in said["failed"]] == ["?-bad.h5", "bug.h5"]
    assert "made a mistake" in said["failed"][1]["error"] and "bad.h5" in err


# Consoles -----------------------------------------------------------------------------------------


def _command(
    arguments: Sequence[str], *, encoding: str = "utf-8", code: str = "", **streams: object
) -> subprocess.CompletedProcess[bytes]:
    start = f"import sys\n{code}\nfrom steph_desktop.__main__ import main\n"
    start += f"sys.argv = ['steph-desktop', *{list(arguments)!r}]\nsys.exit(main())"
    env = {**os.environ, "PYTHONIOENCODING": encoding}
    options = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **streams}
    return subprocess.run([sys.executable, "-c", start], env=env, check=False, **options)  # type: ignore[call-overload,no-any-return]


@posix
@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
def test_a_console_of_few_signs_takes_every_name(tmp_path: Path, encoding: str) -> None:
    missing = tmp_path / os.fsdecode(b"\xe9 \xce\xbb \xe2\x80\x93.steph")
    done = _command(["models", str(missing)], encoding=encoding)
    assert done.returncode == 1, done.stderr
    assert len(done.stderr.splitlines()) == 1 and b"There is no model pack" in done.stderr


@pytest.mark.parametrize("arguments", [["models"], ["--version"], ["--help"], ["models", "gone"]])
def test_without_any_console_a_command_runs(arguments: list[str]) -> None:
    code = "sys.stdout = sys.stderr = sys.stdin = None"
    done = _command(arguments, code=code)
    assert done.returncode == (1 if "gone" in arguments else 0)
    assert not done.stdout and not done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no such device")
@pytest.mark.parametrize(
    "arguments", [["models"], ["models", "--json"], ["--help"], ["--version"], ["weights"]]
)
def test_output_to_a_full_disk_ends_with_1(arguments: list[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = _command(arguments, stdout=full)
        assert done.returncode == 1 and b"disk is full" in done.stderr
        both = _command(arguments, stdout=full, stderr=full)
        assert both.returncode == 1
        complaints = _command(["models", "gone.steph"], stderr=full)
        assert complaints.returncode == 1


def test_a_full_disk_is_known_in_the_words_of_any_library() -> None:
    deep = RuntimeError("outer")
    deep.__cause__ = RuntimeError("Can't write data (errno = 28, 'No space left on device')")
    for error in (OSError(28, "x"), deep):
        fault = full_disk(error, "")
        assert fault is not None and "disk is full" in str(fault)
    assert full_disk(RuntimeError("other"), "") is None


def test_streams_are_opened_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    open_streams()
    kept = sys.stdout
    sys.stdout.write("λ")
    open_streams()
    assert sys.stdout is kept
    kept.close()
