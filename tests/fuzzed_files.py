"""Damaged files of every kind that the program reads back; each follows from its seed and number.

`python fuzzed_files.py SEED COUNT [KIND...]` damages each kind COUNT times and prints, as JSON, how
many were read as before, read as something else, refused by name, and what was neither. A file
that a hash protects may never be read as something else.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import sys
import tempfile
import zipfile
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import h5py
import numpy as np
import torch
from case_files import feature_file, pack
from model_packs import write_single
from numpy.random import Generator
from small_cohort import lay_cancer

from steph_desktop.case.case_store import case_folder, kept_documents, load_case
from steph_desktop.cohort.clinical_table import read_clinical
from steph_desktop.cohort.cohort_folder import load_cohort
from steph_desktop.cohort.infer_columns import infer_schema
from steph_desktop.cohort.slide_scan import FACTS_FILE, ScannedSlide, read_facts
from steph_desktop.cohort.table_file import read_table
from steph_desktop.core.errors import StephError
from steph_desktop.core.job_control import JobControl
from steph_desktop.core.listing import Sifted
from steph_desktop.core.settings import Settings, load_settings, save_settings
from steph_desktop.engine.job_requests import AnalyseRequest
from steph_desktop.engine.model_registry import scan
from steph_desktop.engine.use_cases import analyse_case
from steph_desktop.features.bag import read_bag
from steph_desktop.model.packs import load_pack, sign_pack
from steph_desktop.model.signatures import LabKey
from steph_desktop.slide.annotations import Annotation, Shape, read_geojson, write_geojson
from steph_desktop.training.fold_runs import FoldRunRecord, SourceMeans, read_records, write_record
from steph_desktop.training.predictions import FoldPredictions, predictions_path, write_predictions
from steph_desktop.training.study.dynamics import read_courses
from steph_desktop.training.study.study import StudyDraft, StudyRepository
from steph_desktop.training.training_events import EpochRecord, EventLog, FitEvent, read_events
from steph_desktop.workspace.anchors import read_anchors
from steph_desktop.workspace.database import DATABASE_NAME
from steph_desktop.workspace.store import Workspace

CASE = "Case K7-QX"
LONGEST_S = 20.0


@dataclass(frozen=True)
class Kind:
    """A kind of file: where a whole one lies, and what reading it gives."""

    path: Path
    read: Callable[[], object]
    is_sealed: bool = False  # a hash says what it holds: nothing else may come of it


# Whole files --------------------------------------------------------------------------------------


def _pack(home: Path) -> Kind:
    path = home / "small.steph"
    write_single(path, "BRCA", 1, model_id="small")
    sign_pack(path, LabKey("Lab", "11" * 32))

    def read() -> object:
        made = load_pack(path)
        state = {name: value.numpy() for name, value in made.model.state_dict().items()}
        return made.card, state

    return Kind(path, read, is_sealed=True)


def _library(home: Path) -> Kind:
    """The list of models, which reads cards alone."""
    for number in range(2):
        write_single(home / f"{number}.steph", "BRCA", number, model_id=f"m{number}")
    return Kind(home / "0.steph", lambda: [(e.card, e.fault) for e in scan(home)])


def _bag(home: Path) -> Kind:
    path = feature_file(home, 9, 16)
    return Kind(path, lambda: read_bag(path))


def _torch_bag(home: Path) -> Kind:
    path = home / "S1.pt"
    torch.save(torch.randn(9, 16), path)
    return Kind(path, lambda: read_bag(path))


def _lab(home: Path) -> Path:
    model, features = pack(home, 16), feature_file(home, 9, 16)
    analyse_case(AnalyseRequest(CASE, (features,), model, home / "lab", device="cpu"), JobControl())
    return home / "lab"


def _case_part(name: str) -> Callable[[Path], Kind]:
    def make(home: Path) -> Kind:
        lab = _lab(home)
        (path,) = case_folder(lab, CASE).rglob(name)
        return Kind(path, lambda: _without_pixels(case_folder(lab, CASE)), is_sealed=True)

    return make


def _without_pixels(folder: Path) -> object:
    result = load_case(folder).result
    return result.prediction, result.risk_group, result.checks, result.card


def _copied_case(name: str) -> Callable[[Path], Kind]:
    """A case that no workspace speaks of: nothing says what it held."""

    def make(home: Path) -> Kind:
        (file,) = case_folder(_lab(home), CASE).rglob("case.json")
        place = home / "copy"
        place.mkdir()
        for part in file.parent.iterdir():
            (place / part.name).write_bytes(part.read_bytes())
        return Kind(place / name, lambda: _without_pixels(place))

    return make


def _answers(home: Path) -> Kind:
    lab = _lab(home)
    (path,) = case_folder(lab, CASE).rglob("case.json")
    read = lambda: kept_documents(lab, [CASE], lambda _, document: document)  # noqa: E731
    return Kind(path, read, is_sealed=True)


def _database(home: Path) -> Kind:
    lab = _lab(home)

    def read() -> object:
        with Workspace.open(lab, read_only=True) as workspace:
            return workspace.listed_cases(), workspace.list_jobs()

    return Kind(lab / DATABASE_NAME, read)


_ROWS = "patient_id,OS.time (days),OS.event,age,grade\n" + "".join(
    f"P{n:03},{37 * n + 50},{n % 2},{40 + n},{'low' if n % 3 else 'high'}\n" for n in range(24)
)


def _table(home: Path) -> Kind:
    path = home / "t.csv"
    path.write_text(_ROWS, encoding="utf-8")
    return Kind(path, lambda: _clinical(path))


def _excel(home: Path) -> Kind:
    import openpyxl

    book = openpyxl.Workbook()
    for line in _ROWS.splitlines():
        book.active.append([int(c) if c.isdigit() else c for c in line.split(",")])
    path = home / "t.xlsx"
    book.save(path)
    return Kind(path, lambda: _clinical(path))


def _clinical(path: Path) -> object:
    table = read_table(path)
    found = read_clinical(table, infer_schema(table))
    assert all(np.isfinite(patient.time_days) for patient in found.patients)
    return found


def _cohort(home: Path) -> Kind:
    path = lay_cancer(home, "AAA") / "labels.csv"
    return Kind(path, lambda: load_cohort(home))


def _splits(home: Path) -> Kind:
    path = lay_cancer(home, "AAA") / "splits_2.csv"
    return Kind(path, lambda: load_cohort(home))


def _study(home: Path) -> Kind:
    repository = StudyRepository(home)
    for name in ("a", "b"):
        repository.keep(StudyDraft(f"{name}-study", cancer=name, slide_folder=home))
    return Kind(next(repository.folder.glob("a-study/*.json")), repository.listed)


def _settings(home: Path) -> Kind:
    path = home / "settings.json"
    save_settings(Settings(reviewer="Dr A", study_folders=(home,), device="cpu"), path)

    def read() -> object:
        found = load_settings(path)
        for aside in home.glob("*damaged*"):
            aside.unlink()
        return found

    return Kind(path, read)


def _drawings(home: Path) -> Kind:
    path = home / "a.geojson"
    corners = ((1.0, 2.0), (40.0, 2.0), (40.0, 50.0))
    write_geojson(path, [Annotation(Shape.POLYGON, corners), Annotation(Shape.POINT, corners[:1])])
    return Kind(path, lambda: read_geojson(path))


def _fits(home: Path) -> Path:
    rng = np.random.default_rng(0)
    for fold in range(2):
        ids = tuple(f"{fold}-{row}" for row in range(6))
        times = rng.random(6) + 1.0
        made = FoldPredictions("steph", "BRCA", fold, 42, ids, times, times > 1.5, times)
        path = predictions_path(home, made)
        write_predictions(path, made)
        sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
        epochs = (EpochRecord(1, 0.5, 0.5, (0.2,), (0.8,), sources=("UCEC",)),)
        record = FoldRunRecord(
            "BRCA", "steph", "steph", fold, 42, 0.5, 12, 6, 3, 2, 2.0, 100, 0.1, "given", {},
            (SourceMeans("UCEC", 0.2, 0.8, 1.0),), path.name, sha256, history=epochs,
        )  # fmt: skip
        write_record(home, record)
    return home


def _record(home: Path) -> Kind:
    path = next((_fits(home) / "cells").glob("*.json"))
    return Kind(path, lambda: (read_records(home), read_courses(home)))


def _predictions(home: Path) -> Kind:
    path = next((_fits(home) / "predictions").glob("*.h5"))
    return Kind(path, lambda: read_records(home), is_sealed=True)


def _events(home: Path) -> Kind:
    with EventLog(home) as log:
        for epoch in range(1, 4):
            made = EpochRecord(epoch, 1.0, 1.0, (0.3,), (0.5,), (0.1,), (0.1,), ("BLCA",))
            log.add(FitEvent("UCEC, steph, fold 0, seed 42", made))
    return Kind(home / "news.jsonl", lambda: (read_events(home), read_courses(home)))


def _facts(home: Path) -> Kind:
    path = home / FACTS_FILE
    facts = [ScannedSlide(f"/{name}.svs", 5, "ab" * 32, "svs", 40) for name in "abc"]
    path.write_text(json.dumps([asdict(fact) for fact in facts]))

    def read() -> object:
        found = read_facts(home)
        assert all(type(f.n_patches) is type(f.size_bytes) is int for f in found)
        return found

    return Kind(path, read)


def _anchors(home: Path) -> Kind:
    path = home / "kept.txt"
    path.write_text("# note\n" + "".join(f"entry {n} {n:064x}\n" for n in range(1, 4)))
    return Kind(path, lambda: read_anchors(str(path)))


KINDS: dict[str, Callable[[Path], Kind]] = {
    "pack": _pack,
    "list of models": _library,
    "features": _bag,
    "features of torch": _torch_bag,
    "case.json": _case_part("case.json"),
    "case.h5": _case_part("case.h5"),
    "case.json, copied": _copied_case("case.json"),
    "case.h5, copied": _copied_case("case.h5"),
    "kept answers": _answers,
    "database": _database,
    "table": _table,
    "Excel": _excel,
    "labels": _cohort,
    "folds": _splits,
    "study": _study,
    "settings": _settings,
    "drawings": _drawings,
    "record of a fit": _record,
    "predictions": _predictions,
    "course of a training": _events,
    "scanned slides": _facts,
    "anchors": _anchors,
}


# Damage -------------------------------------------------------------------------------------------

_ABSURD: tuple[Any, ...] = (
    0, -1, 1e308, -1e308, 2**31, 2**63, -(2**63), 10**30, 0.1, True, None, "", "NaN", "../x",
    "a" * 70_000, "\ud800", "\0", "=1+1", [], {}, [[]], [None], {"a": 1}, float("inf"),
    float("nan"),
)  # fmt: skip
_TEXTS = (b"9" * 400, b"1e999", b"-0", b"[" * 200, b'{"a":' * 90, b"\xff\xfe", b"\xed\xa0\x80")


def _bytes(data: bytes, rng: Generator) -> bytes:
    """Flip, cut, splice, repeat, overwrite."""
    made = bytearray(data)
    for _ in range(int(rng.integers(1, 4))):
        n = max(1, len(made))
        at, other = (int(rng.integers(n)) for _ in range(2))
        length = int(rng.integers(1, 1 + min(n, 64)))
        match int(rng.integers(6)):
            case 0:
                made[at : at + 1] = bytes([(made[at] if made else 0) ^ (1 << int(rng.integers(8)))])
            case 1:
                made = made[: max(at, 1)]
            case 2:
                made[at : at + length] = made[other : other + length]
            case 3:
                made[at:at] = made[other : other + length]
            case 4:
                made[at : at + 8] = bytes([(0, 255)[int(rng.integers(2))]]) * 8
            case _:
                made[at : at + length] = _TEXTS[int(rng.integers(len(_TEXTS)))]
    return bytes(made)


def _places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inside = value.items() if isinstance(value, dict) else enumerate(value)
    found = []
    for key, one in inside:
        found.append((*path, key))
        if isinstance(one, dict | list):
            found += _places(one, (*path, key))
    return found


def _json(data: bytes, rng: Generator) -> bytes:
    """Replace, drop, swap, double or rename a member."""
    value = json.loads(data)
    for _ in range(int(rng.integers(1, 3))):
        places = _places(value) if isinstance(value, dict | list) else []
        if not places:
            break
        *way, key = places[int(rng.integers(len(places)))]
        home = value
        for step in way:
            home = home[step]
        match int(rng.integers(6)):
            case 0 | 1:
                home[key] = _ABSURD[int(rng.integers(len(_ABSURD)))]
            case 2:
                del home[key]
            case 3:
                others = list(home) if isinstance(home, dict) else range(len(home))
                other = others[int(rng.integers(len(others)))]
                home[key], home[other] = home[other], home[key]
            case 4 if isinstance(home, dict):
                home[f"{key}_"] = home.pop(key)
            case _:
                one = home[key]
                home[key] = -one if type(one) in (int, float) else [one]
    text = json.dumps(value)
    if rng.random() < 0.2 and text.startswith("{") and len(text) > 2:  # a member twice
        name = next(iter(value))
        text = f"{text[:-1]}, {json.dumps(name)}: {json.dumps(_ABSURD[int(rng.integers(9))])}}}"
    return text.encode("utf-8", "surrogatepass")


def _zip(data: bytes, rng: Generator) -> bytes:
    """Damage, drop, double or add a member."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = [(name, archive.read(name)) for name in archive.namelist()]
    at = int(rng.integers(len(parts)))
    name, content = parts[at]
    match int(rng.integers(6)):
        case 0:
            del parts[at]
        case 1:
            parts.append((name, _bytes(content, rng)))
        case 2:
            parts.append((("../x", "/x", "x/y", "model.pkl", "a\\b")[int(rng.integers(5))], b"1"))
        case _:
            parts[at] = (name, damaged(content, rng))
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        import warnings

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a name twice
            for name, content in parts:
                archive.writestr(name, content)
    return made.getvalue()


