"""While a what-if is on show, whatever is written is of the real result."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from fakes import ask_records, wait_until
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot
from viewer_actions import to_pixels
from what_if_samples import (
    CASES,
    QuickEngine,
    asking,
    click,
    make_asked_lab,
    quiet,
    result_of,
    unfold,
)
from windows import words_on

from steph_desktop.case.case_store import case_folder, load_case
from steph_desktop.case.map_rendering import MapOrder
from steph_desktop.case.result import CaseRecord
from steph_desktop.model.outputs import risk_contributions
from steph_desktop.ui.kit import dialogs
from steph_desktop.ui.kit.theme import LIGHT
from steph_desktop.ui.parts.report import reporting
from steph_desktop.ui.parts.report.exporting import ExportDialog
from steph_desktop.ui.parts.viewer import slide_tools
from steph_desktop.ui.parts.viewer.map_pictures import SaveOrder
from steph_desktop.ui.parts.viewer.map_saving import MapDialog, MapFile
from steph_desktop.ui.shell.main_window import MainWindow
from steph_desktop.workspace.check import check_workspace


@pytest.fixture
def lab(tmp_path: Path, slide: Path) -> Path:
    return make_asked_lab(tmp_path, slide)[0]


@pytest.fixture
def asked(qtbot: QtBot, lab: Path, tmp_path: Path) -> Iterator[MainWindow]:
    """A window in which a what-if is on show."""
    with asking(qtbot, lab, tmp_path / "small.steph", QuickEngine()) as (window, panel):
        unfold(qtbot, window, panel)
        click(next(iter(panel.rows.values())).name)
        quiet(qtbot, window)
        was, would_be = panel.figures.value("Risk score")
        assert was != would_be
        yield window


def files_of(lab: Path) -> dict[str, str]:
    """Hashes of all that a workspace keeps but the database's own journal."""
    found = (path for path in lab.rglob("*") if path.is_file())
    return {
        str(path.relative_to(lab)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in found
        if path.suffix in {".json", ".h5", ".steph"}
    }


def test_the_workspace_stays_as_it_was(qtbot: QtBot, lab: Path, tmp_path: Path) -> None:
    before, found = files_of(lab), check_workspace(lab)
    assert len(before) == 7  # of two cases, the card they share, and the model
    with asking(qtbot, lab, tmp_path / "small.steph", QuickEngine()) as (window, panel):
        real = result_of(window)

        def count() -> int:
            sql = "SELECT seq FROM audit"
            return ask_records(qtbot, window.session, lambda w: len(w.database.rows(sql)))

        entries = count()
        unfold(qtbot, window, panel)
        for row in panel.rows.values():
            click(row.name)
        click(panel.target_only)
        quiet(qtbot, window)
        assert result_of(window) is real
        assert window.pane.result is real
        assert count() == entries
        assert window.session.jobs.jobs() == (), "it is no job, which would be offered again"
        item = window.session.worklist[CASES[0]]
        assert item.score == real.prediction.risk_score
        assert item.percentile == real.risk_percentile
    assert files_of(lab) == before
    assert check_workspace(lab) == found


def test_the_report_is_of_the_result(
    qtbot: QtBot, asked: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out, given = tmp_path / "report.pdf", []
    write = reporting.write_pdf

    def noted(records: list[CaseRecord], *words: Any, **options: Any) -> int:
        given.extend(records)
        return write(records, *words, **options)

    monkeypatch.setattr(reporting, "write_pdf", noted)
    monkeypatch.setattr(dialogs, "ask_report_file", lambda *_: (out, True))
    asked.commands.report.trigger()
    wait_until(qtbot, lambda: "is written" in words_on(asked.notice))
    assert out.read_bytes().startswith(b"%PDF")
    (record,) = given
    assert not record.result.is_what_if
    assert record.result.prediction.risk_score == result_of(asked).prediction.risk_score
    np.testing.assert_array_equal(
        record.result.prediction.attention, result_of(asked).prediction.attention
    )


def test_the_export_is_of_the_result(
    qtbot: QtBot, asked: MainWindow, lab: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out.zip"
    monkeypatch.setattr(ExportDialog, "exec", lambda _dialog: 1)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
    asked.commands.export.trigger()
    wait_until(qtbot, lambda: "out.zip is written" in words_on(asked.notice))
    kept = load_case(case_folder(lab, CASES[0])).result.prediction
    with zipfile.ZipFile(out) as bundle:
        names = [name for name in bundle.namelist() if name.endswith("case.json")]
        found = [json.loads(bundle.read(name))["results"][0] for name in names]
        assert not [n for n in bundle.namelist() if b"what if" in bundle.read(n).lower()]
    assert [answer["risk_score"] for answer in found] == [kept.risk_score]
    assert found[0]["sources"][0]["selected"] == kept.sources[0].selected


def test_the_table_is_of_the_results(
    qtbot: QtBot, asked: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "list.csv"
    monkeypatch.setattr(dialogs, "ask_worklist_file", lambda *_: (out, False))
    asked.commands.table.trigger()
    wait_until(qtbot, lambda: "list.csv is written" in words_on(asked.notice))
    rows = csv.DictReader(io.StringIO(out.read_bytes().decode("utf-8-sig"), newline=""))
    scores = {row["case"]: float(row["risk_score"]) for row in rows}
    assert scores[CASES[0]] == pytest.approx(result_of(asked).prediction.risk_score, abs=1e-6)


@pytest.mark.parametrize("kind", list(MapFile))
def test_saved_maps_are_of_the_result(
    qtbot: QtBot,
    asked: MainWindow,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    kind: MapFile,
) -> None:
    out, said = tmp_path / f"map{kind.suffix}", []

    def answer(dialog: MapDialog) -> int:
        dialog.show()
        said.append(words_on(dialog.beside))
        click(dialog.choices[kind])
        click(dialog.go)
        return dialog.result()

    monkeypatch.setattr(MapDialog, "exec", answer)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
    made: list[MapOrder] = []
    sheet = SaveOrder.sheet
    monkeypatch.setattr(SaveOrder, "sheet", lambda order: (made.append(order.map), sheet(order))[1])
    asked.pane.commands.save_map.trigger()
    wait_until(qtbot, lambda: out.name in words_on(asked.notice))
    assert "not that of the what-if" in said[0]
    assert made
    assert all(order.result is result_of(asked) for order in made)
    if kind is MapFile.GEOJSON:
        result = result_of(asked)
        part = result.slides[0]
        values = risk_contributions(result.prediction, result.card.bins)
        first = json.loads(out.read_text(encoding="utf-8"))["features"][0]
        assert part.count == len(json.loads(out.read_text(encoding="utf-8"))["features"])
        assert f"{values[0]:.4g}" in {
            f"{value:.4g}" for value in first["properties"]["measurements"].values()
        }


def mark_in(picture: QImage) -> bool:
    """Whether the words of a what-if stand in the upper left corner."""
    corner = to_pixels(picture)[16:34, 18:200]
    wash, ink = (QColor(colour).getRgb()[:3] for colour in (LIGHT.notice_wash, LIGHT.notice))
    return bool((corner == wash).all(axis=2).mean() > 0.3 and (corner == ink).all(axis=2).any())


def test_a_picture_of_the_view_says_what_it_is(
    qtbot: QtBot, asked: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    viewer, panel = asked.pane.viewer, asked.inspector.result.what_if
    out = tmp_path / "view.png"
    monkeypatch.setattr(slide_tools, "ask_picture", lambda _parent: out)
    asked.pane.commands.picture.trigger()
    wait_until(qtbot, out.exists)
    assert mark_in(QImage(str(out)))
    out.unlink()
    asked.pane.commands.bare_picture.trigger()
    wait_until(qtbot, out.exists)
    assert not mark_in(QImage(str(out))), "there is no map in it"
    asked.pane.toggle_map()
    assert not mark_in(viewer.picture(overlays=True)), "the map is hidden"
    asked.pane.toggle_map()
    assert mark_in(viewer.picture(overlays=True))
    panel.reset.setFocus()
    QTest.keyClick(panel.reset, Qt.Key.Key_Space)
    assert not mark_in(viewer.picture(overlays=True))


def test_the_mark_stays_until_the_map_of_the_result_is_back(
    qtbot: QtBot, asked: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The map of a large bag comes a moment later: no picture in between may lack the words."""
    from steph_desktop.ui.parts.viewer import maps

    monkeypatch.setattr(maps, "INLINE_PATCHES", 0)
    viewer = asked.pane.viewer
    laid = viewer.patch_map
    click(asked.inspector.result.what_if.reset)
    assert viewer.patch_map is laid
    assert mark_in(viewer.picture(overlays=True))
    assert asked.pane.maps.mark.isVisible()
    wait_until(qtbot, lambda: viewer.patch_map is not laid)
    assert not mark_in(viewer.picture(overlays=True))
    assert not asked.pane.maps.mark.isVisible()
