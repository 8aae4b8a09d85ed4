"""Export of finished cases: what Qt draws for it, and the window's way to it."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QPointF, QRectF, Signal
from PySide6.QtGui import QColor, QFont, QImage, QImageWriter, QPainter
from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QFileDialog, QWidget

from steph_desktop import RESEARCH_USE
from steph_desktop.case.export import gather_case, write_bundle
from steph_desktop.case.result import CaseResult
from steph_desktop.core.errors import StephError
from steph_desktop.core.job_control import JobControl
from steph_desktop.engine.use_cases import case_folder
from steph_desktop.ui.kit.plots.curve_plot import SurvivalPlot, paint_survival
from steph_desktop.ui.kit.tasks import ReaderPool
from steph_desktop.ui.kit.theme import LIGHT
from steph_desktop.ui.kit.widgets import Banner, column, text
from steph_desktop.ui.parts.report.report_pdf import write_pdf
from steph_desktop.ui.parts.worklist.worklist import Case, CaseState

_CURVE_PX = (840, 560)
_CURVE_SCALE = 2
_WHAT = (
    "One zip with the report, the maps, the survival curve and the figures. It holds the case's "
    "pseudonym, and no name of a patient, slide or folder; writing on the glass that the scanner "
    "saw within the slide itself cannot be taken out."
)
_NAMES_RISK = "The file then says who the patients are: treat it as a medical record."


@dataclass(frozen=True)
class ExportChoice:
    """What an export holds besides the usual."""

    features: bool = False
    identifiers: bool = False


def export_cases(
    folders: Sequence[Path], out: Path, choice: ExportChoice, control: JobControl | None = None
) -> list[str]:
    """Export finished cases as one zip; may run on any thread once Qt stands.

    Parameters
    ----------
    folders : sequence of pathlib.Path
        Of the cases.
    out : pathlib.Path
        The zip.
    choice : ExportChoice
        What else it holds.
    control : JobControl, optional
        Progress and cancel.

    Returns
    -------
    list of str
        Names of what is inside.

    Raises
    ------
    StephError
        If a case cannot be read or the zip not be written.
    """
    cases = [
        gather_case(folder, features=choice.features, identifiers=choice.identifiers)
        for folder in folders
    ]
    with tempfile.TemporaryDirectory(prefix="steph-export-") as scratch:
        pdf = Path(scratch) / "report.pdf"
        write_pdf([case.record for case in cases], pdf)
        report = pdf.read_bytes()
    curves = [curve_picture(case.record.result) for case in cases]
    return write_bundle(out, cases, report, curves, control)


def curve_picture(result: CaseResult) -> bytes:
    """Draw the predicted survival over the cohort's strata, as PNG."""
    width, height = _CURVE_PX
    image = QImage(width * _CURVE_SCALE, height * _CURVE_SCALE, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(_CURVE_SCALE, _CURVE_SCALE)
    font = QFont("DejaVu Sans")
    font.setPixelSize(13)
    answer = result.prediction
    plot = SurvivalPlot(
        result.strata, result.card.bins, answer.survival, members=answer.member_survival
    )
    paint_survival(painter, QRectF(16, 16, width - 32, height - 52), plot, LIGHT, font)
    painter.setPen(QColor(LIGHT.alarm))
    painter.drawText(QPointF(16, height - 12), RESEARCH_USE)
    painter.end()
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(data.data())


class ExportDialog(QDialog):
    """Asks what goes into the export."""

    def __init__(self, parent: QWidget, cases: Sequence[str]) -> None:
        super().__init__(parent)
        self.setWindowTitle("Export")
        whose = cases[0] if len(cases) == 1 else f"{len(cases)} cases"
        layout = column(self, margin=18, spacing=10)
        layout.addWidget(text(f"Export {whose}", factor=1.2))
        layout.addWidget(text(_WHAT, name="muted"))
        self.features = QCheckBox("With the features of every patch (large)")
        self.identifiers = QCheckBox("With the names of patients and slides")
        self.risk = Banner("alarm", _NAMES_RISK)
        self.risk.hide()
        self.identifiers.toggled.connect(self.risk.setVisible)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.go = buttons.addButton("Export…", QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        for part in (self.features, self.identifiers, self.risk, buttons):
            layout.addWidget(part)
        self.setMinimumWidth(460)

    def choice(self) -> ExportChoice:
        """Return what was ticked."""
        return ExportChoice(self.features.isChecked(), self.identifiers.isChecked())


class Exporter(QObject):
    """Writes exports for the window, off its thread.

    Parameters
    ----------
    pool : ReaderPool
        Whose threads do it.
    parent : QObject
        Owner.
    """

    notice = Signal(str)
    """A sentence for the user."""

    def __init__(self, pool: ReaderPool, parent: QObject) -> None:
        super().__init__(parent)
        self._pool = pool
        pool.done.connect(self._on_done)
        pool.failed.connect(self._on_failed)

    def ask(self, parent: QWidget, workspace: Path, cases: Sequence[Case], folder: str) -> None:
        """Let the user say what and where, and begin; cases without a result are passed over."""
        if any(case.is_hidden for case in cases):
            self.notice.emit("A chosen case is still blinded. Give your own estimate of it first.")
            return
        names = [case.case_id for case in cases if case.state is CaseState.DONE]
        if not names:
            self.notice.emit("There is no finished case to export. Analyse it first.")
            return
        dialog = ExportDialog(parent, names)
        accepted = dialog.exec()
        choice = dialog.choice()
        dialog.deleteLater()
        if not accepted:
            return
        suggested = f"{folder}/{case_folder(workspace, names[0]).name}.zip"
        name, _ = QFileDialog.getSaveFileName(parent, "Export", suggested, "Zip (*.zip)")
        if name:
            self.write(workspace, names, Path(name), choice)

    def write(self, workspace: Path, names: Sequence[str], out: Path, choice: ExportChoice) -> None:
        """Write the export of finished cases; `notice` says when it is done."""
        folders = [case_folder(workspace, name) for name in names]
        self._pool.request(("export", out.name), partial(export_cases, folders, out, choice))

    def _on_done(self, key: object, answer: object) -> None:
        match key, answer:
            case ("export", str(name)), list():
                self.notice.emit(f"{name} is written: {len(answer)} files and their hashes.")

    def _on_failed(self, key: object, error: object) -> None:
        match key:
            case ("export", str()) if isinstance(error, StephError):
                self.notice.emit(str(error))
