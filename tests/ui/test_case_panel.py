"""The panel of a finished case: how far the pack's models agree, its slides, its sources."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from fakes import finish, make_result
from PySide6.QtWidgets import QApplication

from steph_desktop.pipeline import CaseResult
from steph_desktop.ui.main_window import MainWindow


def with_members(result: CaseResult, *hazards: float) -> CaseResult:
    """The case by several models, the first of them the answering one."""
    curves = [np.cumprod(np.full(len(result.card.bins), 1 - hazard)) for hazard in hazards]
    reference = result.card.reference
    assert reference is not None
    reference = replace(reference, member_cutoffs=(reference.cutoffs,) * (1 + len(curves)))
    return replace(
        result,
        card=replace(result.card, reference=reference, members=1 + len(curves)),
        prediction=replace(
            result.prediction, member_survival=np.array([result.prediction.survival, *curves])
        ),
    )


def test_members_are_told_where_a_pack_has_them(opened: MainWindow) -> None:
    page, case_id = opened.inspector.result, opened.session.worklist.case_ids[0]
    finish(opened.session, case_id, make_result(case_id))
    QApplication.processEvents()
    assert page.isVisible() and not page.members.isVisible()
    finish(opened.session, case_id, with_members(make_result(case_id), 0.06, 0.2))
    QApplication.processEvents()
    assert page.members.isVisible()
    assert page.members.text().startswith("The three models of the pack put this case between")
