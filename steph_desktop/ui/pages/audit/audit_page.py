"""The audit page: the trail in words, what is looked for in it, and its anchors outside."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import Enum
from functools import partial
from pathlib import Path

from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDateEdit, QFrame, QWidget

from steph_desktop.core.errors import StephError
from steph_desktop.core.settings import AnchorTime
from steph_desktop.ui.kit.explanations import explain
from steph_desktop.ui.kit.language import tr
from steph_desktop.ui.kit.layouts import FlowLayout, column, lay
from steph_desktop.ui.kit.leaving import tell_left
from steph_desktop.ui.kit.messages import done
from steph_desktop.ui.kit.numbers import inset
from steph_desktop.ui.kit.page import Export, PageFrame
from steph_desktop.ui.kit.tables import Grid
from steph_desktop.ui.kit.widgets import (
    Later,
    button,
    choices,
    frame,
    heading,
    say,
    text,
    text_field,
    with_breaks,
)
from steph_desktop.ui.parts import folders
from steph_desktop.ui.parts.session import Session
from steph_desktop.workspace.anchors import (
    Anchor,
    add_anchor,
    missing_anchors,
    newest_anchor,
    read_anchors,
)
from steph_desktop.workspace.audit_words import (
    AuditFilter,
    AuditKind,
    AuditLine,
    trail,
    write_trail,
)
from steph_desktop.workspace.store import Workspace
from steph_desktop.workspace.ways_out import Departure, WayOut

_HEADERS = ("When (UTC)", "Who", "What", "Cases", "Model")
# Only of the table: what is exported has all entries.
_MOST_ROWS = 2000
_MOST_CASES = 3  # named in a row; the tooltip of the export has all
_SIDE_PX = 264
_NEWEST = (
    "Each entry carries a hash of all entries before it. Whoever owns this computer could rewrite "
    "them all: a hash kept elsewhere, on a printed report or in a folder of somebody else's, "
    "would show it."
)


class _When(Enum):
    ANY = "any time"
    TODAY = "today"
    WEEK = "the last 7 days"
    MONTH = "the last 30 days"
    BETWEEN = "between two days"


_DAYS = {_When.TODAY: 1, _When.WEEK: 7, _When.MONTH: 30}


@dataclass(frozen=True)
class TrailView:
    """What the page shows."""

    lines: tuple[AuditLine, ...]  # the wanted entries, the newest first
    people: tuple[str, ...]  # all who did anything
    newest: Anchor | None
    fault: StephError | None  # why the second place could not be written, if so


def read_trail(workspace: Workspace, wanted: AuditFilter) -> TrailView:
    """Read the wanted entries of a workspace's trail."""
    everything = list(trail(workspace.database))
    place = workspace.second_place
    return TrailView(
        tuple(line for line in reversed(everything) if wanted.admits(line)),
        tuple(sorted({line.who for line in everything}, key=str.casefold)),
        newest_anchor(workspace.database),
        place.fault if place is not None else None,
    )


def anchors_held(workspace: Workspace, stated: str) -> str:
    """Say in words whether the trail still contains a hash, or those of a file."""
    anchors = read_anchors(stated)
    missing = missing_anchors(workspace.database, anchors)
    if not missing:
        if len(anchors) == 1:
            return "The trail contains it: nothing up to that entry was altered."
        count = f"{len(anchors):,}"
        return f"The trail contains all {count} of them: nothing up to the last was altered."
    return (
        f"The trail does not contain {len(missing):,} of {len(anchors):,}: first {missing[0]}. It "
        "was cut or rewritten, or a backup of an earlier day was put back."
    )


