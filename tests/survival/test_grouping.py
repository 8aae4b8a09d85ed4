"""Who belongs to which group: columns of a table, fixed cut-offs, out-of-fold cut-offs."""

from __future__ import annotations

import math

import numpy as np
import pytest

from steph_desktop.core.errors import StephError
from steph_desktop.model.outputs import ReferenceCohort
from steph_desktop.survival.grouping import (
    SurvivalTable,
    column_grouping,
    cut_grouping,
    everyone,
    fold_labels,
    labels_by_cutoffs,
    labels_of_folds,
    make_groups,
    risk_grouping,
)


def table(n: int = 6, ids: tuple[str, ...] = ()) -> SurvivalTable:
    return SurvivalTable("t", np.arange(n, dtype=float), np.ones(n, bool), (everyone(n),), ids)


def test_labels_equal_the_packs_groups() -> None:
    scores = np.array([-3.0, -1, 0, 1, 2, 5])
    for cutoffs in ((0.0,), (-1.0, 2.0)):
        reference = ReferenceCohort(np.ones(6), np.ones(6, bool), scores, cutoffs)
        expected = [reference.group_of(float(score)).value for score in scores]
        assert labels_by_cutoffs(scores, cutoffs) == expected


def test_no_fold_cuts_itself() -> None:
    rng = np.random.default_rng(0)
    scores, folds = rng.normal(size=90), np.repeat([0, 1, 2], 30)
    labels = fold_labels(scores, folds)
    moved = scores.copy()
    moved[folds == 1] += 100
    again = fold_labels(moved, folds)
    assert all(label == "high" for label, fold in zip(again, folds, strict=True) if fold == 1)
    low, high = np.quantile(scores[folds != 2], (1 / 3, 2 / 3))
    own = scores[folds == 2]
    expected = np.where(own < low, "low", np.where(own < high, "intermediate", "high"))
    assert [label for label, fold in zip(labels, folds, strict=True) if fold == 2] == list(expected)


def test_folds_are_cut_by_their_own_training_patients_where_these_are_kept() -> None:
    scores = [np.array([0.0, 1.0, 2.0]), np.array([100.0, 101.0])]
    assert labels_of_folds(scores, [(0.5, 1.5), (100.5,)]) == [
        "low", "intermediate", "high", "low", "high",
    ]  # fmt: skip
    # One fold without: scores of all are taken to have one scale, as nothing else is known.
    labels = labels_of_folds(scores, [(0.5, 1.5), ()])
    assert labels[3:] == ["high", "high"]


def test_columns_tell_groups_numbers_and_nothing_apart() -> None:
    stage = column_grouping("stage", ["II", "I", "", "III", "I", "II"])
    assert stage is not None and stage.order == ("I", "II", "III") and not stage.is_cut
    grade = column_grouping("grade", ["2", "1", "10", "1", "2", ""])
    assert grade is not None and grade.order == ("1", "2", "10")
    age = column_grouping("age", ["40", "50", "61", "", "72", "80", "33"])
    assert age is not None and age.fixed_cutoff == 55.5 and math.isnan(age.numbers[3])
    assert column_grouping("same", ["x"] * 6) is None
    assert column_grouping("empty", [""] * 6) is None
    assert column_grouping("name", [f"patient {n}" for n in range(20)]) is None


def test_groups_hold_their_patients() -> None:
    people = table(6, tuple("abcdef"))
    grouped = make_groups(people, risk_grouping(["high", "low", "", "low", "high", "high"], ""))
    assert [(g.label, g.ids) for g in grouped.groups] == [
        ("low", ("b", "d")),
        ("high", ("a", "e", "f")),
    ]
    assert grouped.unknown == 1
    cut = cut_grouping("x", np.array([1, 2, 3, 4, math.nan, 6.0]), 3.0, "")
    assert [g.ids for g in make_groups(people, cut).groups] == [("a", "b"), ("c", "d", "f")]
    assert [g.ids for g in make_groups(people, cut, 6.0).groups][1] == ("f",)


def test_what_cannot_be_grouped_is_said() -> None:
    many = column_grouping("site", [f"site {n % 9}" for n in range(18)])
    assert many is not None
    with pytest.raises(StephError, match="has 9 values"):
        make_groups(table(18), many)
    with pytest.raises(StephError, match="No patient has a value"):
        make_groups(table(2), risk_grouping(["", ""], ""))
