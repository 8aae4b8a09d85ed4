"""Which source cancers entered which case: read from the kept results, clustered; any thread."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from steph_desktop.pipeline import case_folder
from steph_desktop.survival.curves import FloatArray


@dataclass(frozen=True)
class SourceMap:
    """Cases by source cancers, similar cases beside each other.

    Attributes
    ----------
    case_ids : tuple of str
        Pseudonyms of the n cases.
    cancers : tuple of str
        The m sources.
    weights, lambdas : ndarray, shape (n, m)
        Weight w (0 where the source was not merged) and mixing ratio; NaN where a case's model
        does not have the source.
    groups : tuple of str
        Risk group of each case; empty where unknown.
    """

    case_ids: tuple[str, ...] = ()
    cancers: tuple[str, ...] = ()
    weights: FloatArray = field(default_factory=lambda: np.zeros((0, 0)))
    lambdas: FloatArray = field(default_factory=lambda: np.zeros((0, 0)))
    groups: tuple[str, ...] = ()


def read_source_map(workspace: Path, case_ids: Sequence[str]) -> SourceMap:
    """Read the kept results of cases; those without sources are left out."""
    answers = {name: _answer(case_folder(workspace, name) / "case.json") for name in case_ids}
    found = {name: one for name, one in answers.items() if one is not None and one["sources"]}
    cancers = sorted({share["cancer"] for one in found.values() for share in one["sources"]})
    place = {name: column for column, name in enumerate(cancers)}
    weights = np.full((len(found), len(cancers)), np.nan)
    lambdas = np.full_like(weights, np.nan)
    for row, one in enumerate(found.values()):
        for share in one["sources"]:
            column = place[share["cancer"]]
            weights[row, column] = share["weight"] if share["selected"] else 0.0
            lambdas[row, column] = share["lambda_target"]
    order = cluster(weights)
    columns = cluster(weights.T)
    names = list(found)
    return SourceMap(
        tuple(names[row] for row in order),
        tuple(cancers[column] for column in columns),
        weights[np.ix_(order, columns)],
        lambdas[np.ix_(order, columns)],
        tuple(found[names[row]].get("risk_group") or "" for row in order),
    )


def cluster(rows: FloatArray) -> list[int]:
    """Order rows so that similar ones stand together: average linkage of Euclidean distances."""
    if len(rows) < 3 or rows.shape[1] == 0:
        return list(range(len(rows)))
    from scipy.cluster.hierarchy import leaves_list, linkage

    return [int(row) for row in leaves_list(linkage(np.nan_to_num(rows), "average"))]


def _answer(path: Path) -> dict[str, Any] | None:
    """Return the prediction of a kept case; None where there is none that can be read."""
    try:
        answer = json.loads(path.read_text(encoding="utf-8"))["results"][0]
    except (OSError, ValueError, KeyError, IndexError, TypeError):
        return None
    return answer if isinstance(answer, dict) and isinstance(answer.get("sources"), list) else None
