"""The published figures, as data, and what has to be obtained to run the same protocol.

References
----------
STEPH, CVPR 2026, arXiv 2603.10526: mean C-index on 13 TCGA cohorts, disease-specific survival,
UNI2-h features, five folds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from steph_desktop.cohort.cohort_folder import CANCERS, FOLDS
from steph_desktop.cohort.cohort_tables import label_table
from steph_desktop.core.csv_files import write_csv
from steph_desktop.features.facts import encoders_differ

CITATION = "STEPH, CVPR 2026, arXiv 2603.10526"

PUBLISHED_MEANS: Mapping[str, float] = {
    "vanilla": 0.6609,
    "finetuned": 0.6611,
    "roupkt": 0.6812,
    "model_avg": 0.5804,
    "adamerging": 0.5689,
    "ties_am": 0.6396,
    "surgery_am": 0.5943,
    "iso_c_am": 0.5699,
    "adamerging_hyper": 0.6877,
    "ties_hyper": 0.6802,
    "surgery_hyper": 0.6668,
    "iso_c_hyper": 0.6761,
    "steph": 0.6949,
    "steph_lambda0": 0.6860,
    "steph_lambda1": 0.6851,
    "steph_lambda_trainable": 0.6921,
    "steph_dense": 0.6912,
    "steph_w_trainable": 0.6490,
}

PUBLISHED_BY_CANCER: Mapping[str, Mapping[str, float]] = {
    "steph": {
        "BRCA": 0.7408, "KIPAN": 0.8228, "LUNG": 0.5836, "GBMLGG": 0.7763, "COADREAD": 0.7069,
        "STES": 0.6698, "UCEC": 0.7830, "HNSC": 0.6569, "SKCM": 0.5948, "BLCA": 0.6413,
        "LIHC": 0.7585, "CESC": 0.6965, "SARC": 0.6024,
    },
    "vanilla": {
        "BRCA": 0.6648, "KIPAN": 0.8094, "LUNG": 0.5496, "GBMLGG": 0.7756, "COADREAD": 0.6725,
        "STES": 0.6648, "UCEC": 0.7098, "HNSC": 0.6201, "SKCM": 0.5708, "BLCA": 0.6438,
        "LIHC": 0.7265, "CESC": 0.6500, "SARC": 0.5312,
    },
}  # fmt: skip

MEAN = "mean"
_ENCODER, _WIDTH = "uni2-h", 1536
_FEATURE_SUFFIXES = (".h5", ".pt")


@dataclass(frozen=True)
class PublishedRow:
    """One published number with one's own beside it."""

    method: str
    target: str  # ``mean`` for the mean over the 13 cancers
    published: float  # as printed in the paper
    own: float | None  # none where it was not run, or for the mean where a cancer is missing

    @property
    def difference(self) -> float | None:
        """Own minus published."""
        return None if self.own is None else self.own - self.published


def beside_published(summary: Mapping[str, Any]) -> tuple[PublishedRow, ...]:
    """Set the numbers of a benchmark's summary beside the published ones."""
    rows = []
    for method, published in PUBLISHED_MEANS.items():
        own = summary["methods"].get(method)
        targets = own["targets"] if own else {}
        whole = set(CANCERS) <= set(targets)
        mean = sum(targets[c]["mean"] for c in CANCERS) / len(CANCERS) if whole else None
        rows.append(PublishedRow(method, MEAN, published, mean))
        by_cancer = PUBLISHED_BY_CANCER.get(method, {})
        for cancer in (name for name in CANCERS if name in by_cancer):
            found = targets[cancer]["mean"] if cancer in targets else None
            rows.append(PublishedRow(method, cancer, by_cancer[cancer], found))
    return tuple(rows)


