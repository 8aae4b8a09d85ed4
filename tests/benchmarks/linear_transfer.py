"""What linear models of the mean feature would add to `steph_auto`; no part of the suite.

    python tests/benchmarks/linear_transfer.py --out figures.csv --seeds 640-645
    python tests/benchmarks/linear_transfer.py --out figures.csv --seeds 640-645 --show
    python tests/benchmarks/linear_transfer.py --one --out one.csv --seeds 2000-2015

Worlds of `steph_auto.py`. Candidates are the target's own `vanilla` model, a ridge Cox model of the
mean feature (as `cox_mean`), one that leans on the sources' own such models, and mixtures of the
deep score with either. They are compared on the patients that five inner folds leave out, one deal,
and chosen, told and gated as in `steph_auto`: the gain by patients that chose nothing, the order by
the null of the maximum over all candidates. No source network is fitted: a world takes six small
fits of `vanilla`.

With --one nothing is chosen: the model that leans on sources, at one penalty, stands alone against
`vanilla`, and so does its mixture with the deep score, 3 to 1. Inner folds are dealt as often as
`steph_auto` deals them, and each model has the null of itself alone.
"""

import argparse
import csv
import sys
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from steph_auto import ALL_WORLDS, NULL, Cancer, dealt_anew

from steph_desktop.survival.comparable_pairs import ComparablePairs, evidence_weights
from steph_desktop.survival.cox import ridge_cox
from steph_desktop.survival.evaluation import deal_by_event
from steph_desktop.survival.metrics import concordance_index
from steph_desktop.training.methods.auto_parts import AutoSettings
from steph_desktop.training.methods.cox_methods import _Rotation, bag_means
from steph_desktop.training.methods.nested_validation import LeftOutScores, NestedValidation
from steph_desktop.training.methods.registry import FitTask, fit

Floats = NDArray[np.float64]
WORLDS = (*list(ALL_WORLDS)[:4], NULL)
PENALTIES = (1.0, 0.1, 0.01)
SOURCE_PENALTY = 0.1
SHARES = (0.25, 0.5, 0.75, 1.0)  # of the linear score
# Linear kind (the target's own, leaning on sources), penalty, share; the deep model alone is first.
CANDIDATES = [(0.0, 0.5, 0.0), *product((0.0, 1.0), (0.0, 0.5, 1.0), SHARES)]
ONE_PENALTY = 0.05
ONE = {"leaning": 1.0, "stacked": 0.75}  # with --one: share of the linear score
BLUR = 0.3  # as `AutoSettings.blur`
DRAWS = 199
COLUMNS = (
    "world", "seed", "vanilla", "own", "leaning", "chosen", "share", "nested_gain", "p_value",
    "leaves",
)  # fmt: skip
ONE_COLUMNS = (
    "world", "seed", "vanilla",
    *(f"{kind}{what}" for kind in ONE for what in ("", "_nested_gain", "_p_value")),
)  # fmt: skip


@dataclass(frozen=True)
class Scored:
    """One world: scores of patients by models that have not seen them."""

    times_days: Floats  # shape (n,): of the training patients
    events: NDArray[np.bool_]
    folds: list[LeftOutScores]
    c_indices: Floats  # shape (c,): of every candidate, on new patients
    counts: bool  # whether any source stood out on the training patients
    folds_count: list[bool]  # and on those whom each fold keeps


def direction(means: Floats, times: Floats, events: NDArray[np.bool_]) -> Floats:
    """Coefficients of a source's ridge Cox model, per unit of each mean feature."""
    axes = _Rotation.of(means)
    beta = ridge_cox(axes.values(means), times, events, SOURCE_PENALTY)
    return np.asarray(axes.axes @ beta / axes.spread)


def linear_scores(
    means: Floats,
    times: Floats,
    events: NDArray[np.bool_],
    new: Floats,
    sources: list[Floats],
    penalties: Sequence[float] = PENALTIES,
) -> tuple[Floats, bool]:
    """Scores of new means by both kinds and every penalty, shape (2, penalties, n_new).

    The second kind has one column more: the sources' scores, weighted by their C-index on these
    patients as `steph_auto` weighs networks. Its variance is 1, that of all others together too, so
    that the ridge holds it back least.
    """
    axes = _Rotation.of(means)
    own, own_new = axes.values(means), axes.values(new)
    pairs = ComparablePairs.of(times, events)
    alone = np.stack([means @ beta for beta in sources])
    auto = AutoSettings()
    c_indices = pairs.concordant(alone) / max(len(pairs), 1)
    weights = evidence_weights(c_indices, pairs.chance_sd, 5, auto.margin)
    kinds = [(own, own_new)] * 2
    if weights is not None:
        parts = zip(weights, sources, alone.std(axis=1), strict=True)
        prior = np.sum([w * beta / sd for w, beta, sd in parts], axis=0)
        lean = means @ prior
        columns = [((m @ prior) - lean.mean()) / lean.std() for m in (means, new)]
        kinds[1] = (np.column_stack([columns[0], own]), np.column_stack([columns[1], own_new]))
    found = [[n @ ridge_cox(v, times, events, penalty) for penalty in penalties] for v, n in kinds]
    return np.array(found), weights is not None


