"""The survival page: curves, figures and tests of any grouping, and their export."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from enum import Enum
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal

from steph_desktop.core.errors import StephError
from steph_desktop.core.listing import Sifted
from steph_desktop.survival.clinical_cox import ScoreOrigin
from steph_desktop.survival.curves import CALENDAR_YEAR_DAYS, p_text
from steph_desktop.survival.estimators import BAND_WORDS
from steph_desktop.survival.grouping import SurvivalTable
from steph_desktop.survival.groups import GroupedSurvival
from steph_desktop.ui.kit import dialogs
from steph_desktop.ui.kit.language import tr
from steph_desktop.ui.kit.layouts import lay
from steph_desktop.ui.kit.menus import popup
from steph_desktop.ui.kit.page import Export, PageFrame, figure_export
from steph_desktop.ui.kit.plots.figure_files import Figure, make_figure
from steph_desktop.ui.kit.plots.forest_plot import IncidenceWidget
from steph_desktop.ui.kit.plots.survival_plot import (
    AxisUnit,
    KaplanMeierWidget,
    KmPlot,
    group_words,
    line_colour,
    mean_words,
    median_words,
    share_words,
)
from steph_desktop.ui.kit.tables import EVERY_ROW, Grid
from steph_desktop.ui.kit.theme import Tinted
from steph_desktop.ui.kit.widgets import button, choices, say, scrolling, text
from steph_desktop.ui.pages.survival.controls import Controls
from steph_desktop.ui.pages.survival.cox_panel import (
    CoxPanel,
    methods_of,
    write_models,
    write_patients,
)
from steph_desktop.ui.pages.survival.patient_table import OutcomeRoles, PatientTable, read_patients
from steph_desktop.ui.pages.survival.sources import (
    WorkspacePatients,
    known_to,
    read_cohort,
    read_study,
    read_workspace,
    reference_table,
)
from steph_desktop.ui.pages.survival.survival_analysis import (
    GroupedIncidence,
    SurvivalView,
    TestsLookedAt,
    cutoff_words,
    incidence_of,
    look,
    methods_words,
    write_curves,
    write_figures,
    write_methods,
)
from steph_desktop.ui.parts import folders
from steph_desktop.ui.parts.folders import remember_cohort, remember_study
from steph_desktop.ui.parts.session import Session

_EMPTY = (
    "Kaplan-Meier curves need outcomes: how long each patient was followed, and whether the event "
    "was seen.\n\nAttach a clinical table to the cases of this workspace, choose a model that "
    "keeps its training cohort, or open one of these:"
)
_NO_CAUSES = (
    "Competing risks need a table of patients whose event column has several events: "
    "open it, and say beside it which value is another event."
)
_COMPUTING = "The curves are being computed."
_WIDEST_PX = 260
_FIRST_INTERVAL = 3  # column


class SurvivalShown(Enum):
    """What the page shows of the patients."""

    CURVES = "Curves"
    COX = "Cox model"
    INCIDENCE = "Competing risks"


class SurvivalPage(Tinted, PageFrame):
    """Kaplan-Meier curves of the workspace, of a pack's cohort, of a study or a cohort folder."""

    case_requested = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__(partial(folders.choose_export, self, session), side_px=284)
        self.session = session
        self.view: SurvivalView | None = None
        self._incidence_of: SurvivalView | None = None  # whose curves of incidence are on show
        # By title of the patients, and never emptied: what was looked at stays looked at.
        self._looked: dict[str, TestsLookedAt] = {}
        self._patients = WorkspacePatients()
        self._of_folders: dict[str, tuple[SurvivalTable, ...]] = {"study": (), "cohort": ()}
        self._read: PatientTable | None = None
        self._opened: dict[str, Path] = {}  # by what it is: kept for the next start
        self._is_restored = False
        session.model_changed.connect(self._offer)
        self.controls = Controls()
        self.controls.changed.connect(self._look)
        self.controls.look_changed.connect(self._draw)
        self.controls.study_button.clicked.connect(self.ask_study)
        self.controls.cohort_button.clicked.connect(self.ask_cohort)
        self.controls.table_button.clicked.connect(self.ask_table)
        self.controls.roles_changed.connect(self._read_table)
        self.side_column.addWidget(scrolling(self.controls))
        self.empty.say("No outcomes yet", _EMPTY)
        self.empty.add_buttons(
            button("Results of a training…", self.ask_study),
            button("Cohort folder…", self.ask_cohort),
            button("Table of patients…", self.ask_table),
        )
        self.shows = choices("What is shown", grows=True, of=SurvivalShown)
        self.shows.currentIndexChanged.connect(self._draw)
        self.head.addWidget(self.shows)
        self.cox = CoxPanel(self.tasks)
        self.incidence = IncidenceWidget()
        self.incidence_words = text(name="muted", factor=0.95)
        self.fault = text(name="wrong")
        self.fault.hide()
        self.plot = KaplanMeierWidget()
        # In place of its own: a copy bears title and legend, too.
        self.plot.figure = self.figure
        self.plot.cases_requested.connect(self._on_cases)
        self.table = Grid("Figures by group", most=EVERY_ROW, fills=True)
        self.table.horizontalHeader().setMaximumSectionSize(_WIDEST_PX)
        self.table.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 10)
        self.pairs = text(name="muted", factor=0.95)
        lay(
            self.body, self.fault, (self.plot, 1), self.table, self.pairs, (self.incidence, 1),
            self.incidence_words, self.cox,
        )  # fmt: skip
        self.figure_files = figure_export("Figure", "survival", self.figure)
        self.curve_table = Export("Curves", "survival-curves", (".csv",), self._curves_work)
        figures = self._figures_work
        self.figure_table = Export("Table of figures", "survival-figures", (".csv",), figures)
        self.forest_files = figure_export("Forest plot", "hazard-ratios", self._forest_figure)
        self.ratio_table = Export("Hazard ratios", "hazard-ratios", (".csv",), self._ratios_work)
        patients = self._patients_work
        self.patient_rows = Export("Patients, without names", "patients", (".csv",), patients)
        self.methods_text = Export("Methods paragraph", "methods", (".txt",), self._methods_work)
        self.export_menu.addAction(tr("Copy picture"), self.plot.copy_figure)
        self.offer_exports(
            self.figure_files, self.curve_table, self.figure_table, self.forest_files,
            self.ratio_table, self.patient_rows, self.methods_text,
        )  # fmt: skip
        self._draw()

    # A page of the window ----------------------------------------------------------------------

    def tint(self) -> None:
        self._draw()

    def visit(self) -> None:
        blinded = self.session.worklist.is_blinded
        if blinded:  # what was read before may tell more than may be seen now
            self._patients = WorkspacePatients()
            self._offer()
        withheld = self.session.worklist.withheld
        requested = self.session.worklist.requested
        read = partial(read_workspace, blinded=blinded, withheld=withheld, requested=requested)
        self.session.repository.records.run(self, read, self._on_workspace, self.say_error)

    # What is offered ---------------------------------------------------------------------------

    def _on_workspace(self, patients: WorkspacePatients) -> None:
        self._patients = patients
        self._offer()
        if not self._is_restored:
            # By now the patients of a file find their cases in the workspace.
            self._is_restored = True
            self._open_again()

    def _open_again(self) -> None:
        """Read what was open when the window was closed; what is gone is left out."""
        if kept := self.session.settings.survival_sources:
            self.tasks.run(self, partial(_kinds_of, kept), self._on_kinds)

    def _on_kinds(self, found: Mapping[Path, bool]) -> None:
        for path, is_file in found.items():
            if is_file:
                self._read_table(OutcomeRoles(path))
            elif path in self.session.settings.cohort_folders:
                self.show_cohort(path)
            else:
                self.show_study(path)

    def _remember(self, kind: str, path: Path) -> None:
        # Settings are written to the disk: not each time the same folder is read again.
        if self._opened.get(kind) != path:
            self._opened[kind] = path
            self.session.change_settings(survival_sources=tuple(self._opened.values()))

    def _offer(self, choose: str | None = None) -> None:
        card = self.session.card
        tables = list(self._patients.tables)
        if card is not None and card.reference is not None:
            for number, table in enumerate(tables):
                # Only results of the model in use can be of its own training patients.
                if table.title.endswith(card.model_id) and known_to(table, card.reference):
                    tables[number] = replace(table, origin=ScoreOrigin.IN_SAMPLE)
            tables.append(reference_table(card.model_id, card.reference))
        tables += itertools.chain(*self._of_folders.values())
        if self._read is not None and self._read.table is not None:
            tables.append(self._read.table)
        some = bool(tables) or self._read is not None
        self.show_body(some)
        # The empty page has the same buttons in its middle.
        self.side.setVisible(some)
        self.controls.offer(tables, choose)

    def show_study(self, folder: Path) -> None:
        """Offer the out-of-fold predictions of a folder of results."""
        work = partial(read_study, folder, dict(self._patients.cases))
        done = partial(self._on_folder, "study", folder, remember_study)
        # Each kind has its slot: all three are read at once when the page opens again.
        self.tasks.run(self, work, done, slot="study")

    def show_cohort(self, folder: Path) -> None:
        groups = dict(self._patients.risk_groups)
        work = partial(read_cohort, folder, self.session.worklist.cases_by_slide, groups)
        done = partial(self._on_folder, "cohort", folder, remember_cohort)
        self.tasks.run(self, work, done, slot="cohort")

    def _on_folder(
        self,
        kind: str,
        folder: Path,
        remember: Callable[[Session, Path], None],
        tables: Sifted[SurvivalTable],
    ) -> None:
        # A folder that gives nothing leaves what is on show, and is not remembered.
        if tables.good:
            self._of_folders[kind] = tables.good
            remember(self.session, folder)
            self._remember(kind, folder)
            self._offer(tables.good[0].title)
        if tables.bad:
            self.notice.emit(tables.left_out)

    def ask_study(self) -> None:
        title = "Choose the results of a training or a comparison"
        if folder := folders.choose_folder(self, self.session, title):
            self.show_study(folder)

    def ask_cohort(self) -> None:
        if folder := folders.choose_folder(self, self.session, "Choose a cohort folder"):
            self.show_cohort(folder)

    def ask_table(self) -> None:
        if path := folders.ask(self.session, dialogs.ask_table, self):
            self._read_table(OutcomeRoles(path))

    def _read_table(self, roles: OutcomeRoles) -> None:
        self.tasks.run(self, partial(read_patients, roles), self._on_table, slot="table")

    def _on_table(self, found: PatientTable) -> None:
        self._read = found
        self._remember("table", found.roles.path)
        self.controls.roles.show_table(found)
        self._offer(found.table.title if found.table is not None else None)

    # Looking -----------------------------------------------------------------------------------

    def _look(self) -> None:
        table, grouping = self.controls.table, self.controls.chosen_grouping
        if table is None or grouping is None:
            # An answer that is on its way is of other patients.
            self.tasks.drop(self, self._show_view)
            self.view, self.plot.empty_words = None, ""
            self._draw()
            return
        view, stated = self.view, self.controls.is_prespecified
        self.plot.empty_words = _COMPUTING
        # A cut-off that moves leaves its curves until the next ones stand; another choice does not.
        asked = (table.title, grouping.name)
        if view is None or (view.table.title, view.grouping.name) != asked:
            self.view = None
            self.fault.hide()
            self._draw()
        work = partial(look, table, grouping, self.controls.cutoff, prespecified=stated)
        self.tasks.run(self, work, self._show_view, self._show_fault)

    def _show_view(self, view: SurvivalView) -> None:
        self.view = view
        before = self._looked.get(view.table.title, TestsLookedAt())
        self._looked[view.table.title] = before.with_view(view)
        self.fault.hide()
        self._draw()

    def _show_fault(self, error: StephError) -> None:
        self.view, self.plot.empty_words = None, ""
        say(self.fault, str(error))
        self._draw()

    def _draw(self) -> None:
        options, view = self.controls.options, self.view
        table, grouping = self.controls.table, self.controls.chosen_grouping
        self.plot.set_options(options)
        self.plot.show_survival(view.survival if view else None, view.test if view else "")
        shown: SurvivalShown = self.shows.currentData()
        self.table.setVisible(view is not None and shown is SurvivalShown.CURVES)
        self.plot.setVisible(shown is SurvivalShown.CURVES)
        self.cox.setVisible(shown is SurvivalShown.COX)
        if shown is SurvivalShown.COX:
            self.cox.show_table(table)
        is_whole = view is not None
        for part in (self.incidence, self.incidence_words):
            part.setVisible(shown is SurvivalShown.INCIDENCE)
        if shown is SurvivalShown.INCIDENCE:
            is_whole = self._draw_incidence(view) and is_whole
        if view is not None:
            self._fill_table(view.survival, options.unit)
        self.export_button.setEnabled(is_whole)
        curves = shown is SurvivalShown.CURVES
        what = grouping.name if grouping is not None and curves else shown.value
        self.show_head(f"{what} · {table.title}" if table and grouping else "")
        words = notes_below(view, self._looked_words()) if view is not None else []
        self.pairs.setText(tr("\n".join(words)))
        self.pairs.setVisible(bool(words) and shown is SurvivalShown.CURVES)

    def _draw_incidence(self, view: SurvivalView | None) -> bool:
        """Show curves of incidence, or why there are none; return whether all there is stands."""
        table = self.controls.table
        if table is not None and table.causes is None:
            self._incidence_of = None
            self._say_incidence(_NO_CAUSES)
            return True
        if view is not None and view is self._incidence_of:
            return self.incidence.plot is not None
        self._incidence_of = view
        self._say_incidence(_COMPUTING if view is not None else self.plot.empty_words)
        if view is not None:
            done = partial(self._show_incidence, view)
            work = partial(incidence_of, view)
            self.tasks.run(self, work, done, self._show_fault, slot="incidence")
        return False

    def _say_incidence(self, words: str) -> None:
        self.incidence.empty_words = words
        self.incidence.show_curves((), words)
        self.incidence_words.setText("")

    def _show_incidence(self, view: SurvivalView, found: GroupedIncidence) -> None:
        # A cut-off was moved meanwhile: other curves are on their way.
        if view is not self.view:
            return
        self.incidence.show_curves(found.curves, found.test_words)
        self.incidence_words.setText(tr("\n".join(found.notes)))
        self.export_button.setEnabled(True)

    def _fill_table(self, survival: GroupedSurvival, unit: AxisUnit) -> None:
        table = self.table
        heads, rows = figure_rows(survival, unit)
        table.show_rows(heads, rows)
        for row, figures in enumerate(survival.figures):
            if (item := table.item(row, 0)) is not None:
                item.setForeground(line_colour(figures.curve.label, row, self.colours))
        for column in range(_FIRST_INTERVAL, len(heads)):
            if (item := table.horizontalHeaderItem(column)) is not None:
                item.setToolTip(tr("With the 95 % interval"))

    def _on_cases(self, names: tuple[str, ...]) -> None:
        if len(names) == 1:
            self.case_requested.emit(names[0])
        elif names:
            entries = {name: name for name in names}
            self.case_menu = popup(self, entries, self.case_requested.emit)

    # Export ------------------------------------------------------------------------------------

    def cases_on_show(self) -> tuple[str, ...]:
        """Return the cases among the patients of the curves."""
        return tuple(filter(None, self.view.table.ids)) if self.view is not None else ()

    def figure(self) -> Figure | None:
        """Return the figure as it goes to paper."""
        if (view := self.view) is None:
            return None
        plot = KmPlot(view.survival, self.controls.options, view.test)
        title = f"Survival by {view.grouping.name[:1].lower()}{view.grouping.name[1:]}"
        height = 520.0 + 15 * len(view.survival.groups)
        return make_figure(plot, title, self.legend_words(), height=height)

    def _forest_figure(self) -> Figure | None:
        plot, view = self.cox.forest_plot(), self.cox.view
        if plot is None or view is None:
            return None
        fit = view.multivariable
        note = f"{view.table.title}. {fit.n} patients, {fit.n_events} events. Cox, Efron's ties."
        return make_figure(plot, "Hazard ratios", note, height=plot.height(20) + 90)

    def _ratios_work(self, out: Path) -> Callable[[], Path] | None:
        return None if self.cox.view is None else partial(write_models, out, self.cox.view)

    def _patients_work(self, out: Path) -> Callable[[], Path] | None:
        table = self.controls.table
        return None if table is None else partial(write_patients, out, table)

    def _curves_work(self, out: Path) -> Callable[[], Path] | None:
        return None if self.view is None else partial(write_curves, out, self.view.survival)

    def _figures_work(self, out: Path) -> Callable[[], Path] | None:
        if self.view is None:
            return None
        words = self.view.test if self.view.searched else ""
        cut = "" if self.view.cutoff is None else cutoff_words(self.view)
        more = (cut, f"Bands: {BAND_WORDS}.", self._looked_words())
        return partial(write_figures, out, self.view.survival, words, more)

    def _methods_work(self, out: Path) -> Callable[[], Path] | None:
        view, cox = self.view, self.cox.view
        if view is None:
            return None
        # The Cox model may still be of the patients that were chosen before.
        own = cox is not None and cox.table.title == view.table.title
        said = methods_of(cox) if cox is not None and own else ()
        return partial(write_methods, out, methods_words(view, self._looked_of(view), said))

    def _looked_of(self, view: SurvivalView) -> TestsLookedAt:
        return self._looked.get(view.table.title, TestsLookedAt())

    def legend_words(self) -> str:
        """Return what stands under the figure on paper."""
        parts = [] if self.view is None else [self.view.note, self._looked_words()]
        return " ".join(filter(None, parts))

    def _looked_words(self) -> str:
        return "" if self.view is None else self._looked_of(self.view).words(self.view)


