"""What a pack remembers of its training patients: features, and the stain of slides at hand."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from slides import tissue_disc, write_pyramid
from small_cohort import WIDTH, lay_cancer

from steph_desktop.cohort.cohort_folder import load_cohort
from steph_desktop.core.job_control import JobControl
from steph_desktop.features.bag import Bag, BagMeta, write_bag
from steph_desktop.slide.reader import Slide
from steph_desktop.training.reference_statistics import describe_patients, mean_features

PATCHES = np.array([[256, 256], [256, 512], [512, 256], [512, 512]], np.int64)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twelve patients, each with slides of pink tissue and their features."""
    folder = tmp_path_factory.mktemp("cohort")
    home = lay_cancer(folder, "MINE", 12)
    rng = np.random.default_rng(0)
    for number, features in enumerate(sorted((home / "features").glob("*.h5"))):
        meta = BagMeta(
            features.stem, "effnet-lite0", mpp=0.5, patch_px=256, patch_size_level0_px=256,
            target_mpp=0.5,
        )  # fmt: skip
        write_bag(features, Bag(rng.normal(size=(4, WIDTH)).astype(np.float32), PATCHES, meta))
        rgb = tissue_disc(1024, 1024, (512, 512), 480, seed=number)
        write_pyramid(home / "slides" / f"{features.stem}.svs", rgb)
    return folder


def slides_of(home: Path) -> dict[str, Path]:
    return {path.stem: path for path in (home / "MINE" / "slides").glob("*.svs")}


def test_stain_is_remembered_of_slides_that_can_be_read(home: Path, tmp_path: Path) -> None:
    cohort, slides = load_cohort(home)["MINE"], slides_of(home)
    found = describe_patients(cohort, cohort.patients, JobControl(), slides=slides)
    assert found is not None and found.stain is not None and found.patients == 12
    (tmp_path / "broken.svs").write_bytes(b"nothing")
    spoilt = slides | {next(iter(slides)): tmp_path / "broken.svs"}
    fewer = describe_patients(cohort, cohort.patients, JobControl(), slides=spoilt)
    assert fewer is not None and fewer.stain is not None
    assert not np.array_equal(fewer.stain.mean, found.stain.mean)
    none = describe_patients(cohort, cohort.patients, JobControl())
    assert none is not None and none.stain is None
    assert describe_patients(cohort, cohort.patients[:9], JobControl(), slides=slides) is None


def test_another_stain_lies_far_from_it(home: Path, tmp_path: Path) -> None:
    from steph_desktop.case.slide_checks import FAR_AMBER, FAR_RED
    from steph_desktop.slide.patches import PatchSpec
    from steph_desktop.slide.quality import sample_patches, stain_of

    cohort = load_cohort(home)["MINE"]
    found = describe_patients(cohort, cohort.patients, JobControl(), slides=slides_of(home))
    assert found is not None and found.stain is not None
    same = tissue_disc(1024, 1024, (512, 512), 480, seed=99)
    green = tissue_disc(1024, 1024, (512, 512), 480, seed=99, colour=(120, 190, 120))
    far = []
    for name, rgb in (("same", same), ("green", green)):
        with Slide(write_pyramid(tmp_path / f"{name}.svs", rgb)) as slide:
            stain = stain_of(sample_patches(slide, PATCHES, 256, PatchSpec()))
        assert stain is not None
        far.append(found.stain.deviations(stain))
    assert far[0] < FAR_AMBER and far[1] > FAR_RED


def test_other_cancers_are_remembered_by_their_mean(home: Path) -> None:
    cohort = load_cohort(home)["MINE"]
    mean = mean_features(cohort, cohort.patients)
    bags = [cohort.load_bag(patient).mean(axis=0) for patient in cohort.patients]
    np.testing.assert_allclose(mean, np.mean(bags, axis=0), rtol=1e-5)
    found = describe_patients(
        cohort, cohort.patients, JobControl(), cancer_means={"OTHER": mean + 5}
    )
    assert found is not None and found.cancers == ("OTHER",)
    assert found.margin(mean + 5)[0] == pytest.approx(1) and found.margin(mean)[0] < -0.9
