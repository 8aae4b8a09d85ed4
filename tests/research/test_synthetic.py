import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import openslide
import pytest
from feature_cohort import make_feature_cohort
from numpy.typing import NDArray

from steph_desktop.cohort.cohort_folder import CANCERS, load_cohort
from steph_desktop.core.errors import StephError, UsageError
from steph_desktop.core.job_control import JobCancelled, JobControl, Progress
from steph_desktop.research.generative_model import (
    FAMILIES,
    Architecture,
    GenerativeModel,
    Phenotypes,
    draw_patients,
)
from steph_desktop.research.painting import paint_tissue
from steph_desktop.research.synthetic import (
    GROUND_TRUTH,
    make_cohort,
    write_slide,
)
from steph_desktop.survival.metrics import concordance_index

SIZE = (768, 704)
PLAIN = Phenotypes.from_scores([0, 0, 0, 0, 0])


@pytest.fixture(scope="module")
def cohort(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cohort")
    return make_cohort(folder, cancers=3, patients=5, seed=11, size_px=SIZE)


def optical_density(pixels: NDArray[np.uint8]) -> NDArray[np.float64]:
    return -np.log(np.maximum(pixels.astype(float), 1) / 244)


def dark_share(pixels: NDArray[np.uint8]) -> float:
    """Share of tissue pixels in which red is absorbed: nuclei."""
    density = optical_density(pixels)
    return float((density[..., 0] > 0.45).sum() / (density[..., 1] > 0.12).sum())


def mean_over_seeds(phenotypes: Phenotypes, architecture: Architecture) -> float:
    seeds = range(3)
    return float(
        np.mean([dark_share(paint_tissue(phenotypes, architecture, SIZE, s)) for s in seeds])
    )


# --- pictures ------------------------------------------------------------------------------------


def test_same_seed_same_pixels_other_seed_other_pixels() -> None:
    one = paint_tissue(PLAIN, Architecture.GLANDULAR, SIZE, [3, 1])
    assert np.array_equal(one, paint_tissue(PLAIN, Architecture.GLANDULAR, SIZE, [3, 1]))
    assert not np.array_equal(one, paint_tissue(PLAIN, Architecture.GLANDULAR, SIZE, [3, 2]))


@pytest.mark.parametrize("architecture", Architecture)
def test_section_lies_on_glass_and_is_pink_and_blue(architecture: Architecture) -> None:
    pixels = paint_tissue(PLAIN, architecture, SIZE, 5)
    assert pixels.shape == (SIZE[1], SIZE[0], 3)
    edge = np.concatenate([pixels[:10].reshape(-1, 3), pixels[:, -10:].reshape(-1, 3)])
    assert edge.mean() > 235
    density = optical_density(pixels)
    tissue = density[..., 1] > 0.12
    assert 0.25 < tissue.mean() < 0.85
    red, green, blue = pixels[tissue].mean(axis=0)
    assert green < blue < 230
    assert green < red
    assert 0.04 < dark_share(pixels) < 0.5


@pytest.mark.parametrize("architecture", Architecture)
@pytest.mark.parametrize(
    ("phenotype", "rises"),
    [
        ("nuclear_density_per_mm2", True),
        ("nuclear_diameter_um", True),
        ("stroma_share", False),
        ("necrosis_share", False),
        ("lymphocyte_share", True),
    ],
)
def test_each_phenotype_shows_in_the_pixels(
    architecture: Architecture, phenotype: str, rises: bool
) -> None:
    index = Phenotypes.names().index(phenotype)
    low, high = np.zeros(5), np.zeros(5)
    low[index], high[index] = -2, 2
    few, many = (mean_over_seeds(Phenotypes.from_scores(z), architecture) for z in (low, high))
    assert (many > few * 1.03) if rises else (many < few * 0.97)


def test_scores_go_there_and_back() -> None:
    scores = (0.5, -1.5, 1.9, 0.0, -2.0)
    assert Phenotypes.from_scores(scores).scores() == pytest.approx(scores)
    assert Phenotypes.from_scores([9] * 5) == Phenotypes.from_scores([2] * 5)
    assert min(Phenotypes.from_scores([-2] * 5).__dict__.values()) >= 0


def test_slides_open_with_levels_mpp_and_objective(cohort: Path) -> None:
    slides = sorted(cohort.glob("*/slides/*.svs"))
    assert len(slides) == 15
    for path in slides:
        with openslide.OpenSlide(path) as slide:
            assert slide.properties["openslide.vendor"] == "aperio"
            assert float(slide.properties["openslide.mpp-x"]) == 0.5
            assert slide.properties["openslide.objective-power"] == "20"
            assert slide.level_count == 2
            assert slide.level_downsamples[1] == pytest.approx(4, rel=0.01)
            assert "thumbnail" in slide.associated_images
            assert 0.8 < slide.dimensions[0] / SIZE[0] < 1.2
        assert path.stat().st_size < 400_000


def test_slide_holds_the_painted_pixels(tmp_path: Path) -> None:
    pixels = paint_tissue(PLAIN, Architecture.NESTED, SIZE, 8)
    write_slide(tmp_path / "a.svs", pixels, quality=95)
    with openslide.OpenSlide(tmp_path / "a.svs") as slide:
        read = np.asarray(slide.read_region((0, 0), 0, SIZE).convert("RGB"), int)
        coarse = np.asarray(slide.read_region((0, 0), 1, slide.level_dimensions[1]).convert("RGB"))
    assert np.abs(read - pixels).mean() < 5
    assert np.abs(coarse.mean(axis=(0, 1)) - pixels.mean(axis=(0, 1))).max() < 2
    write_slide(tmp_path / "b.svs", pixels, mpp=None)
    with openslide.OpenSlide(tmp_path / "b.svs") as slide:
        assert "openslide.mpp-x" not in slide.properties


# --- the cohort ----------------------------------------------------------------------------------


def test_cohort_loads_with_its_ground_truth(cohort: Path) -> None:
    loaded = load_cohort(cohort)
    assert loaded.names == CANCERS[:3]
    truth = json.loads((cohort / GROUND_TRUTH).read_text())
    assert truth["synthetic"] is True
    for cancer in loaded:
        assert len(cancer.splits) == 5
        assert truth["cancers"][cancer.cancer]["family"] in truth["families"]
        members = truth["families"][truth["cancers"][cancer.cancer]["family"]]["cancers"]
        assert cancer.cancer in members
        for patient in cancer.patients:
            known = truth["patients"][patient.patient_id]
            assert known["cancer"] == cancer.cancer
            phenotypes = Phenotypes(**known["phenotypes"])
            effects = truth["cancers"][cancer.cancer]["log_hazard_ratio_per_sd"]
            expected = np.dot(phenotypes.scores(), list(effects.values()))
            assert known["log_hazard"] == pytest.approx(expected)
            assert (cancer.folder / "slides" / f"{patient.slide_ids[0]}.svs").is_file()


def test_started_again_it_keeps_slides_and_another_seed_is_refused(cohort: Path) -> None:
    slides = sorted(cohort.glob("*/slides/*.svs"))
    gone, kept = slides[3], slides[4]
    content, when = gone.read_bytes(), kept.stat().st_mtime_ns
    gone.unlink()
    make_cohort(cohort, cancers=3, patients=5, seed=11, size_px=SIZE)
    assert gone.read_bytes() == content
    assert kept.stat().st_mtime_ns == when
    with pytest.raises(StephError, match="another synthetic cohort"):
        make_cohort(cohort, cancers=3, patients=5, seed=12, size_px=SIZE)


def test_cancel_stops_and_progress_counts(tmp_path: Path) -> None:
    seen: list[Progress] = []
    control = JobControl(seen.append, lambda: len(seen) >= 2)
    with pytest.raises(JobCancelled):
        make_cohort(tmp_path, cancers=1, patients=5, control=control, size_px=SIZE)
    assert [(p.done, p.total) for p in seen] == [(0, 5), (1, 5)]
    assert len(list(tmp_path.rglob("*.svs"))) == 2
    assert not [p for p in tmp_path.rglob("*") if p.name.startswith(".")]


@pytest.mark.parametrize(
    ("cancers", "patients"), [(0, 10), (14, 10), (2, 4), (("NONE",), 10), ((), 10)]
)
def test_impossible_cohorts_are_refused(
    tmp_path: Path, cancers: int | tuple[str, ...], patients: int
) -> None:
    with pytest.raises(UsageError):
        make_cohort(tmp_path / "c", cancers=cancers, patients=patients)
    assert not (tmp_path / "c").exists()


# --- survival ------------------------------------------------------------------------------------


def test_families_cover_the_13_and_disagree() -> None:
    members = [cancer for family in FAMILIES for cancer in family.cancers]
    assert sorted(members) == sorted(CANCERS)
    effects = np.array([family.log_hazard_ratios for family in FAMILIES])
    likeness = np.corrcoef(effects)
    assert (likeness[np.triu_indices(3, 1)] < 0.3).all()
    assert ((effects > 0).any(axis=0) & (effects < 0).any(axis=0)).sum() >= 3


def test_relatives_share_effects_and_nothing_is_shared_on_request() -> None:
    def likeness(world: GenerativeModel) -> float:
        effects = np.array([world.effects(c, 0) for c in FAMILIES[0].cancers])
        return float(np.corrcoef(effects)[np.triu_indices(5, 1)].min())

    assert likeness(GenerativeModel()) > 0.9
    assert likeness(GenerativeModel(shared=False)) < 0.5
    own = GenerativeModel(shared=False).effects("BRCA", 0)
    strength = GenerativeModel().strength * np.linalg.norm(FAMILIES[0].log_hazard_ratios)
    assert np.linalg.norm(own) == pytest.approx(strength)


@pytest.mark.parametrize("cancer", CANCERS)
def test_times_spread_over_years_with_the_wanted_censoring(cancer: str) -> None:
    people = draw_patients(GenerativeModel(), cancer, 300, seed=1)
    times = np.array([p.time_days for p in people])
    events = np.array([p.event for p in people])
    assert 0.3 <= 1 - events.mean() <= 0.5
    assert times.min() >= 1
    assert len(np.unique(times // 365)) >= 6
    assert np.bincount(times // 365).max() / len(times) < 0.5


def test_true_hazard_orders_survival_as_strongly_as_told() -> None:
    def c_index(world: GenerativeModel) -> float:
        people = draw_patients(world, "BRCA", 600, seed=2)
        times = np.array([float(p.time_days) for p in people])
        events = np.array([p.event for p in people])
        return concordance_index(times, events, np.array([p.log_hazard for p in people]))

    assert c_index(GenerativeModel()) > 0.75
    assert c_index(GenerativeModel(strength=0.3)) < c_index(GenerativeModel()) - 0.08
    people = draw_patients(GenerativeModel(strength=0.0), "BRCA", 600, seed=2)
    assert {p.log_hazard for p in people} == {0.0}


def test_more_patients_do_not_change_slides_of_the_first() -> None:
    few, many = (draw_patients(GenerativeModel(), "LUNG", n, seed=4) for n in (6, 9))
    assert [p.seed for p in few] == [p.seed for p in many[:6]]
    assert [p.patient_id for p in many][-1] == "SYN-LUNG-009"
    assert [p.phenotypes for p in few] == [p.phenotypes for p in many[:6]]


# --- bags without pictures -----------------------------------------------------------------------


def test_feature_cohort_carries_the_phenotypes(tmp_path: Path) -> None:
    make_feature_cohort(tmp_path, ["BRCA", "LUNG"], {"BRCA": 150, "LUNG": 5}, 3, feature_dim=24)
    cancer = load_cohort(tmp_path)["BRCA"]
    truth = json.loads((tmp_path / GROUND_TRUTH).read_text())["patients"]
    X = np.array([cancer.load_bag(p).mean(axis=0) for p in cancer.patients])
    y = np.array([truth[p.patient_id]["log_hazard"] for p in cancer.patients])
    assert X.shape == (150, 24)
    design = np.column_stack([X, np.ones(len(X))])
    beta = np.linalg.lstsq(design[:100], y[:100], rcond=None)[0]
    assert np.corrcoef(design[100:] @ beta, y[100:])[0, 1] > 0.6


def test_feature_cohort_is_the_same_again(tmp_path: Path) -> None:
    world = replace(GenerativeModel(), shared=False)
    for name in ("a", "b"):
        make_feature_cohort(tmp_path / name, 2, 5, 9, world=world)
    one, other = (load_cohort(tmp_path / name)["BLCA"] for name in ("a", "b"))
    for p, q in zip(one.patients, other.patients, strict=True):
        assert p == q
        assert np.array_equal(one.load_bag(p), other.load_bag(q))
    with pytest.raises(UsageError):
        make_feature_cohort(tmp_path / "c", feature_dim=3)
