"""Comparison of methods and model packs on one cohort.

Methods are cross-validated here. Packs answer the test patients of each fold without any training:
a pack of another encoder is refused by name, folds whose patients a pack has seen do not count for
it, and what its card does not say is stated.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, count
from pathlib import Path
from typing import Any

import numpy as np

from steph_desktop import RESEARCH_USE
from steph_desktop.case.slide_checks import SAME_SIDE, patch_side_um
from steph_desktop.cohort.cohort_folder import CancerCohort
from steph_desktop.cohort.cohort_tables import follow_up_of
from steph_desktop.cohort.eligibility import Eligibility, why_unfit_to_test
from steph_desktop.core.codec import chosen
from steph_desktop.core.errors import StephError
from steph_desktop.core.files import ensure_folder, write_json
from steph_desktop.core.job_control import JobControl, JobStep, Phase
from steph_desktop.features.facts import encoders_differ
from steph_desktop.model.card import PackCard
from steph_desktop.model.devices import resolve_device
from steph_desktop.model.packs import LoadedPack, load_pack
from steph_desktop.training.bag_store import BagStore, CohortBags, one_pass
from steph_desktop.training.benchmark_request import BenchmarkRequest, claim_folder
from steph_desktop.training.comparison import (
    TransferVerdict,
    c_index_interval,
    compare_by_target,
    comparison_json,
    mean_of_targets,
    spread_of,
)
from steph_desktop.training.cross_validation import RunExtras, read_once, run_benchmark
from steph_desktop.training.fold_runs import PACKS_FILE, PACKS_FORM
from steph_desktop.training.leakage import Exposure, ExposureFinding, bag_fingerprint, find_exposure
from steph_desktop.training.predictions import FoldPredictions, read_benchmark_predictions
from steph_desktop.training.requests import CompareRequest
from steph_desktop.training.training_events import BASELINE, EventLog

_PARTS, _UNITS = 50, 10_000  # of the job, and of progress in each


def compare_methods(request: CompareRequest, control: JobControl) -> Path:
    """Run what is missing of the methods, then test the packs; return the folder of results."""
    if not (request.methods or request.packs):
        return request.out
    # Packs only predict: next to nothing beside fits.
    share = _PARTS - 1 if request.packs and request.methods else _PARTS
    asked = _benchmark(request) if request.methods else None
    if asked is not None:
        claim_folder(asked)
        reading = read_once(asked, _share(control, 0, 1))
    else:
        reading = one_pass(request.cohort, request.out, control)
    with reading as bags:
        if asked is not None:
            with EventLog(asked.out) as log:
                run_benchmark(asked, log.noting(_share(control, 1, share)), RunExtras(bags=bags))
        if request.packs:
            part = _share(control, share if request.methods else 0, _PARTS)
            score_packs(request.packs, bags, request.out, request.targets, request.folds, part)
    return request.out


def _share(control: JobControl, start: int, stop: int) -> JobControl:
    """Return a control for some parts of the job, whose words and details are passed on."""
    whole = (start, stop) == (0, _PARTS)
    return control if whole else control.span(start * _UNITS, stop * _UNITS, _PARTS * _UNITS)


def _benchmark(request: CompareRequest) -> BenchmarkRequest:
    return BenchmarkRequest(
        **chosen(request, "cohort", "out", "methods", "targets", "folds", "seeds", "lambda_forms"),
        settings=request.hyper.settings(resolve_device(request.device)),
        gamma=request.hyper.gamma,
    )


# --- packs ----------------------------------------------------------------------------------------


_WORDS = {
    TransferVerdict.HELPS: "better",
    TransferVerdict.NO_EVIDENCE: "no evidence of a difference",
    TransferVerdict.HURTS: "worse",
}


@dataclass(frozen=True)
class PackTest:
    """One pack on the tested patients of one fold."""

    target: str
    fold: int
    finding: ExposureFinding
    predictions: FoldPredictions


def why_not_here(card: PackCard, eligibility: Eligibility) -> str:
    """Say why a pack cannot predict from a cohort's features; empty if it can, or if none knows."""
    kind, side = eligibility.kind, eligibility.contract.patch_um
    ours, theirs = card.encoder, kind.encoder
    if encoders_differ(ours, theirs):
        return f"it takes features of the encoder {ours}, this cohort's are of {theirs}"
    if card.feature_dim != kind.feature_dim:
        return (
            f"it takes features {card.feature_dim} wide, this cohort's are {kind.feature_dim} "
            "wide: they come from another encoder"
        )
    wanted = patch_side_um(card)
    if side is not None and wanted is not None and abs(side / wanted - 1) > SAME_SIDE:
        return (
            f"it learned from patches that show {wanted:.3g} µm of tissue, this cohort's show "
            f"{side:.3g} µm: they were made at another scale"
        )
    return ""


