"""The dialogs: which file, really stop, what this program is."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QInputDialog, QLineEdit, QMessageBox, QWidget

from steph_desktop import RESEARCH_USE, __version__
from steph_desktop.features.facts import FEATURE_SUFFIXES
from steph_desktop.model.card import PACK_SUFFIX
from steph_desktop.slide.reader import SLIDE_SUFFIXES
from steph_desktop.workspace.database import is_held

_ANY = ";;All files (*)"


def chosen_files(parent: QWidget, names: Sequence[str]) -> list[Path]:
    """Return the files that were chosen, but never the database that the window holds."""
    paths = [Path(name) for name in names if name]
    own = [path for path in paths if is_held(path)]
    if own:
        words = f"{own[0].name} belongs to the open workspace and is left alone."
        QMessageBox.warning(parent, "This file is in use", words)
    return [path for path in paths if path not in own]


def ask_slides(parent: QWidget, folder: str) -> list[Path]:
    """Let the user choose slides or packs; nothing if the user thinks better of it."""
    suffixes = sorted([*SLIDE_SUFFIXES, *FEATURE_SUFFIXES, PACK_SUFFIX])
    patterns = " ".join(f"*{suffix}" for suffix in suffixes)
    kinds = f"Slides, features and model packs ({patterns}){_ANY}"
    names, _ = QFileDialog.getOpenFileNames(parent, "Open slides", folder, kinds)
    return chosen_files(parent, names)


def ask_case_slides(parent: QWidget, folder: str) -> list[Path]:
    """Let the user choose the slides of one case."""
    patterns = " ".join(f"*{suffix}" for suffix in sorted(SLIDE_SUFFIXES))
    title = "Choose the slides of this case"
    names, _ = QFileDialog.getOpenFileNames(parent, title, folder, f"Slides ({patterns}){_ANY}")
    return chosen_files(parent, names)


def ask_moved_file(parent: QWidget, folder: str, name: str) -> Path | None:
    """Let the user choose a file that was renamed or moved."""
    title = f"Where is {name} now?"
    found, _ = QFileDialog.getOpenFileName(parent, title, folder, _ANY.removeprefix(";;"))
    return next(iter(chosen_files(parent, [found])), None)


def ask_features(parent: QWidget, folder: str) -> list[Path]:
    """Let the user choose the feature files of one case."""
    patterns = " ".join(f"*{suffix}" for suffix in sorted(FEATURE_SUFFIXES))
    title = "Choose the features of this case"
    names, _ = QFileDialog.getOpenFileNames(parent, title, folder, f"Features ({patterns}){_ANY}")
    return chosen_files(parent, names)


def ask_model(parent: QWidget, folder: str) -> Path | None:
    """Let the user choose a model pack."""
    kinds = f"Model packs (*{PACK_SUFFIX}){_ANY}"
    name, _ = QFileDialog.getOpenFileName(parent, "Choose a model", folder, kinds)
    return next(iter(chosen_files(parent, [name])), None)


def ask_weights(parent: QWidget, folder: str) -> Path | None:
    """Let the user point to an encoder's weight file."""
    kinds = f"Weights (*.bin *.safetensors *.pth *.pt){_ANY}"
    title = "Choose the weight file of the encoder"
    name, _ = QFileDialog.getOpenFileName(parent, title, folder, kinds)
    return next(iter(chosen_files(parent, [name])), None)


def ask_new_folder(parent: QWidget, folder: str) -> Path | None:
    """Let the user choose the folder to which slides were moved."""
    name = QFileDialog.getExistingDirectory(parent, "Where are the slides now?", folder)
    return Path(name) if name else None


def ask_reviewer(parent: QWidget, suggested: str) -> str:
    """Let the user state the name for reviews; empty if the user thinks better of it."""
    words = "Your name, as reviews are to be signed with it:"
    name, given = QInputDialog.getText(
        parent, "Who reviews?", words, QLineEdit.EchoMode.Normal, suggested
    )
    return " ".join(name.split()) if given else ""


def ask_reason(parent: QWidget) -> str:
    """Let the user say why a signed case is opened again; empty to leave it signed."""
    words = "Why is this case opened again? The reason is kept with its reviews."
    reason, given = QInputDialog.getText(parent, "Open a signed case again", words)
    return reason.strip() if given else ""


def ask_table(parent: QWidget, folder: str) -> Path | None:
    """Let the user choose a clinical table."""
    kinds = f"Tables (*.csv *.tsv *.txt *.xlsx *.xlsm){_ANY}"
    name, _ = QFileDialog.getOpenFileName(parent, "Attach outcomes", folder, kinds)
    return next(iter(chosen_files(parent, [name])), None)


