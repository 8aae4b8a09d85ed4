"""Names planted wherever a slide or a table can hold one, and looked for in all that is made."""

from __future__ import annotations

import io
import json
import logging
import os
import shutil
import signal
import time
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import h5py
import numpy as np
import pytest
from case_files import pack
from case_files import slide as write_slide
from dicom_slides import write_dicom
from fakes import wait_for_slide, wait_until
from PIL import Image
from pytestqt.qtbot import QtBot
from slides import tissue_disc
from small_cohort import SMALL, lay_cancer
from windows import opened_on

from steph_desktop.cli import run
from steph_desktop.core import diagnostics
from steph_desktop.core.errors import ExitCode
from steph_desktop.engine.job_requests import AnalyseRequest
from steph_desktop.engine.worker import EngineBug, EngineCrashed, EngineProcess
from steph_desktop.ui.parts.report.exporting import ExportChoice
from steph_desktop.ui.parts.worklist.worklist import CaseState
from steph_desktop.workspace.database import BACKUP_FOLDER, DATABASE_NAME, backup
from steph_desktop.workspace.store import Workspace

FOLDER, NAME, DESCRIPTION = "zebrafolder", "zebraname", "zebradescription"
TAG, DICOM_ID, TABLE = "zebratag", "zebraid", "zebratable"
LABEL = (17, 201, 93)  # nothing that is painted has this colour


class _Leaky(tuple[Path, ...]):
    """Slides whose reading ends in an error of ours that says their names."""

    def __iter__(self) -> Iterator[Path]:
        raise KeyError(f"{NAME} of {FOLDER}, {DICOM_ID}")


class _Crashes:
    """A request that takes the engine down, with a name in its hands."""

    def __init__(self, slide: Path) -> None:
        self.slide = slide

    def __setstate__(self, state: dict[str, Path]) -> None:
        held = Path(state["slide"]).read_bytes()
        os.kill(os.getpid(), signal.SIGSEGV)
        time.sleep(10)
        raise AssertionError(len(held))


def lay_slides(home: Path) -> tuple[Path, Path]:
    """An SVS with a label and a description, and a DICOM slide with its label; all named."""
    folder = home / FOLDER
    label = np.full((40, 60, 3), LABEL, np.uint8)
    svs = write_slide(folder, f"{NAME}.svs", label=label, description=f"Patient = {DESCRIPTION}")
    rgb = tissue_disc(1024, 1024, (512, 512), 400, seed=3)
    named: Any = {"patient_name": f"{TAG}^Jo", "patient_id": DICOM_ID}
    dicom = write_dicom(folder / "series" / f"{NAME}2.dcm", rgb, 0.5, **named)
    write_dicom(folder / "series" / "label.dcm", label, 0.5, label=True, **named)
    return svs, dicom


def parts_of(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    """A file, and all that is packed or compressed inside it."""
    yield name, data
    if zipfile.is_zipfile(io.BytesIO(data)):
        with zipfile.ZipFile(io.BytesIO(data)) as bundle:
            for inner in bundle.namelist():
                yield from parts_of(f"{name}!{inner}", inner.encode() + b"\n" + bundle.read(inner))
    if b"\x89HDF" in data[:200]:
        with h5py.File(io.BytesIO(data[data.index(b"\x89HDF") :])) as file:
            found: list[tuple[str, bytes]] = []
            file.visititems(
                lambda path, item: (
                    found.append((path, item[()].tobytes()))
                    if isinstance(item, h5py.Dataset)
                    else None
                )
            )
            yield from ((f"{name}!{path}", content) for path, content in found)
    if b"\x89PNG" in data[:200]:
        image = Image.open(io.BytesIO(data[data.index(b"\x89PNG") :])).convert("RGB")
        yield f"{name}!pixels", image.tobytes()
    if b"%PDF" in data[:200]:
        for piece in data.split(b"stream\n")[1:]:
            content = piece.split(b"\nendstream")[0]
            try:
                yield f"{name}!stream", zlib.decompress(content)
            except zlib.error:
                yield f"{name}!stream", content


def leaks_in(name: str, data: bytes) -> list[str]:
    found = []
    for place, content in parts_of(name, data):
        low = content.lower()
        found += [f"text in {place}" for w in (b"zebra", "zebra".encode("utf-16-le")) if w in low]
        if bytes(LABEL) * 4 in content:
            found.append(f"label in {place}")
    return found


def leaks_below(folder: Path, *allowed: str) -> list[str]:
    """Hits in names and contents of all files below a folder."""
    found = []
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder).as_posix()
        if any(inside.startswith(prefix) for prefix in allowed):
            continue
        found += [f"name {inside}"] if "zebra" in inside else []
        if path.is_file():
            found += leaks_in(inside, path.read_bytes())
    return found


