"""The map as files: asked for by key and click, written beside the window, and read back."""

from __future__ import annotations

import json
import threading
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import tifffile
from fakes import SIZE_PX, finish, make_result, use_card, wait_until
from map_actions import drawn, order_of
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot
from windows import click, words_on

from steph_desktop.case.map_rendering import MapKind, map_values
from steph_desktop.core.errors import StephError
from steph_desktop.core.job_control import JobControl, Phase
from steph_desktop.ui.parts.viewer.map_pictures import (
    MOST_PIXELS,
    _Footer,
    resolutions_for,
    write_map_picture,
)
from steph_desktop.ui.parts.viewer.map_saving import MapDialog, MapFile
from steph_desktop.ui.shell.main_window import MainWindow

CTRL_ALT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


@pytest.fixture
def done(opened: MainWindow) -> MainWindow:
    case_id = opened.session.worklist.case_ids[0]
    use_card(opened.session)
    finish(opened.session, case_id, make_result(case_id))
    return opened


def choose(monkeypatch: pytest.MonkeyPatch, kind: MapFile, out: Path) -> list[str]:
    """Answer the two dialogs as a user does; returns the names that were suggested."""
    suggested: list[str] = []

    def answer(dialog: MapDialog) -> int:
        dialog.show()
        click(dialog.choices[kind])
        assert dialog.kind is kind
        assert dialog.resolution.isEnabled() is (kind is MapFile.PNG)
        click(dialog.go)
        return dialog.result()

    def name(_parent: object, _title: str, start: str, _kinds: str) -> tuple[str, str]:
        suggested.append(start)
        return str(out), ""

    monkeypatch.setattr(MapDialog, "exec", answer)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", name)
    return suggested


@pytest.mark.parametrize("kind", list(MapFile))
def test_a_map_is_saved_by_a_key(
    qtbot: QtBot,
    done: MainWindow,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    kind: MapFile,
) -> None:
    out = tmp_path / "written"
    suggested = choose(monkeypatch, kind, out)
    QTest.keyClick(done.pane.viewer, Qt.Key.Key_S, CTRL_ALT)
    path = out.with_name(f"written{kind.suffix}")
    wait_until(qtbot, lambda: f"The map is in {path.name}." in words_on(done.notice))
    assert not done.pane.saving.isVisible()
    case = done.session.worklist.case_ids[0].replace(" ", "-")
    ending = "risk-contribution.png" if kind is MapFile.PNG else f"maps{kind.suffix}"
    assert suggested == [f"{case}-{ending}"]
    data = path.read_bytes()
    assert b"smith" not in data.lower()
    result = make_result()
    if kind is MapFile.PNG:
        assert QImage(str(path)).width() == SIZE_PX[0]
    elif kind is MapFile.OME_TIFF:
        found = tifffile.imread(path)
        assert np.nanmax(found[0]) == pytest.approx(map_values(MapKind.ATTENTION, result).max())
    else:
        assert len(json.loads(data)["features"]) == result.slides[0].count