def mixed(deep: Floats, linear: Floats) -> Floats:
    """Scores of every candidate, shape (c, n), each part in units of its spread."""
    deep = deep / (deep.std() or 1.0)
    found = [deep]
    for kind, penalty, share in CANDIDATES[1:]:
        one = linear[int(kind), int(2 * penalty)]
        found.append((1 - share) * deep + share * one / (one.std() or 1.0))
    return np.array(found)


def one_each(deep: Floats, linear: Floats, counts: bool) -> Floats:
    """Scores of `vanilla` and of the models of `ONE`, shape (3, n), linear if one counts."""
    deep = deep / (deep.std() or 1.0)
    leaning = linear[1, 0] / (linear[1, 0].std() or 1.0) * counts
    return np.array([deep, *((1 - share) * deep + share * leaning for share in ONE.values())])


def score(name: str, seed: int, one: bool = False) -> Scored:
    """Fit what a world needs, and score its patients; with `one` by the models of `ONE`."""
    world = ALL_WORLDS[name]
    rng = np.random.default_rng(seed)
    drawn = list(world.draw(rng, world.shared, world.n_train, world.signal))
    target, *others = [dealt_anew(one, rng) for one in drawn] if name == NULL else drawn
    settings = replace(world.settings, seed=seed, null_seed=seed)
    null = settings.null_model(target.bags.shape[-1])
    sources = [_direction_of(other) for other in others]
    bags, times, events = target.part(slice(None))
    means, n = bag_means(bags), world.n_train

    def candidates(kept: NDArray[np.int64], left: NDArray[np.int64]) -> tuple[Floats, bool]:
        task = FitTask([bags[i] for i in kept], times[kept], events[kept], settings, null)
        model = fit("vanilla", task).model
        deep = np.array([model.predict(bags[i]).risk_score for i in left])
        linear, counts = linear_scores(
            means[kept],
            times[kept],
            events[kept],
            means[left],
            sources,
            (ONE_PENALTY,) if one else PENALTIES,
        )
        return one_each(deep, linear, counts) if one else mixed(deep, linear), counts

    new = np.arange(n, len(bags))
    tested, counts = candidates(np.arange(n), new)
    folds, folds_count = [], []
    rng = np.random.default_rng([seed, n])
    deals = AutoSettings().deals(int(events[:n].sum())) if one else 1
    for deal in range(deals):
        fold_of = deal_by_event(events[:n], 5, rng)
        for fold in range(5):
            rows = np.flatnonzero(fold_of == fold)
            found, fold_counts = candidates(np.flatnonzero(fold_of != fold), rows)
            folds.append(LeftOutScores(deal, rows, found))
            folds_count.append(fold_counts)
    c_indices = np.array([concordance_index(times[n:], events[n:], each) for each in tested])
    return Scored(times[:n], events[:n], folds, c_indices, counts, folds_count)


def _direction_of(other: Cancer) -> Floats:
    bags, times, events = other.part(slice(None))
    return direction(bag_means(bags), times, events)


def best_of(places: Sequence[int]) -> Callable[[Floats], int]:
    return lambda c: int(places[int(np.argmax(c[list(places)]))])


def judge(name: str, seed: int, found: Scored) -> dict[str, object]:
    """Choose, tell and gate as `steph_auto` does."""
    sd = ComparablePairs.of(found.times_days, found.events).chance_sd
    values = np.array(CANDIDATES)

    def rule(c: Floats) -> int:
        share = np.exp((c - c.max()) / (BLUR * sd))
        average = share @ values / share.sum()
        return int(np.argmin(np.square(values - average).sum(axis=1)))

    validation = NestedValidation(found.times_days, found.events, found.folds)
    c_indices = validation.c_indices
    taken = rule(c_indices)
    gain = validation.nested_gain([rule] * len(found.folds))
    allowed = np.ones(len(CANDIDATES), bool)
    p_value = validation.p_value(float(c_indices[taken]), allowed, DRAWS, 1)
    pure = [[i for i, c in enumerate(CANDIDATES) if c[0] == k and c[2] == 1] for k in (0, 1)]
    leaves = taken != 0 and p_value <= AutoSettings().level and gain.gain > 0
    return {
        "world": name,
        "seed": seed,
        "vanilla": found.c_indices[0],
        **{
            kind: found.c_indices[best_of(places)(c_indices)]
            for kind, places in zip(("own", "leaning"), pure, strict=True)
        },
        "chosen": found.c_indices[taken],
        "share": CANDIDATES[taken][2],
        "nested_gain": gain.gain,
        "p_value": p_value,
        "leaves": int(leaves),
    }


