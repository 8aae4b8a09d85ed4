"""Flat copies of judged features: the same numbers, read once, in little memory."""

import tracemalloc
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from small_cohort import lay_cancer

from steph_desktop.cohort import bag_cache
from steph_desktop.cohort.bag_cache import BagCache, is_mapped
from steph_desktop.cohort.cohort_folder import CancerCohort, load_cohort
from steph_desktop.core.errors import StephError
from steph_desktop.features.bag import Bag, BagMeta, write_bag
from steph_desktop.training.bag_store import BagStore, Outcomes
from steph_desktop.training.trainer import TrainSettings, fit_abmil


@pytest.fixture(scope="module")
def cohort(tmp_path_factory: pytest.TempPathFactory) -> CancerCohort:
    folder = tmp_path_factory.mktemp("cohort")
    lay_cancer(folder, "AAA")
    return load_cohort(folder)["AAA"]


def file_of(folder: Path, name: str = "slide.h5", text: bytes = b"features") -> Path:
    path = folder / name
    path.write_bytes(text)
    return path


def numbers(rows: int = 9, width: int = 5, seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).standard_normal((rows, width), dtype=np.float32)


@pytest.mark.parametrize("made_in", [np.float16, np.float32])
def test_numbers_come_back_bit_by_bit_and_float16_only_where_exact(
    tmp_path: Path, made_in: type
) -> None:
    cache, path = BagCache(tmp_path / "bags", 0.0), file_of(tmp_path)
    features = numbers().astype(made_in).astype(np.float32)
    assert cache.find(path) is None
    cache.keep(path, features)
    found = cache.find(path)
    assert found is not None and found.dtype == np.float32
    np.testing.assert_array_equal(found, features)
    assert is_mapped(found) == (made_in is np.float32)
    with pytest.raises(ValueError, match="read-only"):
        found[0] = 0
    (copy,) = (tmp_path / "bags").iterdir()
    assert np.load(copy, mmap_mode="r").dtype == made_in
    assert "slide" not in copy.name


def test_numbers_too_large_for_float16_are_not_lost(tmp_path: Path) -> None:
    cache, path = BagCache(tmp_path / "bags", 0.0), file_of(tmp_path)
    features = np.array([[65504.0, 2.0**17]], np.float32)
    cache.keep(path, features)
    np.testing.assert_array_equal(cache.find(path), features)


def test_a_changed_file_has_no_copy(tmp_path: Path) -> None:
    cache, path = BagCache(tmp_path / "bags", 0.0), file_of(tmp_path)
    cache.keep(path, numbers())
    assert cache.find(path) is not None
    file_of(tmp_path, text=b"other features")
    assert cache.find(path) is None
    path.unlink()
    assert cache.find(path) is None


def test_a_damaged_copy_is_not_used_and_made_anew(cohort: CancerCohort, tmp_path: Path) -> None:
    patient = cohort.patients[1]
    expected = cohort.load_bag(patient)
    BagStore(cache=BagCache(tmp_path, 0.0)).read(cohort, patient)
    (copy,) = tmp_path.iterdir()
    whole = copy.read_bytes()
    pickled = np.array([{}], object)
    for damaged in (b"", whole[:40], whole[:-4], b"x" * len(whole)):
        copy.write_bytes(damaged)
        store = BagStore(cache=BagCache(tmp_path, 0.0))
        np.testing.assert_array_equal(store.read(cohort, patient), expected)
        assert store.disk_reads == 1
        assert copy.read_bytes() == whole
    np.save(copy, pickled, allow_pickle=True)
    np.testing.assert_array_equal(
        BagStore(cache=BagCache(tmp_path, 0.0)).read(cohort, patient), expected
    )


def test_copies_never_fill_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = type("Usage", (), {"total": 1000, "free": 250 + numbers().nbytes})
    monkeypatch.setattr(bag_cache.shutil, "disk_usage", lambda _: usage)
    path = file_of(tmp_path)
    BagCache(tmp_path / "bags", 0.3).keep(path, numbers())
    assert BagCache(tmp_path / "bags").find(path) is None
    BagCache(tmp_path / "bags", 0.2).keep(path, numbers())
    assert BagCache(tmp_path / "bags").find(path) is not None


def test_where_nothing_can_be_written_features_are_read_as_before(
    cohort: CancerCohort, tmp_path: Path
) -> None:
    blocked = file_of(tmp_path, "bags")
    store, patient = BagStore(cache=BagCache(blocked)), cohort.patients[0]
    np.testing.assert_array_equal(store.read(cohort, patient), cohort.load_bag(patient))
    assert blocked.read_bytes() == b"features"


