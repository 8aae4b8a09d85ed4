"""A finished case: its result, the figures all views read from, its JSON, its folder on disk.

A case's folder holds ``case.json`` and ``case.h5``, inside a folder named by their content. A new
analysis writes another beside it, the database says which one holds, and the old one goes: a
killed process leaves the old case or the new. Earlier versions kept the two files in the case's
own folder, which opens as well. What is read is compared with the hashes in the database.

The card of the model, most of it the reference cohort, is the same for all cases of a model: it
lies once beside them, as ``cards/<SHA-256 of the card>.json``, with the reference cohort's curves.
``case.json`` keeps the rest of the card, so that a case opens where that file is lost.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import re
import shutil
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Annotated, Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from steph_desktop.case.slide_checks import Check, completed
from steph_desktop.core.codec import Key, from_json, parse_json, read_json, to_json
from steph_desktop.core.errors import StephError
from steph_desktop.core.files import write_bytes, write_json
from steph_desktop.core.listing import Sifted, read_each
from steph_desktop.model.card import (
    LambdaSource,
    PackCard,
    card_from_json,
    card_sha256,
    card_to_json,
)
from steph_desktop.model.outputs import Prediction, RiskGroup, SourceShare, risk_contributions
from steph_desktop.slide.region import RegionRead
from steph_desktop.slide.tissue import Outline, pack_outline, unpack_outline
from steph_desktop.survival.curves import (
    DAYS_PER_YEAR,
    KaplanMeierCurve,
    TimeBins,
    median_survival_days,
    survival_at,
)
from steph_desktop.workspace.case_records import CASES_FOLDER, recorded_case_files
from steph_desktop.workspace.database import DATABASE_NAME
from steph_desktop.workspace.records import MemberVote, RegionNote

N_TOP_PATCHES = 10
LANDMARK_YEARS = (1, 3, 5)
FRAGILE_POINTS = 20.0
"""A case that moves by a fifth of the cohort when one source is left out is called fragile."""
CASE_FORMAT = 5
"""1 had no checks and no members' curves; 2 repeated the whole card in every case; 3 had no check
of the model; 4 gave the first member's answer in place of the middle one's."""
_CASE_FILE = "case.json"
_ARRAYS_FILE = "case.h5"
CARDS_FOLDER = "cards"
_GENERATION_DIGITS = 16  # 64 bits of a SHA-256
_FAILED = re.compile(r"(\d+) of \d+ patches could not be decoded")
_ANALYSE_AGAIN = "Analyse the case again."
_CARD_LOST = (
    "The card of the model is not kept beside this case: its reference cohort cannot be shown."
)


@dataclass(frozen=True)
class SlidePatches:
    """Where one slide's instances lie in the bag and on the slide."""

    slide_id: str
    # first, count: rows of the bag that belong to this slide: ``first : first + count``.
    first: int
    count: int
    # shape (count, 2), int64: level-0 pixels, top left of each patch; None if the feature file
    # has none (no maps then).
    coords: Annotated[NDArray[np.int64] | None, Key(stored=False)]
    patch_size_level0_px: int  # side of a patch in level-0 pixels; 0 if unknown
    mpp: float | None  # micrometres per level-0 pixel
    mpp_source: str  # where the mpp came from
    slide_sha256: str  # of the slide file; empty if unknown
    # Edge of the tissue that the patches were laid on; None where it was not kept.
    outline: Annotated[Outline | None, Key(stored=False)] = None
    # What was read, where it was not all tissue of the slide.
    region: Annotated[RegionRead | None, Key(omit=True)] = None
    # Patches left out because the slide could not be read there: a damaged file.
    failed_patches: Annotated[int, Key(omit=True, later=True)] = 0


@dataclass(frozen=True)
class SourceDropped:
    """Where a case would stand without one source, all else as it is."""

    cancer: str  # the source
    percentile: float  # 0 to 100, on the scale of the member that answers


