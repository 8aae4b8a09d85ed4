"""The models page: installed packs with their cards, import and export, and source models."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSignalBlocker
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QDialogButtonBox, QFrame, QLabel, QWidget

from steph_desktop.core.listing import Sifted
from steph_desktop.engine.job_requests import ImportRequest
from steph_desktop.engine.model_registry import (
    CHECKPOINT_SUFFIXES,
    MODELS_FOLDER,
    LibraryEntry,
    export_pack,
    free_name,
    install_pack,
    scan,
    source_models_for,
    verify_pack,
)
from steph_desktop.model.card import PACK_SUFFIX, TCGA_CANCERS, PackCard
from steph_desktop.model.packs import sign_pack
from steph_desktop.model.signatures import (
    PROMISE,
    LabKey,
    PackSignature,
    Trust,
    judge,
    lab_key,
    make_lab_key,
)
from steph_desktop.ui.kit import dialogs
from steph_desktop.ui.kit.forms import form_layout, whole_field
from steph_desktop.ui.kit.language import tr
from steph_desktop.ui.kit.layouts import FlowLayout, clear, column, grid_layout, in_row, lay
from steph_desktop.ui.kit.messages import Ended, Message, Tone, done
from steph_desktop.ui.kit.page import PageFrame
from steph_desktop.ui.kit.widgets import (
    ChoiceBox,
    button,
    check_box,
    choices,
    heading,
    say,
    text,
    text_field,
)
from steph_desktop.ui.pages.models.card_view import CardView
from steph_desktop.ui.pages.models.pack_list import Badge, PackList
from steph_desktop.ui.pages.models.validation_dialog import (
    PastValidation,
    ValidateDialog,
    read_validations,
)
from steph_desktop.ui.parts import folders
from steph_desktop.ui.parts.session import Session
from steph_desktop.workspace.records import Lane
from steph_desktop.workspace.store import (
    Workspace,
    note_lab_key,
    note_signed,
    note_trust,
    restore_model,
    retire_model,
    retired_models,
)
from steph_desktop.workspace.ways_out import Departure, WayOut

_VERIFIED = "Verified: hash, names, shapes and numbers of the weights match the card."
_COLUMNS = 4
_EMPTY = (
    "A model pack holds a trained model and its card: what it predicts, what it was trained on, "
    "how well it performed, and what it may be used for.\n\nDrop packs (.steph) or checkpoints of "
    "the STEPH authors (.pth) here, or import them. Models that you train are put here too."
)
_CHECKPOINT_WORDS = (
    "A checkpoint of the STEPH authors holds numbers alone. Say which cancer it predicts and, for "
    "a STEPH checkpoint, which source cancers it holds in which order. Their code takes the other "
    "twelve in alphabetical order."
)
_SOURCE_WORDS = (
    "STEPH mixes a target's model with single models of the other cancers. All of them must take "
    "features of one encoder."
)


class ImportDialog(dialogs.FittedDialog):
    """Asks for target, sources and K of a checkpoint."""

    def __init__(self, parent: QWidget, file_name: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Import a checkpoint"))
        words = text(_CHECKPOINT_WORDS)
        # Words that wrap ask for little width: the dialog would be narrow and high.
        words.setMinimumWidth(440)
        self.target = ChoiceBox()
        self.target.setEditable(True)
        self.target.addItems(TCGA_CANCERS)
        # None is proposed: the file does not say it, so the user has to.
        self.target.setCurrentIndex(-1)
        sources = "Sources, separated by commas"
        self.sources = text_field(sources, hint="the other twelve, alphabetically")
        self.k = whole_field(1, 64, 5)
        form = form_layout(
            ("Predicts", self.target),
            (sources, self.sources),
            ("Sources merged per case (K)", self.k),
        )
        self.fault = text(name="wrong")
        self.buttons = dialogs.ok_or_cancel(self, "Import")
        parts = (heading(file_name, 1.2), words, form, self.fault, self.buttons)
        column(self, *parts, margin=18, spacing=12)
        self.target.editTextChanged.connect(self._check)
        self.sources.textChanged.connect(self._check)
        self._check()

    def _names(self) -> tuple[str, ...]:
        return tuple(n.strip() for n in self.sources.text().split(",") if n.strip())

    def _check(self) -> None:
        target, names = self.target.currentText().strip(), self._names()
        faults = (
            (not target, "Name the cancer that the model predicts."),
            (len(set(names)) < len(names), "A source is named twice."),
            (target in names, "The target cannot be its own source."),
        )
        fault = next((words for is_so, words in faults if is_so), "")
        self.fault.setText(tr(fault))
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(not fault)

    def request(self, file: Path, out: Path) -> ImportRequest:
        """Return the request with what was filled in."""
        return ImportRequest(
            file, out, self.target.currentText().strip(), self._names() or None, self.k.value()
        )


class SourceModelsView(QFrame):
    """Which source models of a target are here, which are missing, and which do not fit."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self._entries: tuple[LibraryEntry, ...] = ()
        self.target = ChoiceBox()
        self.target.setAccessibleName(tr("Target cancer"))
        self.target.addItems(TCGA_CANCERS)
        self.encoder = choices("Encoder", grows=True)
        top = in_row(
            heading("Source models for"), self.target, text("with features of"), self.encoder, None
        )
        self.summary = text()
        self._grid_box = QWidget()
        shares = (1,) * _COLUMNS
        self._grid = grid_layout(self._grid_box, across=14, down=4, stretch=shares)
        self.refused = text(name="wrong")
        column(
            self, top, text(_SOURCE_WORDS, name="muted"), self.summary, self._grid_box,
            self.refused, margin=14, spacing=8,
        )  # fmt: skip
        self.cells: dict[str, QLabel] = {}
        self.target.currentIndexChanged.connect(lambda _row: self._show())
        self.encoder.currentIndexChanged.connect(lambda _row: self._show())

    def show_entries(self, entries: Sequence[LibraryEntry], target: str = "") -> None:
        self._entries = tuple(entries)
        encoders = sorted({e.card.encoder for e in entries if e.card is not None})
        kept = self.encoder.currentData()
        offered = [("the most common encoder", None), *((name, name) for name in encoders)]
        self.encoder.fill(offered, kept if kept in encoders else None)
        if target in TCGA_CANCERS:
            # Shown once, at the end.
            with QSignalBlocker(self.target):
                self.target.setCurrentIndex(TCGA_CANCERS.index(target))
        self._show()

    def _show(self) -> None:
        target = self.target.currentText()
        found = source_models_for(target, self._entries, self.encoder.currentData())
        wanted = [name for name in TCGA_CANCERS if name != target]
        here = {entry.card.target_cancer for entry in found.present if entry.card is not None}
        features = f", features of {found.encoder}" if found.encoder else ""
        if found.is_complete:
            words = f"Complete: all {len(wanted)} sources are here{features}."
        else:
            words = (
                f"{len(here)} of {len(wanted)} sources are here{features}. Missing: "
                f"{', '.join(found.missing)}."
            )
        self.summary.setText(tr(words))
        clear(self._grid)
        self.cells = {}
        for place, name in enumerate(wanted):
            sign, style = ("✓", "") if name in here else ("–", "muted")
            label = text(f"{sign}  {name}", name=style)
            label.setAccessibleName(f"{name}: {tr('here' if name in here else 'missing')}")
            self._grid.addWidget(label, place // _COLUMNS, place % _COLUMNS)
            self.cells[name] = label
        lines = [
            f"{entry.card.model_id} ({entry.card.target_cancer}) cannot be used: {reason}."
            for entry, reason in found.refused
            if entry.card is not None
        ]
        say(self.refused, "\n".join(lines))


class ModelsPage(PageFrame):
    """Installed packs with their cards, and the source models of a target."""

    def __init__(self, session: Session) -> None:
        super().__init__(partial(folders.choose_export, self, session), side_px=312)
        self.session = session
        self.folder = session.workspace / MODELS_FOLDER
        self._entries: tuple[LibraryEntry, ...] = ()
        self._retired: frozenset[str] = frozenset()
        self._states: dict[Path, str] = {}  # what verifying found
        self._verifying: set[Path] = set()
        # To be chosen once the library has been read again, when it is on the list.
        self._choose: Path | None = None
        self._validated: Sifted[PastValidation] = Sifted(())
        self.setAcceptDrops(True)
        # The list marks the one in use, which may lie elsewhere and be new to it.
        session.model_changed.connect(self._rescan)
        self.pack_list = PackList()
        self.card = CardView()
        self.sources = SourceModelsView()
        self.show_retired = check_box("Show retired models", self._fill)
        self.import_button = button("Import…", self.ask_import, primary=True)
        self.use_button = button("Use for analysis", self.use, primary=True)
        self.add_button = button("Add to the library", self._add_shown)
        self.verify_button = button("Verify", self.verify)
        self.pack_button = button("Export…", self.ask_export)
        self.retire_button = button("Retire", self.retire)
        self.sign_button = button("Sign…", self.ask_sign)
        self.trust_button = button("Trust its key…", self.ask_trust)
        self.validate_button = button(
            "Validate…", self.ask_validate, tip="Test this model on patients that it never saw"
        )
        self._lay_out()
        self.pack_list.chosen.connect(self._show_entry)

    def _lay_out(self) -> None:
        self.title.hide()  # the card has its own
        self.side_column.setContentsMargins(0, 14, 0, 8)
        lay(
            self.side_column,
            in_row((heading("Models"), 1), self.import_button, margins=(16, 0, 12, 0)),
            (self.pack_list, 1),
            in_row(self.show_retired, margins=(16, 0, 12, 0)),
        )
        actions = FlowLayout(
            self.use_button, self.add_button, self.verify_button, self.pack_button,
            self.retire_button, self.validate_button, self.sign_button, self.trust_button,
        )  # fmt: skip
        self.detail = QWidget()
        column(self.detail, actions, self.card, margin=0, spacing=14)
        lay(self.body, self.detail, self.sources, None)
        self.empty.say("No models yet", _EMPTY)
        self.empty.add_buttons(button("Import…", self.ask_import))

    # A page of the window ----------------------------------------------------------------------

    def visit(self) -> None:
        self.session.repository.records.run(self, retired_models, self._on_retired, self.say_error)
        self._rescan()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        # Slides are left to the window, which opens them.
        if any(_is_model(Path(url.toLocalFile())) for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        self.add_paths([path for path in paths if _is_model(path)])

    # The list ----------------------------------------------------------------------------------

    def _rescan(self) -> None:
        # A pack in use may lie outside the workspace.
        opened = [p for p in (self.session.model, self.session.settings.default_model) if p]
        self.tasks.run(self, partial(scan, self.folder, opened), self._on_entries)
        work = partial(read_validations, self.session.workspace)
        self.tasks.run(self, work, self._on_validations, slot="validations")

    def _on_validations(self, found: Sifted[PastValidation]) -> None:
        # Read with each scan: only news is shown, and a damaged file is told of once.
        if found != self._validated:
            if found.bad and found.bad != self._validated.bad:
                self.notice.emit(found.left_out)
            self._validated = found
            self._show_entry(self.pack_list.entry)

    def _on_entries(self, entries: tuple[LibraryEntry, ...]) -> None:
        self._entries = entries
        self._fill()

    def _on_retired(self, retired: frozenset[str]) -> None:
        self._retired = retired
        self._fill()

    def _is_retired(self, card: PackCard | None) -> bool:
        # By its weights: a copy of a retired model is retired as well.
        return card is not None and card.weights_sha256 in self._retired

    def _fill(self) -> None:
        in_use = [e for e in self._entries if not self._is_retired(e.card)]
        shown = self._entries if self.show_retired.isChecked() else in_use
        badges = [self._badge(entry) for entry in shown]
        count = len(self._entries) - len(in_use)
        words = f"Show retired models ({count})" if count else "Show retired models"
        self.show_retired.setText(tr(words))
        self.show_retired.setVisible(bool(count))
        self.show_body(bool(self._entries))
        # All may be retired and hidden: then none is chosen.
        self.detail.setVisible(bool(shown))
        self.pack_list.show_entries(shown, badges, self._choose)
        # Once: the next scan leaves the choice to the user.
        self._choose = None
        target = self.session.card.target_cancer if self.session.card is not None else ""
        self.sources.show_entries(in_use, target)

    def _badge(self, entry: LibraryEntry) -> Badge:
        if entry.card is None:
            return Badge.DAMAGED
        if self._is_retired(entry.card):
            return Badge.RETIRED
        if entry.path == self.session.model:
            return Badge.IN_USE
        return Badge.NONE if entry.is_installed else Badge.ELSEWHERE

    def _show_entry(self, entry: LibraryEntry | None) -> None:
        # With no pack chosen everything below is off, as for one that cannot be read.
        shown = entry or LibraryEntry(Path(), None, 0, is_installed=False)
        card, is_here = shown.card, shown.is_installed
        whole, retired = card is not None, self._is_retired(card)
        changeable = whole and not self.session.read_only
        verifying, in_use = shown.path in self._verifying, shown.path == self.session.model
        # Remembered: another pack may have been chosen meanwhile.
        state = "Verifying…" if verifying else self._states.get(shown.path, "")
        trusted = self.session.settings.trusted_keys
        sha256 = card.weights_sha256 if card is not None else ""
        validated = tuple(v.words for v in self._validated.good if v.weights_sha256 == sha256)
        self.card.show_entry(
            entry, is_retired=retired, state=state, trusted=trusted, validated=validated
        )
        self.validate_button.setEnabled(changeable)
        self.sign_button.setVisible(is_here)
        self.sign_button.setEnabled(changeable and not verifying)
        known = judge(shown.signature, trusted).trust
        self.trust_button.setVisible(known is not Trust.UNSIGNED)
        words = "Trust its key…" if known is Trust.UNKNOWN else "No longer trust its key"
        self.trust_button.setText(tr(words))
        self.use_button.setText(tr("In use" if in_use else "Use for analysis"))
        self.use_button.setEnabled(whole and not retired and not in_use)
        self.verify_button.setEnabled(whole and not verifying)
        self.pack_button.setEnabled(whole)
        self.retire_button.setEnabled(changeable)
        self.retire_button.setText(tr("Restore" if retired else "Retire"))
        self.add_button.setVisible(whole and not is_here)
        self.add_button.setEnabled(changeable)
        self.import_button.setEnabled(not self.session.read_only)

    # What the user asks for --------------------------------------------------------------------

    def ask_import(self) -> None:
        """Ask for packs or checkpoints, and import them."""
        if paths := folders.ask(self.session, dialogs.ask_models, self):
            self.add_paths(paths)

    def add_paths(self, paths: Sequence[Path]) -> None:
        """Import packs and checkpoints; ask for what a checkpoint does not say."""
        if self.session.read_only:
            self.notice.emit("The workspace is open for reading only: nothing can be added here.")
            return
        for path in paths:
            if path.suffix.lower() in CHECKPOINT_SUFFIXES:
                self._import_checkpoint(path)
            else:
                work = partial(install_pack, path, self.folder)
                # Kept, not asked: of several packs no newer one takes the place of another.
                self.tasks.keep(self, work, partial(self._on_installed, "pack"))

    def _import_checkpoint(self, path: Path) -> None:
        asking = ImportDialog(self, path.name)
        accepted = asking.exec()
        asking.deleteLater()  # else it lives as long as the page
        if not accepted:
            return
        out = free_name(self.folder, path.stem)
        request = asking.request(path, out)
        title = f"Import a checkpoint of {request.target}"
        done = lambda _: self._on_installed("checkpoint", out)  # noqa: E731
        self.session.submit(request, title, Lane.FILES, self.say_error, done)

    def _add_shown(self) -> None:
        if self.pack_list.entry is not None:
            self.add_paths([self.pack_list.entry.path])

    def use(self) -> None:
        """Analyse with the chosen model from now on."""
        if self.pack_list.entry is not None:
            self.session.choose_model(self.pack_list.entry.path)

    def verify(self) -> None:
        """Check the chosen pack's hash, shapes and numbers off the GUI thread."""
        if (entry := self.pack_list.entry) is None:
            return
        path = entry.path
        # By its path: another pack may be chosen before the answer comes.
        self._verifying.add(path)
        self._show_entry(entry)
        self.tasks.run(
            self,
            partial(verify_pack, path),
            lambda _card: self._on_verified(path, _VERIFIED),
            lambda error: self._on_verified(path, f"Not verified. {error}"),
            # Several packs may be verified at the same time.
            slot=("verify", path),
        )

    def _on_verified(self, path: Path, words: str) -> None:
        self._verifying.discard(path)
        self._states[path] = words  # another pack may be on show by now
        if self.pack_list.entry is not None and self.pack_list.entry.path == path:
            self._show_entry(self.pack_list.entry)

    def ask_export(self) -> None:
        """Ask for a file, and write the chosen pack to it."""
        entry = self.pack_list.entry
        if entry is None or entry.card is None:
            return
        name, kinds = f"{entry.card.model_id}{PACK_SUFFIX}", f"Model pack (*{PACK_SUFFIX})"
        if out := folders.choose_export(self, self.session, name, kinds):
            self.export(out)

    def export(self, out: Path) -> None:
        """Check the chosen pack and write it as one file."""
        if (entry := self.pack_list.entry) is not None:
            model = entry.card.model_id if entry.card is not None else ""
            left = Departure(WayOut.MODEL, model=model)
            self.write(partial(export_pack, entry.path, out), left)

    def retire(self) -> None:
        """Retire the chosen model, or restore it; its file stays."""
        entry = self.pack_list.entry
        if entry is None or entry.card is None:
            return
        if self._is_retired(entry.card):
            self._restore(entry.path, entry.card, uses=False)
            return
        words = f"{entry.card.model_id} is retired. Its file and every result made with it stay."
        if was_in_use := entry.path == self.session.model:
            # A retired model is not offered for new analyses, and so not left in use.
            self.session.drop_model()
            words += " No model is in use now."
        # By the model, not by the list: a retired one is hidden there, and another is chosen.
        undo = partial(self._restore, entry.path, entry.card, uses=was_in_use)
        self.notice.emit(Message(words, Tone.DONE, {"Undo": undo}, cause="retired"))
        self._note_use(retire_model, entry.path, entry.card)

    def _restore(self, path: Path, card: PackCard, *, uses: bool) -> None:
        # Its Undo has been done, here or by the button.
        self.notice.emit(Ended("retired"))
        self._note_use(restore_model, path, card)
        if uses:
            self.session.choose_model(path)

    def _note_use(self, change: Callable[..., None], path: Path, card: PackCard) -> None:
        self._choose = path
        records = self.session.repository.records
        # Requests run in order: what is retired is read after the change.
        change_it = partial(change, model_id=card.model_id, sha256=card.weights_sha256)
        records.run(self, change_it, failed=self.say_error)
        records.run(self, retired_models, self._on_retired, self.say_error)

    def ask_validate(self) -> None:
        """Ask for a cohort that the chosen model never saw, and test the model on it."""
        entry = self.pack_list.entry
        if entry is None or entry.card is None:
            return
        start = folders.last_folder(self.session)
        asking = ValidateDialog(self, entry.card, self.tasks, start)
        accepted = asking.exec()
        asking.deleteLater()  # else it lives as long as the page
        if not accepted:
            return
        settings = self.session.settings
        request = asking.request(entry.path, self.session.workspace, settings.device)
        title = f"Validate {entry.card.model_id} on {request.target}"
        self.session.submit(request, title, Lane.ACCELERATOR, self.say_error, self._on_validated)

    def ask_sign(self) -> None:
        """Sign the chosen pack with the lab's key, which is made first where there is none."""
        if self.pack_list.entry is not None:
            self.tasks.run(self, lab_key, partial(self._sign, self.pack_list.entry), self.say_error)

    def _sign(self, entry: LibraryEntry, key: LabKey | None) -> None:
        if key is None:
            words = f"{PROMISE}\n\nThis lab has no key yet. Its name, for a new one:"
            name = dialogs.ask_lab(self, "A key for this lab", words)
            if not name:
                return
            self.tasks.keep(self, partial(make_lab_key, name), partial(self._on_key, entry))
            return
        named = entry.card.model_id if entry.card is not None else entry.path.name
        words = f"Sign {named} as {key.name}?\n\n{PROMISE}"
        if dialogs.agrees(self, "Sign the model?", words, "Sign it", "Do not sign"):
            told = partial(self._on_signed, entry)
            self.tasks.keep(self, partial(sign_pack, entry.path, key), told)

    def _on_key(self, entry: LibraryEntry, key: LabKey) -> None:
        # Else the lab's own packs would be of a key that is unknown here.
        trusted = {**self.session.settings.trusted_keys, key.public_key: key.name}
        self.session.change_settings(trusted_keys=trusted)
        self._note(partial(note_lab_key, key=key.words, made=True))
        # Asked again, with the key: to make one is not yet to sign this pack.
        self._sign(entry, key)

    def _on_signed(self, entry: LibraryEntry, signature: PackSignature) -> None:
        self.notice.emit(done(f"Signed. Fingerprint of the key: {signature.fingerprint}."))
        card, signer = entry.card, f"{signature.signer}, key {signature.fingerprint}"
        if card is not None:
            self._note(
                partial(note_signed, model_id=card.model_id, sha256=card.weights_sha256, key=signer)
            )
        self._rescan()

    def _note(self, note: Callable[[Workspace], None]) -> None:
        if not self.session.read_only:
            self.session.repository.records.run(self, note)

    def ask_trust(self) -> None:
        """Trust the key of the chosen pack's signature, or trust it no longer."""
        entry = self.pack_list.entry
        signature = entry.signature if entry is not None else None
        if signature is None:
            return
        # A copy: settings change as a whole, once the user has agreed.
        trusted = dict(self.session.settings.trusted_keys)
        # A key that is trusted has a name: then it is trusted no longer.
        name = trusted.pop(signature.public_key, "")
        if begins := not name:
            words = (
                f"{PROMISE}\n\nFingerprint: {signature.fingerprint}\n\n"
                "Name under which it is trusted here:"
            )
            name = dialogs.ask_lab(self, "Trust this key?", words, signature.signer)
            if not name:
                return
            trusted[signature.public_key] = name
        self.session.change_settings(trusted_keys=trusted)
        key = f"{name}, key {signature.fingerprint}"
        self._note(partial(note_trust, key=key, trusted=begins))
        self._show_entry(entry)

    # Answers -----------------------------------------------------------------------------------

    def _on_installed(self, origin: str, out: Path) -> None:
        self._choose = out
        self.notice.emit(
            done(f"{out.name} is in the library.", Use=partial(self.session.choose_model, out))
        )
        self._rescan()
        self.session.note_model(out, origin)

    def _on_validated(self, verdict: object) -> None:
        self.notice.emit(Message(str(verdict), cause="validation"))
        self._rescan()


def _is_model(path: Path) -> bool:
    # A pack may be a folder, too.
    suffix = path.suffix.lower()
    return suffix in (PACK_SUFFIX, *CHECKPOINT_SUFFIXES) or (path / "card.json").is_file()
