"""Dialogs of the window: files, folders, questions, and what this program is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QInputDialog,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QWidget,
)

from steph_desktop.core.zarr_folders import ZARR_SUFFIX, zarr_of
from steph_desktop.features.facts import FEATURE_SUFFIXES
from steph_desktop.model.card import PACK_SUFFIX
from steph_desktop.slide.info import PICTURE_SUFFIXES, SLIDE_SUFFIXES
from steph_desktop.ui.kit.language import tr
from steph_desktop.ui.kit.widgets import plain
from steph_desktop.workspace.database import is_held

_ANY = ";;All files (*)"


class FittedDialog(QDialog):
    """A dialog that opens as large as its words need, whatever the size of the letters."""

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        layout, room = self.layout(), self.screen().availableSize()
        if layout is None:
            return
        layout.activate()
        # Qt asks how wide and how high apart: words that wrap need more lines than it leaves.
        width = min(room.width(), max(self.width(), layout.sizeHint().width()))
        high = layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else 0
        self.resize(width, min(room.height(), max(self.height(), high)))


def ok_or_cancel(dialog: QDialog, words: str = "") -> QDialogButtonBox:
    """Make the two buttons that end a dialog; `words` say what OK does."""
    kinds = QDialogButtonBox.StandardButton
    made = QDialogButtonBox(kinds.Ok | kinds.Cancel)
    if words:
        made.button(kinds.Ok).setText(tr(words))
    made.accepted.connect(dialog.accept)
    made.rejected.connect(dialog.reject)
    return made


def go_or_cancel(dialog: QDialog, words: str) -> tuple[QDialogButtonBox, QPushButton]:
    """Make Cancel and a button that goes on; return both together, and the latter."""
    made = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    go = made.addButton(tr(words), QDialogButtonBox.ButtonRole.AcceptRole)
    made.accepted.connect(dialog.accept)
    made.rejected.connect(dialog.reject)
    return made, go


def chosen_files(parent: QWidget, names: Sequence[str]) -> list[Path]:
    """Return the chosen files, or the Zarr folders that they describe; never the own database."""
    paths = [zarr_of(Path(name)) for name in names if name]
    # Opened past its connection, the database would lose its locks.
    if own := [path for path in paths if is_held(path)]:
        words = f"{own[0].name} belongs to the open workspace and is left alone."
        QMessageBox.warning(parent, tr("This file is in use"), plain(tr(words)))
    return [path for path in paths if path not in own]


def _patterns(suffixes: Iterable[str]) -> str:
    return " ".join(f"*{suffix}" for suffix in sorted(suffixes))


def _open_one(parent: QWidget, folder: str, title: str, kinds: str) -> Path | None:
    name, _ = QFileDialog.getOpenFileName(parent, tr(title), folder, tr(kinds))
    return next(iter(chosen_files(parent, [name])), None)


def _open_many(parent: QWidget, folder: str, title: str, kinds: str) -> list[Path]:
    names, _ = QFileDialog.getOpenFileNames(parent, tr(title), folder, tr(kinds))
    return chosen_files(parent, names)


_OPENED = _patterns([*SLIDE_SUFFIXES, *PICTURE_SUFFIXES, *FEATURE_SUFFIXES, PACK_SUFFIX])
_SLIDES = f"Slides ({_patterns(SLIDE_SUFFIXES | PICTURE_SUFFIXES)}){_ANY}"
_FEATURES = f"Features ({_patterns(FEATURE_SUFFIXES)}){_ANY}"
_PACKS = f"Model packs (*{PACK_SUFFIX}){_ANY}"
_MODELS = f"Packs and checkpoints (*{PACK_SUFFIX} *.pth *.pt){_ANY}"
_WEIGHTS = f"Weights (*.bin *.safetensors *.pth *.pt){_ANY}"
# Each is given the parent and the folder to begin in; nothing comes back if the user cancels.
ask_slides = partial(
    _open_many, title="Open slides", kinds=f"Slides, features and model packs ({_OPENED}){_ANY}"
)
ask_case_slides = partial(_open_many, title="Choose the slides of this case", kinds=_SLIDES)
ask_features = partial(_open_many, title="Choose the features of this case", kinds=_FEATURES)
ask_model = partial(_open_one, title="Choose a model", kinds=_PACKS)
ask_packs = partial(_open_many, title="Choose source models", kinds=_PACKS)
ask_models = partial(_open_many, title="Import models", kinds=_MODELS)
ask_weights = partial(_open_one, title="Choose the weight file of the encoder", kinds=_WEIGHTS)


def ask_moved_file(parent: QWidget, folder: str, name: str) -> Path | None:
    """Ask where a file is that was renamed or moved, or a folder that is a slide."""
    words = f"Where is {name} now?"
    if name.lower().endswith(ZARR_SUFFIX):
        return ask_folder(parent, words, folder)
    return _open_one(parent, folder, words, _ANY.removeprefix(";;"))


def ask_table(
    parent: QWidget, folder: str, title: str = "Choose a table of patients"
) -> Path | None:
    """Ask for a clinical table."""
    kinds = f"Tables (*.csv *.tsv *.txt *.xlsx *.xlsm){_ANY}"
    return _open_one(parent, folder, title, kinds)


def ask_file(parent: QWidget, words: str, folder: str, kinds: str) -> Path | None:
    """Ask for one file of some kind."""
    return _open_one(parent, folder, words, f"{kinds}{_ANY}")


def ask_folder(parent: QWidget, words: str, folder: str) -> Path | None:
    """Ask for a folder."""
    name = QFileDialog.getExistingDirectory(parent, tr(words), folder)
    return Path(name) if name else None


def ask_new_folder(parent: QWidget, folder: str) -> Path | None:
    """Ask for the folder to which slides were moved."""
    return ask_folder(parent, "Where are the slides now?", folder)


def _ask_text(parent: QWidget, title: str, words: str, suggested: str = "") -> str:
    line = QLineEdit.EchoMode.Normal
    said, given = QInputDialog.getText(parent, tr(title), tr(words), line, suggested)
    return said.strip() if given else ""


def ask_reviewer(parent: QWidget, suggested: str) -> str:
    """Ask for the name on reviews; empty if the user cancels."""
    words = "Your name, as reviews are to be signed with it:"
    return " ".join(_ask_text(parent, "Who reviews?", words, suggested).split())


def ask_pixel_size(parent: QWidget, words: str, now: str) -> str:
    """Ask for the micrometres per pixel of a case's slides; empty if the user cancels."""
    return _ask_text(parent, "Pixel size", words, now)