def test_a_file_is_not_replaced_unasked(
    qtbot: QtBot, done: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(monkeypatch, MapFile.GEOJSON, tmp_path / "old")
    old = tmp_path / "old.geojson"
    old.write_text("mine")
    answers = iter((QMessageBox.StandardButton.No, QMessageBox.StandardButton.Yes))
    monkeypatch.setattr(QMessageBox, "question", lambda *_: next(answers))
    done.pane.commands.save_map.trigger()
    assert not done.pane.saving.isVisible()
    assert old.read_text() == "mine"
    done.pane.commands.save_map.trigger()
    wait_until(qtbot, lambda: old.read_bytes().startswith(b'{"type"'))


def test_without_a_result_it_says_so(opened: MainWindow) -> None:
    opened.pane.commands.save_map.trigger()
    assert "no map of this slide" in words_on(opened.notice)


def test_a_what_if_is_not_saved(done: MainWindow) -> None:
    pane = done.pane
    changed = replace(make_result(), is_what_if=True)
    pane.show_result(changed, changed.slides[0])
    pane.commands.save_map.trigger()
    assert "changed sources" in words_on(done.notice)


def test_saving_is_cancelled_by_a_click_and_a_second_one_waits(
    qtbot: QtBot, done: MainWindow, tmp_path: Path
) -> None:
    reached = threading.Event()

    def work(control: JobControl) -> None:
        for step in range(10_000):
            control.checkpoint(step, 10_000, Phase.READING_SLIDE)
            reached.set()
            threading.Event().wait(0.005)

    pane = done.pane
    pane.saver.begin(tmp_path / "slow.png", work)
    wait_until(qtbot, reached.is_set)
    wait_until(qtbot, lambda: "Reading the slide" in pane.saving.words.text())
    assert pane.saving.isVisible() and pane.saving.bar.value() >= 0
    pane.commands.save_map.trigger()
    assert "A map is being saved" in words_on(done.notice)
    click(pane.saving.cancel)
    wait_until(qtbot, lambda: "The map was not saved." in words_on(done.notice))
    assert not pane.saving.isVisible()


def test_a_fault_of_the_disk_is_told(qtbot: QtBot, done: MainWindow, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    def work(_control: JobControl) -> None:
        raise StephError("The disk is full", "map.png", "Free some space.")

    done.pane.saver.begin(tmp_path / "map.png", work)
    wait_until(qtbot, lambda: "disk is full" in words_on(done.notice))
    assert not done.pane.saving.isVisible()


# The picture --------------------------------------------------------------------------------


def test_the_picture_shows_slide_map_and_scale(qapp: object, tmp_path: Path, slide: Path) -> None:
    order = order_of(slide, opacity=1.0)
    with_slide = drawn(tmp_path, order, 2.0)
    alone = drawn(tmp_path, order, 2.0, with_slide=False)
    image = QImage(str(tmp_path / "map.png"))
    assert image.width() == SIZE_PX[0] // 2
    assert image.dotsPerMeterX() == round(1e6 / 0.5)
    height = SIZE_PX[1] // 2
    part = order.result.slides[0]
    assert part.coords is not None
    values = map_values(MapKind.RISK, order.result)
    for row, wins in ((int(values.argmax()), 0), (int(values.argmin()), 2)):
        x, y = (part.coords[row] + part.patch_size_level0_px // 2) // 2
        for picture in (with_slide, alone):
            colour = picture[y, x].astype(int)
            assert colour[wins] > colour[2 - wins] + 60
    assert (alone[5, 5] == 255).all()
    assert not (with_slide[5, 5] == 255).all()  # the glass is not quite white
    # The footer: the research line in its colour, and a bar as long as it says.
    footer = with_slide[height:]
    red = (footer[..., 0].astype(int) - footer[..., 1] > 60).sum()
    assert red > 200
    assert longest_dark_run(footer) == pytest.approx(50 / 0.5, abs=2)  # 50 µm at 0.5 µm/px


def test_the_bar_of_a_large_picture_grows_with_its_words(
    qapp: object, tmp_path: Path, slide: Path
) -> None:
    """Above 1500 px words and bar are enlarged: the bar stays as long as it says."""
    made = _Footer(order_of(slide), 1.0, SIZE_PX[0])
    assert made.unit == SIZE_PX[0] / 1500
    assert "40x · 0.25 µm/px" in made._reading.words()
    length_px, caption = made._reading.bar()
    footer = drawn(tmp_path, order_of(slide), 1.0)[SIZE_PX[1] :]
    run = longest_dark_run(footer)
    assert run == pytest.approx(length_px * made.unit, abs=3)
    assert run == pytest.approx(float(caption.split()[0]) / 0.25, abs=3)


def longest_dark_run(picture: np.ndarray) -> int:
    """Length of the longest line of dark pixels."""
    longest = 0
    for row in picture.max(axis=2) < 60:
        edges = np.flatnonzero(np.diff(np.pad(row.astype(np.int8), 1)))
        longest = max(longest, int((edges[1::2] - edges[::2]).max(initial=0)))
    return longest


def test_parts_that_cannot_be_read_are_marked(
    qapp: object, tmp_path: Path, slide_folder: Path
) -> None:
    good = drawn(tmp_path, order_of(slide_folder / "smith-john.svs"), 1.0)
    bad = drawn(tmp_path, order_of(slide_folder / "broken.svs"), 1.0)
    marked = (bad[: SIZE_PX[1]] == (0x4A, 0x4F, 0x57)).all(axis=2)
    assert marked.any()
    assert not (good[: SIZE_PX[1]] == (0x4A, 0x4F, 0x57)).all(axis=2).any()


def test_a_slide_that_is_gone_is_said(qapp: object, tmp_path: Path) -> None:
    with pytest.raises(StephError, match="not found"):
        write_map_picture(tmp_path / "map.png", order_of(tmp_path / "gone.svs"), 4.0)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("kind", [MapKind.GRID, MapKind.ATTENTION])
def test_a_narrow_slide_has_room_for_its_words(
    qapp: object, tmp_path: Path, slide: Path, kind: MapKind
) -> None:
    picture = drawn(tmp_path, order_of(slide, kind, (200, 1536), mpp=None), 1.0)
    assert picture.shape[1] > 400
    assert (picture[1536:, -6:] == 255).all() and (picture[1536:, :6] == 255).all()


@pytest.mark.parametrize(
    ("size_px", "mpp"),
    [((100_000, 80_000), 0.25), ((2048, 1536), 0.25), ((400, 300), None), ((90_000, 900), 0.5)],
)
def test_sizes_on_offer_can_be_held(size_px: tuple[int, int], mpp: float | None) -> None:
    offered = resolutions_for(size_px, mpp)
    assert offered
    for one in offered:
        width, height = (side / one.downsample for side in size_px)
        assert width * height <= MOST_PIXELS and one.downsample >= 1
    assert len({one.words for one in offered}) == len(offered)