def _tensors(data: bytes, rng: Generator) -> bytes:
    """Damage the header of a safetensors file, and keep its length true."""
    size = int.from_bytes(data[:8], "little")
    head = _json(data[8 : 8 + size], rng)
    return len(head).to_bytes(8, "little") + head + data[8 + size :]


_VALUES = (np.nan, np.inf, -np.inf, 1e38, -1e38, 0.0, 1e300, 2.0**63)


def _hdf5(data: bytes, rng: Generator) -> bytes:
    """Change kind, shape, values or attributes of a dataset."""
    kept = io.BytesIO(data)
    with h5py.File(kept, "r+") as file:
        names: list[str] = []
        file.visititems(lambda name, one: names.append(name) if _is_dataset(one) else None)
        name = names[int(rng.integers(len(names)))]
        value = np.asarray(file[name][()])
        stated = dict(file[name].attrs)
        match int(rng.integers(7)):
            case 0:
                kinds = ("i8", "f8", "f2", "u1", "S4", "c8", "?")
                with suppress(TypeError, ValueError):
                    value = value.astype(kinds[int(rng.integers(len(kinds)))])
            case 1:
                value = (value.T, value[..., None], value.ravel(), value[:0])[int(rng.integers(4))]
            case 2 if value.dtype.kind == "f" and value.size:
                with np.errstate(over="ignore"):
                    value.flat[int(rng.integers(value.size))] = _VALUES[int(rng.integers(8))]
            case 3:
                del file[name]
                if rng.random() < 0.5:
                    file[name] = h5py.SoftLink("/nowhere")
                return _closed(file, kept)
            case 4:
                home = file if file.attrs else file[name]
                for key in list(home.attrs)[:1]:
                    one = _ABSURD[int(rng.integers(15))]
                    home.attrs[key] = "" if one is None else one
            case 5 if value.size:
                value = np.concatenate([value, value]) if value.ndim else value
            case _:
                value = value[: len(value) // 2] if value.ndim else value * 0
        del file[name]
        file[name] = value
        for key, one in stated.items():
            file[name].attrs[key] = one
        return _closed(file, kept)


def _is_dataset(one: object) -> bool:
    return isinstance(one, h5py.Dataset)


def _closed(file: h5py.File, kept: io.BytesIO) -> bytes:
    file.close()
    return kept.getvalue()


def _cells(data: bytes, rng: Generator) -> bytes:
    """Replace, swap, double or cut cells, rows and columns of a CSV table."""
    rows = [line.split(",") for line in data.decode("utf-8").splitlines()]
    row, other = (int(rng.integers(len(rows))) for _ in range(2))
    column = int(rng.integers(max(1, len(rows[row]))))
    match int(rng.integers(7)):
        case 0 | 1:
            cell = _ABSURD[int(rng.integers(len(_ABSURD)))]
            rows[row][column : column + 1] = [str(cell)[:40_000]]
        case 2:
            rows[row], rows[other] = rows[other], rows[row]
        case 3:
            rows.insert(other, list(rows[row]))
        case 4:
            for line in rows:
                line[column:column] = line[:1]
        case 5:
            rows[row] = rows[row][:column]
        case _:
            rows[row][column : column + 1] = [('"', '""', '"x', "a;b", "\t", "\u202e")[column % 6]]
    mark = (",", ",", ";", "\t")[int(rng.integers(4))]
    return ("\n".join(mark.join(line) for line in rows) + "\n").encode("utf-8", "surrogatepass")


def damaged(data: bytes, rng: Generator) -> bytes:
    """Damage a file by its kind, or as bytes."""
    if rng.random() < 0.35:
        return _bytes(data, rng)
    try:
        if data[:2] == b"PK":
            return _zip(data, rng)
        if data[:4] == b"\x89HDF":
            return _hdf5(data, rng)
        if data[8:9] == b"{":
            return _tensors(data, rng)
        if data.lstrip()[:1] in (b"{", b"["):
            if b"\n{" in data:  # a document in each line
                lines = data.split(b"\n")
                at = int(rng.choice([n for n, line in enumerate(lines) if line]))
                lines[at] = _json(lines[at], rng)
                return b"\n".join(lines)
            return _json(data, rng)
        if b"," in data[:200] and b"\0" not in data[:200]:
            return _cells(data, rng)
    except (ValueError, KeyError, TypeError, IndexError, OSError, RecursionError):
        pass  # what is to be damaged is damaged already, as a member of a member
    return _bytes(data, rng)


# A run ------------------------------------------------------------------------------------------


def answer_of(value: object) -> str:
    """Say what was read so that two answers can be compared."""
    with np.printoptions(threshold=sys.maxsize, floatmode="unique"):
        return hashlib.sha256(repr(value).encode("utf-8", "surrogatepass")).hexdigest()


def _tried(kind: Kind, whole: str) -> str:
    """Read a damaged file; say how it ended."""
    try:
        found = kind.read()
    except StephError as error:
        return "refused" if len(str(error)) > 20 else f"refused without a reason: {error!r}"
    except Exception as error:  # noqa: BLE001 - this is what is looked for
        return f"CRASH {type(error).__name__}: {str(error)[:200]}"
    if answer_of(found) == whole:
        return "the same"
    if isinstance(found, Sifted) and found.bad:
        return "refused"
    return "OTHER although it is sealed" if kind.is_sealed else "other"


def fuzz(name: str, seed: int, count: int, start: int = 0) -> tuple[Counter[str], list[str]]:
    """Damage a kind of file `count` times; return how often it ended how, and each fault."""
    ends: Counter[str] = Counter()
    faults: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        kind = KINDS[name](Path(folder))
        data = kind.path.read_bytes()
        whole = answer_of(kind.read())
        assert answer_of(kind.read()) == whole, "reading changes nothing"
        for number in range(start, start + count):
            rng = np.random.default_rng([seed, list(KINDS).index(name), number])
            made = damaged(data, rng)
            kind.path.write_bytes(made)
            end = "the same" if made == data else _tried(kind, whole)
            if end not in ("the same", "other", "refused"):
                faults.append(f"{name}, seed {seed}, number {number}: {end}")
            ends[end.split(":")[0]] += 1
        kind.path.write_bytes(data)
        assert answer_of(kind.read()) == whole, "a damaged file spoils no other reading"
    return ends, faults


def main() -> None:
    """Run as a script."""
    os.environ.setdefault("STEPH_DESKTOP_HOME", tempfile.mkdtemp())
    seed, count, *names = sys.argv[1:]
    for name in names or KINDS:
        ends, faults = fuzz(name, int(seed), int(count))
        print(json.dumps({"kind": name, **ends}), flush=True)  # noqa: T201 - a script
        sys.stdout.writelines(f"{fault}\n" for fault in faults[:12])
        sys.stdout.flush()


if __name__ == "__main__":
    main()
