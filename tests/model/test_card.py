import json
import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest
from small_models import card_of, small_steph

from steph_desktop.core.errors import StephError
from steph_desktop.model.card import (
    Backbone,
    CohortSummary,
    FeatureContract,
    LambdaForm,
    LambdaSource,
    PackCard,
    PackKind,
    WeightActivation,
    WeightSource,
    WeightStorage,
    card_from_json,
    card_to_json,
    sealed,
)
from steph_desktop.model.cohort_statistics import StatisticsCard
from steph_desktop.model.outputs import MemberScale, ReferenceCohort, SourceSpread
from steph_desktop.model.recalibration import Recalibration


def full_card() -> PackCard:
    """Every field away from its default."""
    return card_of(
        small_steph(),
        lambda_form=LambdaForm.SIGMOID,
        weight_activation=WeightActivation.SOFTPLUS,
        lambda_source=LambdaSource.PER_SOURCE,
        weight_source=WeightSource.PER_BAG,
        storage=WeightStorage.FLOAT16,
        encoder_sha256="ab" * 32,
        patch_px=512,
        target_mpp=0.25,
        cohort=CohortSummary(40, 12, 44, "synthetic"),
        c_index_folds=(0.61, 0.7),
        reference=ReferenceCohort(
            np.array([10.0, 20.5]),
            np.array([True, False]),
            np.array([-1.25, -3.0]),
            (-2.0,),
            SourceSpread(
                np.linspace(0, 1, 33).reshape(3, 11).round(5),
                np.linspace(0, 1, 33).reshape(3, 11).round(5),
                np.array([1.0, 0.5, 0.0]),
            ),
            tuple(MemberScale((cut,), (cut - 1,) * 20 + (cut,)) for cut in (-2.0, -1.5, -2.25)),
            ((1.5, 20.0, 30.0, 40.0),) * 3,
        ),
        members=3,
        follow_up_days=2900.5,
        contract=FeatureContract(128.0, 0, "x/255", 20.5),
        recalibration=(
            Recalibration(0.5, (), 40, 12, 0.4, (0.1, 0.7)),
            Recalibration(),
            Recalibration(2.0),
        ),
        statistics=StatisticsCard(40, 8, 6, ("LUNG", "UCEC")),
        synthetic=True,
        licence="Apache-2.0",
        intended_use="tests",
        notes="µ, λ",
        evidence={"sources": [1, 2.5, None, "x"]},
        rebuild_command="make it",
        seed=7,
        app_version="0.0.1",
        weights_sha256="cd" * 32,
    )


def _mend(**changes: object) -> dict[str, object]:
    whole = {"scale": 1.0, "shifts": [], "patients": 9, "events": 3}
    return {**whole, "slope": None, "slope_interval": None, **changes}


def plain(card: PackCard) -> dict:
    return json.loads(json.dumps(card_to_json(card), allow_nan=False))


@pytest.mark.parametrize("card", [full_card(), card_of(small_steph())])
def test_a_card_comes_back_as_it_was(card: PackCard) -> None:
    back = card_from_json(plain(card))
    assert replace(back, reference=None) == replace(card, reference=None)
    if card.reference is not None and back.reference is not None:
        for name in ("times_days", "events", "risk_scores"):
            want, got = getattr(card.reference, name), getattr(back.reference, name)
            assert want.dtype == got.dtype and (want == got).all()
        assert back.reference.cutoffs == card.reference.cutoffs
        assert back.reference.scales == card.reference.scales
        assert back.reference.map_tops == card.reference.map_tops
        want, got = card.reference.sources, back.reference.sources
        assert want is not None and got is not None
        for name in ("weights", "lambdas", "selected"):
            assert (getattr(want, name) == getattr(got, name)).all()


def test_every_field_is_in_the_json() -> None:
    names = set(PackCard.__dataclass_fields__) - {"bins"} | {"format", "time_bins_days"}
    optional = {"k_share", "surgery_rank", "paired", "shares_sources", "card_sha256", "backbone"}
    assert set(plain(full_card())) == names - optional
    card = replace(full_card(), k_share=0.5, surgery_rank=3, paired=True, shares_sources=True)
    card = sealed(replace(card, backbone=Backbone.SPATIAL))
    assert set(plain(card)) == names
    optional = {"members", "statistics", "follow_up_days", "recalibration"}
    assert not optional & set(plain(card_of(small_steph())))


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("format", 2, "format 2"),
        ("format", None, "format None"),
        ("kind", "svm", "kind is 'svm'"),
        ("kind", ["steph"], "kind is"),
        ("lambda_form", "cosine", "lambda_form"),
        ("feature_dim", "7", "feature_dim"),
        ("feature_dim", 0, "feature_dim"),
        ("feature_dim", 10**9, "feature_dim"),
        ("attn_dim", True, "attn_dim"),
        ("k", 4, "k is 4"),
        ("k", 0, "k is 0"),
        ("k", -1, "k is not"),
        ("hyper_dim", 0, "hyper_dim"),
        ("sources", [], "no source cancers"),
        ("sources", ["A", "A", "B"], "named twice"),
        ("sources", "BRCA", "sources"),
        ("time_bins_days", [0, 365, 365, 400], "time_bins_days"),
        ("time_bins_days", [], "time_bins_days"),
        ("c_index_folds", [1.2], "c_index_folds"),
        ("target_mpp", -0.5, "target_mpp"),
        ("synthetic", 1, "synthetic"),
        ("notes", None, "notes"),
        ("evidence", [], "evidence"),
        ("cohort", {"patients": 3}, "cohort lacks"),
        ("cohort", {"patients": 3, "events": 4, "slides": 3, "description": ""}, "more events"),
        ("members", 1, "members"),
        ("members", 1000, "members"),
        ("members", "3", "members"),
        ("statistics", {}, "statistics lacks"),
        ("statistics", {"patients": 9, "axes": 0, "stain_axes": 0, "cancers": []}, "axes"),
        ("statistics", {"patients": 9, "axes": 2, "stain_axes": 7, "cancers": []}, "stain_axes"),
        ("unheard", 1, "not known"),
        ("recalibration", [_mend(), _mend()], "recalibrations are not"),
        ("recalibration", [_mend(scale=0.0)], "turns the order"),
        ("recalibration", [_mend(scale=-1.0)], "scale"),
        ("recalibration", [_mend(shifts=[0.0] * 7)], "other time bins"),
    ],
)
def test_values_that_are_not_right_are_named(key: str, value: object, words: str) -> None:
    document = plain(card_of(small_steph())) | {key: value}
    with pytest.raises(StephError, match=words):
        card_from_json(document)


