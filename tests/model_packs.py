"""Small packs on disk, for tests of the library."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from small_models import SHAPE, card_of, small_steph

from steph_desktop.model.abmil import new_abmil
from steph_desktop.model.card import CohortSummary, PackCard
from steph_desktop.model.packs import save_pack


def write_single(out: Path, cancer: str = "SARC", seed: int = 1, **changes: object) -> PackCard:
    """Write a single model of a cancer."""
    model = new_abmil(SHAPE, seed)
    fields: dict[str, object] = {"model_id": f"abmil-{cancer.lower()}", "target_cancer": cancer}
    card = card_of(model, **{**fields, **changes})
    return save_pack(out, card, model)


def write_steph(out: Path, seed: int = 0, **changes: object) -> PackCard:
    """Write a STEPH model of SARC with three sources, with a full card."""
    model = small_steph(seed)
    card = replace(
        card_of(model),
        model_id="steph-sarc",
        cohort=CohortSummary(120, 48, 131, "Two hospitals, 2009 to 2016."),
        c_index_folds=(0.66, 0.71, 0.69, 0.74, 0.63),
        notes="Small cohort; never tested elsewhere.",
        licence="CC-BY-NC-4.0",
    )
    return save_pack(out, replace(card, **changes), model)  # type: ignore[arg-type]