@dataclass(frozen=True)
class CaseResult:
    """A finished case: what the panels, the report and ``predict --json`` show."""

    case_id: str  # pseudonym
    slides: tuple[SlidePatches, ...]  # in bag order
    card: PackCard  # of the model used, with the reference cohort
    prediction: Prediction
    # 0 to 100 against the reference cohort, None without one: of several members the median.
    risk_percentile: float | None
    # By the pack's cut-offs, None without a reference cohort: of several members the consensus.
    risk_group: RiskGroup | None
    encoder_sha256: str
    app_version: str
    seed: int
    warnings: tuple[str, ...] = ()  # things the reader should know, in plain words
    patient_id: str = ""  # as the user's files name the patient; never printed on a report
    # The reference cohort by risk group, lowest risk first; empty without one.
    strata: tuple[KaplanMeierCurve, ...] = ()
    # Whether the slide can be trusted; empty for a case that was kept before there were checks.
    checks: tuple[Check, ...] = ()
    # Where the case would stand without each of the other cancers that were merged; empty where
    # there are none, or none was tried.
    dropped: tuple[SourceDropped, ...] = ()
    # True for an answer to changed sources: it may be looked at, but never kept, reported or
    # exported.
    is_what_if: bool = False

    def __post_init__(self) -> None:
        if self.is_what_if and self.prediction.member_survival is not None:
            raise ValueError("a what-if is of the answering member alone")


@dataclass(frozen=True)
class SlideShare:
    """What one slide of a case weighed."""

    attention: float  # sum of the attention of its patches, 0 to 1 over the case
    # Sum of its patches' contributions to the risk score; sums to 0 over the case.
    risk: float


def slide_shares(result: CaseResult, horizon_years: float | None = None) -> tuple[SlideShare, ...]:
    """Return what each slide of a case weighed, in the order of the slides."""
    values = risk_contributions(result.prediction, result.card.bins, horizon_years)
    rows = [slice(part.first, part.first + part.count) for part in result.slides]
    attention = result.prediction.attention
    return tuple(SlideShare(float(attention[r].sum()), float(values[r].sum())) for r in rows)


@dataclass(frozen=True)
class CasePictures:
    """Pixels kept with a case, so that a report needs no slide."""

    # shape (h, w, 3), uint8: one per slide, without label or macro image.
    thumbnails: tuple[NDArray[np.uint8], ...] = ()
    downsamples: tuple[float, ...] = ()  # level-0 pixels per thumbnail pixel, one per slide
    # Rows of the bag that are shown: the most raising first, then the most lowering.
    top_indices: tuple[int, ...] = ()
    top_patches: tuple[NDArray[np.uint8], ...] = ()  # shape (p, p, 3), uint8: their pixels


@dataclass(frozen=True)
class CaseRecord:
    """A case with its pictures, as kept in its folder."""

    result: CaseResult
    pictures: CasePictures = field(default_factory=CasePictures)


@dataclass(frozen=True)
class MemberRange:
    """How far the models of a pack that holds several agree on a case."""

    count: int
    # Lowest and highest probability of being alive at each landmark of `CaseFigures.survival`.
    survival: tuple[tuple[float, float], ...]
    # Lowest and highest median survival; None where it lies beyond what is known.
    median_days: tuple[float | None, float | None]
    # Place in the reference cohort by each model, in the pack's order and on the scale of its own
    # scores; empty where the pack does not know the scales.
    percentiles: tuple[float, ...] = ()
    # How many models put the case into each group, lowest risk first; empty as `percentiles`.
    groups: tuple[tuple[RiskGroup, int], ...] = ()
    agreeing: int = 0  # how many say the group that the case is given
    # Whether the median of the models is the case's answer; in earlier versions the first was.
    is_median: bool = False

    @property
    def span(self) -> tuple[float, float] | None:
        """Lowest and highest place; None where places are not known."""
        return (min(self.percentiles), max(self.percentiles)) if self.percentiles else None

    @property
    def is_split(self) -> bool:
        """Whether fewer than two thirds say the same group, or some say low and some high."""
        counts = dict(self.groups)
        both = bool(counts.get(RiskGroup.LOW) and counts.get(RiskGroup.HIGH))
        return bool(self.groups) and (both or 3 * self.agreeing < 2 * self.count)


