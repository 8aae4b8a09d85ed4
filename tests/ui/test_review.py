"""Worklist and review, by clicks and keys: found, sorted, signed, opened again, blinded."""

from __future__ import annotations

import threading
import time
from pathlib import Path
from typing import Any

import pytest
from fakes import FakeEngine, make_card, make_result, use_card, wait_until
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QWidget
from pytestqt.qtbot import QtBot
from review_samples import NAMES, finished, keep_finished, make_lab
from windows import ME, opened_on, press, reviewing, shown, texts_of
from workspace_samples import RUN, case_of

from steph_desktop.model.outputs import RiskGroup
from steph_desktop.ui.kit import dialogs
from steph_desktop.ui.pages.survival.survival_page import SurvivalPage
from steph_desktop.ui.parts.worklist.case_list import CaseList, ListQuery, ListSort
from steph_desktop.ui.parts.worklist.worklist import Case, CaseState, ListStatus, Worklist
from steph_desktop.ui.shell.main_window import MainWindow
from steph_desktop.workspace.check import check_workspace
from steph_desktop.workspace.database import Database
from steph_desktop.workspace.records import (
    CaseStatus,
    FollowUp,
    OutcomeLine,
    Review,
    ReviewRow,
    ReviewState,
    Verdict,
)
from steph_desktop.workspace.store import Workspace

FIRST, SECOND, THIRD, FOURTH = NAMES[:4]


@pytest.fixture
def lab(tmp_path: Path, slide: Path) -> Path:
    make_lab(tmp_path / "lab", tmp_path / "shelf", slide)
    return tmp_path / "lab"


def ids_on_show(window: MainWindow) -> list[str]:
    model = window.cases.view.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def reviews_of(lab: Path, name: str) -> list[ReviewRow]:
    with Workspace.open(lab, read_only=True) as workspace:
        return workspace.reviews(case_of(workspace, name).id)


def status_of(lab: Path, name: str) -> CaseStatus:
    with Workspace.open(lab, read_only=True) as workspace:
        return case_of(workspace, name).status


def choose_in(menu_button: Any, words: str) -> None:
    """Open a menu as a click does, and choose an entry by its words."""
    menu: QMenu = menu_button.menu()
    menu.aboutToShow.emit()
    entries = [*menu.actions()]
    for action in menu.actions():
        if action.menu() is not None:
            entries += action.menu().actions()
    (found,) = (action for action in entries if action.text() == words)
    found.trigger()


# The worklist ------------------------------------------------------------


def test_cases_are_found_filtered_and_sorted(qtbot: QtBot, lab: Path) -> None:
    with Workspace.open(lab) as workspace:
        review = Review(Verdict.AGREE, tags=("Nekrose",), signed_off=True)
        workspace.add_review(case_of(workspace, THIRD).id, review)
    with reviewing(qtbot, lab) as window:
        cases = window.cases
        assert ids_on_show(window) == list(NAMES[:4])
        QTest.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
        assert cases.search.hasFocus()
        QTest.keyClicks(cases.search, "nekr")
        assert ids_on_show(window) == [THIRD]
        assert cases.count.text() == "1 of 4"
        assert window.review.shown_case == FIRST, "looking for another does not lose the case"
        cases.search.clear()
        QTest.keyClicks(cases.search, "p-1-slide")
        assert ids_on_show(window) == [SECOND], "by its file, which is not shown"
        cases.search.clear()
        choose_in(cases.filter_button, "Signed")
        assert ids_on_show(window) == [THIRD]
        choose_in(cases.filter_button, "Any status")
        choose_in(cases.filter_button, "High risk")
        high = ids_on_show(window)
        assert high
        assert all(window.session.worklist[i].group is RiskGroup.HIGH for i in high)
        choose_in(cases.filter_button, "Nekrose")
        assert cases.filter_button.accessibleName() == "Filter: high risk · Nekrose"
        QTest.keyClicks(cases.search, "no such case")
        assert cases.nothing.isVisible()
        press(cases.nothing, "Show all")
        assert ids_on_show(window) == list(NAMES[:4])
        choose_in(cases.sort_button, "Risk")
        choose_in(cases.sort_button, "Descending")
        risks = [window.session.worklist[i].percentile or 0 for i in ids_on_show(window)]
        assert risks == sorted(risks, reverse=True)
        assert cases.view.currentIndex().data() == FIRST, "the selection moves along"
        choose_in(cases.sort_button, "Status")
        assert ids_on_show(window)[0] == THIRD


