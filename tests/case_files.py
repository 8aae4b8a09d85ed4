"""Small packs, feature files and slides, as the commands and the window are given them."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from slides import tissue_disc, write_pyramid

from steph_desktop.case import case_store
from steph_desktop.case.prediction import predict_bags
from steph_desktop.case.result import CaseRecord, CaseResult
from steph_desktop.core.job_control import UNWATCHED, JobControl
from steph_desktop.features.bag import Bag, BagMeta, read_bag, write_bag
from steph_desktop.model.abmil import new_abmil
from steph_desktop.model.card import LambdaForm, PackCard, PackKind
from steph_desktop.model.mil_encoder import AbmilShape
from steph_desktop.model.outputs import ReferenceCohort
from steph_desktop.model.packs import save_pack
from steph_desktop.model.steph import Steph, StephConfig
from steph_desktop.model.task_vectors import stack_task_vectors, task_vector
from steph_desktop.survival.curves import TimeBins

SOURCES = ("LUNG", "UCEC", "KIPAN")


def save_case(record: CaseRecord, folder: Path) -> tuple[Path, ...]:
    """Keep a case in the folder itself, as earlier versions did."""
    arrays, document = case_store._contents(record)
    return case_store._write_case(record.result, folder, arrays, document)


WIDTH = 1280


def pack(folder: Path, width: int = WIDTH, encoder: str = "effnet-lite0") -> Path:
    """Write a small STEPH pack with a reference cohort of twelve patients."""
    shape = AbmilShape(width, 8, 6, 32)
    null = new_abmil(shape, 0)
    target, *others = (new_abmil(shape, number) for number in range(1, 5))
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(0)
        model = Steph(
            shape,
            SOURCES,
            StephConfig(hyper_dim=8, k=2),
            null.theta,
            task_vector(target, null),
            stack_task_vectors(others, null),
        ).eval()
    assert model.agg_head is not None
    torch.nn.init.ones_(model.agg_head.out.bias)  # every weight is alive
    times = np.arange(1.0, 13.0) * 200
    card = PackCard(
        model_id="small",
        kind=PackKind.STEPH,
        method="steph",
        encoder=encoder,
        feature_dim=width,
        embed_dim=8,
        attn_dim=6,
        target_cancer="BRCA",
        bins=TimeBins(),
        hyper_dim=8,
        k=2,
        sources=SOURCES,
        lambda_form=LambdaForm.RATIO,
        reference=ReferenceCohort(
            times, np.arange(12) % 2 == 0, np.linspace(-12, 0, 12), (-8.0, -4.0)
        ),
    )
    path = folder / "small.steph"
    save_pack(path, card, model)
    return path


def feature_file(folder: Path, rows: int = 20, width: int = WIDTH, **meta: Any) -> Path:
    rng = np.random.default_rng(0)
    stated = BagMeta(slide_id="S1", encoder="effnet-lite0", patch_size_level0_px=256)
    bag = Bag(
        rng.normal(size=(rows, width)).astype(np.float32),
        np.stack([np.arange(rows) * 256, np.zeros(rows)], axis=1).astype(np.int64),
        replace(stated, **meta),
    )
    path = folder / "S1.h5"
    write_bag(path, bag)
    return path


def slide(folder: Path, name: str = "S1.svs", **options: Any) -> Path:
    rgb = tissue_disc(1024, 1024, (512, 512), 400)
    return write_pyramid(folder / name, rgb, options.pop("mpp", 0.5), **options)


def predict_features(
    paths: Sequence[Path],
    model: Path,
    *,
    case_id: str = "",
    device: str = "auto",
    seed: int = 42,
    control: JobControl = UNWATCHED,
) -> CaseResult:
    """Predict one case from feature files alone, joined into one bag."""
    parts = [(path, read_bag(path), None) for path in paths]
    return predict_bags(parts, model, case_id=case_id, device=device, seed=seed, control=control)
