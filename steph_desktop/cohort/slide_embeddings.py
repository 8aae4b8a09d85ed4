"""Slide embeddings made elsewhere (TITAN, PRISM2, FEATHER, ...): one vector a slide, into a cohort.

They are kept in ``<cancer>/slide_embeddings/<slide>.h5``, each a bag of one instance, so that every
reader of bags reads them. Files that hold code, as pickles do, are not opened.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import h5py
import numpy as np
from numpy.typing import NDArray

from steph_desktop.cohort.cohort_folder import load_cohort
from steph_desktop.core.errors import FeaturesFault, StephError
from steph_desktop.core.hdf5_files import dataset_fault, open_hdf5
from steph_desktop.core.job_control import UNWATCHED, JobControl, Phase
from steph_desktop.features.bag import Bag, BagMeta, write_bag

_MAX_BYTES = 4 << 30
_MAX_NAME_BYTES = 64 << 20
_NAMES = ("slide_id", "slide_ids", "slide", "slides", "filenames", "filename", "names", "ids")
_VECTORS = ("features", "embeddings", "embedding", "feats")
_ADVICE = "Give HDF5, CSV or safetensors with one vector a slide."

Vectors = Mapping[str, NDArray[np.float32]]


@dataclass(frozen=True)
class ImportedVectors:
    """What became of the vectors of some files."""

    slides: int  # of the cohort that have one now
    missing: int  # of the cohort that have none
    unused: int  # vectors of no slide of the cohort
    width: int  # values of a vector
    missing_by_cancer: Mapping[str, int]  # cancers that lack some


def import_embeddings(
    paths: Sequence[Path], cohort: Path, encoder: str = "", control: JobControl = UNWATCHED
) -> ImportedVectors:
    """Put the vectors of some files into a cohort, under the slides that they are of.

    Parameters
    ----------
    paths : sequence of pathlib.Path
        Files, or folders of one HDF5 file a slide (TRIDENT's ``slide_features_*``). A vector's name
        is that of a slide, with or without the ending of its file, or that of a patient.
    encoder : str
        What made them, as it is to be named.

    Raises
    ------
    StephError
        If a file cannot be read, two vectors have one name, they differ in width, or none is of a
        slide of the cohort.
    """
    found: dict[str, NDArray[np.float32]] = {}
    for path in control.each(paths, Phase.READING_FEATURES):
        for name, vector in read_vectors(path).items():
            if name in found:
                raise FeaturesFault("A slide has two vectors", path, "Keep one of them.")
            found[name] = vector
    widths = {len(vector) for vector in found.values()}
    if len(widths) > 1:
        what = f"The vectors differ in width: {', '.join(map(str, sorted(widths)))}"
        raise FeaturesFault(what, paths[0], "Import those of one encoder.")
    used: set[str] = set()
    slides, missing = 0, dict[str, int]()
    cancers = tuple(load_cohort(cohort))
    for cancer in control.each(cancers, Phase.WRITING_FILE):
        home, lacking = cancer.of_slides, 0
        pairs = [(slide, p.patient_id) for p in cancer.patients for slide in p.slide_ids]
        for slide_id, patient_id in pairs:
            key = slide_id if slide_id in found else patient_id
            if key not in found:
                lacking += 1
                continue
            used.add(key)
            meta = BagMeta(slide_id=slide_id, encoder=encoder)
            write_bag(home.bag_path(slide_id), Bag(found[key][None], None, meta))
            slides += 1
        if lacking:
            missing[cancer.cancer] = lacking
    if not slides:
        todo = "Name them as the label tables name slides (pathology_id) or patients."
        raise FeaturesFault(
            "None of these vectors belongs to a slide of this cohort", paths[0], todo
        )
    return ImportedVectors(
        slides, sum(missing.values()), len(found) - len(used), widths.pop(), missing
    )


def read_vectors(path: Path) -> Vectors:
    """Read one vector a slide, by the slide's name; refuse what is no vector of numbers."""
    if path.is_dir():
        files = sorted(path.glob("*.h5"))
        if not files:
            raise FeaturesFault("This folder holds no .h5 file", path, _ADVICE)
        return {name: vector for file in files for name, vector in read_vectors(file).items()}
    if not path.is_file():
        raise StephError("This file was not found", path, "Check the name and the folder.")
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        why = "Pickles and .pt files can hold code and are not opened. "
        held = why if path.suffix.lower() in {".pkl", ".pickle", ".pt", ".pth"} else ""
        raise FeaturesFault("This is not a file of vectors", path, f"{held}{_ADVICE}")
    found: dict[str, NDArray[np.float32]] = {}
    for name, value in reader(path):
        vector = np.squeeze(np.asarray(value))
        if vector.ndim != 1 or vector.dtype.kind != "f" or not len(vector):
            raise FeaturesFault("The file holds something else than vectors", path, _ADVICE)
        key = _slide_name(name)
        if key in found:
            raise FeaturesFault("A slide has two vectors", path, "Keep one of them.")
        if not np.isfinite(vector).all():
            raise FeaturesFault("A vector holds values that are not numbers", path, _ADVICE)
        found[key] = vector.astype(np.float32)
    if not found:
        raise FeaturesFault("The file holds no vector", path, _ADVICE)
    return found


def _slide_name(name: str) -> str:
    """Leave out the ending of a slide's file; names of TCGA slides hold dots of their own."""
    known = (".svs", ".tif", ".tiff", ".ndpi", ".mrxs", ".scn", ".czi", ".dcm", ".h5", ".pt")
    return next((name.removesuffix(end) for end in known if name.lower().endswith(end)), name)


def _from_h5(path: Path) -> Iterator[tuple[str, Any]]:
    with open_hdf5(path, _ADVICE, FeaturesFault) as file:
        names = next((file[name] for name in _NAMES if name in file), None)
        values = next((file[name] for name in _VECTORS if name in file), None)
        if values is not None and names is not None:
            _require(values, path)
            _require(names, path, "O", _MAX_NAME_BYTES)
            known = [n.decode() if isinstance(n, bytes) else str(n) for n in names[()]]
            if len(known) != len(values):
                raise FeaturesFault("There are not as many names as vectors", path, _ADVICE)
            yield from zip(known, values[()], strict=True)
        elif values is not None:
            _require(values, path)
            yield path.name, values[()]
        else:
            for name in file:
                _require(file[name], path)
                yield name, file[name][()]


def _require(item: Any, path: Path, kinds: str = "f", most_bytes: int = _MAX_BYTES) -> None:
    """Refuse what is no dataset of vectors, or of names."""
    fault = "The file holds something else than vectors"
    if isinstance(item, h5py.Dataset):
        fault = dataset_fault(item, kinds, most_bytes)
    if fault:
        raise FeaturesFault(fault, path, _ADVICE)


def _from_csv(path: Path) -> Iterator[tuple[str, Any]]:
    with path.open(newline="", encoding="utf-8-sig") as handle:
        head = handle.readline()
        handle.seek(0)
        rows = csv.reader(handle, delimiter="\t" if "\t" in head else ",")
        try:
            next(rows, None)
            for row in rows:
                if row:
                    yield row[0].strip(), np.array(row[1:], float)
        except (ValueError, csv.Error) as error:
            what = f"Row {rows.line_num} holds something else than a name and numbers"
            raise FeaturesFault(what, path, _ADVICE) from error


def _from_safetensors(path: Path) -> Iterator[tuple[str, Any]]:
    from safetensors import SafetensorError
    from safetensors.numpy import load_file

    try:
        yield from load_file(path).items()
    except (SafetensorError, OSError, ValueError, KeyError) as error:
        raise FeaturesFault("This file cannot be read", path, _ADVICE) from error


_READERS: Mapping[str, Callable[[Path], Iterator[tuple[str, Any]]]] = {
    **dict.fromkeys((".h5", ".hdf5"), _from_h5),
    **dict.fromkeys((".csv", ".tsv", ".txt"), _from_csv),
    ".safetensors": _from_safetensors,
}
