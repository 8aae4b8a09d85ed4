"""The card of a model pack in full: training cohort, accuracy, limits and intended use."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from steph_desktop.engine.model_registry import LibraryEntry
from steph_desktop.model.card import NEAR_MAP, NOT_PROTECTED, NOT_PROTECTED_WARNING, PackCard
from steph_desktop.model.signatures import PROMISE, judge
from steph_desktop.ui.kit.forms import form_layout
from steph_desktop.ui.kit.language import tr, tr_written
from steph_desktop.ui.kit.layouts import column, discard
from steph_desktop.ui.kit.plots.training_plots import FoldsWidget
from steph_desktop.ui.kit.theme import Tinted
from steph_desktop.ui.kit.widgets import (
    Banner,
    fact_name,
    heading,
    say,
    scaled_px,
    text,
    with_breaks,
)
from steph_desktop.ui.pages.models.pack_list import KIND_WORDS, entry_name

_SYNTHETIC = (
    "Trained on synthetic slides. It shows how the program works and says nothing about real "
    "patients."
)
_RETIRED = "Retired: not offered for new analyses. Its file and all results made with it stay."
_ELSEWHERE = "This pack is outside the workspace. Add it to the library to keep it with your work."


class CardView(Tinted, QWidget):
    """The card of the chosen pack."""

    def __init__(self) -> None:
        super().__init__()
        self.title = heading("", 1.35)
        self.subtitle = text(name="muted")
        self.alarm = Banner("alarm")
        self.notice = Banner("notice")
        self.state = text(name="muted")
        self.rows: dict[str, QLabel] = {}
        # Hashes break only where letters are so large that they must: else they are copied whole.
        self._is_large = scaled_px(10, self) > 13
        self._trusted: Mapping[str, str] = {}
        self._validated: tuple[str, ...] = ()
        self.folds: FoldsWidget | None = None
        self._body = QWidget()
        self._form = form_layout()
        parts = (self.title, self.subtitle, self.alarm, self.notice, self.state, self._body)
        self._column = column(self, *parts, margin=0, spacing=10)

    def show_entry(
        self,
        entry: LibraryEntry | None,
        *,
        is_retired: bool,
        state: str,
        trusted: Mapping[str, str] | None = None,
        validated: Sequence[str] = (),
    ) -> None:
        """Show a pack's card.

        `state` says whether it was verified, `trusted` names known keys, and `validated` says what
        validations on other patients found.
        """
        self._renew()
        self._trusted, self._validated = trusted or {}, tuple(validated)
        card = entry.card if entry is not None else None
        self.title.setText(entry_name(entry) if entry is not None else "")
        self.alarm.say(entry.fault if entry is not None else None)
        say(self.state, state)
        self.subtitle.setVisible(card is not None)
        notes = [_RETIRED] * is_retired
        if entry is not None and card is not None:
            notes += [_ELSEWHERE] * (not entry.is_installed)
            notes += [NOT_PROTECTED_WARNING] * (not card.is_protected)
            notes += [_SYNTHETIC] * card.synthetic
            self.subtitle.setText(tr(f"{KIND_WORDS[card.kind]}, predicts {card.target_cancer}"))
            self._fill(card, entry)
        self.notice.say("\n".join(notes))

    def _renew(self) -> None:
        # A new one for each pack: which rows there are depends on its card.
        old, self._body = self._body, QWidget()
        # A hash has no place to break: where the window is narrow it goes below its name.
        self._form = form_layout(on=self._body, wraps=True)
        self._form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self._form.setHorizontalSpacing(18)
        self._form.setVerticalSpacing(8)
        self.rows, self.folds = {}, None
        self._column.replaceWidget(old, self._body)
        discard(old)

    def _fill(self, card: PackCard, entry: LibraryEntry) -> None:
        self._row("Target", written=card.target_cancer)
        if sources := ", ".join(card.sources):
            are_fewer = card.k < len(card.sources)
            merged = f"{sources} (at most {card.k} merged per case)"
            self._row("Sources", merged if are_fewer else sources)
        self._row("Method", f"{card.method}, seed {card.seed}")
        self._row(
            "Encoder",
            f"{card.encoder}, {card.feature_dim} features per patch; {card.patch_px} px at "
            f"{card.target_mpp:g} µm/px",
        )
        cohort = card.cohort
        if cohort is not None:
            counts = f"{cohort.patients} patients, {cohort.events} events, {cohort.slides} slides"
            self._row("Training cohort", counts, cohort.description)
        else:
            self._row("Training cohort", "not stated")
        folds = card.c_index_folds
        if folds:
            mean = sum(folds) / len(folds)
            listed = ", ".join(f"{fold:.3f}" for fold in folds)
            self._row("C-index", f"{mean:.3f}, mean of {len(folds)} folds ({listed})")
            self.folds = FoldsWidget()
            # Made anew for each pack: the theme told its colours before.
            self.folds.set_colours(self.colours)
            self.folds.show_folds(folds)
            self._form.addRow("", self.folds)
        else:
            self._row("C-index", "not stated: this model has not been measured here")
        if self._validated:
            self._row("On other patients", "\n".join(self._validated))
        if card.reference is None:
            self._row("Risk groups", "none: the pack holds no reference cohort")
        else:
            cuts = " and ".join(f"{cut:.3g}" for cut in card.reference.cutoffs)
            n = len(card.reference.risk_scores)
            self._row("Risk groups", f"cut at {cuts}, fixed on training folds of {n} patients")
        if card.members > 1:
            # Without the members' own scales there is no middle.
            scales = card.reference is not None and card.reference.scales
            who = "the one in the middle answers a case" if scales else "the first predicts"
            words = f"{card.members} of different folds: {who}, the others show how far they agree"
            self._row("Models", words)
        self._row("Probabilities", card.recalibration_words or "As fitted: not recalibrated.")
        if card.calibration_words:
            self._row("Calibration", card.calibration_words)
        self._row("Checks slides by", remembered_words(card))
        self._row("Limits", "" if card.notes else "not stated", card.notes)
        self._row("Intended use", written=card.intended_use)
        self._row("Licence", written=card.licence)
        map_words = "each patch's exact part in the answer"
        self._row("Network", card.backbone.title)
        self._row("Map", map_words if card.backbone.map_is_exact else NEAR_MAP)
        widths = f"{card.embed_dim}, attention {card.attn_dim}, {len(card.bins)} time bins"
        layers = f"embedding {widths}" + (f", hyper {card.hyper_dim}" * bool(card.hyper_dim))
        self._row("Layers", layers)
        signed = judge(entry.signature, self._trusted).words()
        self._row("Signature", f"{signed}\n{PROMISE}" if entry.signature else signed)
        self._row("SHA-256", card.weights_sha256)
        self._row("SHA-256 of the card", card.card_sha256 or f"none. {NOT_PROTECTED}.")
        self._row("Made by", f"STEPH Desktop {card.app_version or 'unknown'}")
        self._row("File", f"{entry.path.name}, {entry.size_bytes / 1e6:.1f} MB")

    def _row(self, name: str, words: str = "", written: str = "") -> None:
        """Say something of the program's, and below it what is written on the card."""
        said = "\n".join(filter(None, (tr(words), tr_written(written))))
        value = text(selectable=True)
        # Past `text`, which would translate what is written on the card.
        value.setText(with_breaks(said) if self._is_large else said)
        self._form.addRow(fact_name(name, wraps=False), value)
        self.rows[name] = value


def remembered_words(card: PackCard) -> str:
    """Say which statistics of its training cohort a pack compares a slide with."""
    if (known := card.statistics) is None:
        return "nothing: the pack holds no statistics of its training cohort"
    what = ["tissue pattern", "amount of tissue"]
    if known.stain_axes:
        what.append("stain")
    if known.cancers:
        what.append(f"{len(known.cancers)} other cancers")
    return f"{', '.join(what[:-1])} and {what[-1]}, from {known.patients} training patients"
