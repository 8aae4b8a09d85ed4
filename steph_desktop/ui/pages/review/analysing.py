"""Starting analyses: finished cases are skipped, and signed ones asked for first."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from steph_desktop.slide.region import Region
from steph_desktop.ui.kit import dialogs
from steph_desktop.ui.kit.messages import Message
from steph_desktop.ui.parts.session import WindowTool
from steph_desktop.workspace.records import CaseStatus
from steph_desktop.workspace.store import Workspace


class Analysing(WindowTool):
    """Queues cases that the user wants analysed."""

    def start(self, case_ids: Sequence[str], *, again: bool = False) -> None:
        """Queue the cases that can be analysed; finished ones only if `again`."""
        session = self._session
        ids = [name for name in case_ids if session.can_analyse(session.worklist[name])]
        # Whole: a hidden result is a result.
        cases = {name: session.worklist.whole(name) for name in ids}
        if again or session.card is None or not any(c.has_result for c in cases.values()):
            self._begin(ids)
            return
        # What made a result stands in the records; the order of the cases is kept.
        ask = partial(
            Workspace.finished_cases,
            stated={name: case.mpp for name, case in cases.items()},
            model_sha256=session.card.weights_sha256,
        )
        session.repository.records.run(self, ask, partial(self._pass_finished, ids))

    def start_region(self, case_id: str, regions: tuple[Region | None, ...]) -> None:
        """Queue a case that is read in regions only, one for each slide; None for a whole slide."""
        session = self._session
        if session.can_analyse(session.worklist[case_id]):
            self._begin([case_id], regions)

    def _pass_finished(self, case_ids: Sequence[str], finished: frozenset[str]) -> None:
        if finished:
            again = partial(self.start, sorted(finished), again=True)
            words = finished_words(len(finished))
            self.notice.emit(Message(words, actions={"Analyse again": again}, cause="finished"))
        self._begin([name for name in case_ids if name not in finished])

    def _begin(self, case_ids: Sequence[str], regions: tuple[Region | None, ...] = ()) -> None:
        worklist = self._session.worklist
        ids = [name for name in case_ids if name in worklist]
        signed = {n for n in ids if worklist.whole(n).reviewed is CaseStatus.SIGNED_OFF}
        if signed and not dialogs.agrees(
            self._window,
            "Analyse signed cases again?",
            signed_words(len(signed)),
            "Analyse again",
            no="Keep the results" if len(signed) > 1 else "Keep the result",
        ):
            ids = [name for name in ids if name not in signed]
        for name in ids:
            if name in worklist:  # the list may change while the question is open
                self._session.analyse(name, replace_signed=name in signed, regions=regions)


def finished_words(count: int) -> str:
    """Say how many cases were skipped."""
    words = "1 case is" if count == 1 else f"{count} cases are"
    return f"{words} finished already; Analyse again is in the case menu."


def signed_words(count: int) -> str:
    """Say what becomes of the reviews of signed cases."""
    one = count == 1
    return (
        f"{count} signed {'case' if one else 'cases'} would get a new result. "
        f"{'Its' if one else 'Their'} reviews stay with the earlier one, and count again only where"
        " the new result is the same."
    )
