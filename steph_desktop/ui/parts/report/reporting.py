"""Reports from the window: which cases, which file, written in the background."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from steph_desktop.case.case_store import case_folder, load_case
from steph_desktop.case.dicom_report import write_dicom_report
from steph_desktop.case.disclosure import Disclosure
from steph_desktop.case.result import CaseRecord
from steph_desktop.ui.kit import dialogs
from steph_desktop.ui.kit.messages import Message
from steph_desktop.ui.parts.report.report_pdf import draw_case_plots, write_pdf
from steph_desktop.ui.parts.session import WindowTool
from steph_desktop.ui.parts.worklist.worklist import Case, CaseState
from steph_desktop.workspace.anchors import anchor_at
from steph_desktop.workspace.records import ReviewRow
from steph_desktop.workspace.store import Workspace
from steph_desktop.workspace.ways_out import Departure, WayOut

_BLINDED = "{} still blinded: give your own estimate first. A report would show the model's answer."


class Reporter(WindowTool):
    """Writes reports of finished cases."""

    def ask(self, cases: Sequence[Case]) -> None:
        """Ask for the file and start; cases without a result are left out."""
        finished = self._reportable(cases)
        if not finished:
            return
        ids = tuple(case.case_id for case in finished)
        folder = self._session.settings.report_folder or Path.home()
        name = f"{ids[0]} report.pdf" if len(ids) == 1 else f"Report of {len(ids)} cases.pdf"
        choice = dialogs.ask_report_file(self._window, folder / name)
        if choice is None:
            return
        out, names = choice
        # Settings are written to the disk with each change.
        if self._session.settings.report_folder != out.parent:
            self._session.change_settings(report_folder=out.parent)
        # What comes of it has the same cause, and takes its place.
        self.notice.emit(Message(f"Writing {out.name}…", cause=self))
        read = partial(reviews_of_cases, case_ids=ids)
        # As it is now: the files are read later, and must say no more than the window did.
        said = {case.case_id: case.disclosure for case in finished}
        report = partial(self._read, out, names, said)
        # Reviews on the thread of the database, then the files on one of the session's.
        self._session.repository.records.run(self, read, report, self.say_failed)

    def ask_dicom(self, case: Case | None) -> None:
        """Ask for the file of a case's DICOM report, which bears its code, and start."""
        found = self._reportable([] if case is None else [case])
        if not found:
            return
        case = found[0]
        folder = self._session.settings.report_folder or Path.home()
        out = dialogs.ask_export(self._window, folder / f"{case.case_id}.dcm", "DICOM (*.dcm)")
        if out is None:
            return
        place = case_folder(self._session.workspace, case.case_id)
        write = partial(_write_dicom, out, place, case.slides, case.disclosure)
        left = Departure(WayOut.DICOM, (case.case_id,), identifiers=False)
        written = partial(self.say_written, f"{out.name} is written.", left=left)
        self._session.tasks.keep(self, write, written, self.say_failed)

    def _reportable(self, cases: Sequence[Case]) -> list[Case]:
        """Return the finished cases, or none and say why there is nothing to report."""
        finished = [case for case in cases if case.state is CaseState.DONE]
        hidden = [case.case_id for case in finished if case.is_hidden]
        if hidden:
            whose = f"{hidden[0]} is" if len(hidden) == 1 else f"{len(hidden)} cases are"
            self.notice.emit(_BLINDED.format(whose))
            return []
        if not finished:
            self.notice.emit("There is no finished case to report. Analyse it first.")
        return finished

    def _read(
        self,
        out: Path,
        names: bool,
        said: Mapping[str, Disclosure],
        reviews: Mapping[str, Sequence[ReviewRow]],
    ) -> None:
        write = partial(self._write, out, reviews, names, said)
        read = partial(_read_records, self._session.workspace, tuple(said))
        self._session.tasks.keep(self, read, write, self.say_failed)

    def _write(
        self,
        out: Path,
        reviews: Mapping[str, Sequence[ReviewRow]],
        names: bool,
        said: Mapping[str, Disclosure],
        read: tuple[Sequence[CaseRecord], str],
    ) -> None:
        """Draw the plots here, where pyqtgraph may, and write the rest on a thread."""
        records, anchor = read
        plots = [draw_case_plots(record, said.get(record.result.case_id)) for record in records]
        write = partial(
            write_pdf, records, out, reviews, names=names, plots=plots, disclosures=said,
            anchor=anchor,
        )  # fmt: skip
        left = Departure(WayOut.REPORT, tuple(said), identifiers=False, reviewers=names)
        self._session.tasks.keep(self, write, partial(self._on_written, out, left), self.say_failed)

    def _on_written(self, out: Path, left: Departure, pages: int) -> None:
        words = f"{out.name} is written: {pages} page{'' if pages == 1 else 's'}."
        self.say_written(words, out, left)


def _write_dicom(out: Path, folder: Path, slides: Sequence[Path], said: Disclosure) -> Path:
    return write_dicom_report(out, load_case(folder).result, slides, said)


def _read_records(workspace: Path, ids: Sequence[str]) -> tuple[list[CaseRecord], str]:
    records = [load_case(case_folder(workspace, case_id)) for case_id in ids]
    return records, anchor_at(workspace)


def reviews_of_cases(
    workspace: Workspace, case_ids: Sequence[str]
) -> dict[str, tuple[ReviewRow, ...]]:
    """Return the reviews of the current results of cases, the latest first."""
    return {case_id: workspace.reviews_of_result(case_id) for case_id in case_ids}