def test_clearing_takes_the_copies_and_nothing_else(tmp_path: Path) -> None:
    cache, path = BagCache(tmp_path / "bags", 0.0), file_of(tmp_path)
    cache.clear()
    cache.keep(path, numbers())
    mine = file_of(tmp_path / "bags", "mine.txt")
    cache.clear()
    assert list((tmp_path / "bags").iterdir()) == [mine]
    mine.unlink()
    cache.clear()
    assert not (tmp_path / "bags").exists()


def test_each_file_is_decoded_once_over_two_starts(cohort: CancerCohort, tmp_path: Path) -> None:
    n_slides = sum(len(patient.slide_ids) for patient in cohort.patients)
    assert n_slides > len(cohort.patients)
    reads = []
    for _ in range(2):
        store = BagStore(max_bytes=0, cache=BagCache(tmp_path, 0.0))
        for _ in range(2):
            for patient in cohort.patients:
                bag = store.read(cohort, patient)
                np.testing.assert_array_equal(bag, cohort.load_bag(patient))
        reads.append(store.disk_reads)
    assert reads == [n_slides, 0]


def test_judged_features_need_no_second_decoding(cohort: CancerCohort, tmp_path: Path) -> None:
    cache = BagCache(tmp_path, 0.0)
    for patient in cohort.patients:
        for slide_id, path in zip(patient.slide_ids, cohort.bag_paths(patient), strict=True):
            cache.keep(path, cohort.load_bag(replace(patient, slide_ids=(slide_id,))))
    store = BagStore(cache=cache)
    for patient in cohort.patients:
        store.read(cohort, patient)
    assert store.disk_reads == 0


def test_faults_of_feature_files_are_told_with_a_cache_as_without(
    cohort: CancerCohort, tmp_path: Path
) -> None:
    store = BagStore(cache=BagCache(tmp_path / "bags", 0.0))
    lost = replace(cohort, folder=tmp_path)
    with pytest.raises(StephError, match="features of this slide are missing"):
        store.read(lost, cohort.patients[0])
    two = next(patient for patient in cohort.patients if len(patient.slide_ids) == 2)
    for slide_id, width in zip(two.slide_ids, (5, 6), strict=True):
        path = tmp_path / "features" / f"{slide_id}.h5"
        write_bag(path, Bag(numbers(width=width), None, BagMeta(slide_id=slide_id)))
    for _ in range(2):
        with pytest.raises(StephError, match="6 wide, those of the patient's first slide 5"):
            store.read(lost, two)


def test_a_cohort_larger_than_the_memory_for_bags_trains(tmp_path: Path) -> None:
    width, rows, n_patients = 96, 4000, 16
    lay_cancer(tmp_path, "BIG", patients=n_patients, width=width)
    cohort = load_cohort(tmp_path)["BIG"]
    for seed, patient in enumerate(cohort.patients):
        for slide_id, path in zip(patient.slide_ids, cohort.bag_paths(patient), strict=True):
            features = numbers(rows // len(patient.slide_ids), width, seed)
            write_bag(path, Bag(features, None, BagMeta(slide_id=slide_id)))
    settings = TrainSettings(epochs=2, embed_dim=4, attn_dim=3, bags_per_step=2)
    bag_bytes, limit = 4 * rows * width, 3 << 20
    assert n_patients * bag_bytes > 7 * limit

    def fit(store: BagStore) -> list[float]:
        data = Outcomes.of(store, cohort, cohort.patients)
        fitted = fit_abmil(data.bags, data.times_days, data.events, settings)
        return [epoch.loss for epoch in fitted.history]

    def fit_measured(store: BagStore) -> tuple[list[float], int]:
        tracemalloc.start()
        losses = fit(store)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return losses, peak

    fit(BagStore())  # what torch imports at first is no memory of ours
    tight = BagStore(limit, BagCache(tmp_path / "bags", 0.0))
    losses, first_peak = fit_measured(tight)
    assert tight.disk_reads == cohort.n_slides
    again, later_peak = fit_measured(tight)
    assert tight.disk_reads == cohort.n_slides
    roomy, all_in_memory = fit_measured(BagStore())
    assert losses == again == roomy
    assert all_in_memory > n_patients * bag_bytes
    assert later_peak < limit + 4 * bag_bytes
    assert first_peak < limit + 6 * bag_bytes  # while decoding, the file is in memory too