class AuditPage(PageFrame):
    """Who did what, when, and with which model."""

    def __init__(self, session: Session) -> None:
        ask = partial(folders.choose_export, self, session)
        super().__init__(ask, side_px=_SIDE_PX, scrolls=False)
        self.session = session
        self.view: TrailView | None = None
        # Not at every letter that is typed: a read goes through the whole trail.
        self._read_later = Later(self.read, self, 200)
        self._build_side()
        self.table = Grid("Entries of the audit trail", _HEADERS)
        # Thousands of rows that wrap would each have to be measured.
        self.table.setWordWrap(False)
        self.table.setHorizontalScrollMode(Grid.ScrollMode.ScrollPerPixel)
        lay(self.body, (self.table, 1), self._anchor_box())
        entries = Export("Entries", "audit trail", (".csv",), self._csv_work, WayOut.TRAIL)
        self.offer_exports(entries)
        self.show_head("Audit trail", "Reading…")

    def _build_side(self) -> None:
        inner = QWidget()
        layout = column(inner, heading("Show", 1.1), margin=16, spacing=6)
        self.case = text_field("Case", hint="All cases")
        self.case.setToolTip(tr("The name of a case, or a part of it"))
        self.case.setClearButtonEnabled(True)
        self.case.textChanged.connect(lambda _words: self._read_later.ask())
        self.kind, self.person = choices("About", grows=True), choices("Person", grows=True)
        self.kind.fill([("everything", None), *((k.value, k) for k in AuditKind)], None)
        self._show_people(())
        self.when = choices("When", grows=True, of=_When)
        today = QDate.currentDate()
        self.since, self.until = (QDateEdit(today.addDays(days)) for days in (-30, 0))
        for name, made in (("First day", self.since), ("Last day", self.until)):
            made.setCalendarPopup(True)
            inset(made)
            made.setDisplayFormat("yyyy-MM-dd")
            explain(made, name)
            made.dateChanged.connect(lambda _day: self._read_later.ask())
        for box in (self.kind, self.person, self.when):
            box.currentIndexChanged.connect(lambda _row: self._read_later.ask())
        self.when.currentIndexChanged.connect(lambda _row: self._follow_when())
        lay(
            layout, text("Case", name="muted"), self.case, text("About", name="muted"), self.kind,
            text("Person", name="muted"), self.person, text("When", name="muted"), self.when,
            self.since, self.until, None,
        )  # fmt: skip
        self.side_column.addWidget(inner, 1)
        self._follow_when()

    def _anchor_box(self) -> QFrame:
        box = frame("card")
        self.newest = text()
        self.newest.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.copy_button = button("Copy the newest hash", self.copy_newest)
        self.save_button = button("Add it to a file…", self.ask_anchor_file)
        self.place_button = button(
            "Second place…", self.ask_place, tip="A folder where the newest hash is written as well"
        )
        self.each = choices("When the second place is written", grows=True, of=AnchorTime)
        self.each.setCurrentIndex(self.each.findData(self.session.settings.anchor_time))
        # Heard only now: showing what is kept must not write the second place.
        self.each.currentIndexChanged.connect(lambda _row: self._choose_place())
        self.end_button = button("Stop", lambda: self._choose_place(None))
        ways = (self.copy_button, self.save_button, self.place_button, self.each, self.end_button)
        self.place = text(name="muted")
        hint = "A hash from a report, to see whether the trail has it"
        self.stated = text_field("A hash to look for", hint=hint)
        self.stated.returnPressed.connect(self.look_for)
        look = button("Look for it", self.look_for)
        file = button("File of hashes…", self.ask_anchors)
        self.found = text()
        self.found.hide()
        # What was found is of the hash that was looked for, and of no other.
        self.stated.textChanged.connect(lambda _words: say(self.found, ""))
        column(
            box, heading("Kept outside"), text(_NEWEST, name="muted"), self.newest,
            FlowLayout(*ways), self.place, FlowLayout(self.stated, look, file, grows=self.stated),
            self.found, margin=12, spacing=6,
        )  # fmt: skip
        return box

    # What the user asks for --------------------------------------------------------------------

    @property
    def wanted(self) -> AuditFilter:
        when = self.when.currentData()
        since = until = None
        if when is _When.BETWEEN:
            since, until = (
                # The days of the trail are those of UTC, as its times are.
                datetime(day.year(), day.month(), day.day(), tzinfo=UTC).date()
                for day in (self.since.date(), self.until.date())
            )
        elif when in _DAYS:
            # Today is one of the days.
            since = datetime.now(UTC).date() - timedelta(days=_DAYS[when] - 1)
        person = str(self.person.currentData() or "")
        return AuditFilter(self.case.text().strip(), self.kind.currentData(), person, since, until)

    def visit(self) -> None:
        self.read()

    def read(self) -> None:
        # The records' thread answers in order: the last answer is of the newest filter.
        read = partial(read_trail, wanted=self.wanted)
        self.session.repository.records.run(self, read, self._on_read, self.say_error)

    # Asked for from a case: every other filter could hide its entries.
    def show_case(self, case_id: str) -> None:
        for box in (self.kind, self.person, self.when):
            box.setCurrentIndex(0)
        self.case.setText(case_id)

    def copy_newest(self) -> None:
        if self.view is not None and self.view.newest is not None:
            QGuiApplication.clipboard().setText(str(self.view.newest))

    def ask_anchor_file(self) -> None:
        """Ask for a file, and add the newest hash to it."""
        newest = self.view.newest if self.view is not None else None
        out = folders.choose_export(self, self.session, "audit anchors.txt", "Text (*.txt)")
        if out is not None and newest is not None:
            self.tasks.keep(self, partial(add_anchor, out, newest), lambda _: self._on_added(out))

    def ask_place(self) -> None:
        """Ask for the folder of the second place."""
        words = "A second place for the newest hash of the audit trail"
        if folder := folders.choose_folder(self, self.session, words):
            self._choose_place(folder)

    def look_for(self) -> None:
        """Say whether the trail contains what was typed."""
        if stated := self.stated.text().strip():
            self._look_for(stated)

    def ask_anchors(self) -> None:
        """Ask for a file of hashes, and say whether the trail contains them."""
        if file := folders.choose_file(self, self.session, "A file of hashes", "Text (*.txt)"):
            self._look_for(str(file))

    def _look_for(self, stated: str) -> None:
        held, told = partial(anchors_held, stated=stated), partial(say, self.found)
        self.session.repository.records.run(self, held, told, lambda fault: told(str(fault)))

    def _choose_place(self, *folder: Path | None) -> None:
        """Keep the second place in the settings, and write to it from now on."""
        # Without a folder only the time of writing changes; None is no second place.
        chosen = folder[0] if folder else self.session.settings.anchor_folder
        self.session.change_settings(
            anchor_folder=chosen, anchor_time=self.each.currentData() or AnchorTime.ENTRY
        )
        self.session.repository.records.run(
            self, Workspace.keep_anchors, lambda _: self.read(), self.say_error
        )
        # Whether it could be written is told by the read that follows.
        self._show_place(None)

    # Showing -----------------------------------------------------------------------------------

    def _on_read(self, view: TrailView) -> None:
        self.view = view
        shown = view.lines[:_MOST_ROWS]
        count = f"{len(view.lines):,} entries" if len(view.lines) != 1 else "1 entry"
        rest = len(view.lines) - len(shown)
        more = f", of which the newest {len(shown):,} are shown" if rest else ", the newest first"
        self.show_head("Audit trail", count + more)
        self.table.show_rows(_HEADERS, [_row(line) for line in shown])
        self._show_people(view.people)
        newest = view.newest
        said = tr(f"Newest: {newest}, {newest.at[:16]} UTC" if newest else "No entry yet")
        # A hash is one long word, which would not wrap.
        self.newest.setText(with_breaks(said))
        for made in (self.copy_button, self.save_button):
            made.setEnabled(newest is not None)
        self._show_place(view.fault)

    def _show_people(self, people: tuple[str, ...]) -> None:
        chosen = self.person.currentData()
        # Names of people are their own values: `fill` would look up other words.
        names = [(tr("everybody"), ""), *((name, name) for name in people)]
        self.person.fill(names, chosen if chosen in people else "")

    def _show_place(self, fault: StephError | None) -> None:
        folder = self.session.settings.anchor_folder
        self.each.setVisible(folder is not None)
        self.end_button.setVisible(folder is not None)
        self.place_button.setEnabled(not self.session.read_only)
        words = f"Second place: {folder}" if folder is not None else ""
        if fault is not None:
            words += f". Not written: {fault.what}. It is tried again with the next entry."
        say(self.place, words)

    def _on_added(self, out: Path) -> None:
        tell_left(self, Departure(WayOut.ANCHOR), out)
        self.notice.emit(done(f"The newest hash was added to {out.name}.", file=out))

    def _follow_when(self) -> None:
        for made in (self.since, self.until):
            made.setVisible(self.when.currentData() is _When.BETWEEN)

    def _csv_work(self, out: Path) -> Callable[[], Path] | None:
        return None if self.view is None else partial(write_trail, out, self.view.lines)


def _row(line: AuditLine) -> list[str]:
    cases = ", ".join(line.cases[:_MOST_CASES])
    if len(line.cases) > _MOST_CASES:
        cases += f" and {len(line.cases) - _MOST_CASES:,} more"
    return [line.when, line.who, line.what, cases, line.model]