def ask_folder(parent: QWidget, words: str, folder: str) -> Path | None:
    """Let the user choose a folder."""
    name = QFileDialog.getExistingDirectory(parent, words, folder)
    return Path(name) if name else None


def ask_export(parent: QWidget, start: Path, kinds: str) -> Path | None:
    """Let the user name a file to export to."""
    name, _ = QFileDialog.getSaveFileName(parent, "Export", str(start), kinds)
    return Path(name) if name else None


def ask_packs(parent: QWidget, folder: str) -> list[Path]:
    """Let the user choose model packs."""
    kinds = f"Model packs (*{PACK_SUFFIX}){_ANY}"
    names, _ = QFileDialog.getOpenFileNames(parent, "Choose source models", folder, kinds)
    return chosen_files(parent, names)


def agrees(parent: QWidget, title: str, words: str, yes: str) -> bool:
    """Ask a question whose careful answer is no."""
    box = QMessageBox(QMessageBox.Icon.Question, title, words, parent=parent)
    agreed = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
    box.setDefaultButton(box.addButton("Keep it", QMessageBox.ButtonRole.RejectRole))
    box.exec()
    return box.clickedButton() is agreed


def agrees_to_restore(damage: str, backup: str) -> bool:
    """Ask, before there is a window, whether a backup takes the place of a damaged database."""
    words = (
        f"{damage}\n\nThe newest whole backup is of {backup}. Put it back? What was done since then"
        " is not in it. The damaged file is kept beside it under another name."
    )
    box = QMessageBox(QMessageBox.Icon.Warning, "The workspace is damaged", words)
    agreed = box.addButton("Put the backup back", QMessageBox.ButtonRole.AcceptRole)
    box.setDefaultButton(box.addButton("Leave it and quit", QMessageBox.ButtonRole.RejectRole))
    box.exec()
    return box.clickedButton() is agreed


def tell_fault(words: str) -> None:
    """Say, before there is a window, why there will be none."""
    QMessageBox.warning(None, "The workspace cannot be opened", words)


def agrees_to_attach(parent: QWidget, words: str) -> bool:
    """Ask whether a clinical table was understood as it is meant."""
    answer = QMessageBox.question(parent, "Attach these outcomes?", words)
    return answer is QMessageBox.StandardButton.Yes


def ask_worklist_file(parent: QWidget, folder: Path) -> tuple[Path, bool] | None:
    """Let the user name a file for the worklist, and say whether it may name patients."""
    plain, named = "CSV without names (*.csv)", "CSV with names of patients and slides (*.csv)"
    name, kind = QFileDialog.getSaveFileName(
        parent, "Save the worklist", str(folder / "worklist.csv"), f"{plain};;{named}"
    )
    out = _suffixed(parent, name, ".csv")
    return None if out is None else (out, kind == named)


def ask_report_file(parent: QWidget, suggested: Path) -> tuple[Path, bool] | None:
    """Let the user name a report, and say whether it names the reviewers."""
    plain, bare = "PDF (*.pdf)", "PDF without the reviewers' names (*.pdf)"
    name, kind = QFileDialog.getSaveFileName(
        parent, "Save the report", str(suggested), f"{plain};;{bare}"
    )
    out = _suffixed(parent, name, ".pdf")
    return None if out is None else (out, kind != bare)


def _suffixed(parent: QWidget, name: str, suffix: str) -> Path | None:
    """Give a chosen name its suffix; a file that the dialog did not ask about is asked about."""
    if not name:
        return None
    out = Path(name)
    if out.suffix.lower() == suffix:
        return out
    out = out.with_name(f"{out.name}{suffix}")
    if out.exists():
        words = f"{out.name} is there already. Replace it?"
        if QMessageBox.question(parent, "Replace?", words) is not QMessageBox.StandardButton.Yes:
            return None
    return out


def agrees_to_stop(parent: QWidget) -> bool:
    """Ask whether to close the window while a job runs."""
    answer = QMessageBox.question(
        parent,
        "Stop what is running?",
        "A job is running. Close the window and stop it? What is finished is kept, and the rest "
        "is offered again at the next start.",
    )
    return answer is QMessageBox.StandardButton.Yes


def show_about(parent: QWidget) -> None:
    """Say what this program is, and what it is not for."""
    QMessageBox.about(
        parent,
        "About STEPH Desktop",
        f"STEPH Desktop {__version__}\n\nWhole-slide survival prognosis with STEPH "
        f"(arXiv 2603.10526).\nLicence: Apache-2.0.\n\n{RESEARCH_USE}",
    )