@dataclass(frozen=True)
class CaseFigures:
    """What a model says of a case, in figures."""

    # Higher is worse; comparable within one model only. None where the result is withheld, and
    # all other figures are empty then.
    risk_score: float | None
    percentile: float | None  # 0 to 100 in the reference cohort; None without one
    group: RiskGroup | None  # by the pack's cut-offs; None without a reference cohort
    # Year and probability of being alive then, at the landmarks that the model knows.
    survival: tuple[tuple[int, float], ...]
    median_days: float | None  # median survival; None where it lies beyond `last_days`
    # Where the model's knowledge ends: its last bin, which is open, or its cohort's follow-up.
    last_days: float
    members: MemberRange | None = None  # None for a pack of one model, and for a what-if

    def median_words(self, unit: str = "years") -> str:
        """Say the median survival: ``3.4 years``, ``> 31 years``."""
        if self.risk_score is None:
            return "not shown"
        if self.median_days is None:
            return f"> {self.last_days / DAYS_PER_YEAR:.0f} {unit}"
        return f"{self.median_days / DAYS_PER_YEAR:.1f} {unit}"

    @property
    def median_range_words(self) -> str:
        """Say how far the members' medians reach: ``2.8 to 5.6``; empty without members."""
        if self.members is None:
            return ""
        beyond = f"> {self.last_days / DAYS_PER_YEAR:.0f}"
        words = [
            beyond if days is None else f"{days / DAYS_PER_YEAR:.1f}"
            for days in self.members.median_days
        ]
        return words[0] if words[0] == words[1] else " to ".join(words)


def last_known_days(card: PackCard) -> float:
    """Time to which a model's curves may be believed: its last bin, or its cohort's follow-up."""
    last, followed = card.bins.starts_days[-1], card.follow_up_end_days
    return last if followed is None else min(last, followed)


def case_figures(result: CaseResult) -> CaseFigures:
    """Return the figures of a case, whether or not they may be shown; see `disclosure`."""
    bins, prediction = result.card.bins, result.prediction
    last = last_known_days(result.card)
    years = [year for year in LANDMARK_YEARS if year * DAYS_PER_YEAR <= last]
    return CaseFigures(
        prediction.risk_score,
        result.risk_percentile,
        result.risk_group,
        tuple((y, survival_at(bins, prediction.survival, y * DAYS_PER_YEAR)) for y in years),
        _median_days(bins, prediction.survival, last),
        last,
        _members(result, years, last),
    )


def _median_days(bins: TimeBins, survival: NDArray[np.float64], last_days: float) -> float | None:
    found = median_survival_days(bins, survival)
    return None if found is None or found > last_days else found


def _members(result: CaseResult, years: Sequence[int], last_days: float) -> MemberRange | None:
    curves, card = result.prediction.member_survival, result.card
    if curves is None:
        return None
    alive = [
        [survival_at(card.bins, curve, year * DAYS_PER_YEAR) for curve in curves] for year in years
    ]
    medians = [_median_days(card.bins, curve, last_days) for curve in curves]
    known = [days for days in medians if days is not None]
    plain = MemberRange(
        len(curves),
        tuple((min(values), max(values)) for values in alive),
        (min(known, default=None), max(known) if len(known) == len(medians) else None),
        is_median=result.prediction.member is not None,
    )
    reference = card.reference
    placed = reference.by_members(curves) if reference is not None else None
    if reference is None or placed is None or result.risk_percentile is None:
        return plain
    places, groups = placed[0].tolist(), placed[1]
    if not plain.is_median:  # the first model's place was shown on the scale of the whole cohort
        places[0] = result.risk_percentile
    return replace(
        plain,
        percentiles=tuple(places),
        groups=tuple((group, groups.count(group)) for group in reference.groups),
        agreeing=sum(group is result.risk_group for group in groups),
    )


def vote_of_result(result: CaseResult) -> MemberVote | None:
    """Return how far the models agree, as a list shows it; None where they are not compared."""
    members = case_figures(result).members
    if members is None or members.span is None or not members.is_median:
        return None
    return MemberVote(members.count, members.agreeing, *members.span, members.is_split)


def region_of_result(result: CaseResult) -> RegionNote | None:
    """Return what was read of the case's tissue, as a list shows it; None where it was all."""
    regions = [part.region for part in result.slides if part.region is not None]
    if not regions:
        return None
    whole = sum(part.count for part in result.slides if part.region is None)
    hashes = [one.region.sha256 for one in regions]
    joined = hashlib.sha256(" ".join(hashes).encode()).hexdigest()
    return RegionNote(
        whole + sum(one.kept for one in regions),
        whole + sum(one.total for one in regions),
        any(one.region.is_outside for one in regions),
        hashes[0] if len(hashes) == 1 else joined,
    )


def largest_move(result: CaseResult) -> SourceDropped | None:
    """Return the source whose absence moves a case most; None where none was tried."""
    here = result.risk_percentile
    if here is None:
        return None
    return max(result.dropped, key=lambda one: abs(one.percentile - here), default=None)