def test_the_search_finds_what_is_planted(tmp_path: Path) -> None:
    """The canary below sings: each kind of hiding place, seen through."""
    svs, dicom = lay_slides(tmp_path)
    assert leaks_in("svs", svs.read_bytes())
    assert leaks_in("dicom", dicom.read_bytes())
    assert leaks_in("label", (dicom.parent / "label.dcm").read_bytes())
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as bundle:
        bundle.writestr("a.txt", NAME)
        image = io.BytesIO()
        Image.new("RGB", (50, 50), LABEL).save(image, "PNG")
        bundle.writestr("b.png", image.getvalue())
        arrays = io.BytesIO()
        with h5py.File(arrays, "w") as file:
            pixels = np.full((50, 50, 3), LABEL, np.uint8)
            file.create_dataset("x/y", data=pixels, compression="gzip")
        bundle.writestr("c.h5", arrays.getvalue())
        bundle.writestr("d.pdf", b"%PDF-1.4 stream\n" + zlib.compress(b"Zebra") + b"\nendstream")
    places = "\n".join(leaks_in("zip", stream.getvalue()))
    for place in ("zip!a.txt", "zip!b.png!pixels", "zip!c.h5!x/y", "zip!d.pdf!stream"):
        assert place in places


def test_no_name_is_left_anywhere_by_the_commands(
    tmp_path: Path,
    steph_home: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    allow_logs: object,
) -> None:
    svs, dicom = lay_slides(tmp_path)
    lab, out, model = tmp_path / "lab", tmp_path / "out", pack(tmp_path)
    out.mkdir()
    diagnostics.install()
    engine = EngineProcess()
    said: list[str] = []
    try:
        for case, path in (("Case 22-22", svs), ("Case 33-33", dicom)):
            engine.run(AnalyseRequest(case, (path,), model, lab, device="cpu"))
        with pytest.raises(EngineCrashed) as crash:
            engine.run(_Crashes(svs))
        leaky = replace(AnalyseRequest("Case 22-22", (svs,), model, lab), slides=_Leaky((svs,)))
        with pytest.raises(EngineBug) as bug:
            engine.run(leaky)
        said += [str(crash.value), str(bug.value), bug.value.details]
        logging.getLogger("steph_desktop").error("the engine met a bug\n%s", bug.value.details)
    finally:
        engine.close()
    with Workspace.open(lab) as workspace:
        workspace.assign([1, 2], f"{TABLE} Jo")
        backup(workspace.database, "copy")

    def command(*words: str, code: ExitCode = ExitCode.DONE) -> None:
        assert run(words) == code, words
        told = capsys.readouterr()
        said.extend((told.out, told.err))

    own = ("--workspace", str(lab))
    cases = ("Case 22-22", "Case 33-33")
    folders = [str(lab / "cases" / case.replace(" ", "-")) for case in cases]
    command("report", *folders, "--out", str(out / "report.pdf"))
    command("export", *cases, *own, "--out", str(out / "all.zip"), "--features", "--json")
    command("workspace", "check", str(lab))
    command("workspace", "check", str(lab), "--whole-slides", "--json")
    command("workspace", "audit", str(lab))
    command("workspace", "audit", str(lab), "--json")
    command("doctor", *own, "--json")
    svs.rename(svs.with_name("gone.svs"))
    command("workspace", "check", str(lab), "--json", code=ExitCode.FAULT)
    svs.with_name("gone.svs").rename(svs)
    assert run(["predict", "--model", str(model), str(svs), *own, "--json"]) == ExitCode.DONE
    told = capsys.readouterr()
    said.append(told.err)
    (result,) = json.loads(told.out)["results"]
    assert result["slide_id"] == NAME, "what the user asked for by name is given by name"

    for error in (
        ValueError(f"cannot read {svs}"),
        KeyError(DICOM_ID),
        RuntimeError(f"bad value '{TABLE}' in '{svs.name}'"),
    ):

        def broken(*_: object, error: BaseException = error) -> None:
            raise error

        monkeypatch.setattr("steph_desktop.engine.use_cases.predict_case", broken)
        command("predict", "--model", str(model), str(svs), *own, code=ExitCode.BUG)

    assert [text for text in said if "zebra" in text.lower()] == []
    assert leaks_below(out) == []
    features = [*(lab / "features").rglob("*.h5")]
    assert len(features) == 2
    for path in features:  # the attribute `name` is the slide's, by the contract of these files
        with h5py.File(path, "r+") as file:
            assert file["coords"].attrs.pop("name") in {NAME, f"{NAME}2"}
        with h5py.File(path) as source, h5py.File(path.with_suffix(".new"), "w") as clean:
            for key in source:
                source.copy(key, clean)
            clean.attrs.update(source.attrs)
        path.with_suffix(".new").replace(path)
    assert leaks_below(lab, DATABASE_NAME, BACKUP_FOLDER) == []
    assert leaks_in("database", (lab / DATABASE_NAME).read_bytes()), "there the names belong"
    logs = [*(steph_home / "logs").iterdir()]
    assert logs
    assert "uncaught error" in "".join(path.read_text() for path in logs)
    assert leaks_below(steph_home) == []


