"""The audit of a study: each fault planted, found, and named with what to do."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from slides import tissue_disc, write_pyramid
from small_cohort import lay_cancer

from steph_desktop.cohort.audit import (
    FeatureCost,
    audit_cohort,
    check_cohort,
    confounded,
    needs_of,
    power_of,
    usable_patients,
)
from steph_desktop.cohort.cohort_folder import load_cohort
from steph_desktop.cohort.cohort_tables import Patient
from steph_desktop.cohort.eligibility import screen_cohort
from steph_desktop.cohort.findings import AuditSeverity
from steph_desktop.cohort.slide_matching import Match
from steph_desktop.cohort.slide_scan import (
    FACTS_FILE,
    ScannedSlide,
    SlideScanRequest,
    look_at_slides,
    read_facts,
)
from steph_desktop.core.job_control import JobCancelled, JobControl, Progress
from steph_desktop.features.bag import bag_within, read_bag, write_bag
from steph_desktop.slide.annotations import Annotation, Shape, rectangle
from steph_desktop.slide.region import region_of
from steph_desktop.survival.estimators import log_rank
from steph_desktop.training.requests import CohortFeaturesRequest
from steph_desktop.training.study.cohort_features import SlideEvent, extract_cohort, lay_cohort


def people(n: int, *, events: int, seed: int = 0) -> list[Patient]:
    times = np.random.default_rng(seed).exponential(900, n) + 10
    names = [f"P{i:03}" for i in range(n)]
    return [Patient(m, (m,), float(times[i]), i < events) for i, m in enumerate(names)]


def match_of(patients: list[Patient]) -> Match:
    return Match({p.patient_id: (Path(f"/s/{p.patient_id}.svs"),) for p in patients})


def fact(name: str, **more: object) -> ScannedSlide:
    made = ScannedSlide(f"/s/{name}.svs", 100, f"mark of {name}", "aperio, 0.50", 40)
    return replace(made, **more)  # type: ignore[arg-type]


def said(patients: list[Patient], facts: tuple[ScannedSlide, ...] = (), folds: int = 5) -> str:
    findings = audit_cohort(patients, match_of(patients), (), folds, facts).findings
    return "\n".join(f"{f.severity.value}: {f.what} | {f.todo}" for f in findings)


def test_a_cohort_in_order_has_no_findings() -> None:
    patients = people(200, events=120)
    assert said(patients, tuple(fact(p.patient_id) for p in patients)) == ""


def test_too_few_events() -> None:
    assert "blocking: 40 patients with 6 events are too few for 5 folds" in said(
        people(40, events=6)
    )
    assert "blocking" not in said(people(40, events=6), folds=3)
    assert "advisory: About 6 events per fold (30 in all)" in said(people(100, events=30))


def test_slides_that_stand_twice() -> None:
    patients = people(60, events=55)
    copies = (fact("P000", mark="same"), fact("P001", mark="same"))
    found = said(patients, copies)
    assert "blocking: P000.svs and P001.svs are the same file, listed under 2 patients" in found
    patients[0] = replace(patients[0], slide_ids=("P000", "P001"))
    patients[1] = replace(patients[1], slide_ids=("P900",))
    assert "advisory: P000.svs and P001.svs are the same file" in said(patients, copies)


def test_patients_without_tissue_are_told_and_left_out() -> None:
    patients = people(60, events=55)
    facts = (fact("P000", n_patches=0), fact("P001", fault="broken"), fact("P002"))
    found = said(patients, facts)
    assert "1 slide without tissue, P000.svs first" in found
    assert "1 slide that cannot be read, P001.svs first" in found
    assert "2 patients without any slide with tissue" in found
    kept = {p.patient_id for p in usable_patients(patients, facts)}
    assert not kept & {"P000", "P001"} and "P002" in kept


def test_a_missing_pixel_size_blocks() -> None:
    patients = people(60, events=55)
    found = said(patients, (fact("P000", fault="no size", lacks_mpp=True, n_patches=0),))
    assert "blocking: 1 slide without a pixel size" in found


def test_a_hospital_that_goes_with_the_outcome() -> None:
    rng = np.random.default_rng(1)
    patients = []
    for number in range(80):
        site = "Nord" if number % 2 else "Süd"
        days = float(rng.exponential(300 if site == "Nord" else 3000)) + 1
        patients.append(Patient(f"P{number}", (f"P{number}",), days, True, {"Hospital": site}))
    assert "Hospital: survival differs between its 2 groups (log-rank p < 0.001)" in said(patients)
    shuffled = rng.permutation([p.extra["Hospital"] for p in patients])
    even = [replace(p, extra={"Hospital": s}) for p, s in zip(patients, shuffled, strict=True)]
    groups = [
        (np.array([p.time_days for p in even if p.extra["Hospital"] == s]),
         np.array([p.event for p in even if p.extra["Hospital"] == s]))
        for s in ("Nord", "Süd")
    ]  # fmt: skip
    assert log_rank(groups).p_value > 0.05
    assert confounded(even, list(shuffled)) == ""


def test_a_scanner_and_a_barcode_count_as_places() -> None:
    times = [20.0 + n for n in range(40)] + [2000.0 + 9 * n for n in range(40)]
    names = [f"TCGA-A1-{n:04}" if n < 40 else f"TCGA-B2-{n:04}" for n in range(80)]
    patients = [Patient(n, (n,), t, True, {}) for n, t in zip(names, times, strict=True)]
    facts = tuple(fact(n, scanner="aperio" if k < 40 else "hamamatsu") for k, n in enumerate(names))
    found = said(patients, facts)
    assert "scanner: survival differs" in found
    assert "tissue source site of the barcode: survival differs" in found


def test_power_follows_schoenfeld() -> None:
    power = power_of(people(400, events=100))
    assert power is not None
    assert power.hazard_ratio == pytest.approx(math.exp(2 * 2.801584 / 10), rel=1e-5)
    assert 0.5 < power.c_index < 0.65
    larger = power_of(people(4000, events=1000))
    assert larger is not None and larger.c_index < power.c_index
    assert power_of(people(10, events=0)) is None


def test_what_it_will_cost(tmp_path: Path) -> None:
    needs = needs_of([fact("A"), fact("B", n_patches=0)], "effnet-lite0", tmp_path, has_gpu=False)
    assert needs is not None
    assert (needs.n_slides, needs.n_patches, needs.disk_bytes) == (1, 40, 40 * 1280 * 4)
    patients = people(200, events=120)
    needs = FeatureCost(1, 1, 10**15, 10**9, 10**15, 1.0)
    found = audit_cohort(patients, match_of(patients), (), 5, needs=needs)
    assert [f.severity for f in found.findings] == [AuditSeverity.BLOCKING, AuditSeverity.ADVISORY]
    assert found.power == power_of(patients)


# --- slides --------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def slides(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ...]:
    folder = tmp_path_factory.mktemp("slides")
    disc = tissue_disc(600, 600, (300, 300), 260)
    (folder / "broken.svs").write_bytes(b"nothing" * 50)
    return (
        write_pyramid(folder / "good.svs", disc, 0.5, levels=1),
        write_pyramid(folder / "empty.svs", np.full((1500, 1500, 3), 245, np.uint8), 0.5, levels=1),
        write_pyramid(folder / "no-mpp.svs", disc, None, levels=1),
        folder / "broken.svs",
    )


def test_slides_are_looked_at_once(slides: tuple[Path, ...], tmp_path: Path) -> None:
    request = SlideScanRequest(slides, tmp_path)
    good, empty, no_mpp, broken = look_at_slides(request, JobControl())
    assert good.n_patches > 0 and good.scanner == "aperio, 0.50 µm per pixel" and not good.fault
    assert empty.n_patches == 0 and not empty.fault
    assert no_mpp.lacks_mpp and broken.fault and not broken.lacks_mpp
    assert read_facts(tmp_path) == (good, empty, no_mpp, broken)
    stated = look_at_slides(replace(request, mpp=0.5), JobControl())
    assert stated[2].n_patches == good.n_patches
    (tmp_path / FACTS_FILE).write_text("[{")
    assert read_facts(tmp_path) == ()


def test_a_stop_keeps_what_was_looked_at(slides: tuple[Path, ...], tmp_path: Path) -> None:
    seen: list[Progress] = []
    stopping = JobControl(seen.append, lambda: len(seen) >= 2)
    with pytest.raises(JobCancelled):
        look_at_slides(SlideScanRequest(slides, tmp_path), stopping)
    assert len(read_facts(tmp_path)) == 2


def test_features_of_a_cohort(slides: tuple[Path, ...], tmp_path: Path) -> None:
    seen: list[Progress] = []
    request = CohortFeaturesRequest(slides, tmp_path / "features", "effnet-lite0", device="cpu")
    found = extract_cohort(request, JobControl(seen.append))
    assert [bool(news.fault) for news in found.slides] == [False, True, True, True]
    assert found.slides[0].n_patches > 0
    assert [p.detail for p in seen if p.detail is not None] == list(found.slides)
    taken = CohortFeaturesRequest((tmp_path / "features" / "good.h5",), tmp_path / "two", "")
    assert extract_cohort(taken, JobControl()).slides == (SlideEvent(0, found.slides[0].n_patches),)
    assert (tmp_path / "two" / "good.h5").is_file()


def test_a_laid_cohort_is_read_back(tmp_path: Path) -> None:
    patients = [
        replace(p, slide_ids=(f"{p.patient_id}-1", f"{p.patient_id}-2"), extra={"t": "x", "s": "y"})
        for p in people(20, events=12)
    ]
    lay_cohort(tmp_path / "MINE", patients, 4, 42)
    lay_cohort(tmp_path / "MINE", patients, 3, 42)
    cohort = load_cohort(tmp_path)["MINE"]
    assert [(p.patient_id, p.slide_ids, p.time_days, p.event) for p in cohort.patients] == [
        (p.patient_id, p.slide_ids, p.time_days, p.event) for p in patients
    ]
    assert cohort.patients[0].extra == {"t_": "x", "s": "y"}
    assert len(cohort.splits) == 3


def of_region(path: Path) -> None:
    """Take half of a feature file's patches, as a drawn region does."""
    bag = read_bag(path)
    assert bag.coords is not None
    left = Annotation(Shape.RECTANGLE, rectangle((0, 0), (1e6, 300.0)))
    write_bag(path, bag_within(bag, region_of([left]), path))