def is_fragile(result: CaseResult) -> bool:
    """Whether a case moves far when one source is left out."""
    move = largest_move(result)
    if move is None or result.risk_percentile is None:
        return False
    return bool(abs(move.percentile - result.risk_percentile) >= FRAGILE_POINTS)


def answer_json(result: CaseResult) -> dict[str, Any]:
    """Return the whole answer of a model as the case's folder keeps it; see `disclosure`."""
    card, prediction, figures = result.card, result.prediction, case_figures(result)
    contributions = risk_contributions(prediction, card.bins)
    top = np.argsort(-prediction.attention, kind="stable")[:N_TOP_PATCHES]
    return {
        "slide_id": "+".join(part.slide_id for part in result.slides),
        "patient_id": result.patient_id,
        "model_id": card.model_id,
        "model_sha256": card.weights_sha256,
        "target_cancer": card.target_cancer,
        "encoder": card.encoder,
        "n_patches": len(prediction.attention),
        "risk_score": figures.risk_score,
        "risk_percentile": figures.percentile,
        "risk_group": to_json(figures.group),
        "time_bins_days": list(card.bins.edges_days),
        "hazards": prediction.hazards.tolist(),
        "survival": prediction.survival.tolist(),
        "median_survival_days": figures.median_days,
        "sources": [_source_json(share, card) for share in prediction.sources],
        "attention": {
            "n": len(prediction.attention),
            "sum": float(prediction.attention.sum()),
            "top": [_patch_json(result, int(row), contributions) for row in top],
        },
        "warnings": list(result.warnings),
    }


def _source_json(share: SourceShare, card: PackCard) -> dict[str, Any]:
    """Return a source; not as merged if it has no weight, or the model settled on the target."""
    settled = card.lambda_source is not LambdaSource.PER_BAG and share.cancer != card.target_cancer
    gave = share.weight > 0 and not (settled and share.lambda_target == 1)
    return {**to_json(share), "selected": share.selected and gave}


def _patch_json(result: CaseResult, row: int, contributions: NDArray[np.float64]) -> dict[str, Any]:
    _, x_px, y_px = locate(result, row)
    return {
        "index": row,
        "x": x_px,
        "y": y_px,
        "attention": float(result.prediction.attention[row]),
        "risk_contribution": float(contributions[row]),
    }


def locate(result: CaseResult, row: int) -> tuple[SlidePatches, int | None, int | None]:
    """Return the slide and level-0 position of a row of the bag; no position without coords."""
    for part in result.slides:
        if part.first <= row < part.first + part.count:
            if part.coords is None:
                return part, None, None
            x_px, y_px = part.coords[row - part.first]
            return part, int(x_px), int(y_px)
    raise IndexError(row)


def deidentified(result: CaseResult) -> CaseResult:
    """Return a case that names its slides by their place and its patient by the pseudonym."""
    parts = tuple(
        replace(part, slide_id=f"slide-{number}")
        for number, part in enumerate(result.slides, start=1)
    )
    return replace(result, slides=parts, patient_id=result.case_id)


def case_folder(workspace: Path, case_id: str) -> Path:
    """Return the folder of a case; its name is made safe for every file system."""
    safe = "".join(letter if letter.isalnum() or letter in "-_" else "-" for letter in case_id)
    return workspace / CASES_FOLDER / safe


def save_case(record: CaseRecord, folder: Path) -> tuple[Path, ...]:
    """Keep a case in `folder`; its case.json is written last and seals it.

    Nothing kept holds the name of a slide or of a patient: these are in the workspace's database.
    """
    arrays, document = _contents(record)
    return _write_case(record.result, folder, arrays, document)


def save_generation(record: CaseRecord, folder: Path) -> tuple[Path, ...]:
    """Keep a case in a new folder inside `folder`, named by its content; nothing is replaced.

    The case as it was stays whole until the workspace's database says that the new one holds;
    `remove_generations` then takes the old one away.
    """
    arrays, document = _contents(record)
    name = hashlib.sha256(arrays + document).hexdigest()[:_GENERATION_DIGITS]
    return _write_case(record.result, folder / name, arrays, document)