def test_no_name_is_left_anywhere_by_the_window(
    qtbot: QtBot, tmp_path: Path, steph_home: Path, allow_logs: object
) -> None:
    svs, _ = lay_slides(tmp_path)
    lab, out, model = tmp_path / "lab", tmp_path / "out.zip", pack(tmp_path)
    torn = shutil.copy(svs, svs.with_name(f"{NAME}-torn.svs"))
    os.truncate(torn, 3000)
    diagnostics.install()
    with opened_on(qtbot, lab) as window:
        window.open_paths([svs, Path(torn)])
        wait_for_slide(qtbot, window)
        session = window.session
        session.choose_model(model)
        wait_until(qtbot, lambda: session.card is not None)
        window.commands.label.trigger()  # the label is shown, and stays on the screen
        case_id = session.worklist.case_ids[0]
        session.analyse(case_id)
        qtbot.waitUntil(lambda: session.worklist[case_id].state is CaseState.DONE, timeout=60_000)
        window.exporter.write(lab, [case_id], out, ExportChoice(features=True))
        wait_until(qtbot, out.exists)
        assert session.worklist[session.worklist.case_ids[1]].error is not None
    assert leaks_in("export", out.read_bytes()) == []
    for folder in (lab / "cases", steph_home / "logs"):
        assert leaks_below(folder) == []
    beside = [path for path in lab.iterdir() if path.is_file() and "sqlite" not in path.name]
    assert [leak for path in beside for leak in leaks_in(path.name, path.read_bytes())] == []
    assert "zebra" not in " ".join(p.relative_to(lab).as_posix() for p in lab.rglob("*"))


def test_no_name_of_a_table_is_left_by_training(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cohort = tmp_path / "cohort"
    home = lay_cancer(cohort, "AAA")
    table = home / "labels.csv"
    lines = table.read_text().splitlines()
    named = [lines[0] + ",note"] + [f"{line},{TABLE} Jo" for line in lines[1:]]
    table.write_text("\n".join(named).replace("AAA-0", f"{TABLE}-0") + "\n")
    for split in home.glob("splits_*.csv"):
        split.write_text(split.read_text().replace("AAA-0", f"{TABLE}-0"))
    for path in (home / "features").iterdir():
        path.rename(path.with_name(path.name.replace("AAA-0", f"{TABLE}-0")))
    out = tmp_path / "out"
    out.mkdir()
    assert run(["cohort", "check", str(cohort), "--json"]) == ExitCode.DONE
    words = ["fit", "--cohort", str(cohort), "--target", "AAA", "--method", "vanilla"]
    words += ["--fold", "0", "--out", str(out / "m.steph"), *SMALL, "--json"]
    assert run(words) == ExitCode.DONE
    with table.open("a") as file:
        file.write(f"{TABLE}-099,{TABLE}-099-0,-4,1,x\n")
    assert run(["cohort", "check", str(cohort)]) == ExitCode.FAULT
    told = capsys.readouterr()
    assert "zebra" not in (told.out + told.err).lower()
    assert leaks_below(out) == []
