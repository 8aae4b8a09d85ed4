"""A slide finds its features again wherever it lies and whatever it is called."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import h5py
import pytest
from case_files import pack
from case_files import slide as write_slide

from steph_desktop.case.case_store import case_folder, load_case
from steph_desktop.core.errors import StephError
from steph_desktop.core.job_control import JobControl, JobStep, Phase
from steph_desktop.engine.job_requests import AnalyseRequest
from steph_desktop.engine.use_cases import analyse_case
from steph_desktop.model.packs import load_pack, save_pack
from steph_desktop.workspace.check import check_workspace


class Encoded:
    """Counts what a run had to compute."""

    def __init__(self) -> None:
        self.batches = 0

    def __call__(self, progress: object) -> None:
        self.batches += getattr(progress, "step", None) == JobStep(Phase.COMPUTING_FEATURES)


def analyse(lab: Path, slide: Path, model: Path) -> tuple[str, int]:
    """Return the risk, to the bit, and how many batches had to be computed."""
    counted = Encoded()
    request = AnalyseRequest("Case 22-22", (slide,), model, lab, device="cpu")
    result = analyse_case(request, JobControl(counted))
    assert result.patient_id == slide.stem
    return result.prediction.risk_score.hex(), counted.batches


def test_a_moved_and_a_renamed_slide_find_their_features(tmp_path: Path) -> None:
    lab, model = tmp_path / "lab", pack(tmp_path)
    slide = write_slide(tmp_path / "first", "smith-john.svs")
    risk, batches = analyse(lab, slide, model)
    assert batches > 0
    moved = tmp_path / "archive" / "2026" / slide.name
    moved.parent.mkdir(parents=True)
    slide.rename(moved)
    assert analyse(lab, moved, model) == (risk, 0)
    renamed = moved.rename(moved.with_name("other-name.svs"))
    assert analyse(lab, renamed, model) == (risk, 0)
    kept = [path.relative_to(lab) for path in (lab / "features").rglob("*.h5")]
    digest = hashlib.sha256(renamed.read_bytes()).hexdigest()
    assert kept == [Path("features", "effnet-lite0", f"{digest[:32]}.h5")]


def test_two_slides_of_one_name_stay_apart(tmp_path: Path) -> None:
    lab, model = tmp_path / "lab", pack(tmp_path)
    first = write_slide(tmp_path / "a", "1.svs")
    second = write_slide(tmp_path / "b", "1.svs", quality=60)
    assert analyse(lab, first, model)[0] != analyse(lab, second, model)[0]
    assert len(list((lab / "features").rglob("*.h5"))) == 2


def test_models_of_two_scales_keep_their_features_apart(tmp_path: Path) -> None:
    lab, model = tmp_path / "lab", pack(tmp_path)
    loaded = load_pack(model)
    wider = tmp_path / "wider.steph"
    save_pack(wider, replace(loaded.card, model_id="wider", target_mpp=1.0), loaded.model)
    slide = write_slide(tmp_path, "1.svs")
    risk, _ = analyse(lab, slide, model)
    (first,) = (lab / "features").rglob("*.h5")
    before = first.read_bytes()
    other, batches = analyse(lab, slide, wider)
    assert batches > 0 and other != risk
    assert first.read_bytes() == before
    assert sorted(path.name for path in (lab / "features").rglob("*.h5")) == [
        f"{first.stem}-256px-1um.h5",
        first.name,
    ]
    assert analyse(lab, slide, model) == (risk, 0)
    assert analyse(lab, slide, wider) == (other, 0)


def test_another_scale_filed_by_an_earlier_version_is_found(tmp_path: Path) -> None:
    lab, model = tmp_path / "lab", pack(tmp_path)
    loaded = load_pack(model)
    wider = tmp_path / "wider.steph"
    save_pack(wider, replace(loaded.card, model_id="wider", target_mpp=1.0), loaded.model)
    slide = write_slide(tmp_path, "1.svs")
    risk, _ = analyse(lab, slide, wider)
    (features,) = (lab / "features").rglob("*.h5")
    features.rename(features.with_name(features.name.split("-")[0] + ".h5"))
    assert analyse(lab, slide, wider) == (risk, 0)


def test_a_slide_that_was_changed_in_place_is_computed_again(tmp_path: Path) -> None:
    lab, model = tmp_path / "lab", pack(tmp_path)
    slide = write_slide(tmp_path, "1.svs")
    risk, _ = analyse(lab, slide, model)
    write_slide(tmp_path, "1.svs", quality=60)
    again, batches = analyse(lab, slide, model)
    assert batches > 0
    assert again != risk


def test_features_filed_by_an_earlier_version_are_found(tmp_path: Path) -> None:
    lab, model = tmp_path / "lab", pack(tmp_path)
    slide = write_slide(tmp_path / "first", "smith-john.svs")
    risk, _ = analyse(lab, slide, model)
    (features,) = (lab / "features").rglob("*.h5")
    older = features.with_name("0123456789ab") / "smith-john.h5"
    older.parent.mkdir()
    features.rename(older)
    moved = tmp_path / "archive" / slide.name
    moved.parent.mkdir()
    slide.rename(moved)
    assert analyse(lab, moved, model) == (risk, 0)
    assert [*(lab / "features").rglob("*.h5")] == [older]
    with h5py.File(older, "r+") as file:
        file.attrs["slide_sha256"] = "0" * 64
    assert analyse(lab, moved, model)[1] > 0, "the same name, but of another slide"


def test_a_case_on_disk_names_neither_slide_nor_patient(tmp_path: Path) -> None:
    lab, model = tmp_path / "lab", pack(tmp_path)
    slides = tuple(write_slide(tmp_path, f"smith-{n}.svs", quality=90 - n) for n in (1, 2))
    result = analyse_case(
        AnalyseRequest("Case 22-22", slides, model, lab, device="cpu"), JobControl()
    )
    assert [part.slide_id for part in result.slides] == ["smith-1", "smith-2"]
    kept = load_case(case_folder(lab, "Case 22-22")).result
    assert [part.slide_id for part in kept.slides] == ["slide-1", "slide-2"]
    assert kept.patient_id == "Case 22-22"
    for path in (lab / "cases").rglob("*"):
        assert b"smith" not in (path.read_bytes() if path.is_file() else path.name.encode())
    assert check_workspace(lab) == []


def test_what_is_no_slide_is_said_before_it_is_read(tmp_path: Path) -> None:
    told: list[object] = []
    (tmp_path / "x.svs").write_bytes(b"nothing" * 1000)
    request = AnalyseRequest("Case 22-22", (tmp_path / "x.svs",), pack(tmp_path), tmp_path / "lab")
    with pytest.raises(StephError, match="not a slide"):
        analyse_case(request, JobControl(told.append))
    assert told == []