def score_packs(
    paths: Sequence[Path],
    bags: CohortBags,
    out: Path,
    targets: Sequence[str] | None,
    folds: Sequence[int],
    control: JobControl,
) -> None:
    """Predict the tested patients of a cohort with packs; write packs.json and its figure.

    `out` is the folder of results, from which vanilla is read if it is there.

    Raises
    ------
    StephError
        If a pack cannot be read.
    """
    ensure_folder(out)
    eligibility = bags.eligibility
    packs = [(path, load_pack(path)) for path in paths]
    faults = {path: why_not_here(pack.card, eligibility) for path, pack in packs}
    usable = [(path, pack) for path, pack in packs if not faults[path]]
    wanted = [name for name in eligibility.cancers if targets is None or name in targets]
    asked = dict(zip(_names([pack.card for _, pack in usable]), usable, strict=True))
    tests: dict[str, list[PackTest]] = {name: [] for name in asked}
    for number, target in enumerate(wanted):
        step = JobStep(Phase.TESTING_MODELS, len(usable), name=target)
        control.checkpoint(number, max(1, len(wanted)), step)
        found = _ask(bags.store, eligibility.cancers[target], asked, folds, control)
        for name, mine in found.items():
            tests[name] += mine
    value = {
        "form": PACKS_FORM,
        "research_use": RESEARCH_USE,
        "packs": _judge(tests, asked, out, control),
        "refused": [
            {"name": pack.card.model_id, "file": path.name, "why": faults[path]}
            for path, pack in packs
            if faults[path]
        ],
    }
    write_json(out / PACKS_FILE, value)
    draw_packs(out / "figures", value)


def _names(cards: Sequence[PackCard]) -> list[str]:
    """Name packs; equal names are numbered."""
    names: list[str] = []
    for card in cards:
        numbered = (f"{card.model_id} ({number})" for number in count(2))
        names.append(next(name for name in chain([card.model_id], numbered) if name not in names))
    return names


def _ask(
    store: BagStore,
    cohort: CancerCohort,
    packs: Mapping[str, tuple[Path, LoadedPack]],
    folds: Sequence[int],
    control: JobControl,
) -> dict[str, list[PackTest]]:
    """Predict the tested patients of one cancer with every pack; each bag is read once."""
    everyone = follow_up_of(cohort.patients)
    found: dict[str, list[PackTest]] = {name: [] for name in packs}
    known = {split.fold for split in cohort.splits}
    for fold in folds:
        patients = cohort.test_patients(fold) if fold in known else ()
        if not patients or why_unfit_to_test(patients):
            continue
        fingerprints: list[str] = []
        scores = np.zeros((len(packs), len(patients)))
        for column, patient in enumerate(patients):
            control.checkpoint(0, 0)  # a cancel is heard between bags
            bag = store.read(cohort, patient)
            fingerprints.append(bag_fingerprint(bag))
            for row, (_, pack) in enumerate(packs.values()):
                places = pack.model.place_columns > 0
                seen = store.read(cohort, patient, places=True) if places else bag
                scores[row, column] = pack.model.predict(seen).risk_score
        for row, (name, (_, pack)) in enumerate(packs.items()):
            ids = tuple(patient.patient_id for patient in patients)
            told = (ids, *follow_up_of(patients), scores[row])
            predictions = FoldPredictions(name, cohort.cancer, fold, 0, *told)
            finding = find_exposure(pack.card, fingerprints, *everyone)
            found[name].append(PackTest(cohort.cancer, fold, finding, predictions))
    return found