def remove_generations(folder: Path, kept: Collection[Path]) -> None:
    """Remove what earlier analyses, finished or killed, left in a case's folder.

    Parameters
    ----------
    folder : pathlib.Path
        The case's folder.
    kept : collection of pathlib.Path
        The files that the workspace's database names; all else that a case is made of goes.
    """
    places = {path.parent for path in kept}
    for child in folder.iterdir() if folder.is_dir() else ():
        if _is_generation(child) and child not in places:
            shutil.rmtree(child, ignore_errors=True)  # what is read just now goes the next time
        elif child.name in (_CASE_FILE, _ARRAYS_FILE) and child not in kept:
            with contextlib.suppress(OSError):
                child.unlink()


def _is_generation(path: Path) -> bool:
    digits = set(path.name)
    return len(path.name) == _GENERATION_DIGITS and digits <= set("0123456789abcdef")


def _contents(record: CaseRecord) -> tuple[bytes, bytes]:
    """Return what case.h5 and case.json are to hold."""
    if record.result.is_what_if:
        raise ValueError("a what-if is no result and is not kept")
    result, pictures = deidentified(record.result), record.pictures
    document = {
        "format": CASE_FORMAT,
        "case_id": result.case_id,
        "results": [answer_json(result)],
        "sources": to_json(result.prediction.sources),  # as a what-if starts from them
        "slides": to_json(result.slides),
        "thumbnail_downsamples": list(pictures.downsamples),
        "top_indices": list(pictures.top_indices),
        "checks": to_json(result.checks),
        "member": result.prediction.member,
        "dropped": to_json(result.dropped),
        "card": card_to_json(_without_cohort(result.card)),
        "card_sha256": card_sha256(result.card),
        "encoder_sha256": result.encoder_sha256,
        "app_version": result.app_version,
        "seed": result.seed,
    }
    text = json.dumps(document, indent=1, allow_nan=False) + "\n"
    return _arrays(result, pictures), text.encode()


def _arrays(result: CaseResult, pictures: CasePictures) -> bytes:
    """Return a case's arrays as the bytes of an HDF5 file.

    In memory: HDF5 that meets a full disk halfway ends the process when the file is closed.
    """
    import h5py

    with h5py.File(_ARRAYS_FILE, "w", driver="core", backing_store=False) as store:
        store["attention"] = result.prediction.attention
        store["contributions"] = result.prediction.contributions
        if result.prediction.member_survival is not None:
            store["member_survival"] = result.prediction.member_survival
        for number, part in enumerate(result.slides):
            if part.coords is not None:
                store[f"coords/{number}"] = part.coords
            if part.outline is not None:
                points, lengths = pack_outline(part.outline)
                store[f"outlines/{number}/points"] = points
                store[f"outlines/{number}/lengths"] = lengths
        for number, image in enumerate(pictures.thumbnails):
            store.create_dataset(f"thumbnails/{number}", data=image, compression="gzip")
        for number, image in enumerate(pictures.top_patches):
            store.create_dataset(f"patches/{number}", data=image, compression="gzip")
        store.flush()
        return bytes(store.id.get_file_image())


def _write_case(
    result: CaseResult, folder: Path, arrays: bytes, document: bytes
) -> tuple[Path, ...]:
    sha256 = card_sha256(result.card)
    write_bytes(folder / _ARRAYS_FILE, arrays)
    card_file = _card_file(folder, sha256)
    if _read_card(folder, sha256) is None:  # not there yet, or damaged
        cohort = {"card": card_to_json(result.card), "strata": to_json(result.strata)}
        write_json(card_file, cohort)
    write_bytes(folder / _CASE_FILE, document)
    return (folder / _CASE_FILE, folder / _ARRAYS_FILE, card_file)


def _card_file(folder: Path, sha256: str) -> Path:
    home = folder.parent if _is_generation(folder) else folder
    return home.parent / CARDS_FOLDER / f"{sha256}.json"


def _without_cohort(card: PackCard) -> PackCard:
    """Leave out what makes a card long; what a merged model came from is said of every case."""
    kept = ("merge_", "auto_recalibration")
    evidence = {name: value for name, value in card.evidence.items() if name.startswith(kept)}
    return replace(card, reference=None, evidence=evidence)


def _read_card(folder: Path, sha256: str) -> tuple[PackCard, tuple[KaplanMeierCurve, ...]] | None:
    """Read a card kept beside a case; None if it is not there, or not that card."""
    try:
        return read_kept_card(_card_file(folder, sha256))
    except (OSError, ValueError, KeyError, TypeError, StephError):
        return None


