"""Rows that the program paints itself: in a language from right to left they stand mirrored."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from fakes import make_card, make_result
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QImage, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from steph_desktop.case.result import SlideShare
from steph_desktop.core.job_control import JobStep, Phase, Progress
from steph_desktop.engine.model_registry import LibraryEntry
from steph_desktop.ui.kit.list_rows import ROW_ROLE
from steph_desktop.ui.pages.models.pack_list import Badge, PackList
from steph_desktop.ui.parts.case_panel.slide_shares import SlideShares
from steph_desktop.ui.parts.job_list.job_views import JobView
from steph_desktop.ui.parts.job_list.jobs_panel import JobDelegate
from steph_desktop.ui.parts.worklist.case_list import CaseDelegate
from steph_desktop.ui.parts.worklist.worklist import Case, CaseState
from steph_desktop.workspace.records import JobState, Lane

WIDTH, HEIGHT = 320, 60
LEFT, RIGHT = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft
Places = dict[str, tuple[float, float]]


def written(paint: Callable[[], object]) -> Places:
    """Return from where to where each text reaches that is painted meanwhile."""
    places: Places = {}
    draw = QPainter.drawText

    def note(self: QPainter, *given: object) -> object:
        words = str(given[-1])
        width = QFontMetricsF(self.font()).horizontalAdvance(words)
        if isinstance(given[0], QPointF):
            places[words] = (given[0].x(), given[0].x() + width)
        else:
            box = QRectF(given[0])  # type: ignore[call-overload]
            places[words] = (box.left(), box.right())
        return draw(self, *given)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(QPainter, "drawText", note)
        paint()
    return places


def row_of(
    delegate: QStyledItemDelegate, role: int, value: object, direction: Qt.LayoutDirection
) -> tuple[Places, QImage]:
    model = QStandardItemModel()
    item = QStandardItem()
    item.setData(value, role)
    model.appendRow(item)
    picture = QImage(QSize(WIDTH, HEIGHT), QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.white)
    option = QStyleOptionViewItem()
    option.rect = picture.rect()
    option.direction = direction
    painter = QPainter(picture)
    places = written(lambda: delegate.paint(painter, option, model.index(0, 0)))
    painter.end()
    return places, picture


def check_mirrored(there: Places, mirrored: Places, width: float) -> None:
    assert there.keys() == mirrored.keys() and there
    for words, (left, right) in there.items():
        expected = pytest.approx((width - right, width - left), abs=1.5)
        assert mirrored[words] == expected, words


RUNNING = Progress(1, 4, JobStep(Phase.COMPUTING_FEATURES), 10.0)
THUMBNAIL = QImage(64, 64, QImage.Format.Format_RGB32)
THUMBNAIL.fill(Qt.GlobalColor.darkGreen)
CASE = Case("Case K7-QX", (Path("a.svs"), Path("b.svs")), CaseState.READY, thumbnail=THUMBNAIL)
JOB = JobView("t", "Features", "extract", Lane.FILES, JobState.RUNNING, progress=RUNNING)
ROWS = [
    (CaseDelegate, ROW_ROLE, CASE),
    (CaseDelegate, ROW_ROLE, replace(CASE, state=CaseState.RUNNING, progress=RUNNING)),
    (CaseDelegate, ROW_ROLE, replace(CASE, state=CaseState.DONE, result=make_result())),
    (JobDelegate, ROW_ROLE, JOB),
]


@pytest.mark.parametrize(("kind", "role", "value"), ROWS, ids=["case", "running", "done", "job"])
def test_a_row_is_mirrored(
    qtbot: QtBot, kind: Callable[..., QStyledItemDelegate], role: int, value: object
) -> None:
    delegate = kind()
    there, picture = row_of(delegate, role, value, LEFT)
    mirrored, other = row_of(delegate, role, value, RIGHT)
    check_mirrored(there, mirrored, WIDTH)
    if kind is CaseDelegate:  # the slide's picture changes sides too
        height = HEIGHT // 2
        assert picture.pixelColor(30, height) == other.pixelColor(WIDTH - 31, height)
        assert picture.pixelColor(30, height) != picture.pixelColor(WIDTH - 31, height)


def test_models_are_mirrored(qtbot: QtBot) -> None:
    view = PackList()
    qtbot.addWidget(view)
    view.show_entries(
        [LibraryEntry(Path("a.steph"), make_card(), 1, is_installed=True)], [Badge.IN_USE]
    )
    view.resize(WIDTH, 200)
    view.show()
    places = []
    for direction in (LEFT, RIGHT):
        view.setLayoutDirection(direction)
        places.append(written(view.grab))
    check_mirrored(*places, view.viewport().width())


def test_shares_of_slides_are_mirrored(qtbot: QtBot) -> None:
    table = SlideShares()
    qtbot.addWidget(table)
    table.show_shares([SlideShare(0.75, 0.25), SlideShare(0.25, -0.25)])
    table.resize(WIDTH, 200)
    table.show()
    for part in (*table.rows.values(), table._head):
        assert part is not None
        places = []
        for direction in (LEFT, RIGHT):
            part.setLayoutDirection(direction)
            places.append(written(part.grab))
        check_mirrored(*places, part.width())
