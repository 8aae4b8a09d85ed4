"""Export of finished cases: the pictures in it, its dialog, and the writing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from steph_desktop.case.case_store import case_folder
from steph_desktop.case.disclosure import Disclosure
from steph_desktop.core.files import scratch_folder
from steph_desktop.core.job_control import UNWATCHED, JobControl
from steph_desktop.ui.kit import dialogs
from steph_desktop.ui.kit.language import tr
from steph_desktop.ui.kit.layouts import column
from steph_desktop.ui.kit.widgets import Banner, check_box, heading, text
from steph_desktop.ui.parts.folders import choose_export
from steph_desktop.ui.parts.session import WindowTool
from steph_desktop.ui.parts.viewer.tiles import png_of
from steph_desktop.ui.parts.worklist.worklist import Case, CaseState
from steph_desktop.workspace.anchors import anchor_at
from steph_desktop.workspace.ways_out import Departure, WayOut

if TYPE_CHECKING:
    from steph_desktop.case.export import BundleCase
    from steph_desktop.ui.kit.plots.figure_files import Figure
    from steph_desktop.ui.parts.report.report_pdf import CasePlots

_WHAT = (
    "One zip with the report, the maps, the survival curve and the figures. It holds the case's "
    "pseudonym, and no name of a patient, slide or folder; writing on the glass that was scanned "
    "with the slide cannot be removed."
)
# Per unit: an exported curve has 1680 by 1120 pixels, as its users know it.
_CURVE_PIXELS = 2
_NAMES_RISK = "The file then identifies the patients: treat it as a medical record."


@dataclass(frozen=True)
class ExportChoice:
    """What an export contains besides the usual."""

    features: bool = False
    identifiers: bool = False


def export_cases(
    folders: Sequence[Path],
    out: Path,
    choice: ExportChoice,
    control: JobControl = UNWATCHED,
    disclosures: Mapping[str, Disclosure] | None = None,
) -> list[str]:
    """Export finished cases as one zip, in the GUI thread, which draws the plots; return its names.

    A case, by its pseudonym, that is not in `disclosures` is judged by its checks alone.
    """
    cases = _gather(folders, choice, disclosures or {})
    # A case lies in WORKSPACE/cases/NAME.
    anchor = anchor_at(folders[0].absolute().parent.parent) if folders else ""
    return _write(out, cases, [_draw(case) for case in cases], control, anchor)


def _gather(
    folders: Sequence[Path], choice: ExportChoice, disclosures: Mapping[str, Disclosure]
) -> list[BundleCase]:
    from steph_desktop.case.export import gather_case

    gather = partial(gather_case, features=choice.features, identifiers=choice.identifiers)
    found = map(gather, folders)
    return [replace(case, disclosure=disclosures.get(case.record.result.case_id)) for case in found]


def _draw(case: BundleCase) -> tuple[CasePlots, Figure]:
    """Draw the plots of a report, and the survival curve as a picture of its own."""
    from steph_desktop.ui.kit.plots.figure_files import make_figure
    from steph_desktop.ui.kit.plots.survival_plot import SurvivalPlot
    from steph_desktop.ui.parts.report.report_pdf import draw_case_plots

    plots, said = draw_case_plots(case.record, case.said), case.said
    plot = SurvivalPlot() if said.is_withheld else SurvivalPlot.of_case(case.record.result)
    return plots, make_figure(plot, "Predicted survival", said.mark, width=840, height=560)


def _write(
    out: Path,
    cases: Sequence[BundleCase],
    drawn: Sequence[tuple[CasePlots, Figure]],
    control: JobControl = UNWATCHED,
    anchor: str = "",
) -> list[str]:
    from steph_desktop.case.export import write_bundle
    from steph_desktop.ui.kit.plots.figure_files import picture_of
    from steph_desktop.ui.parts.report.report_pdf import write_pdf

    with scratch_folder("steph-export-") as scratch:
        pdf, records = scratch / "report.pdf", [case.record for case in cases]
        said = {case.record.result.case_id: case.said for case in cases}
        plots = [one for one, _ in drawn]
        write_pdf(records, pdf, plots=plots, disclosures=said, anchor=anchor)
        # While its folder is there.
        report = pdf.read_bytes()
    curves = [png_of(picture_of(figure, _CURVE_PIXELS)) for _, figure in drawn]
    return write_bundle(out, cases, report, curves, control)


class ExportDialog(dialogs.FittedDialog):
    """Asks what the export contains."""

    def __init__(self, parent: QWidget, cases: Sequence[str]) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Export"))
        whose = cases[0] if len(cases) == 1 else f"{len(cases)} cases"
        self.features = check_box("With the features of every patch (large)")
        self.identifiers = check_box("With the names of patients and slides")
        self.risk = Banner("alarm", _NAMES_RISK)
        self.risk.hide()
        self.identifiers.toggled.connect(self.risk.setVisible)
        buttons, self.go = dialogs.go_or_cancel(self, "Export…")
        above = (heading(f"Export {whose}", 1.2), text(_WHAT, name="muted"))
        fields = (self.features, self.identifiers, self.risk)
        column(self, *above, *fields, buttons, margin=18, spacing=10)
        self.setMinimumWidth(460)

    def choice(self) -> ExportChoice:
        return ExportChoice(self.features.isChecked(), self.identifiers.isChecked())


class Exporter(WindowTool):
    """Writes exports for the window in the background."""

    def ask(self, cases: Sequence[Case]) -> None:
        """Ask what and where to export, and start; cases without a result are left out."""
        if any(case.is_hidden for case in cases):
            self.notice.emit("A selected case is still blinded. Give your own estimate first.")
            return
        names = [case.case_id for case in cases if case.state is CaseState.DONE]
        if not names:
            self.notice.emit("There is no finished case to export. Analyse it first.")
            return
        dialog = ExportDialog(self._window, names)
        accepted = dialog.exec()
        choice = dialog.choice()
        dialog.deleteLater()  # else it lives as long as the window
        if not accepted:
            return
        workspace = self._session.workspace
        suggested = f"{case_folder(workspace, names[0]).name}.zip"
        out = choose_export(self._window, self._session, suggested, "Zip (*.zip)")
        if out is not None:
            # As it is now: the files are read later, and must say no more than the window did.
            said = {case.case_id: case.disclosure for case in cases}
            self.write(workspace, names, out, choice, said)

    def write(
        self,
        workspace: Path,
        names: Sequence[str],
        out: Path,
        choice: ExportChoice,
        disclosures: Mapping[str, Disclosure] | None = None,
    ) -> None:
        """Write the export of finished cases; `notice` says when it is done."""
        folders = [case_folder(workspace, name) for name in names]
        left = Departure(WayOut.BUNDLE, tuple(names), identifiers=choice.identifiers)
        self._session.tasks.keep(
            self,
            # Read on a thread; `_draw` goes on in the GUI thread with what was read.
            lambda: (_gather(folders, choice, disclosures or {}), anchor_at(workspace)),
            partial(self._draw, out, left),
            self.say_failed,
        )

    def _draw(self, out: Path, left: Departure, read: tuple[list[BundleCase], str]) -> None:
        """Draw the plots here, where pyqtgraph may, and write the rest on a thread."""
        cases, anchor = read
        write = partial(_write, out, cases, [_draw(case) for case in cases], anchor=anchor)
        written = partial(self._on_written, out, left)
        self._session.tasks.keep(self, write, written, self.say_failed)

    def _on_written(self, out: Path, left: Departure, names: Sequence[str]) -> None:
        words = f"{out.name} is written: {len(names)} files and their hashes."
        self.say_written(words, out, left)
