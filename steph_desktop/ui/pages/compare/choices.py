"""The choices of a comparison: cohort, methods, models and hyperparameters."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLineEdit, QListWidgetItem, QSizePolicy, QWidget

from steph_desktop.core.errors import StephError
from steph_desktop.engine.model_registry import LibraryEntry
from steph_desktop.engine.progress_words import name_of
from steph_desktop.model.card import Preset
from steph_desktop.training.requests import CompareRequest, Hyperparameters
from steph_desktop.training.train_settings import DEPARTURES
from steph_desktop.ui.kit.forms import CheckList, form_layout, whole_field
from steph_desktop.ui.kit.language import tr
from steph_desktop.ui.kit.layouts import column
from steph_desktop.ui.kit.widgets import button, choices, heading, plain, text, text_field

METHOD_NAMES = (
    "vanilla", "finetuned", "steph", "steph_auto", "steph_lambda0", "steph_lambda1",
    "steph_lambda_trainable", "steph_dense", "steph_w_trainable", "steph_adaptive_k",
    "merge_training_free", "model_avg", "adamerging", "adamerging_layerwise", "ties_am",
    "surgery_am", "iso_c_am", "iso_cts_am", "tsv_am", "svc_am", "mass",
    "adamerging_hyper", "ties_hyper", "surgery_hyper", "iso_c_hyper", "iso_cts_hyper",
    "tsv_hyper", "svc_hyper", "roupkt", "cox_clinical", "cox_mean", "cox_slide", "cox_fusion",
)  # fmt: skip
_CHOSEN = frozenset({"vanilla", "finetuned", "steph", "steph_auto", "cox_mean"})
_TIPS = {
    "vanilla": "The target cancer alone: what every other method must beat.",
    "finetuned": "The target cancer alone, trained for as long again.",
    "steph": "STEPH as published.",
    "steph_auto": "Merged sources under a new head, where inner validation supports it.",
    "roupkt": "Routing: all models answer, and a router weighs them.",
    "cox_clinical": "Age, sex, stage or grade of the label table alone: what the clinic knows.",
    "cox_mean": "A linear model of the mean feature: what a deep model must beat.",
    "cox_slide": "A linear model of imported slide embeddings, such as TITAN's.",
    "cox_fusion": "The same clinical columns and the target model's score, taken out of fold.",
}
_PATH = Qt.ItemDataRole.UserRole
_IS_ADDED = int(_PATH) + 1  # from elsewhere, not from the library
_METHOD = int(_PATH) + 2  # its name in tables
# What the window calls the presets of `Hyperparameters`, in the order offered.
_PRESETS = {
    Preset.DEFAULT: "This program's own details",
    Preset.PUBLISHED: "The authors' code, for published numbers",
}


class TickList(CheckList):
    """Entries to tick, as high as all of them: the page around it scrolls."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        rows = sum(self.sizeHintForRow(row) for row in range(self.count()))
        return QSize(super().sizeHint().width(), rows + 2 * self.frameWidth())

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), self.sizeHint().height())


