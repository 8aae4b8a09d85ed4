"""Whatever is run in a process that holds a workspace, its database stays locked and its log stays.

That nothing opens these files past SQLite is watched by `no_touched_databases`, as in every test.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from case_files import pack
from case_files import slide as write_slide
from workspace_samples import case_of, held_files, visit_in_a_child

from steph_desktop.case.case_store import case_folder
from steph_desktop.case.export import gather_case
from steph_desktop.cli import run
from steph_desktop.cohort.table_file import read_table
from steph_desktop.core.codec import read_json
from steph_desktop.core.errors import ExitCode, StephError
from steph_desktop.core.files import sha256_of
from steph_desktop.core.job_control import JobControl
from steph_desktop.core.tensor_files import load_tensors
from steph_desktop.engine.job_requests import AnalyseRequest
from steph_desktop.engine.use_cases import analyse_case
from steph_desktop.features.bag import read_bag
from steph_desktop.model.packs import read_card
from steph_desktop.slide.annotations import read_geojson
from steph_desktop.slide.dicom import instances_beside
from steph_desktop.slide.reader import Slide
from steph_desktop.workspace import database
from steph_desktop.workspace.check import check_workspace
from steph_desktop.workspace.database import backup
from steph_desktop.workspace.records import Review, Verdict
from steph_desktop.workspace.slide_records import fingerprint_of
from steph_desktop.workspace.store import Workspace

CASE = "Case K7-QX"
LOG = ("workspace.sqlite-wal", "workspace.sqlite-shm")

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="/proc tells who locks what")


@pytest.fixture
def held(tmp_path: Path) -> Iterator[Workspace]:
    """A workspace with an analysed case, held by this process, with records in its log."""
    lab, model = tmp_path / "lab", pack(tmp_path)
    slide = write_slide(tmp_path, "S1.svs")
    analyse_case(AnalyseRequest(CASE, (slide,), model, lab, device="cpu"), JobControl())
    with Workspace.open(lab) as workspace:
        workspace.add_review(case_of(workspace, CASE).id, Review(Verdict.AGREE, "first"))
        yield workspace
    assert check_workspace(lab) == []


def assert_still_held(workspace: Workspace, by: object) -> None:
    """The locks are there, the next child leaves the log, and what is written then arrives."""
    folder = workspace.folder
    assert held_files(folder) == {"workspace.sqlite", "workspace.sqlite-shm"}, by
    nodes = [(folder / name).stat().st_ino for name in LOG]
    visit_in_a_child(folder)
    assert [(folder / name).stat().st_ino for name in LOG] == nodes, by
    review = workspace.add_review(case_of(workspace, CASE).id, Review(Verdict.AGREE, str(by)))
    with Workspace.open(folder, read_only=True) as reader:
        assert reader.review(review.id).review.comment == str(by)


@pytest.mark.parametrize("asked", ["features", "identifiers"])
def test_gathering_a_case_for_an_export_leaves_the_locks(held: Workspace, asked: str) -> None:
    case = gather_case(case_folder(held.folder, CASE), **{asked: True})
    assert case.features or case.names
    assert_still_held(held, asked)


def test_every_command_on_a_held_workspace_leaves_the_locks(
    held: Workspace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lab, slide, model = held.folder, tmp_path / "S1.svs", tmp_path / "small.steph"
    assert model.exists()
    own = ["--workspace", str(lab)]
    out = ["--out", str(tmp_path / "x.zip")]
    commands: list[tuple[int, list[str]]] = [
        (ExitCode.DONE, ["report", CASE, *own, "--out", str(tmp_path / "r.pdf")]),
        (ExitCode.DONE, ["export", CASE, *own, *out]),
        (ExitCode.DONE, ["export", CASE, *own, *out, "--features", "--identifiers"]),
        (ExitCode.DONE, ["workspace", "check", str(lab), "--whole-slides", "--names"]),
        (
            ExitCode.DONE,
            ["workspace", "check", str(lab), "--recompute", CASE, "--model", str(model)],
        ),
        (ExitCode.FAULT, ["workspace", "restore", str(lab)]),
        (ExitCode.DONE, ["doctor", *own]),
        (ExitCode.DONE, ["predict", "--model", str(model), str(slide), *own]),
        (ExitCode.FAULT, ["predict", "--model", str(model), str(lab / "workspace.sqlite"), *own]),
    ]
    for code, words in commands:
        status = run(words)
        assert status == code, (words, capsys.readouterr().err)
        assert_still_held(held, " ".join(words[:2]))


def test_an_analysis_and_copies_in_the_holder_leave_the_locks(
    held: Workspace, tmp_path: Path
) -> None:
    other = write_slide(tmp_path, "S2.svs", quality=80)
    request = AnalyseRequest("Case 22-22", (other,), tmp_path / "small.steph", held.folder)
    analyse_case(request, JobControl())
    assert backup(held.database, "copy").exists()
    assert_still_held(held, "analysis")


def test_its_own_database_is_taken_for_no_slide_(held: Workspace) -> None:
    for name in ("workspace.sqlite", *LOG):
        path = held.folder / name
        with pytest.raises(StephError, match="database"):
            Slide(path)
    with pytest.raises(StephError, match="own database"):
        fingerprint_of(held.folder / "workspace.sqlite")
    assert_still_held(held, "slide")


_DOORS: dict[str, Callable[[Path], object]] = {
    "a.svs": Slide,
    "a.dcm": Slide,
    "a.svslide": Slide,
    "b.svs": fingerprint_of,
    "c": instances_beside,
    "a.h5": read_bag,
    "a.csv": lambda path: read_table(path, None, JobControl()),
    "a.xlsx": lambda path: read_table(path, None, JobControl()),
    "a.geojson": read_geojson,
    "a.steph": read_card,
    "a.json": read_json,
    "a.pt": lambda path: load_tensors(path, "Choose another."),
    "a.bin": sha256_of,
}


@pytest.mark.parametrize("how", ["symlink_to", "hardlink_to"])
def test_a_link_to_it_is_opened_as_nothing(held: Workspace, tmp_path: Path, how: str) -> None:
    for name, read in _DOORS.items():
        link = tmp_path / "links" / name
        link.parent.mkdir(exist_ok=True)
        getattr(link, how)(held.folder / "workspace.sqlite")
        with pytest.raises(StephError, match="database"):
            read(link)
        link.unlink()
        assert held_files(held.folder) == {"workspace.sqlite", "workspace.sqlite-shm"}, name
    assert_still_held(held, how)
    # Once it is let go, it is a file as any other.
    held.close()
    assert sha256_of(held.folder / "workspace.sqlite")


@pytest.mark.skipif(os.name != "posix", reason="only POSIX drops locks, and has the guard")
def test_an_open_on_another_disk_does_not_ask_that_of_the_database(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a share that hangs, every `open` of the window would wait for it."""
    with Workspace.open(tmp_path / "lab"):
        asked: list[Path] = []
        ask = database.number_of

        def note(path: Path) -> tuple[int, int] | None:
            asked.append(path)
            return ask(path)

        monkeypatch.setattr(database, "number_of", note)
        Path(os.devnull).open("rb").close()
        assert asked == [Path(os.devnull)]