def read_kept_card(path: Path) -> tuple[PackCard, tuple[KaplanMeierCurve, ...]]:
    """Read a card that lies beside cases, named by its hash, and the curves of its cohort.

    Raises
    ------
    StephError, OSError, ValueError, LookupError, TypeError
        If it cannot be read, or is not the card that its name says.
    """
    kept = read_json(path)
    card = card_from_json(kept["card"])
    strata = from_json(tuple[KaplanMeierCurve, ...], kept["strata"], "strata")
    if card_sha256(card) != path.stem:
        raise StephError("This card was changed after it was kept", path, _ANALYSE_AGAIN)
    return card, strata


def load_document(folder: Path) -> tuple[CaseRecord, dict[str, Any]]:
    """Read a case back with its case.json, of the same moment; errors are those of `load_case`."""
    files = _files_of(folder)
    return _parse_files(files), parse_json(files.document)


def load_case(folder: Path) -> CaseRecord:
    """Read a case back; in a workspace, what its database says that the case is, and only that.

    Parameters
    ----------
    folder : pathlib.Path
        The case's folder; outside a workspace it may be a copy.

    Raises
    ------
    StephError
        If the folder holds no whole case of a known format, or its files are not those whose
        hashes the workspace recorded.
    """
    return _parse_files(_files_of(folder))


_Read = TypeVar("_Read")


def kept_documents(
    workspace: Path, case_ids: Sequence[str], read: Callable[[str, dict[str, Any]], _Read]
) -> Sifted[_Read]:
    """Read case.json of cases of a workspace; one that is not as it was recorded is named.

    Parameters
    ----------
    workspace : pathlib.Path
        The workspace.
    case_ids : sequence of str
        Cases that have a result.
    read : callable
        Makes of a case and its document what is wanted.
    """
    if not case_ids or not (workspace / DATABASE_NAME).is_file():
        return Sifted(())
    folders = {case_id: case_folder(workspace, case_id) for case_id in case_ids}
    recorded = recorded_case_files(workspace, [folder.name for folder in folders.values()])

    def of(case_id: str) -> _Read:
        folder = folders[case_id]
        place, hashes = _recorded(folder, recorded.get(folder.name, {}), workspace)
        try:
            data = _checked(place / _CASE_FILE, hashes)
        except OSError as error:
            raise StephError("This case cannot be read", folder, _ANALYSE_AGAIN) from error
        return read(case_id, parse_json(data))

    return read_each(case_ids, of)


@dataclass(frozen=True)
class _CaseFiles:
    """What a case's two files hold, and where they lie."""

    place: Path
    document: bytes
    arrays: bytes


def _files_of(folder: Path) -> _CaseFiles:
    folder = (folder.parent if folder.name == _CASE_FILE else folder).absolute()
    home = folder.parent if _is_generation(folder) else folder
    workspace = home.parent.parent
    hashes: Mapping[Path, str] = {}
    try:
        if home.parent.name == CASES_FOLDER and (workspace / DATABASE_NAME).is_file():
            if not home.is_dir():
                raise FileNotFoundError(home)
            recorded = recorded_case_files(workspace, [home.name])[home.name]
            place, hashes = _recorded(home, recorded, workspace)
        else:
            place = _newest(folder)
        # Read once and then compared and parsed: nothing can come between.
        document = _checked(place / _CASE_FILE, hashes)
        return _CaseFiles(place, document, _checked(place / _ARRAYS_FILE, hashes))
    except FileNotFoundError as error:
        raise StephError("No case is kept here", home, _ANALYSE_AGAIN) from error
    except OSError as error:
        raise StephError("This case cannot be read", home, _ANALYSE_AGAIN) from error


def _recorded(
    home: Path, recorded: Mapping[str, str], workspace: Path
) -> tuple[Path, Mapping[Path, str]]:
    """Return where the case lies that a workspace recorded, and the hashes of its files."""
    hashes = {workspace / path: sha256 for path, sha256 in recorded.items()}
    places = [path.parent for path in hashes if path.name == _CASE_FILE]
    if not places:
        what = "The workspace has no record of the files of this case"
        raise StephError(what, home, _ANALYSE_AGAIN)
    return places[0], hashes


def _checked(path: Path, hashes: Mapping[Path, str]) -> bytes:
    if path.exists() and not path.is_file():  # a pipe would be waited for
        raise StephError("This is no regular file", path, _ANALYSE_AGAIN)
    data = path.read_bytes()
    if hashes and hashlib.sha256(data).hexdigest() != hashes.get(path):
        raise StephError(
            "The files of this case were changed after it was analysed: they are not those that "
            "the workspace recorded",
            path,
            "Put them back from a backup, or analyse the case again.",
        )
    return data


