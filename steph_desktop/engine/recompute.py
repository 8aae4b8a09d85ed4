"""Recomputing a result from its audit entry alone, and comparing both bit by bit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from steph_desktop import __version__
from steph_desktop.case.case_store import case_folder, load_case
from steph_desktop.core.errors import StephError
from steph_desktop.core.files import scratch_folder
from steph_desktop.core.job_control import UNWATCHED, JobControl
from steph_desktop.engine.job_requests import AnalyseRequest
from steph_desktop.engine.use_cases import predict_case
from steph_desktop.slide.region import Region
from steph_desktop.workspace.audit_trail import details_of
from steph_desktop.workspace.case_records import RESULT_RECORDED, result_digest
from steph_desktop.workspace.records import ResultRow
from steph_desktop.workspace.store import Workspace


@dataclass(frozen=True)
class Recomputed:
    """A result beside what its inputs give today."""

    case_id: str  # pseudonym
    # recorded, again: risk score as it was recorded, and as it was computed now.
    recorded: float
    again: float
    differs: tuple[str, ...]  # what is not as it was then, in words; it may explain a difference

    @property
    def is_equal(self) -> bool:
        """Whether both are the same to the last bit."""
        return self.recorded.hex() == self.again.hex()


@dataclass(frozen=True)
class _Entry:
    """What the audit trail says of a case's latest result."""

    details: Mapping[str, Any]
    slides: tuple[Path, ...]
    mpp: float | None
    recorded: ResultRow


def recompute_case(
    workspace: Path,
    case_id: str,
    models: Sequence[Path],
    *,
    encoder_weights: Path | None = None,
    device: str | None = None,
    control: JobControl = UNWATCHED,
) -> Recomputed:
    """Compute a case's latest result again, from slide to risk, without anything kept before.

    The audit trail says which slides, by their hashes, which model and encoder, by the hashes of
    their weights, the patches, the seed and the device. The workspace is read, not changed.

    Parameters
    ----------
    models : sequence of pathlib.Path
        Packs among which the model is looked for, by its hash.
    encoder_weights : pathlib.Path, optional
        Weight file of the encoder, where it is neither bundled nor known to the settings.
    device : str, optional
        Where to compute; where it was computed then by default.

    Raises
    ------
    StephError
        If the trail speaks of no such result, or a slide or the model is not here as it was.
    """
    from steph_desktop.features.feature_places import slide_sha256_of

    with Workspace.open(workspace, read_only=True) as records:
        entry = _latest(records, case_id)
    run, inputs = entry.details["run"], entry.details["inputs"]
    for slide, stated in zip(entry.slides, inputs, strict=True):
        if slide_sha256_of(slide, control) != stated["sha256"]:
            raise StephError(
                "The slide is not the one that was analysed", slide, "Put the old file back."
            )
    regions = _regions_of(workspace, case_id, inputs)
    with scratch_folder("steph-recompute-") as scratch:
        request = AnalyseRequest(
            case_id="",
            slides=entry.slides,
            model=_model_of(run, models),
            workspace=scratch,
            encoder_weights=encoder_weights,
            mpp=entry.mpp,
            device=device or run["device"],
            seed=run["seed"],
            regions=regions,
            whole_first=any((item.get("region") or {}).get("of_whole") for item in inputs),
        )
        result = predict_case(request, control)
    now = {
        "encoder_sha256": ("the encoder's weights", result.encoder_sha256),
        "app_version": ("the program", __version__),
        "device": ("the device", request.device),
        "target_mpp": ("the resolution of the patches", result.card.target_mpp),
        "patch_px": ("the size of the patches", result.card.patch_px),
    }
    differs = tuple(
        f"{words} ({run[name]} then, {value} now)"
        for name, (words, value) in now.items()
        if run[name] != value
    )
    outcome, curves = entry.recorded.outcome, result.prediction.member_survival
    again = float(result.prediction.risk_score)
    if outcome.members is None and curves is not None:
        again = -float(curves[0].sum())  # the first member answered in earlier versions
    return Recomputed(case_id, outcome.risk_score, again, differs)


def _latest(records: Workspace, case_id: str) -> _Entry:
    """Read the latest entry of the trail about a case's result, and what it speaks of."""
    sql = "SELECT seq, details FROM audit WHERE action = ? ORDER BY seq DESC"
    rows = records.database.rows(sql, (RESULT_RECORDED,))
    read = ((row["seq"], details_of(row["details"])) for row in rows)
    found = next(((seq, details) for seq, details in read if details.get("case") == case_id), None)
    if found is None:
        raise StephError("The audit trail has no result for this case", case_id, "Check its name.")
    seq, details = found
    recorded = records.result(details["result"])
    if result_digest(recorded) != details["digest"]:
        raise StephError(
            "The result differs from the one in the audit trail",
            case_id,
            "See 'workspace check', and ask who worked on the database.",
        )
    numbers = [item["slide"] for item in details["inputs"]]
    if None in numbers:
        raise StephError(
            "This result was made from a feature file, which the workspace does not keep",
            case_id,
            "Predict from that file again, and compare.",
        )
    slides = tuple(records.slide(number).path for number in numbers)
    return _Entry(details, slides, _stated_mpp(records, seq, details), recorded)


def _regions_of(
    workspace: Path, case_id: str, inputs: Sequence[dict[str, Any]]
) -> tuple[Region | None, ...]:
    """Return the regions that were read, as the case keeps them and the trail remembers them."""
    if not any(item.get("region") for item in inputs):
        return ()
    kept = load_case(case_folder(workspace, case_id)).result.slides
    regions = tuple(None if part.region is None else part.region.region for part in kept)
    found = [one and (one.sha256, one.is_outside) for one in regions]
    stated = (item.get("region") for item in inputs)
    if found != [one and (one["sha256"], one["is_outside"]) for one in stated]:
        raise StephError(
            "The region that was read is not the one in the audit trail",
            case_id,
            "See 'workspace check', and ask who worked on the files.",
        )
    return regions


def _stated_mpp(records: Workspace, seq: int, details: Mapping[str, Any]) -> float | None:
    """Return the pixel size that the user had stated when a result was made."""
    first = details["inputs"][0]
    if "mpp" in first:
        return None if first["mpp"] is None else float(first["mpp"])
    # Earlier versions noted it in an entry of its own.
    sql = "SELECT details FROM audit WHERE action = 'pixel size stated' AND seq < ? ORDER BY seq"
    stated = [details_of(row["details"]) for row in records.database.rows(sql, (seq,))]
    own = [item["mpp"] for item in stated if item.get("slide") == first["slide"]]
    return float(own[-1]) if own else None


def _model_of(run: dict[str, Any], models: Sequence[Path]) -> Path:
    from steph_desktop.model.packs import read_card

    for path in models:
        if read_card(path).weights_sha256 == run["model_sha256"]:
            return path
    raise StephError(
        f"The model that was used ({run['model_id']}) is not among those named",
        None,
        "Name its pack with --model.",
    )
