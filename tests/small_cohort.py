"""A cohort of random bags in which the first feature shortens life, laid on disk in a moment."""

from pathlib import Path

import numpy as np

from steph_desktop.cohort.cohort_folder import load_cohort
from steph_desktop.features.bag import Bag, BagMeta, write_bag

WIDTH = 6
SMALL = ("--epochs", "2", "--embed-dim", "5", "--attn-dim", "4", "--hyper-dim", "6", "--lr", "1e-2")


def lay_cancer(
    folder: Path,
    cancer: str,
    patients: int = 15,
    *,
    width: int = WIDTH,
    encoder: str = "effnet-lite0",
    events: float = 0.7,
    seed: int | None = None,
    places: bool = False,
) -> Path:
    """Write one cancer with its bags and stratified splits; every fifth patient has two slides."""
    rng = np.random.default_rng(sum(cancer.encode()) if seed is None else seed)
    home = folder / cancer
    rows = ["patient_id,pathology_id,t,e"]
    died = np.zeros(patients, bool)
    died[: round(events * patients)] = True
    rng.shuffle(died)
    for number in range(patients):
        risk = rng.normal()
        time = 1 + 1200 * np.exp(-risk)
        for slide in range(1 + (number % 5 == 0)):
            features = rng.normal(size=(rng.integers(3, 8), width)).astype(np.float32)
            features[:, 0] += 2 * risk
            slide_id = f"{cancer}-{number:03}-{slide}"
            meta = BagMeta(slide_id=slide_id, encoder=encoder, patch_size_level0_px=256 * places)
            coords = np.stack(divmod(np.arange(len(features)), 3), axis=1) * 256 if places else None
            write_bag(home / "features" / f"{slide_id}.h5", Bag(features, coords, meta))
            rows.append(f"{cancer}-{number:03},{slide_id},{time:.1f},{int(died[number])}")
    (home / "labels.csv").write_text("\n".join(rows) + "\n")
    load_cohort(folder, [cancer])
    return home


def lay_cohort(
    folder: Path, cancers: tuple[str, ...] = ("AAA", "BBB", "CCC"), *, places: bool = False
) -> Path:
    for cancer in cancers:
        lay_cancer(folder, cancer, places=places)
    return folder
