"""The ledger of who was read: leaks planted on purpose are caught before a figure exists."""

from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from small_cohort import WIDTH, lay_cancer

from steph_desktop.cohort.cohort_folder import CancerCohort, load_cohort
from steph_desktop.cohort.cohort_tables import Patient
from steph_desktop.core.errors import StephError
from steph_desktop.training.bag_store import BagStore, OnDemand, Outcomes
from steph_desktop.training.leakage import LeakFound, patient_fingerprints, require_unseen


@pytest.fixture(scope="module")
def cohort(tmp_path_factory: pytest.TempPathFactory) -> CancerCohort:
    folder = tmp_path_factory.mktemp("cohort")
    lay_cancer(folder, "AAA")
    return load_cohort(folder)["AAA"]


def test_a_fit_sees_its_training_patients_and_nobody_else(cohort: CancerCohort) -> None:
    store, train, test = BagStore(), cohort.train_patients(0), cohort.test_patients(0)
    with store.ledger.fit(train) as record:
        bags = OnDemand(train, partial(store.read, cohort))
        assert len(bags) == len(train)
        assert [len(bag) for bag in bags] == [len(cohort.load_bag(p)) for p in train]
        assert record.seen == patient_fingerprints(train)
        with pytest.raises(LeakFound, match="outside its training fold"):
            store.read(cohort, test[0])
        assert record.seen == patient_fingerprints(train)
    store.read(cohort, test[0])  # once the fit is over it may be tested
    require_unseen(record.seen, test, "AAA")


def test_only_what_was_read_counts_as_seen(cohort: CancerCohort) -> None:
    store, train = BagStore(), cohort.train_patients(0)
    with store.ledger.fit(train) as record:
        data = Outcomes.of(store, cohort, train)
        assert data.bags[:3][1].shape[1] == WIDTH
    assert record.seen == patient_fingerprints(train[1:2])
    assert data.times_days.shape == data.events.shape == (len(train),)


def test_a_fit_inside_a_fit_cannot_reach_further(cohort: CancerCohort) -> None:
    store, train = BagStore(), cohort.train_patients(0)
    with store.ledger.fit(train[:4]) as outer, store.ledger.fit(train) as inner:
        store.read(cohort, train[0])
        with pytest.raises(LeakFound):
            store.read(cohort, train[5])
    assert inner.seen >= outer.seen == patient_fingerprints(train[:1])


def test_a_seen_patient_is_never_tested(cohort: CancerCohort) -> None:
    test = cohort.test_patients(0)
    with pytest.raises(LeakFound, match="1 of 3 test patients were seen in training") as caught:
        require_unseen(patient_fingerprints(test[1:2]), test, "AAA")
    assert all(patient.patient_id not in str(caught.value) for patient in test)


def test_a_patient_under_another_name_is_known_by_the_slide(cohort: CancerCohort) -> None:
    test = cohort.test_patients(0)
    renamed = replace(test[0], patient_id="somebody else")
    with pytest.raises(LeakFound):
        require_unseen(patient_fingerprints([renamed]), test, "AAA")
    stranger = Patient("x", ("y",), 1.0, True)
    require_unseen(patient_fingerprints([stranger]), test, "AAA")


def test_bags_are_read_once_and_a_small_memory_only_costs_time(cohort: CancerCohort) -> None:
    patients = cohort.patients
    roomy, tight = BagStore(), BagStore(max_bytes=300)
    for _ in range(2):
        for patient in patients:
            np.testing.assert_array_equal(roomy.read(cohort, patient), tight.read(cohort, patient))
    assert roomy.disk_reads == len(patients)
    assert tight.disk_reads > len(patients)
    assert sum(bag.nbytes for bag in tight._kept.values()) == tight._bytes <= 300


def test_a_missing_bag_is_named_by_its_file(cohort: CancerCohort, tmp_path: Path) -> None:
    elsewhere = replace(cohort, folder=tmp_path)
    with pytest.raises(StephError, match="features of this slide are missing"):
        BagStore().read(elsewhere, cohort.patients[0])
