"""The compare page: what to compare, the job that does it, and its table as cells finish."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QProgressBar,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from steph_desktop.core.errors import StephError
from steph_desktop.core.job_control import Progress
from steph_desktop.engine.model_registry import MODELS_FOLDER, LibraryEntry, scan
from steph_desktop.training.study.method_comparison import CompareRequest
from steph_desktop.ui.kit import dialogs
from steph_desktop.ui.kit.tasks import ReaderPool
from steph_desktop.ui.kit.theme import Colours
from steph_desktop.ui.kit.widgets import Banner, button, column, heading, scrolling, text
from steph_desktop.ui.pages.compare.choices import Choices
from steph_desktop.ui.pages.compare.picture import Picture
from steph_desktop.ui.pages.compare.results import (
    CompareResults,
    copy_figures,
    read_results,
    write_results_table,
)
from steph_desktop.ui.parts import folders
from steph_desktop.ui.parts.folders import remember_cohort, remember_study
from steph_desktop.ui.parts.session import Session
from steph_desktop.workspace.model_history import retired_models

_RETIRED = ("compare page", "retired")
_REREAD_MS = 1500
_EMPTY = (
    "Choose a cohort folder, methods to train on it and models to ask as they are, and start. Each "
    "method is cross-validated on the same folds and compared with vanilla, the model of the "
    "target cancer alone, patient by patient. It runs in the background; what is finished is "
    "kept, and a stopped comparison goes on."
)
_NO_VERDICT = (
    "Vanilla, the target cancer alone, is not among the methods: nothing says whether transfer "
    "helps."
)


class ComparePage(QWidget):
    """Methods side by side on a cohort.

    Parameters
    ----------
    session : Session
        Whose jobs run the comparison.
    """

    notice = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.results: CompareResults | None = None
        self._folder: Path | None = None
        self._cohort: Path | None = None
        self._tokens: dict[str, Path] = {}
        self._entries: tuple[LibraryEntry, ...] = ()
        self._retired: frozenset[str] = frozenset()
        session.book.records.done.connect(self._on_records)
        self.reader = ReaderPool(1, self)
        self.reader.done.connect(self._on_read)
        self.reader.failed.connect(self._on_failed)
        session.jobs.progressed.connect(self._on_progress)
        session.jobs.done.connect(self._on_done)
        session.jobs.failed.connect(self._on_job_failed)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_REREAD_MS)
        self._timer.timeout.connect(self._read)
        self._make_controls()
        self.words = text(_EMPTY)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.hide()
        self.table = QTableWidget(0, 0)
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.verticalHeader().hide()
        self.table.setAccessibleName("Results")
        self.table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.refused = Banner("notice")
        self.verdict = text()
        self.figures = QVBoxLayout()
        self._lay_out()

    def _make_controls(self) -> None:
        self.choices = Choices()
        self.choices.cohort_requested.connect(self.ask_cohort)
        self.choices.packs_requested.connect(self.ask_packs)
        self.start_button = button("Compare", self.ask_start, primary=True)
        self.studies = QComboBox()
        self.studies.setAccessibleName("Results")
        self.studies.setMinimumContentsLength(12)
        self.studies.activated.connect(self._on_study)
        self.open_button = button("Open results…", self.ask_results)

    def _lay_out(self) -> None:
        side = QFrame()
        side.setObjectName("sidePanel")
        side.setFixedWidth(300)
        inside = QVBoxLayout(side)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        inside.addWidget(scrolling(self.choices), 1)
        foot = QWidget()
        low = column(foot, margin=16, spacing=8)
        low.addWidget(self.start_button)
        low.addWidget(heading("Results"))
        low.addWidget(self.studies)
        low.addWidget(self.open_button)
        inside.addWidget(foot)
        page = QWidget()
        right = column(page, margin=20, spacing=12)
        top = QHBoxLayout()
        self.title = heading("Results", 1.15)
        top.addWidget(self.title, 1)
        self.table_button = button("Table…", self.ask_table)
        self.figures_button = button("Figures…", self.ask_figures)
        top.addWidget(self.table_button)
        top.addWidget(self.figures_button)
        right.addLayout(top)
        for widget in (self.words, self.bar, self.table, self.refused, self.verdict):
            right.addWidget(widget)
        right.addLayout(self.figures)
        right.addStretch()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(1)
        row.addWidget(side)
        row.addWidget(scrolling(page), 1)
        self._show()

    # A page of the window ----------------------------------------------------------------------

    def set_colours(self, colours: Colours) -> None:
        """Follow the theme: all here is styled by the sheet."""
        del colours

    def visit(self) -> None:
        """Offer the folders of results, and read the one on show again."""
        known = self.session.settings.study_folders
        if self._folder is None and known:
            self._folder = known[0]
        self._offer_studies()
        self._read()
        self.session.book.records.ask(_RETIRED, retired_models)
        models = self.session.workspace / MODELS_FOLDER
        default = self.session.settings.default_model
        others = () if default is None else (default,)
        self.reader.request(("packs",), partial(scan, models, others))

    def _offer_studies(self) -> None:
        known = self.session.settings.study_folders
        self.studies.clear()
        self.studies.addItems([folder.name for folder in known])
        if self._folder in known:
            self.studies.setCurrentIndex(known.index(self._folder))

    def close_page(self) -> None:
        """End the reader's thread."""
        self._timer.stop()
        self.reader.close()

    # What the user asks for --------------------------------------------------------------------

    def ask_cohort(self) -> None:
        """Let the user choose a cohort folder."""
        if folder := folders.choose_folder(self, self.session, "Choose a cohort folder"):
            self.choose_cohort(folder)

    def choose_cohort(self, folder: Path) -> None:
        """Compare on this cohort."""
        self._cohort = folder
        self.choices.cohort_words.setText(folder.name)
        remember_cohort(self.session, folder)

    def ask_start(self) -> None:
        """Let the user say where results go, and start."""
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
            self.notice.emit(str(error))
            return
        self._tokens[token] = out
        remember_study(self.session, out)
        self._folder, self.results = out, None
        self._offer_studies()
        self._show()

    def request(self, out: Path) -> CompareRequest:
        """Return what is chosen.

        Raises
        ------
        StephError
            If something is missing or not a number.
        """
        return self.choices.request(self._cohort, out, self.session.settings.device)

    def ask_packs(self) -> None:
        """Let the user add model packs from elsewhere."""
        paths = dialogs.ask_packs(self, folders.last_folder(self.session))
        if paths:
            folders.remember_folder(self.session, paths[0])
            self.choices.add_packs(paths)

    def ask_results(self) -> None:
        """Let the user open a folder of results."""
        if folder := folders.choose_folder(self, self.session, "Choose a folder of results"):
            self.open_results(folder)

    def open_results(self, folder: Path) -> None:
        """Show a folder of results."""
        self._folder = folder
        remember_study(self.session, folder)
        self._offer_studies()
        self._read()

    def _on_study(self, row: int) -> None:
        self._folder = self.session.settings.study_folders[row]
        self._read()

    def ask_table(self) -> None:
        """Let the user save the table."""
        start = str(Path(folders.last_folder(self.session)) / "comparison.csv")
        kinds = "CSV (*.csv);;Markdown (*.md);;LaTeX (*.tex)"
        name, _ = QFileDialog.getSaveFileName(self, "Save the table", start, kinds)
        if name:
            self.save_table(Path(name))

    def save_table(self, out: Path) -> None:
        """Write the table on the reader's thread."""
        if self.results is not None:
            self.reader.request(("written", out), partial(write_results_table, out, self.results))

    def ask_figures(self) -> None:
        """Let the user say where the figures go."""
        out = folders.choose_folder(self, self.session, "Choose a folder for the figures")
        if out is not None and self.results is not None:
            self.reader.request(("written", out), partial(copy_figures, self.results, out))

    # Answers -----------------------------------------------------------------------------------

    def _read(self) -> None:
        if self._folder is not None:
            self.reader.request(("results",), partial(read_results, self._folder))

    def _on_read(self, key: object, answer: object) -> None:
        match key, answer:
            case ("results",), CompareResults() if answer.folder == self._folder:
                self.results = answer
                self._show()
            case ("packs",), tuple():
                self._entries = answer
                self._offer_packs()
            case ("written", _), Path() as out:
                self.notice.emit(f"{out.name} was written.")

    def _on_records(self, key: object, answer: object) -> None:
        if key == _RETIRED and isinstance(answer, frozenset):
            self._retired = answer
            self._offer_packs()

    def _offer_packs(self) -> None:
        """Offer the models of the library that are in use."""
        self.choices.offer_packs(
            [e for e in self._entries if e.card and e.card.weights_sha256 not in self._retired]
        )

    def _on_failed(self, key: object, error: object) -> None:
        if key != ("results",) or self._folder not in self._tokens.values():
            self.notice.emit(str(error))

    def _on_progress(self, token: str, progress: object) -> None:
        if token in self._tokens and isinstance(progress, Progress):
            self.bar.setRange(0, max(1, progress.total))
            self.bar.setValue(progress.done)
            self.bar.show()
            self.words.setText(progress.message)
            if not self._timer.isActive():
                self._timer.start()

    def _on_done(self, token: str, answer: object) -> None:
        if self._tokens.pop(token, None) is not None or (
            isinstance(answer, Path) and answer == self._folder
        ):
            self.bar.hide()
            self._read()

    def _on_job_failed(self, token: str, error: object) -> None:
        if self._tokens.pop(token, None) is not None:
            self.bar.hide()
            self.words.setText(str(error))

    def _show(self) -> None:
        found = self.results
        for export in (self.table_button, self.figures_button):
            export.setEnabled(found is not None)
        self.table.setVisible(found is not None)
        self.refused.setVisible(found is not None and bool(found.refused))
        self.verdict.setVisible(found is not None)
        while (item := self.figures.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        if found is None:
            self.words.setText(_EMPTY)
            return
        self.title.setText(f"C-index, {found.folder.name}")
        done = "complete" if found.is_complete else "not complete yet"
        self.words.setText(
            f"{found.cells} of {found.asked} fits, {done}" if found.asked else "Models as they are"
        )
        self.refused.label.setText("\n".join(("Not compared:", *found.refused)))
        lacks = found.is_complete and found.asked and not found.has_baseline
        told = [*found.sentences, *([_NO_VERDICT] if lacks else [])]
        self.verdict.setText("\n".join(f"•  {sentence}" for sentence in told))
        self.table.setColumnCount(len(found.header))
        self.table.setHorizontalHeaderLabels(found.header)
        self.table.setRowCount(len(found.rows))
        for row, line in enumerate(found.rows):
            for place, words in enumerate(found.cells_of(line)):
                cell = QTableWidgetItem(words)
                cell.setToolTip(words)
                self.table.setItem(row, place, cell)
        rows = sum(self.table.rowHeight(row) for row in range(len(found.rows)))
        bar = self.table.horizontalScrollBar().sizeHint().height()
        self.table.setFixedHeight(
            rows + self.table.horizontalHeader().sizeHint().height() + bar + 6
        )
        fit = QHeaderView.ResizeMode.ResizeToContents
        self.table.horizontalHeader().setSectionResizeMode(fit)
        for picture in found.figures:
            self.figures.addWidget(Picture(picture))


def _title(request: CompareRequest) -> str:
    parts = [
        f"{len(found)} {what}{'s' if len(found) > 1 else ''}"
        for found, what in ((request.methods, "method"), (request.packs, "model"))
        if found
    ]
    return f"Compare {' and '.join(parts)}"