def write_published(path: Path, rows: tuple[PublishedRow, ...]) -> None:
    """Write the rows as CSV, whole or not at all."""
    lines = []
    for row in rows:
        own = "" if row.own is None else f"{row.own:.4f}"
        difference = "" if row.difference is None else f"{row.difference:+.4f}"
        lines.append((row.method, row.target, f"{row.published:.4f}", own, difference, CITATION))
    write_csv(path, ("method", "target", "published", "own", "difference", "source"), lines)


def departures(summary: Mapping[str, Any], paper: Mapping[str, Any]) -> tuple[str, ...]:
    """Say in what a benchmark departs from the published protocol, one clause each.

    `paper` are the ``settings`` of a benchmark with the published settings.
    """
    found = []
    width, encoder = summary["feature_dim"], summary["encoder"]
    if width != _WIDTH or encoders_differ(encoder, _ENCODER):
        found.append(f"features of {encoder}, {width} wide, in place of {_ENCODER}, {_WIDTH} wide")
    ours = summary["settings"]
    if ours.get("preset") != paper.get("preset"):
        # The list of what differs stands for the settings that follow from the preset.
        of_preset = ("preset", "scalar_lr", "select_penalty")
        paper = {name: value for name, value in paper.items() if name not in of_preset}
        clauses = summary["differs_from_authors_code"]
        found += [f"the preset default: {clause}" for clause in clauses]
    found += [
        f"{name} {ours.get(name)} in place of {value}"
        for name, value in paper.items()
        if ours.get(name) != value
    ]
    targets = [found["targets"] for found in summary["methods"].values()]
    fewest = min(one["folds"] for found in targets for one in found.values())
    if fewest != FOLDS:
        found.append(f"{fewest} folds in place of {FOLDS}")
    absent = [name for name in CANCERS if any(name not in found for found in targets)]
    if absent:
        found.append(f"without {', '.join(absent)}")
    return tuple(found)


def what_is_missing(folder: Path) -> tuple[str, ...]:
    """List what the 13-cancer protocol still lacks in a folder, one clause each."""
    missing = []
    for cancer in CANCERS:
        home = folder / cancer
        if label_table(home) is None:
            missing.append(f"{cancer}/{cancer}_survival.csv (labels)")
        names = [f"splits_{number}.csv" for number in range(FOLDS)]
        if splits := [name for name in names if not (home / name).is_file()]:
            missing.append(f"{cancer}/: {', '.join(splits)}")
        if not any(path.suffix in _FEATURE_SUFFIXES for path in (home / "features").glob("*")):
            missing.append(f"{cancer}/features/ (one .h5 or .pt file per slide)")
    return tuple(missing)


def instructions(folder: Path) -> str:
    """Say what to obtain for the paper's protocol and where it goes, for a person to read."""
    return f"""The paper's protocol runs on 13 TCGA cohorts. Put into {folder}, for each of
{", ".join(CANCERS)}:

  <CANCER>/<CANCER>_survival.csv   labels: patient_id, pathology_id (slide), t (days), e (1 = event)
  <CANCER>/splits_0.csv ... splits_{FOLDS - 1}.csv   columns train and test, patient ids
  <CANCER>/features/<pathology_id>.h5 or .pt   UNI2-h features, 1536 wide

Labels and splits: the STEPH authors publish them with their code ({CITATION}); labels.csv is taken
as well. Features: extract them from the TCGA slides of the GDC (portal.gdc.cancer.gov) with
  steph-desktop extract SLIDE... --encoder uni2-h --weights FILE --out {folder}/<CANCER>/features
or take UNI2-h features of TCGA that others have published, in the same form. UNI2-h's weights are
under CC-BY-NC-ND-4.0 and given on request at huggingface.co/MahmoodLab/UNI2-h.
All published methods are run, fold by fold; what is finished is kept, so it can be stopped and
started again with the same command. --methods vanilla,steph runs these two first. Results:
results.csv, summary.json, published.csv (own beside published numbers) and figures in the folder
of --out.
The authors' own ABMIL and STEPH checkpoints open with
  steph-desktop import-checkpoint FILE.pth --out MODEL --target CANCER"""