def ask_value(parent: QWidget, title: str, words: str, values: Sequence[str]) -> str:
    """Ask for one of some values; empty if the user cancels. None is offered first."""
    value, given = QInputDialog.getItem(parent, tr(title), tr(words), ["", *values], 0, False)
    return value if given else ""


def ask_lab(parent: QWidget, title: str, words: str, suggested: str = "") -> str:
    """Ask for the name of a lab, for a key of its own or one to trust; empty if none was given."""
    return _ask_text(parent, title, words, suggested)


def ask_reason(parent: QWidget) -> str:
    """Ask why a signed case is opened again; empty to leave it signed."""
    words = "Why is this case opened again? The reason is kept with its reviews."
    return _ask_text(parent, "Open a signed case again", words)


def ask_export(parent: QWidget, start: Path, kinds: str) -> Path | None:
    """Ask for a file to export to; it has the ending of `start`."""
    name, _ = QFileDialog.getSaveFileName(parent, tr("Export"), str(start), tr(kinds))
    return _suffixed(parent, name, start.suffix)


def agrees(
    parent: QWidget | None,
    title: str,
    words: str,
    yes: str,
    no: str = "Keep it",
    icon: QMessageBox.Icon = QMessageBox.Icon.Question,
) -> bool:
    """Ask a question whose safe answer is no."""
    box = QMessageBox(icon, title, plain(words), parent=parent)
    agreed = box.addButton(tr(yes), QMessageBox.ButtonRole.AcceptRole)
    box.setDefaultButton(box.addButton(tr(no), QMessageBox.ButtonRole.RejectRole))
    box.exec()
    return box.clickedButton() is agreed


def agrees_to_attach(parent: QWidget, words: str) -> bool:
    """Ask whether a clinical table was read correctly."""
    answer = QMessageBox.question(parent, tr("Attach these outcomes?"), plain(tr(words)))
    return answer is QMessageBox.StandardButton.Yes


def ask_worklist_file(parent: QWidget, folder: Path) -> tuple[Path, bool] | None:
    """Ask for a file for the worklist, and whether it may name patients."""
    kinds = ("CSV without names (*.csv)", "CSV with names of patients and slides (*.csv)")
    return _save_as(parent, "Save the worklist", folder / "worklist.csv", kinds)


def ask_report_file(parent: QWidget, suggested: Path) -> tuple[Path, bool] | None:
    """Ask for the file of a report, and whether it names the reviewers."""
    kinds = ("PDF (*.pdf)", "PDF without the reviewers' names (*.pdf)")
    chosen = _save_as(parent, "Save the report", suggested, kinds)
    return None if chosen is None else (chosen[0], not chosen[1])


def _save_as(
    parent: QWidget, title: str, start: Path, kinds: tuple[str, str]
) -> tuple[Path, bool] | None:
    """Ask for a file of one of two kinds; return it, and whether it is of the second."""
    first, second = map(tr, kinds)
    name, kind = QFileDialog.getSaveFileName(parent, tr(title), str(start), f"{first};;{second}")
    out = _suffixed(parent, name, start.suffix)
    return None if out is None else (out, kind == second)


def _suffixed(parent: QWidget, name: str, suffix: str) -> Path | None:
    """Give a chosen name its ending; ask before replacing a file that the dialog did not see."""
    if not name:
        return None
    out = Path(name)
    if out.suffix.lower() == suffix:
        return out
    out = out.with_name(f"{out.name}{suffix}")
    return out if agrees_to_replace(parent, out) else None


def agrees_to_replace(parent: QWidget, out: Path) -> bool:
    """Ask before a file is replaced; there is nothing to ask where there is none."""
    if not out.exists():
        return True
    words = f"{out.name} already exists. Replace it?"
    answer = QMessageBox.question(parent, tr("Replace?"), plain(tr(words)))
    return answer is QMessageBox.StandardButton.Yes


def agrees_to_restore(damage: str, backup: str) -> bool:
    """Ask, before there is a window, whether a backup takes the place of a damaged database."""
    words = (
        f"{damage}\n\nThe newest whole backup is of {backup}. Put it back? What was done since then"
        " is not in it. The damaged file is kept beside it under another name."
    )
    title, icon = "The workspace is damaged", QMessageBox.Icon.Warning
    return agrees(None, title, words, "Put the backup back", "Leave it and quit", icon)


def tell_fault(words: str) -> None:
    """Say, before there is a window, why there will be none."""
    QMessageBox.warning(None, tr("The workspace cannot be opened"), plain(tr(words)))


def agrees_to_stop(parent: QWidget) -> bool:
    """Ask whether to close the window while a job runs; the safe answer is to stay."""
    return agrees(
        parent,
        "A job is running",
        "Close the window and stop it? What is finished is kept, and the rest is offered again at "
        "the next start.",
        "Stop it and close",
        no="Stay",
    )
