"""Ask for a cohort that a model never saw, and say what earlier validations found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QDialogButtonBox, QLabel, QWidget

from steph_desktop.cohort.cohort_folder import cancer_folders
from steph_desktop.core.codec import from_json, read_json
from steph_desktop.core.errors import StephError
from steph_desktop.core.listing import Sifted, read_each
from steph_desktop.engine.model_registry import MODELS_FOLDER, free_name
from steph_desktop.model.card import PackCard
from steph_desktop.survival.curves import Range, interval_text
from steph_desktop.training.requests import ValidateRequest
from steph_desktop.ui.kit import dialogs
from steph_desktop.ui.kit.forms import form_layout
from steph_desktop.ui.kit.language import tr
from steph_desktop.ui.kit.layouts import column, in_row
from steph_desktop.ui.kit.tasks import Tasks
from steph_desktop.ui.kit.widgets import ChoiceBox, button, check_box, heading, text

VALIDATIONS_FOLDER = "validations"
"""Of a workspace: where the results of external validations lie"""

_WORDS = (
    "The model answers for every patient of a cohort folder, and the answers are held against what "
    "became of the patients: order, probabilities, what acting on them would be worth, and each "
    "part of the patients. Patients that the model was trained on are left out."
)
_LOCAL = "Also make a copy recalibrated to these patients"
_LOCAL_HINT = (
    "Its weights stay; its probabilities are brought to what was seen here. How good the copy is "
    "can only be tested on other patients."
)


@dataclass(frozen=True)
class _KeptFigure:
    value: float
    interval: Range | None = None


@dataclass(frozen=True)
class _Kept:
    """What a line needs of validation.json, in every version of it."""

    weights_sha256: str
    target: str
    patients: int
    events: int
    verdict: str
    c_index: _KeptFigure


@dataclass(frozen=True)
class PastValidation:
    """What an earlier validation of a model found."""

    weights_sha256: str
    words: str


def read_validations(workspace: Path) -> Sifted[PastValidation]:
    """Read what was found before."""

    def read(path: Path) -> PastValidation:
        kept = from_json(_Kept, read_json(path), extra=True)
        # Too few events for an interval leave every value possible.
        limits = kept.c_index.interval or (0.0, 1.0)
        words = (
            f"{kept.target}, {kept.patients} patients, {kept.events} events: {kept.verdict}. "
            f"C-index {interval_text(kept.c_index.value, *limits, '.3f')}. "
            f"Folder {path.parent.name}."
        )
        return PastValidation(kept.weights_sha256, words)

    found = sorted((workspace / VALIDATIONS_FOLDER).glob("*/validation.json"))
    return read_each(found, read, lambda path: path.parent.name)


def _cancers(folder: Path) -> tuple[str, ...]:
    return tuple(path.name for path in cancer_folders(folder, None))


class ValidateDialog(dialogs.FittedDialog):
    """Asks for the cohort, its cancer, and whether a recalibrated copy is wanted."""

    def __init__(self, parent: QWidget, card: PackCard, tasks: Tasks, start: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr(f"Validate {card.model_id}"))
        self._card, self._tasks, self._start = card, tasks, start
        self.folder: Path | None = None
        words = text(_WORDS)
        # Words that wrap ask for little width: the dialog would be narrow and high.
        words.setMinimumWidth(460)
        self.place: QLabel = text("No folder chosen yet.", name="muted")
        row = in_row((self.place, 1), button("Choose the cohort folder…", self._ask_folder))
        self.target = ChoiceBox()
        self.target.setAccessibleName(tr("Cancer in the cohort"))
        self.local = check_box(_LOCAL, tip=_LOCAL_HINT)
        self.fault = text(name="wrong")
        self.buttons = dialogs.ok_or_cancel(self, "Validate")
        column(
            self, heading(f"Validate {card.model_id}", 1.2), words, row,
            form_layout(("Cancer", self.target)), self.local, text(_LOCAL_HINT, name="muted"),
            self.fault, self.buttons, margin=18, spacing=12,
        )  # fmt: skip
        self._check()

    def _ask_folder(self) -> None:
        if (chosen := dialogs.ask_folder(self, "The cohort folder", self._start)) is not None:
            self.take_folder(chosen)

    def take_folder(self, folder: Path) -> None:
        """Read which cancers a cohort folder holds."""
        self.folder = folder
        self.place.setText(folder.name)
        self.fault.setText("")
        # Those on show are of the folder before.
        self.target.clear()
        self._check()
        self._tasks.run(self, partial(_cancers, folder), self._on_cancers, self._on_fault)

    def _on_cancers(self, names: tuple[str, ...]) -> None:
        self.target.addItems(list(names))
        # The model's own cancer, where the cohort has it.
        self.target.setCurrentIndex(max(0, self.target.findText(self._card.target_cancer)))
        self._check()

    def _on_fault(self, error: StephError) -> None:
        self.fault.setText(tr(str(error)))

    def _check(self) -> None:
        # None before a folder was read, or where it could not be.
        able = self.folder is not None and self.target.count() > 0
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(able)

    def request(self, pack: Path, workspace: Path, device: str) -> ValidateRequest:
        """Return the request with what was chosen."""
        # Without a folder there is no Ok to press.
        if self.folder is None:
            raise ValueError("no folder was chosen")
        target = self.target.currentText()
        # Each validation has a folder of its own: an earlier one is never written over.
        now = datetime.now().strftime("%Y-%m-%d-%H%M%S")
        out = workspace / VALIDATIONS_FOLDER / f"{pack.stem}-on-{target}-{now}"
        local = None
        if self.local.isChecked():
            local = free_name(workspace / MODELS_FOLDER, f"{self._card.model_id}-recalibrated")
        return ValidateRequest(pack, self.folder, target, out, local, device=device)