def test_keys_go_to_the_next_case_and_to_the_next_unreviewed(qtbot: QtBot, lab: Path) -> None:
    with Workspace.open(lab) as workspace:
        workspace.add_review(case_of(workspace, SECOND).id, Review(Verdict.AGREE))
    with reviewing(qtbot, lab) as window:
        control = Qt.KeyboardModifier.ControlModifier
        QTest.keyClick(window, Qt.Key.Key_Down, control)
        assert window.review.shown_case == SECOND
        QTest.keyClick(window, Qt.Key.Key_Up, control)
        assert window.review.shown_case == FIRST
        window.cases.view.setFocus()
        QTest.keyClick(window.cases.view, Qt.Key.Key_Space)
        assert window.review.shown_case == THIRD, "the second is reviewed"
        window.pane.viewer.setFocus()
        QTest.keyClick(window.pane.viewer, Qt.Key.Key_Space)
        assert window.review.shown_case == FOURTH
        QTest.keyClick(window.pane.viewer, Qt.Key.Key_Space)
        assert window.review.shown_case == FIRST, "round the end of the list"
        shown(qtbot, window, FIRST)
        note = window.inspector.result.review.note
        note.setFocus()
        QTest.keyClicks(note, "b lab 1 /")
        assert note.toPlainText() == "b lab 1 /", "keys of the window are letters in a field"
        assert not window.session.worklist.is_blinded


def test_a_case_taken_off_the_list_makes_room_for_the_one_after_it(qtbot: QtBot, lab: Path) -> None:
    with reviewing(qtbot, lab) as window:
        window.choose_case(SECOND)
        window.cases.removal_requested.emit([SECOND])
        assert window.review.shown_case == THIRD
        assert ids_on_show(window) == [FIRST, THIRD, FOURTH]


def test_a_selection_survives_another_order(qtbot: QtBot, lab: Path) -> None:
    with reviewing(qtbot, lab) as window:
        view = window.cases.view
        view.selectAll()
        QTest.mouseClick(
            view.viewport(),
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.ControlModifier,
            view.visualRect(view.model().index(3, 0)).center(),
        )
        assert [case.case_id for case in window.cases.selected()] == [FIRST, SECOND, THIRD]
        choose_in(window.cases.sort_button, "Descending")
        assert [case.case_id for case in window.cases.selected()] == [THIRD, SECOND, FIRST]


def test_every_status_is_told() -> None:
    def status(**fields: Any) -> ListStatus:
        return Case("Case 22-22", (), **fields).status

    done = {"state": CaseState.DONE, "reviewed": CaseStatus.ANALYSED}
    assert status(state=CaseState.READY) is ListStatus.NEW
    assert status(state=CaseState.RUNNING) is ListStatus.ANALYSING
    assert status(state=CaseState.FAILED) is ListStatus.FAILED
    assert status(**done) is ListStatus.ANALYSED
    assert status(**{**done, "reviewed": CaseStatus.REVIEWED}) is ListStatus.REVIEWED
    assert status(**{**done, "reviewed": CaseStatus.SIGNED_OFF}) is ListStatus.SIGNED


def test_a_poor_slide_asks_to_be_checked(qtbot: QtBot, lab: Path, tmp_path: Path) -> None:
    with Workspace.open(lab) as workspace:
        place = tmp_path / "shelf" / "P-1-slide.svs"
        keep_finished(workspace, place, finished(1, SECOND), quality="poor")
    with reviewing(qtbot, lab) as window:
        assert window.session.worklist[SECOND].status is ListStatus.CHECK
        choose_in(window.cases.filter_button, "Check")
        assert ids_on_show(window) == [SECOND]


def test_ten_thousand_cases_are_found_and_sorted_without_a_wait() -> None:
    worklist = Worklist()
    groups = list(RiskGroup)
    worklist.add(
        *(
            Case(
                f"Case {number:05d}",
                (Path(f"/away/{number}.svs"),),
                CaseState.DONE,
                known_group=groups[number % 3],
                known_percentile=float(number * 7919 % 100),
                standing=ReviewState(tags=("necrosis",) if number % 5 == 0 else ()),
            )
            for number in range(10_000)
        )
    )
    shown = CaseList(worklist)
    queries = [
        ListQuery(text="necro"),
        ListQuery(group=RiskGroup.HIGH, sort=ListSort.RISK, descending=True),
        ListQuery(status=ListStatus.NEW, sort=ListSort.NAME),
        ListQuery(),
    ]
    begin = time.perf_counter()
    for query in queries:
        shown.set_query(query)
    assert time.perf_counter() - begin < 20  # hangs, not speed
    assert shown.rowCount() == 10_000
    begin = time.perf_counter()
    for number in range(2000):
        worklist.change("Case 00007", error=None, progress=None, mpp=0.25 + number)
    assert time.perf_counter() - begin < 20, "progress does not sort the list anew"