@pytest.mark.parametrize(
    "change",
    [
        {"cutoffs": []},
        {"cutoffs": [1.0, 0.5]},
        {"cutoffs": [1, 2, 3]},
        {"events": [True]},
        {"events": [1, 0]},
        {"times_days": [-1.0, 3.0]},
        {"risk_scores": ["a", "b"]},
        {"members": [{"cutoffs": [1.0], "quantiles": [0.0] * 21}] * 2},
        {"members": [{"cutoffs": [1.0, 2.0], "quantiles": [0.0] * 21}] * 3},
        {"members": [{"cutoffs": [1.0], "quantiles": [0.0] * 20}] * 3},
        {"members": [{"cutoffs": [1.0], "quantiles": [1.0, *[0.0] * 20]}] * 3},
        {"members": [{"cutoffs": [1.0]}] * 3},
        {"sources": {}},
        {"sources": {"weights": [], "lambdas": [], "selected": []}},
        {
            "sources": {
                "weights": [[0.0] * 10] * 3,
                "lambdas": [[0.0] * 11] * 3,
                "selected": [0] * 3,
            }
        },
        {
            "sources": {
                "weights": [[0.0] * 11] * 3,
                "lambdas": [[2.0] * 11] * 3,
                "selected": [0] * 3,
            }
        },
        {
            "sources": {
                "weights": [[1, *[0] * 10]] * 3,
                "lambdas": [[0] * 11] * 3,
                "selected": [0] * 3,
            }
        },
    ],
)
def test_reference_cohorts_that_are_not_right(change: dict) -> None:
    document = plain(full_card())
    document["reference"] |= change
    with pytest.raises(StephError, match="card is invalid"):
        card_from_json(document)


@pytest.mark.parametrize("value", [None, [], "card", 3])
def test_a_card_that_is_no_mapping(value: object) -> None:
    with pytest.raises(StephError):
        card_from_json(value)


def test_a_missing_key_is_named() -> None:
    document = plain(card_of(small_steph()))
    del document["licence"]
    with pytest.raises(StephError, match="lacks 'licence'"):
        card_from_json(document)


def test_reading_cards_needs_no_torch() -> None:
    code = (
        "import sys; import steph_desktop.model.packs, steph_desktop.survival.metrics; "
        "heavy = {'torch', 'pandas', 'lifelines', 'skimage'} & set(sys.modules); assert not heavy"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


MERGED = {"kind": PackKind.MERGED, "hyper_dim": 8, "k": 3, "sources": ("SARC", "BRCA", "LUNG")}


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        (MERGED, {"k": 2}),
        (MERGED, {"hyper_dim": 0}),
        (MERGED, {"k_share": 0.5}),
        (MERGED | {"paired": True}, {"kind": PackKind.STEPH}),
        (MERGED | {"surgery_rank": 4}, {"kind": PackKind.STEPH}),
        ({"kind": PackKind.MERGED, "surgery_rank": 4}, {"surgery_rank": 0}),
        ({"kind": PackKind.MERGED, "surgery_rank": 4}, {"hyper_dim": 8}),
        ({"kind": PackKind.MERGED, "surgery_rank": 4}, {"kind": PackKind.ABMIL}),
        (MERGED | {"kind": PackKind.ROUTED, "hyper_dim": 0}, {"hyper_dim": 8}),
        (MERGED | {"kind": PackKind.ROUTED, "hyper_dim": 0, "k": 2}, {"k": 4}),
        (MERGED | {"kind": PackKind.ROUTED, "hyper_dim": 0, "k": 2}, {"sources": (), "k": 0}),
        (MERGED | {"kind": PackKind.STEPH, "k_share": 0.7}, {"kind": PackKind.MERGED}),
    ],
)
def test_kinds_hold_only_what_is_theirs(good: dict, bad: dict) -> None:
    plain_model = replace(full_card(), sources=(), k=0, hyper_dim=0, reference=None)
    card = replace(plain_model, **good)
    assert plain(card_from_json(plain(card))) == plain(card)
    with pytest.raises(StephError, match="card is invalid"):
        card_from_json(plain(replace(card, **bad)))