def _newest(folder: Path) -> Path:
    """Return where the case lies in a folder that no workspace speaks of."""
    if (folder / _CASE_FILE).is_file() or not folder.is_dir():
        return folder
    inside = [child for child in folder.iterdir() if (child / _CASE_FILE).is_file()]
    return max(inside, key=lambda child: (child / _CASE_FILE).stat().st_mtime_ns, default=folder)


def _parse_files(files: _CaseFiles) -> CaseRecord:
    try:
        document = parse_json(files.document)
        if document["format"] not in range(1, CASE_FORMAT + 1):
            raise StephError(
                "This case was written by a newer version", files.place, "Update STEPH Desktop."
            )
        return _parse_case(document, files)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StephError("This case cannot be read", files.place, _ANALYSE_AGAIN) from error


def _parse_case(document: dict[str, Any], files: _CaseFiles) -> CaseRecord:
    import h5py

    answer = document["results"][0]
    sources = document.get("sources", answer["sources"])  # earlier versions kept them once
    with h5py.File(io.BytesIO(files.arrays), "r") as store:
        prediction = Prediction(
            hazards=np.asarray(answer["hazards"], float),
            survival=np.asarray(answer["survival"], float),
            risk_score=float(answer["risk_score"]),
            attention=store["attention"][()].astype(float),
            contributions=store["contributions"][()].astype(np.float32),
            sources=from_json(tuple[SourceShare, ...], sources, "sources"),
            member_survival=store["member_survival"][()] if "member_survival" in store else None,
            member=_member_in(document),
        )
        slides = tuple(
            SlidePatches(
                **{name: value for name, value in part.items() if name != "region"},
                region=_region_in(part),
                coords=store[f"coords/{number}"][()] if f"coords/{number}" in store else None,
                outline=_outline_in(store, number),
            )
            for number, part in enumerate(document["slides"])
        )
        pictures = CasePictures(
            thumbnails=_images(store, "thumbnails"),
            downsamples=tuple(document["thumbnail_downsamples"]),
            top_indices=tuple(document["top_indices"]),
            top_patches=_images(store, "patches"),
        )
    warnings = tuple(answer["warnings"])
    # Cases of earlier versions count the patches that could not be read in a warning alone.
    told = [found for found in map(_FAILED.match, warnings) if found is not None]
    if told and not any(part.failed_patches for part in slides):
        slides = (replace(slides[0], failed_patches=int(told[0][1])), *slides[1:])
    card = card_from_json(document["card"])
    if "strata" in document:
        strata = from_json(tuple[KaplanMeierCurve, ...], document["strata"], "strata")
    elif (kept := _read_card(files.place, document["card_sha256"])) is not None:
        card, strata = kept
    else:
        strata, warnings = (), (*warnings, _CARD_LOST)
    result = CaseResult(
        case_id=document["case_id"],
        slides=slides,
        card=card,
        prediction=prediction,
        risk_percentile=answer["risk_percentile"],
        risk_group=from_json(RiskGroup, answer["risk_group"]) if answer["risk_group"] else None,
        encoder_sha256=document["encoder_sha256"],
        app_version=document["app_version"],
        seed=document["seed"],
        warnings=warnings,
        patient_id=answer["patient_id"],
        strata=strata,
        dropped=from_json(tuple[SourceDropped, ...], document.get("dropped", []), "dropped"),
        checks=completed(
            from_json(tuple[Check, ...], document["checks"]) if document["format"] > 1 else (), card
        ),
    )
    return CaseRecord(result, pictures)


def _member_in(document: dict[str, Any]) -> int | None:
    member = document.get("member")  # earlier versions did not write it: the first answered
    return None if member is None else from_json(int, member, "member")


def _region_in(part: dict[str, Any]) -> RegionRead | None:
    kept = part.get("region")
    return None if kept is None else from_json(RegionRead, kept, "region")


def _outline_in(store: Any, number: int) -> Outline | None:
    kept = store.get(f"outlines/{number}")
    return None if kept is None else unpack_outline(kept["points"][()], kept["lengths"][()])


def _images(store: Any, group: str) -> tuple[NDArray[np.uint8], ...]:
    count = len(store[group]) if group in store else 0
    return tuple(store[f"{group}/{number}"][()] for number in range(count))
