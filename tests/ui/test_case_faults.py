"""Files that are not as the model needs them: said in place, with the button that mends it."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from case_files import feature_file, pack
from check_samples import make_checks
from fakes import (
    FakeEngine,
    make_card,
    make_reference,
    make_result,
    use_card,
    wait_for_slide,
    wait_until,
)
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from windows import cases_of, click, opened_on, settle, words_on

from steph_desktop.core.errors import FeaturesFault, NoTissue, StephError, WeightsFault
from steph_desktop.features.bag import read_facts
from steph_desktop.features.facts import left_out_words, slides_for
from steph_desktop.ui.parts.worklist.worklist import Case, CaseState
from steph_desktop.ui.shell.main_window import MainWindow
from steph_desktop.workspace.check import check_workspace
from steph_desktop.workspace.records import CaseStatus

SIZE = {"slide_size_px": (2048, 1536)}


@pytest.fixture
def lab(tmp_path: Path) -> Path:
    return tmp_path / "lab"


def choose(patch: pytest.MonkeyPatch, *paths: Path) -> None:
    """Answer every dialog for files with these."""
    names = [str(path) for path in paths]
    patch.setattr(QFileDialog, "getOpenFileNames", lambda *_: (names, ""))
    patch.setattr(QFileDialog, "getOpenFileName", lambda *_: (names[0] if names else "", ""))


def press(widget: QWidget, name: str) -> None:
    (found,) = (b for b in widget.findChildren(QPushButton) if b.isVisible() and b.text() == name)
    click(found)


def open_features(qtbot: QtBot, window: MainWindow, folder: Path, **meta: Any) -> Path:
    folder.mkdir(exist_ok=True)
    path = feature_file(folder, **meta)
    use_card(window.session)
    window.open_paths([path])
    settle(qtbot, window)
    return path


# What is wrong is told once ------------------------------------------------


def test_a_slide_that_cannot_be_opened_is_told_once(
    qtbot: QtBot, lab: Path, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.svs"
    bad.write_bytes(b"no slide")
    with opened_on(qtbot, lab, FakeEngine()) as window:
        window.open_paths([bad])
        settle(qtbot, window)
        (case,) = cases_of(window)
        assert case.error is not None
        wait_until(qtbot, window.pane.fault.isVisible)
        wait_until(qtbot, lambda: words_on(window).count(case.error.what) == 1)
        assert case.error.what in words_on(window.inspector)
        for is_folded in (True, False):  # by the key, as the panel's own button does
            QTest.keyClick(window.pane.viewer, Qt.Key.Key_F10)
            assert window.inspector.isHidden() is is_folded
            assert (case.error.what in words_on(window.pane.fault)) is is_folded
            assert words_on(window).count(case.error.what) == 1


# Features alone ------------------------------------------------------------


def test_features_are_a_case_that_says_there_is_no_slide_and_takes_one(
    qtbot: QtBot,
    lab: Path,
    shelf: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    engine = FakeEngine()
    with opened_on(qtbot, lab, engine) as window:
        features = open_features(qtbot, window, tmp_path / "f", target_mpp=0.5, **SIZE)
        page = window.inspector.case_page
        assert "has only features" in words_on(page)
        assert page.state.text() == "1 feature file · not analysed"
        assert "no slide to show" in window.pane.hint.text()
        assert not window.pane.fault.isVisible()
        click(page.analyse)
        wait_until(qtbot, lambda: cases_of(window)[0].result is not None)
        result = window.inspector.result
        assert "has only features" in words_on(result)
        assert not result.attend_fold.isVisible(), "there is no tissue to show"
        assert not window.pane.maps.isVisible()
        assert engine.requests[0].slides == (features,)
        name = cases_of(window)[0].case_id
        choose(monkeypatch)
        press(result, "Choose the slide…")
        assert cases_of(window)[0].slides == (features,), "the user thought better of it"
        choose(monkeypatch, shelf / "smith-john.svs")
        press(result, "Choose the slide…")
        wait_until(qtbot, lambda: len(engine.requests) == 2)
        assert engine.requests[1].slides == (shelf / "smith-john.svs",)
        wait_for_slide(qtbot, window)
        wait_until(qtbot, lambda: cases_of(window)[0].state is CaseState.DONE)
        assert "has only features" not in words_on(window.inspector)
        assert result.attend_fold.isVisible()
    with opened_on(qtbot, lab, engine) as window:
        (case,) = cases_of(window)
        assert (case.case_id, case.slides) == (name, (shelf / "smith-john.svs",))
        window.open_paths([features])
        assert len(cases_of(window)) == 2, "the features by themselves are another case"
        settle(qtbot, window)
    assert check_workspace(lab) == []


def test_a_case_of_features_outlives_a_restart(
    qtbot: QtBot,
    lab: Path,
    tmp_path: Path,
) -> None:
    with opened_on(qtbot, lab) as window:
        open_features(qtbot, window, tmp_path / "f")
        window.session.choose_model(pack(tmp_path))
        wait_until(qtbot, lambda: window.session.model == tmp_path / "small.steph")
        click(window.inspector.case_page.analyse)
        qtbot.waitUntil(lambda: cases_of(window)[0].result is not None, timeout=60_000)
        group = cases_of(window)[0].group
    with opened_on(qtbot, lab, FakeEngine()) as window:
        (case,) = cases_of(window)
        assert (case.state, case.group) == (CaseState.DONE, group)
        wait_until(qtbot, lambda: window.inspector.result.isVisible())
        wait_until(qtbot, lambda: "has only features" in words_on(window.inspector.result))
        assert not window.inspector.result.attend_fold.isVisible()
        assert "no slide to show" in window.pane.hint.text()


def test_another_slide_than_that_of_the_features_is_refused(
    qtbot: QtBot,
    lab: Path,
    shelf: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with opened_on(qtbot, lab, FakeEngine()) as window:
        features = open_features(qtbot, window, tmp_path / "f", slide_size_px=(999, 888))
        choose(monkeypatch, shelf / "smith-john.svs")
        press(window.inspector.case_page, "Choose the slide…")
        wait_until(qtbot, window.notice.isVisible)
        assert "2048 x 1536 pixels, not 999 x 888" in words_on(window.notice)
        assert cases_of(window)[0].slides == (features,)


def test_slides_find_the_features_that_name_them(tmp_path: Path, slide_folder: Path) -> None:
    first, second = slide_folder / "smith-john.svs", slide_folder / "second.svs"
    facts = read_facts(feature_file(tmp_path))
    named = [replace(facts, slide_id="second"), replace(facts, slide_id="smith-john")]
    assert slides_for(named, [first, second]) == (second, first)
    unnamed = [facts, facts]
    assert slides_for(unnamed, [first, second]) == (first, second)
    with pytest.raises(StephError, match="2 feature files, and 1 slides"):
        slides_for(unnamed, [first])


# Another encoder, another scale ------------------------------------------------------------


def test_features_of_another_encoder_are_told_before_they_are_analysed(
    qtbot: QtBot,
    lab: Path,
    shelf: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    engine = FakeEngine()
    with opened_on(qtbot, lab, engine) as window:
        open_features(qtbot, window, tmp_path / "f", encoder="uni", width=1024, **SIZE)
        page = window.inspector.case_page
        said = words_on(page)
        assert "The features of S1.h5 were made by uni and have 1,024 values per patch" in said
        assert "needs those of effnet-lite0 (1,280 values)" in said
        assert not page.analyse.isEnabled()
        assert not window.top.analyse_button.isEnabled()
        use_card(window.session, make_card(encoder="uni_v1", feature_dim=1024))
        assert "were made by" not in words_on(page), "spelt otherwise, the same encoder"
        assert page.analyse.isEnabled()
        use_card(window.session)
        other = pack(tmp_path, 1024, "uni")
        choose(monkeypatch, other)
        press(page, "Choose another model…")
        wait_until(qtbot, page.analyse.isEnabled)
        assert window.session.model == other
        window.session._needs_weights = False  # of uni, which are not here
        use_card(window.session)
        choose(monkeypatch, shelf / "smith-john.svs")
        press(page, "Extract again from the slide…")
        wait_until(qtbot, lambda: cases_of(window)[0].state is CaseState.DONE)
        assert engine.requests[0].slides == (shelf / "smith-john.svs",)


def test_the_same_size_of_another_encoder_is_told_too(
    qtbot: QtBot,
    lab: Path,
    tmp_path: Path,
) -> None:
    with opened_on(qtbot, lab, FakeEngine()) as window:
        open_features(qtbot, window, tmp_path / "f", encoder="resnet")
        said = words_on(window.inspector.case_page)
        assert "were made by resnet, but the model steph-brca-test needs" in said


def test_features_at_another_scale_are_told_before_and_after(
    qtbot: QtBot,
    lab: Path,
    shelf: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    red = replace(make_result(), checks=make_checks())
    engine = FakeEngine(lambda request: replace(red, case_id=request.case_id))
    with opened_on(qtbot, lab, engine) as window:
        open_features(qtbot, window, tmp_path / "f", target_mpp=0.25, **SIZE)
        words = "made at 0.25 µm/px, but the model steph-brca-test was trained at 0.5 µm/px"
        assert words in words_on(window.inspector.case_page)
        click(window.inspector.case_page.analyse)
        wait_until(qtbot, lambda: cases_of(window)[0].state is CaseState.DONE)
        assert words in words_on(window.inspector.result)
        choose(monkeypatch, shelf / "smith-john.svs")
        press(window.inspector.result, "Extract again from the slide…")
        wait_until(qtbot, lambda: len(engine.requests) == 2)
        wait_until(qtbot, lambda: cases_of(window)[0].state is CaseState.DONE)
        assert words not in words_on(window.inspector.result)


def test_a_pack_whose_encoder_is_not_here_is_told_beside_the_old_result(
    qtbot: QtBot, opened: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    case_id = opened.session.worklist.case_ids[0]
    wait_until(qtbot, lambda: cases_of(opened)[0].state is CaseState.READY)
    use_card(opened.session, make_result().card)
    opened.session.worklist.change(case_id, state=CaseState.DONE, result=make_result(case_id))
    opened.session._needs_weights = True
    other = make_card(
        make_reference(), encoder="uni", feature_dim=1024, model_id="u", weights_sha256="0"
    )
    use_card(opened.session, other)
    page = opened.inspector.result
    assert "with u, the weights of its encoder uni are needed" in words_on(page)
    assert not page.again.isVisible(), "it would do nothing"
    weights = tmp_path / "pytorch_model.bin"
    weights.write_bytes(b"x")
    choose(monkeypatch, weights)
    press(page, "Choose the weight file…")
    assert "are needed" not in words_on(page)
    page.chips.press("stale", on=True)
    click(page.again)
    wait_until(qtbot, lambda: opened.session.analyses.running is None)


# No features ------------------------------------------------------------


@pytest.mark.parametrize(
    ("how", "words"),
    [
        ("cut", "The file is cut short: 3,000 of"),
        ("unfinished", "did not finish"),
        ("empty", "holds no patches"),
        ("none", "holds no features"),
        ("flat", "have the shape (20,)"),
    ],
)
def test_a_file_without_features_says_so_and_is_replaced(
    qtbot: QtBot,
    lab: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    how: str,
    words: str,
) -> None:
    import h5py

    bad = feature_file(tmp_path)
    if how == "cut":
        bad.write_bytes(bad.read_bytes()[:3000])
    else:
        with h5py.File(bad, "a") as file:
            if how == "unfinished":
                file.attrs["complete"] = False
            else:
                del file["features"]
            if how == "empty":
                file["features"] = np.zeros((0, 1280), np.float32)
            if how == "flat":
                file["features"] = np.zeros(20, np.float32)
    (tmp_path / "good").mkdir()
    good = feature_file(tmp_path / "good")
    with opened_on(qtbot, lab, FakeEngine()) as window:
        use_card(window.session)
        window.open_paths([bad])
        settle(qtbot, window)
        page = window.inspector.case_page
        assert cases_of(window)[0].state is CaseState.UNREADABLE
        assert words in words_on(page)
        assert "S1.h5" in words_on(page)
        choose(monkeypatch, good)
        press(page, "Choose another feature file…")
        wait_until(qtbot, page.analyse.isVisible)
        assert cases_of(window)[0].slides == (good,)
        assert words not in words_on(page)


def test_a_file_without_features_is_made_anew_from_its_slide(
    qtbot: QtBot,
    lab: Path,
    shelf: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    bad = tmp_path / "S1.h5"
    bad.write_bytes(b"nothing")
    engine = FakeEngine()
    with opened_on(qtbot, lab, engine) as window:
        use_card(window.session)
        window.open_paths([bad])
        settle(qtbot, window)
        choose(monkeypatch, shelf / "second.svs")
        press(window.inspector.case_page, "Extract again from the slide…")
        wait_until(qtbot, lambda: cases_of(window)[0].state is CaseState.DONE)
        assert engine.requests[0].slides == (shelf / "second.svs",)


@pytest.mark.parametrize(
    ("error", "buttons"),
    [
        (NoTissue("No tissue was found on this slide"), {"Choose another slide…"}),
        (
            WeightsFault("The weight file is damaged or incomplete", "w.bin"),
            {"Choose the weight file…", "Choose another model…"},
        ),
        (StephError("The disk is full"), set()),
    ],
)
def test_a_failed_analysis_offers_what_mends_it(
    qtbot: QtBot, opened: MainWindow, error: StephError, buttons: set[str]
) -> None:
    case_id = opened.session.worklist.case_ids[0]
    wait_until(qtbot, lambda: cases_of(opened)[0].state is CaseState.READY)
    use_card(opened.session)
    opened.session.worklist.change(case_id, state=CaseState.FAILED, error=error)
    page = opened.inspector.case_page
    said = set(words_on(page.alarm).split("\n"))
    assert error.what + "." in said
    assert {word for word in said if word.startswith("Choose")} == buttons


def test_tensors_of_another_encoder_are_told_when_they_are_read(
    qtbot: QtBot,
    lab: Path,
    tmp_path: Path,
) -> None:
    import torch

    torch.save(torch.zeros(12, 1024), tmp_path / "S1.pt")
    with opened_on(qtbot, lab) as window:
        window.session.choose_model(pack(tmp_path))
        window.open_paths([tmp_path / "S1.pt"])
        settle(qtbot, window)
        page = window.inspector.case_page
        wait_until(qtbot, page.analyse.isEnabled)
        click(page.analyse)
        qtbot.waitUntil(lambda: cases_of(window)[0].state is CaseState.FAILED, timeout=60_000)
        assert isinstance(cases_of(window)[0].error, FeaturesFault)
        said = words_on(page)
        assert "These features have 1024 values per patch, but the model takes 1280" in said
        assert "Extract again from the slide…" in said
        assert "Choose another model…" in said


# The slide itself ------------------------------------------------------------


def test_a_slide_that_is_damaged_in_places_is_copied_and_analysed_again(
    qtbot: QtBot,
    lab: Path,
    shelf: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    warned = make_result(warnings=(left_out_words(3, 60),))
    warned = replace(warned, slides=(replace(warned.slides[0], failed_patches=3),))
    engine = FakeEngine(lambda request: replace(warned, case_id=request.case_id))
    with opened_on(qtbot, lab, engine) as window:
        use_card(window.session, warned.card)
        window.open_paths([shelf / "smith-john.svs"])
        settle(qtbot, window)
        click(window.inspector.case_page.analyse)
        wait_until(qtbot, lambda: cases_of(window)[0].state is CaseState.DONE)
        page = window.inspector.result
        assert "3 of 60 patches could not be decoded" in page.warnings.label.text()
        assert "Copy it again from the scanner" in words_on(page.problems)
        press(page, "Analyse it again")
        wait_until(qtbot, lambda: len(engine.requests) == 2)
        wait_until(qtbot, lambda: cases_of(window)[0].state is CaseState.DONE)
        engine.answer = None
        choose(monkeypatch, shelf / "second.svs")
        press(page, "Choose another slide…")
        wait_until(qtbot, lambda: len(engine.requests) == 3)
        assert engine.requests[2].slides == (shelf / "second.svs",)
        wait_until(qtbot, lambda: cases_of(window)[0].state is CaseState.DONE)
        assert "Copy it again" not in words_on(window.inspector)


def test_a_model_whose_encoder_this_program_does_not_have_takes_no_slide(
    qtbot: QtBot, opened: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    wait_until(qtbot, lambda: cases_of(opened)[0].state is CaseState.READY)
    use_card(opened.session, make_card(encoder="ctranspath", feature_dim=768, model_id="v"))
    page = opened.inspector.case_page
    assert "The model v needs features of the encoder ctranspath" in words_on(page)
    assert not page.analyse.isEnabled()
    features = feature_file(tmp_path, width=768, encoder="ctranspath")
    choose(monkeypatch, features)
    press(page, "Choose another feature file…")
    wait_until(qtbot, page.analyse.isEnabled)
    assert cases_of(opened)[0].slides == (features,)
    assert "ctranspath, which" not in words_on(opened.inspector)


def test_features_that_do_not_say_their_encoder_are_told(
    qtbot: QtBot,
    lab: Path,
    tmp_path: Path,
) -> None:
    with opened_on(qtbot, lab, FakeEngine()) as window:
        open_features(qtbot, window, tmp_path / "f", encoder="")
        said = words_on(window.inspector.case_page)
        assert "S1.h5 does not state its encoder: make sure it was effnet-lite0." in said


def test_weights_that_are_pointed_to_let_an_extraction_go_on(
    qtbot: QtBot,
    lab: Path,
    shelf: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    engine = FakeEngine()
    with opened_on(qtbot, lab, engine) as window:
        open_features(qtbot, window, tmp_path / "f", width=512)
        window.session._needs_weights = True
        use_card(window.session, make_card(encoder="uni", feature_dim=1024))
        page = window.inspector.case_page
        choose(monkeypatch, shelf / "second.svs")
        press(page, "Extract again from the slide…")
        wait_until(qtbot, page.weights.isVisible)
        assert not engine.requests
        (tmp_path / "pytorch_model.bin").write_bytes(b"x")
        choose(monkeypatch, tmp_path / "pytorch_model.bin")
        press(page, "Choose the weight file…")
        wait_until(qtbot, lambda: cases_of(window)[0].state is CaseState.DONE)
        assert engine.requests[0].slides == (shelf / "second.svs",)


def test_a_long_name_breaks_in_a_narrow_panel(
    qtbot: QtBot,
    lab: Path,
) -> None:
    name = f"{'long_name_' * 9}.svs"
    with opened_on(qtbot, lab, FakeEngine()) as window:
        window.resize(1024, 768)
        window.session.worklist.add(Case("Case 22-22", (lab / name,), CaseState.READY))
        window.choose_case("Case 22-22")
        fault = StephError("The slide file was not found", name, "Connect its drive.")
        window.session.worklist.change("Case 22-22", vanished=fault)
        page = window.inspector.case_page
        assert page.gone.isVisible()
        area = window.inspector.currentWidget()
        assert page.minimumSizeHint().width() <= area.viewport().width()


# Gone ------------------------------------------------------------


@pytest.mark.parametrize("kind", ["slide", "features"])
def test_a_renamed_file_is_chosen_and_keeps_its_result(
    qtbot: QtBot,
    lab: Path,
    shelf: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    kind: str,
) -> None:
    old = shelf / "smith-john.svs" if kind == "slide" else feature_file(tmp_path)
    with opened_on(qtbot, lab) as window:
        window.session.choose_model(pack(tmp_path))
        window.open_paths([old])
        settle(qtbot, window)
        page = window.inspector.case_page
        wait_until(qtbot, page.analyse.isEnabled)
        click(page.analyse)
        qtbot.waitUntil(lambda: cases_of(window)[0].state is CaseState.DONE, timeout=60_000)
        name = cases_of(window)[0].case_id
    new = old.rename(old.with_name(f"renamed{old.suffix}"))
    with opened_on(qtbot, lab, FakeEngine()) as window:
        page = window.inspector.result
        wait_until(qtbot, page.gone.isVisible)
        wait_until(qtbot, page.isVisible)
        assert f"{old.name} is not where it was" in words_on(page)
        choose(monkeypatch, shelf / "second.svs")
        press(page, "Choose the file…")
        wait_until(qtbot, window.notice.isVisible)
        assert "another file than the one that is gone" in words_on(window.notice)
        choose(monkeypatch, new)
        press(page, "Choose the file…")
        wait_until(qtbot, lambda: not page.gone.isVisible())
        (case,) = cases_of(window)
        assert (case.case_id, case.slides, case.state) == (name, (new,), CaseState.DONE)
        assert page.isVisible()
        if kind == "slide":
            wait_for_slide(qtbot, window)
        settle(qtbot, window)
    assert check_workspace(lab) == []


def test_a_slide_that_goes_away_before_its_turn_is_told_as_gone(
    qtbot: QtBot,
    lab: Path,
    shelf: Path,
    tmp_path: Path,
) -> None:
    with opened_on(qtbot, lab) as window:
        window.session.choose_model(pack(tmp_path))
        window.open_paths([shelf / "second.svs"])
        settle(qtbot, window)
        page = window.inspector.case_page
        wait_until(qtbot, page.analyse.isEnabled)
        window.pane.watch.close()  # nothing but the analysis looks at the file
        (shelf / "second.svs").unlink()
        click(page.analyse)
        qtbot.waitUntil(lambda: cases_of(window)[0].state is CaseState.FAILED, timeout=60_000)
        wait_until(qtbot, page.gone.isVisible)
        assert "second.svs is not where it was" in words_on(page)
        assert not page.analyse.isEnabled()


# What may not be changed ------------------------------------------------------------


def test_a_file_of_another_case_is_not_taken_twice(
    qtbot: QtBot,
    lab: Path,
    shelf: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with opened_on(qtbot, lab, FakeEngine()) as window:
        features = open_features(qtbot, window, tmp_path / "f", **SIZE)
        window.open_paths([shelf / "smith-john.svs"])
        settle(qtbot, window)
        first, other = window.session.worklist.case_ids
        window.choose_case(first)
        choose(monkeypatch, shelf / "smith-john.svs")
        press(window.inspector.case_page, "Choose the slide…")
        wait_until(qtbot, window.notice.isVisible)
        assert f"This file belongs to {other} already" in words_on(window.notice)
        assert cases_of(window)[0].slides == (features,)


def test_a_signed_case_is_told_but_not_changed(
    qtbot: QtBot,
    lab: Path,
    tmp_path: Path,
) -> None:
    with opened_on(qtbot, lab, FakeEngine()) as window:
        open_features(qtbot, window, tmp_path / "f")
        case_id = cases_of(window)[0].case_id
        window.session.worklist.change(case_id, state=CaseState.DONE, result=make_result(case_id))
        page = window.inspector.result
        assert "Choose the slide…" in words_on(page)
        window.session.worklist.change(case_id, reviewed=CaseStatus.SIGNED_OFF)
        assert "has only features" in words_on(page)
        assert "Choose the slide…" not in words_on(page)


def test_where_the_workspace_may_only_be_read_nothing_is_offered(
    qtbot: QtBot,
    lab: Path,
    tmp_path: Path,
) -> None:
    with opened_on(qtbot, lab, FakeEngine()) as window:
        open_features(qtbot, window, tmp_path / "f")
    shutil.move(tmp_path / "f", tmp_path / "away")
    shutil.move(tmp_path / "away", tmp_path / "f")
    with opened_on(qtbot, lab, FakeEngine(), read_only=True) as window:
        settle(qtbot, window)
        wait_until(qtbot, lambda: "has only features" in words_on(window.inspector.case_page))
        assert "Choose the slide…" not in words_on(window.inspector.case_page)
