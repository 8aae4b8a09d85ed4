"""What names patients is its owner's alone: workspace, key, case files, settings, logs, backups."""

from __future__ import annotations

import logging
import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from case_files import feature_file, pack

from steph_desktop.cli import run
from steph_desktop.core.diagnostics import install, uninstall
from steph_desktop.core.errors import ExitCode
from steph_desktop.core.files import atomic_path, write_bytes
from steph_desktop.core.job_control import JobControl
from steph_desktop.core.settings import Settings, save_settings
from steph_desktop.engine.job_requests import AnalyseRequest
from steph_desktop.engine.use_cases import analyse_case
from steph_desktop.workspace.database import backup
from steph_desktop.workspace.pseudonyms import workspace_key
from steph_desktop.workspace.records import Review, Verdict
from steph_desktop.workspace.store import Workspace

pytestmark = pytest.mark.skipif(os.name != "posix", reason="Windows folders inherit rights")


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Path]:
    """A folder that anybody may enter, as umask 022 makes it."""
    before = os.umask(0o022)
    folder = tmp_path / "open"
    folder.mkdir()
    yield folder
    os.umask(before)


def open_to_others(folder: Path) -> list[str]:
    """Everything in a folder, itself included, that others may read or enter."""
    return [
        f"{path.relative_to(folder.parent)} {stat.filemode(path.stat().st_mode)}"
        for path in (folder, *sorted(folder.rglob("*")))
        if path.stat().st_mode & 0o077
    ]


def work(lab: Path, place: Path) -> None:
    """Analyse and review a case, with a backup."""
    model = place / "small.steph"
    model = model if model.exists() else pack(place)
    request = AnalyseRequest("Case K7-QX", (feature_file(place),), model, lab, device="cpu")
    analyse_case(request, JobControl())
    with Workspace.open(lab) as workspace:
        workspace_key(lab)
        case = workspace.case_named("Case K7-QX")
        assert case is not None
        workspace.add_review(case.id, Review(Verdict.AGREE))
        backup(workspace.database, "daily")
        assert (lab / "workspace.sqlite-wal").exists()
        assert open_to_others(lab) == []


def test_all_that_a_run_writes_is_closed_to_others(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STEPH_DESKTOP_HOME", str(place / "home"))
    work(place / "lab", place)
    assert {path.name for path in (place / "lab").iterdir()} >= {
        "workspace.sqlite", "pseudonym.key", "audit.head", "workspace.lock", "cases", "backups"
    }  # fmt: skip
    save_settings(Settings())
    log = install(on_bug=lambda *_: None)
    try:
        logging.getLogger("steph_desktop").info("something")
        handler = next(h for h in logging.getLogger().handlers if hasattr(h, "doRollover"))
        handler.doRollover()
        assert len(list(log.parent.glob("*.log*"))) == 2
        assert open_to_others(log.parent) == []
    finally:
        uninstall()
    assert open_to_others(place / "lab") == []
    assert open_to_others(place / "home" / "config") == []


def test_an_open_workspace_is_closed_when_it_is_opened_for_writing(place: Path) -> None:
    lab = place / "lab"
    work(lab, place)
    (lab / "slide.svs").write_bytes(b"a slide beside it")
    for path in (lab, *lab.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    assert open_to_others(lab)
    with Workspace.open(lab, read_only=True):
        pass
    assert len(open_to_others(lab)) > 5  # reading changes nothing
    with Workspace.open(lab):
        assert open_to_others(lab) == [f"lab/slide.svs {stat.filemode(0o100644)}"]
    (lab / "slide.svs").unlink()
    work(lab, place)


def test_a_file_is_closed_before_anything_is_in_it(place: Path) -> None:
    closed = place / "closed"
    closed.mkdir(mode=0o700)
    with atomic_path(closed / "below" / "a.txt") as temporary:
        assert temporary.stat().st_mode & 0o077 == 0
        temporary.write_text("a name")
        assert temporary.stat().st_mode & 0o077 == 0
    assert open_to_others(closed) == []
    write_bytes(place / "report.pdf", b"for everybody")
    assert (place / "report.pdf").stat().st_mode & 0o777 == 0o644


def test_a_group_shares_a_workspace_and_nobody_else(place: Path) -> None:
    import grp  # not on Windows

    lab = place / "lab"
    work(lab, place)
    slide = lab / "slide.svs"
    slide.write_bytes(b"a slide that lies here")
    group = grp.getgrgid(os.getgid()).gr_name
    assert run(["workspace", "share", str(lab), "--group", group, "--quiet"]) == ExitCode.DONE
    # What is written now is the group's as well: result, review, backup, log of the database.
    with Workspace.open(lab) as workspace:
        case = workspace.case_named("Case K7-QX")
        assert case is not None
        workspace.add_review(case.id, Review(Verdict.AGREE))
        backup(workspace.database, "later")
        write_bytes(lab / "cases" / "new.json", b"{}")
        modes = {
            path.relative_to(lab).as_posix(): stat.filemode(path.stat().st_mode)
            for path in (lab, *lab.rglob("*"))
        }
    assert modes.pop("slide.svs") == "-rw-r--r--"
    assert {"workspace.sqlite", "workspace.sqlite-wal", "cases/new.json"} <= modes.keys()
    for name, mode in modes.items():
        assert mode in ("drwxrws---", "-rw-rw----"), (name, mode)
    assert run(["workspace", "share", str(lab), "--quiet"]) == ExitCode.DONE
    slide.unlink()
    with Workspace.open(lab):
        assert open_to_others(lab) == []


def test_an_open_workspace_an_unknown_group_and_no_workspace_are_refused(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lab = place / "lab"
    work(lab, place)
    share = ["workspace", "share", str(lab), "--quiet"]
    assert run([*share, "--group", "no-such-group"]) == ExitCode.FAULT
    assert "no such group" in capsys.readouterr().err
    assert run(["workspace", "share", str(place), "--quiet"]) == ExitCode.FAULT
    assert "no workspace" in capsys.readouterr().err
