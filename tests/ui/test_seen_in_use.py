"""What was seen in daily use: folders as a person chooses them, counts after a stop, true words."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from cohort_samples import write_cohort, write_study
from fakes import FakeEngine, wait_until
from pytestqt.qtbot import QtBot

from steph_desktop.core.settings import Settings
from steph_desktop.training.study.cohort_features import SlideEvent
from steph_desktop.training.study.dynamics import read_courses, results_folder
from steph_desktop.training.study.study import StudyDraft
from steph_desktop.training.training_events import EpochRecord, FitEvent
from steph_desktop.ui.pages.compare.results import read_results
from steph_desktop.ui.pages.survival.sources import read_study
from steph_desktop.ui.pages.survival.survival_page import SurvivalPage
from steph_desktop.ui.pages.training.features_page import FeaturesPage
from steph_desktop.ui.pages.training.run_page import TrainingPage
from steph_desktop.ui.pages.training.state import StudyState
from steph_desktop.ui.parts.job_list.job_views import JobView
from steph_desktop.ui.parts.session import Session
from steph_desktop.workspace.pseudonyms import Pseudonyms
from steph_desktop.workspace.records import JobState, Lane
from steph_desktop.workspace.store import Workspace

TRAINING = "training/0a1b2c"


@pytest.fixture
def session(qtbot: QtBot, tmp_path: Path) -> Iterator[Session]:
    yield from opened(tmp_path / "workspace", Settings())


def opened(workspace: Path, settings: Settings) -> Iterator[Session]:
    made = Session(
        Workspace.open(workspace), Pseudonyms(b"k" * 32), settings, FakeEngine, remember=False
    )
    yield made
    made.close()


# "Results of a training" --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "chosen", [".", "training", "training/0a1b2c", "training/0a1b2c/benchmark"]
)
def test_any_folder_on_the_way_to_the_results_is_taken(tmp_path: Path, chosen: str) -> None:
    inner = tmp_path / "BRCA" / TRAINING / "benchmark"
    write_study(inner)
    (inner / "summary.json").write_text('{"methods": {}, "complete": true}', encoding="utf-8")
    folder = tmp_path / "BRCA" / chosen
    assert results_folder(folder) == inner
    assert [table.title for table in read_study(folder, {}).good]
    assert read_courses(folder) == read_courses(inner)
    assert read_results(folder).folder == folder


def test_of_several_trainings_the_newest_answers(tmp_path: Path) -> None:
    import os

    for number, name in enumerate(("new", "old")):
        write_study(tmp_path / "training" / name / "benchmark")
        os.utime(tmp_path / "training" / name / "benchmark", (1e9, 2e9 - number))
    assert results_folder(tmp_path).parent.name == "new"
    assert results_folder(tmp_path / "training" / "old").parent.name == "old"


# Opened sources -----------------------------------------------------------------------------------


def offered(page: SurvivalPage) -> set[str]:
    return {table.title for table in page.controls._tables}


def test_what_the_survival_page_had_open_is_open_again(qtbot: QtBot, tmp_path: Path) -> None:
    study = write_study(tmp_path / "study")
    cohort = write_cohort(tmp_path / "lab", [f"s{k}" for k in range(30)])
    of_study = {"BRCA, steph, out of fold", "BRCA, vanilla, out of fold"}
    titles = {*of_study, "BRCA of the cohort lab"}
    kept = Settings()
    for start in range(3):
        if start == 2:
            shutil.rmtree(cohort)  # what is gone is left out, without a fault
            titles.remove("BRCA of the cohort lab")
        for session in opened(tmp_path / "workspace", kept):
            page = SurvivalPage(session)
            qtbot.addWidget(page)
            told: list[object] = []
            page.notice.connect(told.append)
            page.visit()
            if start == 0:
                page.show_study(study)
                page.show_cohort(cohort)
            wait_until(qtbot, lambda page=page: offered(page) == titles)
            assert told == []
            kept = session.settings
            page.close_page()


# Counts after a stop ------------------------------------------------------------------------------


def features_page(session: Session, qtbot: QtBot) -> FeaturesPage:
    state = StudyState(session)
    page = FeaturesPage(state)
    qtbot.addWidget(page)
    paths = tuple(Path(f"{n}.svs") for n in range(50))
    matches = {str(n): (path,) for n, path in enumerate(paths)}
    state.draft = StudyDraft("study", "BRCA")
    parts: dict[str, Any] = {
        "checked": SimpleNamespace(without_features=paths),
        "slides": SimpleNamespace(match=SimpleNamespace(slides=matches, n_files=50)),
    }
    state.checked, state.slides = parts["checked"], parts["slides"]
    state.asked_slides = paths
    return page


def test_finished_slides_count_after_a_cancel_too(qtbot: QtBot, session: Session) -> None:
    page = features_page(session, qtbot)
    events = [SlideEvent(n, n_patches=9) for n in range(7)] + [SlideEvent(7, 0, "damaged")]
    page.state.slide_events = {event.number: event for event in events}
    page.refresh()  # no job runs: it was cancelled
    assert page.count.text() == "7 of 50 slides have features"
    assert page.grid.rowCount() == 8


def test_a_stopped_job_lets_the_cohort_be_checked_again(
    qtbot: QtBot, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = features_page(session, qtbot)
    checks: list[str] = []
    monkeypatch.setattr(page.state, "check", lambda: checks.append("checked"))
    page.state.draft = StudyDraft("study", "BRCA", extracting="token")
    for name in ("token", "another job"):
        view = JobView(name, "Features", "extract", Lane.FILES, JobState.CANCELLED)
        session.jobs._know(view)
    session.jobs.cancelled.emit("token")
    session.jobs.paused.emit("token")
    session.jobs.cancelled.emit("another job")
    assert checks == ["checked", "checked"]


# The live plot ------------------------------------------------------------------------------------


def test_the_live_plot_names_its_sources(qtbot: QtBot, session: Session) -> None:
    state = StudyState(session)
    state.draft = StudyDraft("study", "BRCA")
    page = TrainingPage(state)
    qtbot.addWidget(page)
    epoch = EpochRecord(1, 0.5, 0.5, (0.6, 0.4), (0.3, 0.7), sources=("KIPAN", "LUNG"))
    state.training_event.emit(FitEvent("BRCA, steph, fold 0, seed 42", epoch))
    assert set(page.weights.lines) == {"KIPAN", "LUNG"}
    assert "closed" not in page.accessibleDescription()