def _judge(
    tests: Mapping[str, Sequence[PackTest]],
    packs: Mapping[str, tuple[Path, LoadedPack]],
    out: Path,
    control: JobControl,
) -> list[dict[str, Any]]:
    """Sum up every pack; the first that is fair is the baseline where there is no vanilla."""
    base = list(read_benchmark_predictions(out, methods=[BASELINE]))
    if not base:  # no vanilla was trained here
        some = next((found for mine in tests.values() if (found := _fair(mine))), [])
        base = [test.predictions for test in some]
    judged: list[dict[str, Any]] = []
    for name, mine in tests.items():
        path, pack = packs[name]
        fair, findings = _fair(mine), [test.finding for test in mine]
        value: dict[str, Any] = {
            "name": name,
            "file": path.name,
            "weights_sha256": pack.card.weights_sha256,
            "cancer": pack.card.target_cancer,
            "seen": _seen_words(findings),
            "seen_short": _seen_short(findings),
            "fair_folds": len(fair),
            "folds": len(mine),
            "targets": _targets(fair, control),
        }
        value |= mean_of_targets(value["targets"])
        value["comparisons"] = _against(fair, base, name, control)
        judged.append(value)
    return judged


def _fair(tests: Sequence[PackTest]) -> list[PackTest]:
    return [test for test in tests if test.finding.exposure.is_fair]


def _seen_words(findings: Sequence[ExposureFinding]) -> str:
    """Say in a sentence what is known of the pack and these patients."""
    if not findings:
        return "no fold could be tested"
    by_kind = {kind: [m for m in findings if m.exposure is kind] for kind in Exposure}
    seen = by_kind[Exposure.SEEN]
    if not seen:
        kinds = [kind for kind in reversed(Exposure) if by_kind[kind]]
        return kinds[0].value
    n, of = sum(m.n_seen for m in seen), sum(m.n_tested for m in findings)
    words = f"has seen {n} of {of} tested patients in training"
    if len(seen) < len(findings):
        return f"{words}; the {len(seen)} folds of {len(findings)} with them do not count"
    return f"{words}: it has no fair figure here"


_SHORT = {
    Exposure.NEW: "no",
    Exposure.SOURCES_UNKNOWN: "no; its sources: not known",
    Exposure.UNKNOWN: "not known",
    Exposure.LIKELY: "most likely yes",
}


def _seen_short(findings: Sequence[ExposureFinding]) -> str:
    """Say the same in a word or two, for a table."""
    n, of = sum(m.n_seen for m in findings), sum(m.n_tested for m in findings)
    if n:
        return f"yes, {n} of {of}"
    kinds = {finding.exposure for finding in findings}
    return next((_SHORT[kind] for kind in reversed(Exposure) if kind in kinds), "")


def _targets(fair: Sequence[PackTest], control: JobControl) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for target in dict.fromkeys(test.target for test in fair):
        mine = [test.predictions for test in fair if test.target == target]
        found[target] = {
            **spread_of([p.c_index for p in mine]),
            "patients": sum(len(p.patient_ids) for p in mine),
            "events": sum(int(p.events.sum()) for p in mine),
            "interval": c_index_interval(mine, control),
        }
    return found


def _against(
    fair: Sequence[PackTest], base: Sequence[FoldPredictions], name: str, control: JobControl
) -> list[dict[str, Any]]:
    """Compare a pack with the baseline on the fold runs that both have, by target and over all."""
    if not base or base[0].method == name:
        return []
    tests = {(test.target, test.fold): test.predictions for test in fair}
    shared = sorted(
        (p for p in base if (p.target, p.fold) in tests), key=lambda p: (p.target, p.fold, p.seed)
    )
    ours = [replace(tests[p.target, p.fold], seed=p.seed) for p in shared]
    found = []
    for target, result in compare_by_target(ours, shared, control):
        if isinstance(result, StephError):
            found.append({"target": target, "sentence": str(result)})
            continue
        words = _WORDS[result.verdict]
        if result.verdict is not TransferVerdict.NO_EVIDENCE:
            words = f"{words} than {result.baseline}"
        told = {"verdict": words, "sentence": result.sentence_with(words)}
        found.append(comparison_json(result, target) | told)
    return found


def draw_packs(folder: Path, value: Mapping[str, Any]) -> None:
    """Draw the C-index of every pack with its interval, a row for each pack and target."""
    from steph_desktop.training.figures import c_index_rows, new_figure, save_figure

    rows = [
        (f"{pack['name']} on {target}", found["mean"], found["interval"])
        for pack in value["packs"]
        for target, found in pack["targets"].items()
    ]
    if not rows:
        return
    ensure_folder(folder)
    note = (
        "C-index of each model as it is, mean over folds whose patients it has not seen as far as "
        "its card says; 95 % interval by bootstrap over patients."
    )
    figure = new_figure(8.0, 1.6 + 0.32 * len(rows), "Models as they are, on this cohort", note)
    c_index_rows(figure, rows)
    save_figure(figure, folder / "packs")