def judge_one(name: str, seed: int, found: Scored) -> dict[str, object]:
    """Tell and gate each model of `ONE`, which nobody chose, as if there were no other."""
    validation = NestedValidation(found.times_days, found.events, found.folds)
    row: dict[str, object] = {"world": name, "seed": seed, "vanilla": found.c_indices[0]}
    for place, kind in enumerate(ONE, start=1):
        gain, p_value = 0.0, 1.0
        if found.counts:
            rules = [lambda _c, taken=place * counts: taken for counts in found.folds_count]
            gain = validation.nested_gain(rules).gain
            alone = np.arange(1 + len(ONE)) == place
            c_index = float(validation.c_indices[place])
            p_value = validation.p_value(c_index, alone, AutoSettings().draws, seed)
        row[kind] = found.c_indices[place if found.counts else 0]
        row[f"{kind}_nested_gain"], row[f"{kind}_p_value"] = gain, p_value
    return row


def show_one(path: Path) -> str:
    """Differences from `vanilla` of the models of `ONE`, as Markdown."""
    with path.open(newline="") as handle:
        rows = list(csv.DictReader(handle))
    lines = [
        "| world | worlds | `vanilla` | model | ungated | left | told there | true there | "
        "gated, over all | worst |",
        "|" + "---|" * 10,
    ]
    for world in dict.fromkeys(row["world"] for row in rows):
        of = [row for row in rows if row["world"] == world]
        base = np.array([float(row["vanilla"]) for row in of])
        for kind in ONE:
            true, told, p_value = (
                np.array([float(row[kind + what]) for row in of])
                for what in ("", "_nested_gain", "_p_value")
            )
            true, left = true - base, (p_value <= AutoSettings().level) & (told > 0)
            cells = [world, str(len(of)), f"{base.mean():.3f}", kind, _mean(true), str(left.sum())]
            cells += [f"{x[left].mean():+.3f}" if left.any() else "none" for x in (told, true)]
            cells += [_mean(true * left), f"{(true * left).min():+.3f}"]
            lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def show(path: Path) -> str:
    """Differences from `vanilla` on new patients, as Markdown."""
    groups: dict[str, list[dict[str, float]]] = defaultdict(list)
    with path.open(newline="") as handle:
        for row in csv.DictReader(handle):
            world = row.pop("world")
            groups[world].append({name: float(value) for name, value in row.items()})
    lines = [
        "| world | worlds | `vanilla` | own linear | leaning on sources | chosen, ungated | left | "
        "told there | true there | gated, over all | worst |",
        "|" + "---|" * 11,
    ]
    for world, rows in groups.items():
        base = np.array([row["vanilla"] for row in rows])
        left = np.array([row["leaves"] for row in rows], bool)
        true = np.array([row["chosen"] for row in rows]) - base
        cells = [world, str(len(rows)), f"{base.mean():.3f}"]
        cells += [
            _mean(np.array([row[kind] for row in rows]) - base)
            for kind in ("own", "leaning", "chosen")
        ]
        told = np.array([row["nested_gain"] for row in rows])[left]
        cells += [str(left.sum())]
        cells += [f"{part.mean():+.3f}" if left.any() else "none" for part in (told, true[left])]
        cells += [_mean(true * left), f"{(true * left).min():+.3f}"]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def _mean(values: Floats) -> str:
    error = values.std(ddof=1) / np.sqrt(len(values)) if len(values) > 1 else np.nan
    return f"{values.mean():+.3f} ± {error:.3f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seeds", default="640-645", help="from-to")
    parser.add_argument("--worlds", nargs="*", choices=WORLDS, default=list(WORLDS))
    parser.add_argument("--one", action="store_true", help="nothing is chosen")
    parser.add_argument("--show", action="store_true")
    asked = parser.parse_args()
    decide, columns = (judge_one, ONE_COLUMNS) if asked.one else (judge, COLUMNS)
    first, _, last = asked.seeds.partition("-")
    for seed in range(int(first), int(last or first) + 1) if not asked.show else ():
        for name in asked.worlds:
            row = decide(name, seed, score(name, seed, asked.one))
            new = not asked.out.exists()
            with asked.out.open("a", newline="") as handle:
                writer = csv.DictWriter(handle, columns)
                if new:
                    writer.writeheader()
                writer.writerow(row)
    sys.stdout.write((show_one if asked.one else show)(asked.out))


if __name__ == "__main__":
    main()