# Reviews ------------------------------------------------------------


def test_a_case_is_signed_by_clicks_and_the_next_one_comes(
    qtbot: QtBot, lab: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def name(_parent: QWidget, suggested: str) -> str:
        asked.append(suggested)
        return ME

    monkeypatch.setattr(dialogs, "ask_reviewer", name)
    with reviewing(qtbot, lab) as window:
        window.session.change_settings(reviewer="")
        panel = window.inspector.result.review
        assert not panel.sign.isEnabled()
        assert "Agree or disagree first" in panel.sign.toolTip()
        for part in (panel.verdict.buttons[0], panel.group.buttons[2]):
            scroll_to(window, part)
            QTest.mouseClick(part, Qt.MouseButton.LeftButton)
        panel.note.setFocus()
        QTest.keyClicks(panel.note, "necrosis, high grade")
        QTest.keyClicks(panel.tags, "board, necrosis ,board")
        scroll_to(window, panel.sign)
        QTest.mouseClick(panel.sign, Qt.MouseButton.LeftButton)
        wait_until(qtbot, lambda: window.review.shown_case == SECOND)
        assert asked
        worklist = window.session.worklist
        assert worklist[FIRST].status is ListStatus.SIGNED
        assert worklist[FIRST].standing.tags == ("board", "necrosis")
        shown(qtbot, window, SECOND)
        assert panel.note.toPlainText() == ""
        # By keys alone, and the name is not asked for again.
        QTest.keyClick(panel.verdict.buttons[1], Qt.Key.Key_D, Qt.KeyboardModifier.AltModifier)
        wait_until(qtbot, panel.sign.isEnabled)  # a key presses a button for a moment
        QTest.keyClick(panel, Qt.Key.Key_S, Qt.KeyboardModifier.AltModifier)
        wait_until(qtbot, lambda: window.review.shown_case == THIRD)
        assert len(asked) == 1
    (row,) = reviews_of(lab, FIRST)
    assert row.review == Review(
        Verdict.AGREE,
        "necrosis, high grade",
        ("board", "necrosis"),
        "high",
        signed_off=True,
        reviewer=ME,
    )
    assert reviews_of(lab, SECOND)[0].review.verdict is Verdict.DISAGREE
    assert status_of(lab, SECOND) is CaseStatus.SIGNED_OFF
    assert check_workspace(lab) == []


def scroll_to(window: MainWindow, part: QWidget) -> None:
    window.inspector.currentWidget().ensureWidgetVisible(part)


def test_what_was_said_is_shown_and_a_signed_case_opens_with_a_reason(
    qtbot: QtBot, lab: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reasons = iter(["", "the wrong block"])
    monkeypatch.setattr(dialogs, "ask_reason", lambda _parent: next(reasons))
    with Workspace.open(lab) as workspace:
        number = case_of(workspace, FIRST).id
        workspace.add_review(number, Review(Verdict.DISAGREE, "too little tumour", ("t1",)))
        signed = Review(Verdict.AGREE, signed_off=True, reviewer="Dr B")
        workspace.add_review(number, signed)
    with reviewing(qtbot, lab) as window:
        page = window.inspector.result
        panel = page.review
        page.show_tab(1)
        wait_until(qtbot, lambda: "too little tumour" in texts_of(page))
        said = texts_of(page)
        assert "Signed by Dr B" in said
        assert "disagrees with the model" in said
        assert not panel.verdict.isVisible(), "a signed case is not reviewed on"
        press(page, "Reopen…")
        assert len(reviews_of(lab, FIRST)) == 2, "without a reason it stays signed"
        press(page, "Reopen…")
        wait_until(qtbot, panel.verdict.isVisible)
        assert window.session.worklist[FIRST].status is ListStatus.REVIEWED
        wait_until(qtbot, lambda: "the wrong block" in texts_of(page))
        assert "reopened the case" in texts_of(page)
    assert len(reviews_of(lab, FIRST)) == 3
    assert check_workspace(lab) == []


def test_what_was_entered_and_not_kept_is_there_again(qtbot: QtBot, lab: Path) -> None:
    with reviewing(qtbot, lab) as window:
        panel = window.inspector.result.review
        panel.note.setPlainText("half a thought")
        window.choose_case(SECOND)
        shown(qtbot, window, SECOND)
        assert panel.note.toPlainText() == ""
        window.choose_case(FIRST)
        assert panel.note.toPlainText() == "half a thought"
        press(panel, "Save")
        wait_until(qtbot, lambda: window.session.worklist[FIRST].status is ListStatus.REVIEWED)
        assert window.review.shown_case == FIRST
        assert panel.note.toPlainText() == ""


def test_a_workspace_for_reading_says_why_nothing_can_be_reviewed(qtbot: QtBot, lab: Path) -> None:
    with reviewing(qtbot, lab, read_only=True) as window:
        panel = window.inspector.result.review
        assert "reviews cannot be written here" in texts_of(panel)
        fields = (*panel.verdict.buttons, panel.note, panel.tags, panel.save, panel.sign)
        assert not any(field.isEnabled() for field in fields)
        window.commands.blinded.trigger()
        page = window.inspector.estimate
        assert "read-only" in texts_of(page)
        assert not page.reveal.isEnabled()


# Blinded mode ------------------------------------------------------------


def test_nothing_of_the_models_answer_shows_before_the_own_estimate(
    qtbot: QtBot, lab: Path
) -> None:
    with reviewing(qtbot, lab, blinded=True) as window:
        wait_until(qtbot, lambda: window.session.worklist.whole(FIRST).result is not None)
        window.pane.toggle_map()
        result = window.session.worklist.whole(FIRST).result
        assert result is not None
        secrets = ["percentile ·", "High risk", "Low risk", "Int ", *result.card.sources]
        secrets += [f"{100 * value:.0f} %" for value in result.prediction.survival[:8]]
        secrets += [f"{result.prediction.risk_score:.2f}"]
        for case_id in NAMES[:4]:
            window.choose_case(case_id)
            said = texts_of(window)
            model = window.cases.view.model()
            for row in range(model.rowCount()):
                index = model.index(row, 0)
                for role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
                    said += f"\n{index.data(role)}"
            assert [secret for secret in secrets if secret in said] == []
            assert window.pane.viewer.patch_map is None
            assert window.inspector.currentWidget().widget() is window.inspector.estimate
        said = "\n".join(f"{e.words} {e.detail}" for e in window._entries())
        assert not any(f"{group.value} risk" in said for group in RiskGroup)
        choose_in(window.cases.sort_button, "Risk")
        assert ids_on_show(window) == list(NAMES[:4]), "the order tells nothing"
        choose_in(window.cases.filter_button, "High risk")
        assert ids_on_show(window) == []


def test_the_survival_page_keeps_the_blinded_answers_too(qtbot: QtBot, lab: Path) -> None:
    with Workspace.open(lab) as workspace:
        lines = [
            OutcomeLine(FollowUp(400.0 + 100 * number, True), case=name)
            for number, name in enumerate(NAMES[:4])
        ]
        workspace.attach_outcomes(lines)
        estimate = Review(own_risk_group="low", blinded=True)
        workspace.add_review(case_of(workspace, SECOND).id, estimate)
        workspace.add_review(case_of(workspace, THIRD).id, estimate)
    with reviewing(qtbot, lab) as window:
        window.turn_to("Survival")
        page = window.pages.currentWidget()
        assert isinstance(page, SurvivalPage)
        wait_until(qtbot, lambda: page._patients.n_results == 4)
        window.turn_to("Review")
        window.commands.blinded.trigger()
        window.turn_to("Survival")
        assert page._patients.n_results == 0, "nothing that was read before is left on show"
        wait_until(qtbot, lambda: page._patients.n_results == 2)
        (table,) = page._patients.tables
        assert table.ids == (SECOND, THIRD)


def test_a_blinded_case_taken_off_the_list_comes_back_with_its_hidden_answer(
    qtbot: QtBot, lab: Path, tmp_path: Path
) -> None:
    with reviewing(qtbot, lab, blinded=True) as window:
        worklist = window.session.worklist
        wait_until(qtbot, lambda: worklist.whole(FIRST).result is not None)
        window.cases.removal_requested.emit([FIRST])
        assert FIRST not in worklist
        window.open_paths([tmp_path / "shelf" / "P-0-slide.svs"])
        wait_until(qtbot, lambda: FIRST in worklist)
        assert worklist[FIRST].is_hidden
        assert worklist[FIRST].group is None
        window.commands.blinded.trigger()
        assert worklist[FIRST].group is not None


def test_two_labs_with_other_answers_look_the_same_to_the_last_pixel(
    qtbot: QtBot, tmp_path: Path, slide: Path
) -> None:
    pictures: list[list[QImage]] = []
    for number, risk in enumerate((0.02, 0.4)):
        folder = tmp_path / str(number)
        make_lab(folder / "lab", tmp_path / "shelf", slide, 1)
        with Workspace.open(folder / "lab") as workspace:
            result = make_result(FIRST, side_px=256, risk=risk)
            keep_finished(workspace, tmp_path / "shelf" / "P-0-slide.svs", result)
        with reviewing(qtbot, folder / "lab", blinded=True) as window:
            whole = window.session.worklist.whole
            wait_until(qtbot, lambda whole=whole: whole(FIRST).result is not None)
            wait_until(qtbot, lambda whole=whole: whole(FIRST).thumbnail is not None)
            parts = (window.cases, window.inspector)
            pictures.append([part.grab().toImage() for part in parts])
            window.commands.blinded.trigger()
            pictures.append([part.grab().toImage() for part in parts])
    hidden, open_, hidden_too, open_too = pictures
    assert hidden == hidden_too
    assert all(one != other for one, other in zip(open_, open_too, strict=True))


def test_the_own_estimate_reveals_the_answer_and_is_kept_as_blinded(
    qtbot: QtBot, lab: Path
) -> None:
    with reviewing(qtbot, lab, blinded=True) as window:
        page = window.inspector.estimate
        wait_until(qtbot, lambda: page.isVisible())
        assert not page.reveal.isEnabled()
        QTest.mouseClick(page.group.buttons[2], Qt.MouseButton.LeftButton)
        page.slider.setFocus()
        QTest.keyClick(page.slider, Qt.Key.Key_PageUp)
        QTest.mouseClick(page.reveal, Qt.MouseButton.LeftButton)
        shown(qtbot, window, FIRST)
        wait_until(qtbot, lambda: window.inspector.result.isVisible())
        assert "percentile" in window.inspector.result.head.percentile.text()
        kept = "estimate before the model's was shown: high risk, percentile 60"
        window.inspector.result.show_tab(1)
        wait_until(qtbot, lambda: kept in texts_of(window.inspector.result))
        worklist = window.session.worklist
        assert worklist[FIRST].group is not None
        assert worklist[FIRST].status is ListStatus.ANALYSED, "an estimate is not a review yet"
        assert worklist[SECOND].is_hidden
    (row,) = reviews_of(lab, FIRST)
    assert row.review == Review(
        own_risk_group="high", own_risk_percent=60.0, blinded=True, reviewer=ME
    )
    with Workspace.open(lab) as workspace:
        rows = workspace.database.rows("SELECT action, details FROM audit ORDER BY seq")
    told = [row["details"] for row in rows if row["action"] == "review added"]
    assert '"blinded":true' in told[0]


def test_an_answer_seen_before_is_not_called_blinded(qtbot: QtBot, lab: Path) -> None:
    with reviewing(qtbot, lab) as window:
        QTest.keyClick(window, Qt.Key.Key_B)
        page = window.inspector.estimate
        wait_until(qtbot, lambda: page.isVisible())
        QTest.mouseClick(page.group.buttons[0], Qt.MouseButton.LeftButton)
        QTest.mouseClick(page.reveal, Qt.MouseButton.LeftButton)
        wait_until(qtbot, lambda: window.inspector.result.isVisible())
        assert "was shown before" in texts_of(window.notice)
    (row,) = reviews_of(lab, FIRST)
    assert not row.review.blinded
    with Workspace.open(lab) as workspace:
        actions = workspace.database.rows("SELECT action FROM audit")
    assert [row["action"] for row in actions].count("blinded mode") == 1


def test_a_new_result_is_hidden_until_a_new_estimate(qtbot: QtBot, lab: Path) -> None:
    with Workspace.open(lab) as workspace:
        signed = Review(Verdict.AGREE, signed_off=True)
        workspace.add_review(case_of(workspace, FIRST).id, signed)
    with reviewing(qtbot, lab, blinded=True) as window:
        worklist = window.session.worklist
        assert not worklist[FIRST].is_hidden
        worklist.change(FIRST, state=CaseState.DONE, result=make_result(FIRST))
        assert worklist[FIRST].is_hidden
        assert worklist.whole(FIRST).result is not None


# The thread of the records ------------------------------------------------------------


def test_reviewing_never_touches_the_records_on_the_gui_thread(
    qtbot: QtBot, lab: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[str, str]] = []
    with reviewing(qtbot, lab) as window:
        for name in ("rows", "row", "transaction"):
            method = getattr(Database, name)

            def watched(self: Database, *words: Any, method: Any = method, name: str = name) -> Any:
                seen.append((name, threading.current_thread().name))
                return method(self, *words)

            monkeypatch.setattr(Database, name, watched)
        panel = window.inspector.result.review
        panel.verdict.buttons[0].click()
        panel.sign.click()
        wait_until(qtbot, lambda: window.review.shown_case == SECOND)
        window.commands.blinded.trigger()
        page = window.inspector.estimate
        window.choose_case(THIRD)
        page.group.buttons[1].click()
        page.reveal.click()
        wait_until(qtbot, lambda: window.session.worklist[THIRD].standing.is_seen)
    assert threading.main_thread().name not in {thread for _, thread in seen}
    # Tasks read which files are a case's; one thread alone writes.
    assert len({thread for name, thread in seen if name == "transaction"}) == 1


def test_long_names_do_not_run_over_each_other(qtbot: QtBot, lab: Path, tmp_path: Path) -> None:
    long = "Case with a name far longer than the panel is wide"
    with Workspace.open(lab) as workspace:
        result = make_result(long, side_px=256)
        keep_finished(workspace, tmp_path / "shelf" / "P-0-slide.svs", result)
    with reviewing(qtbot, lab) as window:
        view = window.cases.view
        row = window.cases.list.row_of(long)
        assert row is not None
        rect = view.visualRect(view.model().index(row, 0))
        other = view.visualRect(view.model().index(1, 0))
        picture = view.viewport().grab().toImage()
        # The margin right of the pill stays empty, whatever the name.
        strip = QRect(rect.right() - 7, rect.top() + 6, 6, rect.height() - 12)
        plain = QRect(QPoint(other.right() - 7, other.top() + 6), strip.size())
        assert picture.copy(strip) == picture.copy(plain)


def test_every_step_of_a_review_has_a_key(qtbot: QtBot, lab: Path) -> None:
    with reviewing(qtbot, lab) as window:
        panel, viewer = window.inspector.result.review, window.pane.viewer
        viewer.setFocus()
        for key, verdict in (
            (Qt.Key.Key_A, Verdict.AGREE),
            (Qt.Key.Key_D, Verdict.DISAGREE),
            (Qt.Key.Key_U, Verdict.UNSUITABLE),
            (Qt.Key.Key_D, Verdict.DISAGREE),
        ):
            QTest.keyClick(viewer, key)
            assert panel.verdict.value is verdict
        QTest.keyClick(viewer, Qt.Key.Key_E)
        assert panel.group.buttons[0].hasFocus()
        QTest.keyClick(viewer, Qt.Key.Key_N)
        assert panel.note.hasFocus()
        QTest.keyClicks(panel.note, "a sad note")
        assert panel.note.toPlainText() == "a sad note", "a field keeps what is typed into it"
        assert panel.verdict.value is Verdict.DISAGREE
        viewer.setFocus()
        QTest.keyClick(viewer, Qt.Key.Key_S)
        wait_until(qtbot, lambda: window.review.shown_case == SECOND)
    (row,) = reviews_of(lab, FIRST)
    assert row.review.signed_off and row.review.comment == "a sad note"


def test_the_list_calls_cases_by_the_labs_names_where_asked(qtbot: QtBot, lab: Path) -> None:
    with reviewing(qtbot, lab) as window:
        cases, case = window.cases, window.session.worklist[FIRST]
        assert "unreviewed of 4" in cases.count.text() or cases.count.text() in {"4 of 4", "4/4"}
        name = case.slides[0].stem
        assert case.lab_name == name
        assert window.inspector.result.head.name.text() == FIRST
        cases.names.click()
        assert window.session.settings.lab_names
        assert window.inspector.result.head.name.text() == f"{name} · {FIRST}"
        cases.names.click()
        assert window.inspector.result.head.name.text() == FIRST


def test_a_long_name_of_a_reviewer_does_not_widen_the_panel(qtbot: QtBot, lab: Path) -> None:
    with reviewing(qtbot, lab) as window:
        panel = window.inspector.result.review
        panel.who.show_name("Prof. Dr. med. " + "Maximilian-Alexander " * 6)
        wait_until(qtbot, lambda: "…" in panel.who.text())
        page = window.inspector.result
        assert panel.width() <= page.width() <= window.inspector.width()
        assert panel.mapTo(page, panel.rect().topRight()).x() < page.width()
        assert "Click to change it" in panel.who.toolTip()


# Analysing again ------------------------------------------------------------


def sign(lab: Path, *names: str) -> None:
    with Workspace.open(lab, who=ME) as workspace:
        for name in names:
            number = case_of(workspace, name).id
            workspace.add_review(number, Review(own_risk_group="low", blinded=True))
            workspace.add_review(number, Review(Verdict.AGREE, signed_off=True))


def all_ready(window: MainWindow) -> bool:
    worklist = window.session.worklist
    return all(worklist[n].thumbnail is not None for n in worklist.case_ids)


def test_everything_selected_and_analysed_leaves_finished_cases_alone(
    qtbot: QtBot, lab: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sign(lab, FIRST)
    asked: list[str] = []
    monkeypatch.setattr(dialogs, "agrees", lambda *words, **_: asked.append(words[2]))
    engine, said = FakeEngine(), list[str]()
    with opened_on(qtbot, lab, engine) as window:
        wait_until(qtbot, lambda: all_ready(window))
        use_card(window.session, make_card(weights_sha256=RUN.model_sha256))
        window.review.notice.connect(lambda words: said.append(str(words)))
        window.cases.view.selectAll()
        QTest.keyClick(window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        wait_until(qtbot, lambda: bool(said))
        assert said == ["4 cases are finished already; Analyse again is in the case menu."]
        assert (asked, engine.requests) == ([], [])
        window.review.analysing.start([FIRST, SECOND], again=True)
        wait_until(qtbot, lambda: window.session.analyses.running is None and bool(engine.requests))
        assert [made.case_id for made in engine.requests] == [SECOND], "kept: the careful answer"
        assert asked == [
            "1 signed case would get a new result. Its reviews stay with the earlier one, and count"
            " again only where the new result is the same."
        ]
    assert status_of(lab, FIRST) is CaseStatus.SIGNED_OFF


def test_another_model_asks_before_signed_cases_get_a_new_result(
    qtbot: QtBot, lab: Path, slide: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sign(lab, FIRST, THIRD)
    asked: list[str] = []
    monkeypatch.setattr(dialogs, "agrees", lambda *words, **_: bool(asked.append(words[2])) or True)

    def answer(request: Any) -> Any:
        number = NAMES.index(request.case_id)
        result = finished(number, request.case_id)
        differs = {"n_patches": 9} if request.case_id == THIRD else {}
        with Workspace.open(lab) as beside:
            keep_finished(beside, request.slides[0], result, **differs)
        return result

    with opened_on(qtbot, lab, FakeEngine(answer)) as window:
        wait_until(qtbot, lambda: all_ready(window))
        use_card(window.session)
        window.cases.view.selectAll()
        QTest.keyClick(window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        worklist = window.session.worklist
        wait_until(qtbot, lambda: all(worklist[n].result is not None for n in NAMES[:4]))
        assert asked == [
            "2 signed cases would get a new result. Their reviews stay with the earlier one, and"
            " count again only where the new result is the same."
        ]
        wait_until(qtbot, lambda: worklist[FIRST].reviewed is CaseStatus.SIGNED_OFF)
        assert worklist[FIRST].standing == ReviewState(is_seen=True, verdict=Verdict.AGREE)
        assert worklist[THIRD].reviewed is CaseStatus.ANALYSED
        assert not worklist[THIRD].standing.is_seen
    assert status_of(lab, FIRST) is CaseStatus.SIGNED_OFF
    assert status_of(lab, THIRD) is CaseStatus.ANALYSED
    with Workspace.open(lab, read_only=True) as workspace:
        assert [row.case for row in workspace.estimates()] == [FIRST]
    assert len(reviews_of(lab, THIRD)) == 2