class Choices(QWidget):
    """The side controls of the compare page."""

    def __init__(self) -> None:
        super().__init__()
        self.cohort_words = text("No cohort chosen", name="muted")
        self.cohort_button = button("Cohort folder…")
        self.targets = text_field("Targets", hint="all cancers of the cohort")
        self.methods = TickList("Methods")
        for name in METHOD_NAMES:
            called = tr(name_of(name))
            item = self.methods.add(called, is_on=name in _CHOSEN)
            item.setData(_METHOD, name)
            item.setToolTip(plain(f"{called} ({name}). {tr(_TIPS.get(name, ''))}".strip()))
        self.preset = choices("How the methods are trained")
        presets = [(words, preset) for preset, words in _PRESETS.items()]
        self.preset.fill(presets, Preset.DEFAULT)
        departs = "\n".join(f"• {words}" for words in DEPARTURES)
        self.preset.setToolTip(plain(tr(f"This program's own training differs in:\n{departs}")))
        self.packs = TickList("Existing models")
        self.no_packs = text("The library has no models yet.", name="muted", factor=0.95)
        self.packs_button = button("Other models…")
        self.folds, self.epochs = whole_field(1, 20, 5), whole_field(1, 1000, 20)
        self.embed, self.attn = whole_field(2, 4096, 512), whole_field(2, 4096, 384)
        self.hyper = whole_field(2, 4096, 512)
        self.seeds = QLineEdit("42")
        targets = form_layout(("Targets", self.targets), wraps=True)
        folds = form_layout(
            ("Folds, from the first", self.folds), ("Seeds", self.seeds), wraps=True
        )
        widths = form_layout(
            ("Epochs", self.epochs), ("Embedding width", self.embed),
            ("Attention width", self.attn), ("Hypernetwork width", self.hyper), wraps=True,
        )  # fmt: skip
        column(
            self, heading("Cohort"), self.cohort_words, self.cohort_button, targets, folds,
            heading("Methods to train"), self.methods, text("Trained by", name="muted"),
            self.preset, heading("Existing models to test"), self.packs, self.no_packs,
            self.packs_button, widths, margin=16, spacing=8,
        )  # fmt: skip
        self._show_packs()

    def offer_packs(self, entries: Sequence[LibraryEntry]) -> None:
        """Offer the models of the library; chosen ones stay chosen."""
        # Models from elsewhere stay only while they are ticked; the library's are listed anyway.
        chosen = set(self.chosen_packs)
        kept = [Path(str(i.data(_PATH))) for i in self.packs.every() if i.data(_IS_ADDED)]
        self.packs.clear()
        for entry in entries:
            if entry.card is not None:
                words = f"{entry.card.model_id}  ({entry.card.target_cancer})"
                self._add(words, entry.path, checked=entry.path in chosen)
        self.add_packs([path for path in kept if path in chosen])

    def add_packs(self, paths: Sequence[Path]) -> None:
        """Add models from elsewhere, chosen."""
        # A model of the library may be chosen from its folder as well.
        known = {Path(str(item.data(_PATH))): item for item in self.packs.every()}
        for path in paths:
            if path in known:
                known[path].setCheckState(Qt.CheckState.Checked)
            else:
                self._add(path.stem, path, checked=True).setData(_IS_ADDED, True)
        self._show_packs()

    def _add(self, words: str, path: Path, *, checked: bool) -> QListWidgetItem:
        item = self.packs.add(words, is_on=checked)
        item.setData(_PATH, str(path))
        self._show_packs()
        return item

    def _show_packs(self) -> None:
        self.packs.updateGeometry()
        self.packs.setVisible(self.packs.count() > 0)
        self.no_packs.setVisible(self.packs.count() == 0)

    @property
    def chosen_packs(self) -> tuple[Path, ...]:
        return tuple(Path(str(item.data(_PATH))) for item in self.packs.ticked())

    def request(self, cohort: Path | None, out: Path, device: str) -> CompareRequest:
        """Return what is chosen; raise `StephError` if something is missing or not a number."""
        methods = tuple(str(item.data(_METHOD)) for item in self.methods.ticked())
        targets = tuple(name.strip() for name in self.targets.text().split(",") if name.strip())
        packs = self.chosen_packs
        if cohort is None or not (methods or packs):
            raise StephError(
                "A comparison needs a cohort, and a method or a model", None, "Choose them."
            )
        try:
            seeds = tuple(int(seed) for seed in self.seeds.text().split(","))
        except ValueError as error:
            raise StephError(
                "A seed is not a whole number", None, "Write 42 or 1, 2, 3."
            ) from error
        hyper = Hyperparameters(
            epochs=self.epochs.value(),
            embed_dim=self.embed.value(),
            attn_dim=self.attn.value(),
            hyper_dim=self.hyper.value(),
            preset=self.preset.currentData(),
        )
        folds = tuple(range(self.folds.value()))
        return CompareRequest(
            cohort, out, methods, targets or None, folds, seeds, hyper, device=device, packs=packs
        )