def _kinds_of(paths: Sequence[Path]) -> dict[Path, bool]:
    """Return which of some paths are still there, and whether they are files."""
    return {path: path.is_file() for path in paths if path.exists()}


def figure_rows(survival: GroupedSurvival, unit: AxisUnit) -> tuple[list[str], list[list[str]]]:
    """Return headers and rows of the table: medians, landmarks, restricted means."""
    marks = [f"{day / CALENDAR_YEAR_DAYS:g}-year survival" for day in survival.landmarks_days]
    horizon = f"{survival.horizon_days / unit.days:.1f} {unit.words}"
    heads = ["Group", "n", "Events", f"Median, {unit.words}", *marks, f"Mean to {horizon}"]
    rows = [
        [
            group_words(figures.curve.label),
            str(figures.curve.n_patients),
            str(figures.curve.n_events),
            median_words(figures.median_days, unit),
            *(share_words(share) for share in figures.landmarks),
            mean_words(figures.restricted_mean_days, unit),
        ]
        for figures in survival.figures
    ]
    return heads, rows


def notes_below(view: SurvivalView, looked: str = "") -> list[str]:
    """Return the lines below the table: pairs of groups, comparisons, and who is left out."""
    lines = []
    if view.searched is None and view.survival.pairs:
        lines = ["Pairs of groups, log-rank, corrected for their number:"]
        lines += [
            f"{pair.first} and {pair.second}: {p_text(pair.p_value)}, Holm {p_text(pair.p_holm)}"
            for pair in view.survival.pairs
        ]
    if view.cutoff is not None:
        lines.append(cutoff_words(view))
    lines += [looked] if looked else []
    lines += view.overstated
    if view.unknown:
        lines.append(f"{view.unknown} patients without a value are left out.")
    if view.table.left_out:
        lines.append(f"{view.table.left_out} cases without outcome are left out.")
    return lines