@pytest.mark.parametrize("which", [("BBB-001-0",), ("BBB-000-1", "BBB-002-0"), "all"])
def test_features_of_regions_are_told_wherever_a_cohort_is_judged(
    tmp_path: Path, which: tuple[str, ...] | str
) -> None:
    """The check of a folder, what a training goes by (a second time too), the wizard's scan."""
    home, told = lay_cancer(tmp_path, "BBB", places=True), "Region only"
    memory = tmp_path / "screened.json"
    files = sorted((home / "features").glob("*.h5"))

    def said_of_it() -> list[str]:
        scan = SlideScanRequest(tuple(files), tmp_path / "scan")
        facts = look_at_slides(scan, JobControl())
        patients = list(load_cohort(tmp_path, ["BBB"])["BBB"].patients)
        judged = [
            *(finding.what for finding in check_cohort(tmp_path)),
            *screen_cohort(tmp_path, memory=memory).warnings,
            *screen_cohort(tmp_path, memory=memory).warnings,
            *(f.what for f in audit_cohort(patients, match_of(patients), (), 5, facts).findings),
        ]
        return [words for words in judged if told in words]

    assert said_of_it() == []
    chosen = [path for path in files if which == "all" or path.stem in which]
    for path in chosen:
        of_region(path)
    found = said_of_it()
    assert len(found) == 4
    words = "all feature files" if which == "all" else f"{len(chosen)} of {len(files)} feature"
    assert all(words in one for one in found), found
    (words,) = (f for f in check_cohort(tmp_path) if told in f.what)
    assert words.severity is AuditSeverity.ADVISORY and words.where == "features"


def test_features_screened_by_an_earlier_version_are_asked_again(tmp_path: Path) -> None:
    home, memory = lay_cancer(tmp_path, "BBB", places=True), tmp_path / "screened.json"
    of_region(home / "features" / "BBB-001-0.h5")
    screen_cohort(tmp_path, memory=memory)
    kept = json.loads(memory.read_text("utf-8"))
    for one in kept.values():
        del one["is_region"]
    memory.write_text(json.dumps(kept), "utf-8")
    assert any(
        "Region only: 1 of" in one for one in screen_cohort(tmp_path, memory=memory).warnings
    )
