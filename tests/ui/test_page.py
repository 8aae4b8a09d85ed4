"""The skeleton of a page: its head, its empty state, and its Export menu."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from steph_desktop.core.errors import StephError
from steph_desktop.ui.kit import dialogs
from steph_desktop.ui.kit.page import Export, PageFrame, figure_export
from steph_desktop.ui.kit.tables import Grid
from steph_desktop.ui.kit.widgets import button


def write(text: str, out: Path) -> Path:
    if text == "bad":
        raise StephError("The disk is full", out)
    out.write_text(text)
    return out


class Counts(PageFrame):
    """A page that can write what it counted, where it counted anything."""

    def __init__(self, ask_file: Callable[[str, str], Path | None]) -> None:
        super().__init__(ask_file, side_px=200)
        self.text: str | None = None
        self.table = Export("Table", "counts", (".csv", ".md"), self._work)
        self.offer_exports(self.table, figure_export("Figure", "counts", lambda: None))

    def _work(self, out: Path) -> Callable[[], Path] | None:
        return None if self.text is None else partial(write, self.text, out)


@pytest.fixture
def asked() -> list[tuple[str, str]]:
    return []


@pytest.fixture
def page(qtbot: QtBot, tmp_path: Path, asked: list[tuple[str, str]]) -> Iterator[Counts]:
    def ask(name: str, kinds: str) -> Path | None:
        asked.append((name, kinds))
        return tmp_path / name

    made = Counts(ask)
    qtbot.addWidget(made)
    yield made
    made.close_page()


def test_every_ending_is_on_the_one_menu(page: Counts) -> None:
    words = [action.text() for action in page.export_menu.actions() if not action.isSeparator()]
    assert words == [
        "Table as CSV…", "Table as Markdown…", "Figure as PNG…", "Figure as SVG…",
        "Figure as PDF…",
    ]  # fmt: skip


def test_an_export_asks_for_a_file_and_says_when_it_is_written(
    qtbot: QtBot, page: Counts, asked: list[tuple[str, str]], tmp_path: Path
) -> None:
    page.text = "3"
    with qtbot.waitSignal(page.notice) as told:
        page.export_menu.actions()[1].trigger()
    assert asked == [("counts.md", "Markdown (*.md)")]
    assert str(told.args[0]) == "counts.md was written."
    assert (tmp_path / "counts.md").read_text() == "3"


def test_a_fault_of_an_export_is_told(qtbot: QtBot, page: Counts, tmp_path: Path) -> None:
    page.text = "bad"
    with qtbot.waitSignal(page.notice) as told:
        page.save(page.table, tmp_path / "counts.csv")
    assert "The disk is full" in str(told.args[0])


def test_nothing_on_show_writes_nothing(page: Counts, tmp_path: Path) -> None:
    page.save(page.table, tmp_path / "counts.csv")
    page.export_menu.actions()[-1].trigger()
    assert not page.tasks.busy and not any(tmp_path.iterdir())


def test_closing_the_page_finishes_its_exports(page: Counts, tmp_path: Path) -> None:
    page.text = "late"
    for number in range(5):
        page.save(page.table, tmp_path / f"{number}.csv")
    page.close_page()
    assert len(list(tmp_path.iterdir())) == 5


def test_an_empty_page_says_what_to_do(qtbot: QtBot, page: Counts) -> None:
    clicks: list[int] = []
    page.empty.say("Nothing yet", "Count something.")
    page.empty.add_buttons(button("Count", lambda: clicks.append(1)))
    page.show_body(False)
    page.show()
    assert page.empty.isVisible() and not page.title.isVisible()
    page.show_head("Counts", "of today")
    page.show_body()
    assert page.title.isVisible() and page.sub_line.text() == "of today"
    page.show_head("Counts")
    assert not page.sub_line.isVisible()


@pytest.mark.parametrize("replaces", [True, False])
def test_a_name_without_its_ending_replaces_no_file_unasked(
    qtbot: QtBot, page: Counts, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, replaces: bool
) -> None:
    (tmp_path / "mine.csv").write_text("old")
    name = str(tmp_path / "mine")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (name, ""))
    buttons = QMessageBox.StandardButton
    answer = buttons.Yes if replaces else buttons.No
    monkeypatch.setattr(QMessageBox, "question", lambda *_: answer)
    found = dialogs.ask_export(page, tmp_path / "counts.csv", "CSV (*.csv)")
    assert found == (tmp_path / "mine.csv" if replaces else None)


def test_a_grid_keeps_its_rows_until_others_come(qtbot: QtBot) -> None:
    grid = Grid("Counts", ("Name", "n"))
    qtbot.addWidget(grid)
    assert (grid.rowCount(), grid.columnCount()) == (0, 2)
    grid.show_rows(("Name", "n"), [("a", "1"), ("b", "2")])
    first = grid.item(1, 1)
    grid.show_rows(("Name", "n"), [("a", "1"), ("b", "2")])
    assert grid.item(1, 1) is first and first.toolTip() == "2"
    grid.show_rows(("Name",), [("c",)])
    assert (grid.rowCount(), grid.columnCount()) == (1, 1)
