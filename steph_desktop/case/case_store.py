"""A case on disk: what its folder holds, how it is written whole, and how it is read back.

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
import re
import shutil
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from steph_desktop.case.result import (
    CasePictures,
    CaseRecord,
    CaseResult,
    SlidePatches,
    SourceDropped,
    answer_json,
    deidentified,
)
from steph_desktop.case.slide_checks import Check, completed
from steph_desktop.core.codec import chosen, from_json, parse_json, read_json, to_json
from steph_desktop.core.errors import StephError
from steph_desktop.core.files import json_text, write_bytes, write_json
from steph_desktop.core.listing import DAMAGE, Sifted, read_each
from steph_desktop.model.card import PackCard, card_from_json, card_sha256, card_to_json
from steph_desktop.model.outputs import Prediction, RiskGroup, SourceShare
from steph_desktop.slide.region import RegionRead
from steph_desktop.slide.tissue import Outline, pack_outline, unpack_outline
from steph_desktop.survival.curves import KaplanMeierCurve
from steph_desktop.workspace.case_records import CASES_FOLDER, recorded_case_files
from steph_desktop.workspace.database import DATABASE_NAME

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


def case_folder(workspace: Path, case_id: str) -> Path:
    """Return the folder of a case; its name is made safe for every file system."""
    safe = "".join(letter if letter.isalnum() or letter in "-_" else "-" for letter in case_id)
    return workspace / CASES_FOLDER / safe


def save_generation(record: CaseRecord, folder: Path) -> tuple[Path, ...]:
    """Keep a case in a new folder inside `folder`, named by its content; nothing is replaced.

    The case as it was stays whole until the workspace's database says that the new one holds;
    `remove_generations` then takes the old one away. Nothing kept holds the name of a slide or of a
    patient: these are in the workspace's database.
    """
    arrays, document = _contents(record)
    name = hashlib.sha256(arrays + document).hexdigest()[:_GENERATION_DIGITS]
    return _write_case(record.result, folder / name, arrays, document)


def remove_generations(folder: Path, kept: Collection[Path]) -> None:
    """Remove what earlier analyses, finished or killed, left in a case's folder.

    `kept` are the files that the workspace's database names; all else that a case is made of
    goes.
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
        **chosen(result, "encoder_sha256", "app_version", "seed"),
    }
    return _arrays(result, pictures), json_text(document).encode()


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
    # case.json comes last: where it is, the rest is there.
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
    """Leave out what makes a card long, but keep what a merged model came from."""
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

    Outside a workspace the folder may be a copy.

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
    """Read the case.json of several cases; one that differs from its record is named.

    `read` makes of a case and its document what is wanted.
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
    """Return where the recorded case lies, and the hashes of its files."""
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
    """Return where the case lies in a folder outside any workspace."""
    if (folder / _CASE_FILE).is_file() or not folder.is_dir():
        return folder
    inside = [child for child in folder.iterdir() if (child / _CASE_FILE).is_file()]
    return max(inside, key=lambda child: (child / _CASE_FILE).stat().st_mtime_ns, default=folder)


def _parse_files(files: _CaseFiles) -> CaseRecord:
    try:
        document = parse_json(files.document)
        if document["format"] not in range(1, CASE_FORMAT + 1):
            what = "This case was written by a newer version"
            raise StephError(what, files.place, "Update STEPH Desktop.")
        return _parse_case(document, files)
    except StephError:
        raise
    except (*DAMAGE, RuntimeError) as error:  # h5py's, of a damaged tree
        raise StephError("This case cannot be read", files.place, _ANALYSE_AGAIN) from error


def _parse_case(document: dict[str, Any], files: _CaseFiles) -> CaseRecord:
    import h5py

    answer = document["results"][0]
    sources = document.get("sources", answer["sources"])  # earlier versions kept them once
    with h5py.File(io.BytesIO(files.arrays), "r") as store:
        prediction = Prediction(
            hazards=_finite(answer["hazards"], float),
            survival=_finite(answer["survival"], float),
            risk_score=float(_finite(answer["risk_score"], float)),
            attention=_finite(store["attention"][()], float),
            contributions=_finite(store["contributions"][()], np.float32),
            sources=from_json(tuple[SourceShare, ...], sources, "sources"),
            member_survival=(
                _finite(store["member_survival"][()], float) if "member_survival" in store else None
            ),
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
    rows = sum(part.count for part in slides)
    shapes = prediction.attention.shape, prediction.contributions.shape
    if shapes != ((rows,), (rows, *prediction.survival.shape)):
        raise ValueError("the arrays are not of these patches")
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


def _finite(values: Any, kind: type) -> NDArray[Any]:
    """Return real and finite numbers; HDF5 gives whatever kind and values are written in it."""
    given = np.asarray(values)
    if given.dtype.kind not in "fiu":
        raise ValueError("an array does not hold numbers")
    with np.errstate(over="ignore"):
        made: NDArray[Any] = given.astype(kind)
    if not np.isfinite(made).all():
        raise ValueError("an array does not hold finite numbers")
    return made


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
