"""The compare page: what to compare, the job that does it, and its table as fits finish."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import numpy as np
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from steph_desktop.core.errors import StephError, count_of, printable
from steph_desktop.core.job_control import Progress
from steph_desktop.engine.model_registry import MODELS_FOLDER, LibraryEntry, scan
from steph_desktop.engine.progress_words import step_words
from steph_desktop.model.card import Preset
from steph_desktop.training.requests import CompareRequest
from steph_desktop.ui.kit import dialogs
from steph_desktop.ui.kit.language import tr
from steph_desktop.ui.kit.layouts import clear, column, lay
from steph_desktop.ui.kit.page import Export, PageFrame
from steph_desktop.ui.kit.tables import EVERY_ROW, Grid
from steph_desktop.ui.kit.theme import Colours, Tinted
from steph_desktop.ui.kit.widgets import (
    Banner,
    Later,
    button,
    choices,
    heading,
    make_primary,
    progress_bar,
    say,
    scrolling,
    show_progress,
    text,
)
from steph_desktop.ui.pages.compare.choices import Choices
from steph_desktop.ui.pages.compare.results import (
    TABLE_SUFFIXES,
    CompareResults,
    copy_figures,
    read_results,
    write_results_table,
)
from steph_desktop.ui.parts import folders
from steph_desktop.ui.parts.folders import remember_cohort, remember_study
from steph_desktop.ui.parts.session import Session
from steph_desktop.workspace.store import retired_models
from steph_desktop.workspace.ways_out import Departure, WayOut

_REREAD_MS = 1500
_WIDEST_PX = 900
_EMPTY = (
    "Choose a cohort folder, methods to train on it and existing models to test on it, and start. "
    "Each method is cross-validated on the same folds and compared, patient by patient, with "
    "vanilla, the model of the target cancer alone.\n\nThe comparison runs in the background. "
    "What is finished is kept, and a stopped comparison resumes where it was."
)
_QUEUED = "Queued. The table fills as fits finish."
_NO_VERDICT = (
    "Vanilla, the target cancer alone, is not among the methods: nothing says whether transfer "
    "helps."
)


def darkened(image: QImage, colours: Colours) -> QImage:
    """Return a figure drawn on white as it looks on a panel: light for dark, its hues as before."""
    made = image.convertToFormat(QImage.Format.Format_RGB32)
    # RGB32 lies in memory as B, G, R and a byte that is not used.
    bgr = np.frombuffer(made.bits(), np.uint8).reshape(made.height(), made.width(), 4)[..., :3]
    # The lightness of HSL is turned round by adding one number to all three channels of a pixel.
    lightest, darkest = bgr.max(axis=2, keepdims=True), bgr.min(axis=2, keepdims=True)
    turned = bgr + (255.0 - lightest - darkest)
    ends = (QColor(name) for name in (colours.panel, colours.ink))
    panel, ink = ((end.blue(), end.green(), end.red()) for end in ends)
    bgr[:] = np.rint(panel + turned / 255 * np.subtract(ink, panel))
    return made


class Picture(QWidget):
    """A figure as wide as there is room, never larger than it is, in the colours of the window."""

    def __init__(self, image: QImage, colours: Colours) -> None:
        super().__init__()
        # `_drawn` stays as it came, on white: each change of the theme starts from it.
        self._image = self._drawn = image
        self.set_colours(colours)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        # A layout asks only those for a height that say they have one.
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_colours(self, colours: Colours) -> None:
        self._image = darkened(self._drawn, colours) if colours.dark else self._drawn
        self.update()

    def _size(self, width: int) -> QSize:
        wide = min(width, _WIDEST_PX, self._image.width())
        return QSize(wide, round(wide * self._image.height() / max(1, self._image.width())))

    def heightForWidth(self, width: int) -> int:
        return self._size(width).height()

    def sizeHint(self) -> QSize:
        return self._size(_WIDEST_PX)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.heightForWidth(200))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(QRect(QPoint(0, 0), self._size(self.width())), self._image)


class ComparePage(Tinted, PageFrame):
    """Methods side by side on a cohort."""

    def __init__(self, session: Session) -> None:
        super().__init__(partial(folders.choose_export, self, session), side_px=300)
        self.session = session
        self.results: CompareResults | None = None
        self._folder: Path | None = None
        self._cohort: Path | None = None
        # Comparisons that this window queued, and where their results will lie.
        self._tokens: dict[str, Path] = {}
        self._entries: tuple[LibraryEntry, ...] = ()
        self._retired: frozenset[str] = frozenset()
        session.jobs.progressed.connect(self._on_progress)
        session.jobs.done.connect(self._on_done)
        session.jobs.failed.connect(self._on_job_failed)
        self._reread = Later(self._read, self, _REREAD_MS)
        self._make_side()
        self.bar = progress_bar()
        self.bar.hide()
        self.table = Grid("Results", most=EVERY_ROW)
        self.refused = Banner("notice")
        self.behind = text(name="muted")
        self.verdict = text()
        self.figures = QVBoxLayout()
        parts = (self.bar, self.behind, self.table, self.refused, self.verdict, self.figures, None)
        lay(self.body, *parts)
        self.empty.say("Compare methods", _EMPTY)
        self.table_files = Export("Table", "comparison", TABLE_SUFFIXES, self._table_work)
        self.offer_exports(self.table_files)
        self.export_menu.addSeparator()
        self.export_menu.addAction(tr("Figures to a folder…"), self.ask_figures)
        self._show()

    def _make_side(self) -> None:
        self.choices = Choices()
        self.choices.cohort_button.clicked.connect(self.ask_cohort)
        self.choices.packs_button.clicked.connect(self.ask_packs)
        self.start_button = button("Compare", self.ask_start)
        self._mark_next()
        self.studies = choices("Results")
        self.studies.activated.connect(self._on_study)
        self.open_button = button("Open results…", self.ask_results)
        self.side_column.setSpacing(0)
        area = scrolling(self.choices)
        # Always there: the foot below is given the same width.
        area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.side_column.addWidget(area, 1)
        foot = QWidget()
        parts = (self.start_button, heading("Results"), self.studies, self.open_button)
        bar_px = area.verticalScrollBar().sizeHint().width()
        # As wide as what scrolls above it.
        column(foot, *parts, margin=(16, 16, 16 + bar_px, 16), spacing=8)
        self.side_column.addWidget(foot)

    # A page of the window ----------------------------------------------------------------------

    def visit(self) -> None:
        known = self.session.settings.study_folders
        # The results that were looked at last.
        if self._folder is None and known:
            self._folder = known[0]
        self._offer_studies()
        self._read()
        self.session.repository.records.run(self, retired_models, self._on_retired, self.say_error)
        models = self.session.workspace / MODELS_FOLDER
        # A model in use may lie outside the library, and is offered, too.
        in_use = (self.session.model, self.session.settings.default_model)
        others = tuple(dict.fromkeys(pack for pack in in_use if pack is not None))
        self.tasks.run(self, partial(scan, models, others), self._on_packs)

    def _offer_studies(self) -> None:
        known = self.session.settings.study_folders
        self.studies.clear()
        self.studies.addItems([printable(folder.name) for folder in known])
        self.studies.setVisible(bool(known))
        if self._folder in known:
            self.studies.setCurrentIndex(known.index(self._folder))
        # Asked on a thread: a folder on a share that hangs would hold the window.
        self.tasks.run(self, partial(_missing_among, known), self._mark_missing)

    def _mark_missing(self, missing: frozenset[Path]) -> None:
        for row, folder in enumerate(self.session.settings.study_folders):
            # The list may have become shorter while the folders were asked.
            if folder in missing and row < self.studies.count():
                self.studies.setItemText(row, tr(f"{printable(folder.name)} (not found)"))

    # What the user asks for --------------------------------------------------------------------

    def ask_cohort(self) -> None:
        if folder := folders.choose_folder(self, self.session, "Choose a cohort folder"):
            self.choose_cohort(folder)

    def _mark_next(self) -> None:
        """Let the button be blue whose turn it is."""
        make_primary(self.choices.cohort_button, self._cohort is None)
        make_primary(self.start_button, self._cohort is not None)

    def choose_cohort(self, folder: Path) -> None:
        self._cohort = folder
        self._mark_next()
        self.choices.cohort_words.setText(folder.name)
        remember_cohort(self.session, folder)

    def ask_start(self) -> None:
        """Ask for a folder for the results, and start."""
        if self._cohort is None:
            self.notice.emit("Choose a cohort folder first.")
        elif out := folders.choose_folder(self, self.session, "Choose a folder for the results"):
            self.start(out)

    def start(self, out: Path) -> None:
        """Queue the comparison; its results fill the table."""
        try:
            request = self.request(out)
            token = self.session.jobs.submit(request, title=_title(request))
        except StephError as error:
            self.notice.emit(error)
            return
        self._tokens[token] = out
        remember_study(self.session, out)
        self.results = None
        self._turn_to(out)
        self._offer_studies()

    def request(self, out: Path) -> CompareRequest:
        """Return what is chosen; raise `StephError` if something is missing or not a number."""
        return self.choices.request(self._cohort, out, self.session.settings.device)

    def ask_packs(self) -> None:
        if paths := folders.ask(self.session, dialogs.ask_packs, self):
            self.choices.add_packs(paths)

    def ask_results(self) -> None:
        if folder := folders.choose_folder(self, self.session, "Choose a folder of results"):
            self.open_results(folder)

    def open_results(self, folder: Path) -> None:
        remember_study(self.session, folder)
        self._turn_to(folder)
        self._offer_studies()
        self._read()

    def _on_study(self, row: int) -> None:
        self._turn_to(self.session.settings.study_folders[row])
        self._read()

    def _turn_to(self, folder: Path) -> None:
        """Take another folder: its results may be long in coming, or not come at all."""
        self._folder = folder
        if self.results is not None and self.results.folder != folder:
            self.results = None
        self._show()

    def ask_figures(self) -> None:
        """Ask for a folder, and copy the figures there."""
        out = folders.choose_folder(self, self.session, "Choose a folder for the figures")
        if out is not None and self.results is not None:
            left = Departure(WayOut.FIGURE, what="figures of a comparison", identifiers=False)
            self.write(partial(copy_figures, self.results, out), left)

    def _table_work(self, out: Path) -> Callable[[], Path] | None:
        return None if self.results is None else partial(write_results_table, out, self.results)

    # Answers -----------------------------------------------------------------------------------

    def _read(self) -> None:
        if self._folder is not None:
            work = partial(read_results, self._folder)
            self.tasks.run(self, work, self._on_results, self._on_no_results)

    def _on_results(self, results: CompareResults) -> None:
        # Another folder may have been chosen while this one was read.
        if results.folder == self._folder:
            self.results = results
            self._show()

    def _on_no_results(self, error: StephError) -> None:
        if self._folder not in self._tokens.values():  # else the first fit is not finished yet
            self.say_error(error)

    def _on_packs(self, entries: tuple[LibraryEntry, ...]) -> None:
        self._entries = entries
        self._offer_packs()

    def _on_retired(self, retired: frozenset[str]) -> None:
        self._retired = retired
        self._offer_packs()

    def _offer_packs(self) -> None:
        """Offer the models of the library that are in use."""
        self.choices.offer_packs(
            [e for e in self._entries if e.card and e.card.weights_sha256 not in self._retired]
        )

    def _on_progress(self, token: str, progress: object) -> None:
        if token in self._tokens and isinstance(progress, Progress):
            show_progress(self.bar, progress)
            self.bar.show()
            self.show_head(self.title.text(), step_words(progress.step))
            self._reread.ask()

    def _on_done(self, token: str, answer: object) -> None:
        # A job that an earlier window queued is known by its folder alone.
        if self._tokens.pop(token, None) is not None or (
            isinstance(answer, Path) and answer == self._folder
        ):
            self.bar.hide()
            self._read()

    def _on_job_failed(self, token: str, error: object) -> None:
        if self._tokens.pop(token, None) is not None:
            self.bar.hide()
            self.show_head(self.title.text(), str(error))

    def _show(self) -> None:
        found = self.results
        self.show_body(found is not None or self._folder in self._tokens.values())
        self.export_button.setEnabled(found is not None)
        for part in (self.table, self.refused, self.verdict, self.behind):
            part.setVisible(found is not None)
        clear(self.figures)
        if found is None:
            self.show_head(self._folder.name if self._folder is not None else "", _QUEUED)
            return
        state = "finished" if found.is_complete else "not complete yet"
        lacking = f"; {found.not_run} could not be run" if found.not_run else ""
        counts = f"{found.cells} of {found.asked} fits, {state}{lacking}"
        self.show_head(
            f"C-index, {found.folder.name}", counts if found.asked else "Existing models only"
        )
        say(self.behind, "\n".join(found.behind))
        left_out = "\n".join(("Not compared:", *found.refused))
        self.refused.say(left_out if found.refused else None)
        # A lack is told at the end alone: until then, vanilla's fits may still come.
        lacks = found.is_complete and found.asked and not found.has_baseline
        sentences = [*found.sentences, *([_NO_VERDICT] if lacks else [])]
        self.verdict.setText(tr("\n".join(f"•  {sentence}" for sentence in sentences)))
        self.table.show_rows(found.header, [found.cells_of(row) for row in found.rows])
        for picture in found.figures:
            self.figures.addWidget(Picture(picture, self.colours))


def _title(request: CompareRequest) -> str:
    parts = [
        count_of(len(found), what)
        for found, what in ((request.methods, "method"), (request.packs, "model"))
        if found
    ]
    words = f"Compare {' and '.join(parts)}"
    is_published = bool(request.methods) and request.hyper.preset is Preset.PUBLISHED
    return f"{words}, trained as the authors' code does" if is_published else words


def _missing_among(known: Sequence[Path]) -> frozenset[Path]:
    return frozenset(folder for folder in known if not folder.is_dir())
