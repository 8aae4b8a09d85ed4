"""Names that are not UTF-8 or very long, bad files in a batch, and consoles that take little."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
import unicodedata
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from case_files import feature_file, pack
from fake_encoder import FEATURE_DIM, FakeEncoder
from slides import tissue_disc, write_pyramid
from workspace_samples import analysed

from steph_desktop.cli import run
from steph_desktop.cohort.slide_matching import MatchRule, match_files
from steph_desktop.cohort.table_reading import TableCache, TableRequest
from steph_desktop.core.diagnostics import open_streams
from steph_desktop.core.errors import StephError, plain_name, printable
from steph_desktop.core.files import full_disk
from steph_desktop.core.job_control import JobControl
from steph_desktop.engine import use_cases
from steph_desktop.engine.job_requests import AnalyseRequest
from steph_desktop.features.patch_batches import part_folder
from steph_desktop.slide.info import slide_id_of
from steph_desktop.slide.reader import Slide
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


# Every kind of name, on every way -----------------------------------------------------------------

NAMES = (
    "🧬 case 👩🏽\u200d⚕️", "\u202egnp.exe", "a\nb", "\x1b[31mred", "tab\there", "שלום", "مرحبا",
    "CON", "nul", "x..", "y ", " lead", "-rf", "q'\"`$(id)", "%s %d", "{0}", "=SUM(1)", ".hidden",
    "é", "e\u0301", "ABC", "abc", "a" * 240, "ä" * 120, "\u200b", "a;b,c", "#1", "~", "*?", "<b>x",
)  # fmt: skip


def is_safe(text: str) -> bool:
    """Whether a terminal shows a text as it is, line by line."""
    turning = {*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x2028, 0x2029}
    return not any(
        ord(sign) in turning or (ord(sign) < 32 and sign != "\n") or 127 <= ord(sign) < 160
        for sign in text
    )


def small_slide(folder: Path) -> Path:
    picture = tissue_disc(420, 420, (210, 210), 205)
    return write_pyramid(folder / "s.tif", picture, 0.5, svs=False)


@posix
def test_slides_of_any_name_are_extracted_and_told_of(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = tmp_path / "one", tmp_path / "two"
    source = small_slide(tmp_path)
    slides = []
    for folder, names in ((first, NAMES), (second, NAMES[:3])):
        folder.mkdir()
        slides += [folder / f"{name}.tif" for name in names]
    for slide in slides:
        slide.write_bytes(source.read_bytes())
    monkeypatch.setattr(use_cases, "_encoder", lambda *_: FakeEncoder())
    out = tmp_path / "out"
    words = ["extract", *map(str, slides), "--encoder", "effnet-lite0", "--out", str(out)]
    assert run(words) == 0
    told = capsys.readouterr()
    assert is_safe(told.out) and is_safe(told.err)
    assert len(told.out.splitlines()) == len(slides)
    made = [path for path in tmp_path.rglob("*.h5") if path.is_file()]
    assert {path.parent for path in made} == {out}, "nothing lies outside"
    assert len(made) == len(slides) == len({path.name for path in made})
    folded = {unicodedata.normalize("NFC", path.name).casefold() for path in made}
    assert len(folded) == len(slides), "a Mac's disk, or Windows', takes them all"
    assert run([*words, "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert len(said["done"]) == len(slides) and not said["failed"]


@posix
def test_cases_of_any_name_go_every_way(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    model, good = pack(tmp_path), feature_file(tmp_path)
    shelf, lab = tmp_path / "shelf", tmp_path / "lab"
    shelf.mkdir()
    files = [shelf / f"{name}.h5" for name in NAMES]
    for path in files:
        path.write_bytes(good.read_bytes())
    predict = ["predict", "--model", str(model), *map(str, files)]
    assert run([*predict, "--json"]) == 0
    assert len(json.loads(capsys.readouterr().out)["results"]) == len(NAMES)
    assert run(predict[: 3 + 6]) == 0
    told = capsys.readouterr()
    assert is_safe(told.out) and is_safe(told.err)
    monkeypatch.setattr(use_cases, "_encoder", lambda *_: FakeEncoder())
    model = pack(lab.parent / "shelf", FEATURE_DIM, "fake")
    small = small_slide(tmp_path)
    cases = [f"Case {number}" for number in range(6)]
    for case, name in zip(cases, NAMES, strict=False):
        slide = shelf / f"{name}.tif"
        slide.write_bytes(small.read_bytes())
        request = AnalyseRequest(case, (slide,), model, lab, device="cpu")
        use_cases.analyse_case(request, JobControl())
    assert run(["report", *cases, "--workspace", str(lab), "--out", str(tmp_path / "r.pdf")]) == 0
    bundle = tmp_path / "b.zip"
    command = ["export", *cases, "--workspace", str(lab), "--identifiers", "--out", str(bundle)]
    assert run(command) == 0
    told = capsys.readouterr()
    assert is_safe(told.out) and is_safe(told.err)
    with zipfile.ZipFile(bundle) as found:
        assert all(is_safe(name) and not name.startswith(("/", ".")) for name in found.namelist())
        text = found.read("identifiers.csv").decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert [row["file"] for row in rows] == [f"{name}.tif" for name in NAMES[:6]]
    assert run(["workspace", "check", str(lab)]) == 0


@posix
def test_what_is_wrong_with_a_file_of_any_name_is_said_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for number, name in enumerate(NAMES):
        path = tmp_path / f"{name}.svs"
        path.write_bytes(b"no slide at all")
        with pytest.raises(StephError) as caught:
            Slide(path)
        assert is_safe(str(caught.value)) and "\n" not in str(caught.value)
        if number >= 6:
            continue
        assert run(["predict", str(path), "--model", str(tmp_path / f"{name}.steph")]) == 1
        told = capsys.readouterr().err
        assert len(told.splitlines()) == 1 and is_safe(told)


def test_patients_of_any_name_find_their_slides(tmp_path: Path) -> None:
    """In a table and beside it; a name with an end of line is quoted there."""
    names = [name for name in NAMES if name.strip() == name and name not in ("\u200b",)]
    rows = [["patient_id", "OS_days", "OS_event"]]
    rows += [[name, str(100 + n), str(n % 2)] for n, name in enumerate(names)]
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    table = tmp_path / "t.csv"
    table.write_text(text.getvalue(), encoding="utf-8")
    found = TableCache().read(TableRequest(table))
    assert not found.clinical.blocking, [f.what for f in found.clinical.findings]
    assert [one.patient_id for one in found.clinical.patients] == names
    files = [Path(f"/s/{name}.svs") for name in names]
    matched = match_files(found.clinical.patients, files, MatchRule())
    alike = {"ABC", "abc"}  # which a disk may not tell apart: that is asked about
    assert {name: len(files) for name, files in matched.slides.items()} == dict.fromkeys(
        [name for name in names if name not in alike], 1
    )
    assert matched.findings and set(matched.patients_left) == alike
