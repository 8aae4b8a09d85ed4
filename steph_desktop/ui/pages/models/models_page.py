"""The model library: what is on the shelf, what it is worth, what comes in and goes out."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from steph_desktop.core.errors import StephError
from steph_desktop.engine.model_registry import (
    CHECKPOINT_SUFFIXES,
    MODELS_FOLDER,
    LibraryEntry,
    export_pack,
    free_name,
    install_pack,
    scan,
    verify_pack,
)
from steph_desktop.model.card import PACK_SUFFIX, PackCard
from steph_desktop.model.packs import read_card
from steph_desktop.ui.kit.dialogs import chosen_files
from steph_desktop.ui.kit.tasks import ReaderPool
from steph_desktop.ui.kit.theme import Colours, colours_for
from steph_desktop.ui.kit.widgets import button, column, heading, scrolling, text
from steph_desktop.ui.pages.models.card_view import CardView
from steph_desktop.ui.pages.models.import_dialog import ImportDialog
from steph_desktop.ui.pages.models.pack_list import PackList
from steph_desktop.ui.pages.models.source_models_view import SourceModelsView
from steph_desktop.ui.parts import folders
from steph_desktop.ui.parts.session import Session
from steph_desktop.workspace.model_history import (
    note_installed,
    restore_model,
    retire_model,
    retired_models,
)
from steph_desktop.workspace.records import Lane

_RETIRED = ("models page", "retired")
_VERIFIED = "Verified: hash, names, shapes and numbers of the weights fit the card."
_VERIFYING = "Verifying…"
_EMPTY = (
    "A model pack holds a trained model and its card: what it predicts, what it was trained on, "
    "how good it was, and what it may be used for.\n\nDrop packs (.steph) or checkpoints of the "
    "STEPH authors (.pth) here, or import them. Models that you train are put here too."
)


class ModelsPage(QWidget):
    """Installed packs with their cards, and the zoo of source models.

    Parameters
    ----------
    session : Session
        Whose workspace keeps the models, and who uses one.
    """

    notice = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.folder = session.workspace / MODELS_FOLDER
        self._entries: tuple[LibraryEntry, ...] = ()
        self._retired: frozenset[str] = frozenset()
        self._states: dict[Path, str] = {}
        self._choose: Path | None = None
        self._imports: dict[str, Path] = {}
        self.setAcceptDrops(True)
        self.reader = ReaderPool(1, self)
        self.reader.done.connect(self._on_read)
        self.reader.failed.connect(self._on_failed)
        session.book.records.done.connect(self._on_records)
        session.model_changed.connect(self._rescan)
        session.jobs.done.connect(self._on_job_done)
        session.jobs.failed.connect(self._on_job_failed)
        self.shelf = PackList()
        self.card = CardView()
        self.zoo = SourceModelsView()
        self.show_retired = QCheckBox("Show retired models")
        self.import_button = button("Import…", self.ask_import, primary=True)
        self.use_button = button("Use for analysis", self.use, primary=True)
        self.add_button = button("Add to the library", self._add_shown)
        self.verify_button = button("Verify", self.verify)
        self.export_button = button("Export…", self.ask_export)
        self.retire_button = button("Retire", self.retire)
        self._lay_out()
        self.shelf.chosen.connect(self._show_entry)
        self.show_retired.toggled.connect(lambda _on: self._fill())
        self.set_colours(colours_for(session.settings.theme))

    def _lay_out(self) -> None:
        side = QFrame()
        side.setObjectName("sidePanel")
        side.setFixedWidth(312)
        left = QVBoxLayout(side)
        left.setContentsMargins(0, 14, 0, 8)
        head = QHBoxLayout()
        head.setContentsMargins(16, 0, 12, 0)
        head.addWidget(heading("Models"), 1)
        head.addWidget(self.import_button)
        left.addLayout(head)
        left.addWidget(self.shelf, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 0, 12, 0)
        foot.addWidget(self.show_retired)
        left.addLayout(foot)
        page = QWidget()
        layout = column(page, margin=20, spacing=14)
        actions = QHBoxLayout()
        actions.setSpacing(8)
        for made in (self.use_button, self.add_button, self.verify_button, self.export_button):
            actions.addWidget(made)
        actions.addWidget(self.retire_button)
        actions.addStretch()
        self.detail = QWidget()
        inner = column(self.detail, margin=0, spacing=14)
        inner.addLayout(actions)
        inner.addWidget(self.card)
        layout.addWidget(self.detail)
        layout.addWidget(self.zoo)
        layout.addStretch()
        self.stack = QStackedWidget()
        self.stack.addWidget(self._empty_page())
        self.stack.addWidget(scrolling(page))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(1)
        row.addWidget(side)
        row.addWidget(self.stack, 1)

    def _empty_page(self) -> QWidget:
        page = QWidget()
        page.setObjectName("page")
        page.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        layout = column(page, margin=40, spacing=14)
        layout.addStretch()
        layout.addWidget(heading("No models yet", 1.3))
        words = text(_EMPTY)
        words.setMaximumWidth(620)
        layout.addWidget(words)
        layout.addWidget(button("Import…", self.ask_import), 0, Qt.AlignmentFlag.AlignLeft)
        layout.addStretch()
        return page

    # A page of the window ----------------------------------------------------------------------

    def set_colours(self, colours: Colours) -> None:
        """Follow the theme."""
        self.shelf.set_colours(colours)
        self.card.set_colours(colours)

    def visit(self) -> None:
        """Look what is on the shelf."""
        self.session.book.records.ask(_RETIRED, retired_models)
        self._rescan()

    def close_page(self) -> None:
        """End the reader's thread."""
        self.reader.close()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(_is_model(Path(url.toLocalFile())) for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        self.add_paths([path for path in paths if _is_model(path)])

    # The shelf ---------------------------------------------------------------------------------

    def _rescan(self) -> None:
        opened = [p for p in (self.session.model, self.session.settings.default_model) if p]
        self.reader.request(("scan",), partial(scan, self.folder, opened))

    def _is_retired(self, card: PackCard | None) -> bool:
        return card is not None and card.weights_sha256 in self._retired

    def _fill(self) -> None:
        shown = [
            entry
            for entry in self._entries
            if self.show_retired.isChecked() or not self._is_retired(entry.card)
        ]
        badges = [self._badge(entry) for entry in shown]
        count = sum(self._is_retired(entry.card) for entry in self._entries)
        words = f"Show retired models ({count})" if count else "Show retired models"
        self.show_retired.setText(words)
        self.show_retired.setVisible(bool(count))
        self.stack.setCurrentIndex(1 if self._entries else 0)
        self.detail.setVisible(bool(shown))
        self.shelf.show_entries(shown, badges, self._choose)
        self._choose = None
        target = self.session.card.target_cancer if self.session.card is not None else ""
        in_use = [e for e in self._entries if not self._is_retired(e.card)]
        self.zoo.show_entries(in_use, target)

    def _badge(self, entry: LibraryEntry) -> str:
        if entry.card is None:
            return "damaged"
        if self._is_retired(entry.card):
            return "retired"
        if entry.path == self.session.model:
            return "in use"
        return "" if entry.is_installed else "not in library"

    def _show_entry(self, entry: LibraryEntry | None) -> None:
        retired = self._is_retired(entry.card if entry is not None else None)
        whole = entry is not None and entry.card is not None
        changeable = whole and not self.session.read_only
        state = self._states.get(entry.path, "") if entry is not None else ""
        self.card.show_entry(entry, is_retired=retired, state=state)
        in_use = entry is not None and entry.path == self.session.model
        self.use_button.setText("In use" if in_use else "Use for analysis")
        self.use_button.setEnabled(whole and not retired and not in_use)
        self.verify_button.setEnabled(whole and state != _VERIFYING)
        self.export_button.setEnabled(whole)
        self.retire_button.setEnabled(changeable)
        self.retire_button.setText("Restore" if retired else "Retire")
        outside = entry is not None and not entry.is_installed
        self.add_button.setVisible(outside and whole)
        self.add_button.setEnabled(changeable)
        self.import_button.setEnabled(not self.session.read_only)

    # What the user asks for --------------------------------------------------------------------

    def ask_import(self) -> None:
        """Let the user choose packs or checkpoints."""
        kinds = f"Packs and checkpoints (*{PACK_SUFFIX} *.pth *.pt);;All files (*)"
        start = folders.last_folder(self.session)
        names, _ = QFileDialog.getOpenFileNames(self, "Import models", start, kinds)
        if paths := chosen_files(self, names):
            folders.remember_folder(self.session, paths[0])
            self.add_paths(paths)

    def add_paths(self, paths: Sequence[Path]) -> None:
        """Import packs and checkpoints; what a checkpoint does not say is asked for."""
        if self.session.read_only:
            self.notice.emit("The workspace is open elsewhere: nothing can be added here.")
            return
        for path in paths:
            if path.suffix.lower() in CHECKPOINT_SUFFIXES:
                self._import_checkpoint(path)
            else:
                work = partial(install_pack, path, self.folder)
                self.reader.request(("installed", path), work)

    def _import_checkpoint(self, path: Path) -> None:
        asking = ImportDialog(self, path.name)
        if asking.exec() != QDialog.DialogCode.Accepted:
            return
        out = free_name(self.folder, path.stem)
        try:
            request = asking.request(path, out)
            token = self.session.jobs.submit(
                request, title=f"Import a checkpoint of {request.target}", lane=Lane.FILES
            )
        except StephError as error:
            self.notice.emit(str(error))
        else:
            self._imports[token] = out

    def _add_shown(self) -> None:
        if self.shelf.entry is not None:
            self.add_paths([self.shelf.entry.path])

    def use(self) -> None:
        """Analyse with the chosen model from now on."""
        if self.shelf.entry is not None:
            self.session.choose_model(self.shelf.entry.path)

    def verify(self) -> None:
        """Check the chosen pack's hash, shapes and numbers on the reader's thread."""
        entry = self.shelf.entry
        if entry is not None:
            self._states[entry.path] = _VERIFYING
            self._show_entry(entry)
            self.reader.request(("verified", entry.path), partial(verify_pack, entry.path))

    def ask_export(self) -> None:
        """Let the user say where the chosen pack goes."""
        entry = self.shelf.entry
        if entry is None or entry.card is None:
            return
        start = Path(folders.last_folder(self.session)) / f"{entry.card.model_id}{PACK_SUFFIX}"
        kinds = f"Model pack (*{PACK_SUFFIX})"
        name, _ = QFileDialog.getSaveFileName(self, "Export the model", str(start), kinds)
        if name:
            folders.remember_folder(self.session, Path(name))
            self.export(Path(name).with_suffix(PACK_SUFFIX))

    def export(self, out: Path) -> None:
        """Check the chosen pack and write it as one file."""
        if self.shelf.entry is not None:
            self.reader.request(("exported", out), partial(export_pack, self.shelf.entry.path, out))

    def retire(self) -> None:
        """Take the chosen model out of use, or back into it; its file stays."""
        entry = self.shelf.entry
        if entry is None or entry.card is None:
            return
        card = entry.card
        change = restore_model if self._is_retired(card) else retire_model
        change_it = partial(change, model_id=card.model_id, sha256=card.weights_sha256)
        self._choose = entry.path
        self.session.book.records.ask(("models page", "changed"), change_it)
        self.session.book.records.ask(_RETIRED, retired_models)

    # Answers -----------------------------------------------------------------------------------

    def _on_records(self, key: object, answer: object) -> None:
        if key == _RETIRED and isinstance(answer, frozenset):
            self._retired = answer
            self._fill()

    def _on_read(self, key: object, answer: object) -> None:
        match key, answer:
            case ("scan",), tuple():
                self._entries = answer
                self._fill()
            case ("installed", Path()), Path() as out:
                self._installed(out, "pack")
            case ("verified", Path() as path), PackCard():
                self._say(path, _VERIFIED)
            case ("exported", Path()), Path() as out:
                self.notice.emit(f"{out.name} was written.")
            case ("noted", str(origin)), PackCard() as card:
                note = partial(
                    note_installed,
                    model_id=card.model_id,
                    sha256=card.weights_sha256,
                    origin=origin,
                )
                self.session.book.records.ask(("models page", "noted"), note)

    def _on_failed(self, key: object, error: object) -> None:
        match key:
            case ("verified", Path() as path):
                self._say(path, f"Not verified. {error}")
            case _:
                self.notice.emit(str(error))

    def _say(self, path: Path, words: str) -> None:
        self._states[path] = words
        if self.shelf.entry is not None and self.shelf.entry.path == path:
            self._show_entry(self.shelf.entry)

    def _installed(self, out: Path, origin: str) -> None:
        self._choose = out
        self.notice.emit(f"{out.name} is in the library.")
        self._rescan()
        self.reader.request(("noted", origin), partial(read_card, out))

    def _on_job_done(self, token: str, _answer: object) -> None:
        out = self._imports.pop(token, None)
        if out is not None:
            self._installed(out, "checkpoint")

    def _on_job_failed(self, token: str, error: object) -> None:
        if self._imports.pop(token, None) is not None:
            self.notice.emit(str(error))


def _is_model(path: Path) -> bool:
    suffix = path.suffix.lower()
    return suffix in (PACK_SUFFIX, *CHECKPOINT_SUFFIXES) or (path / "card.json").is_file()
