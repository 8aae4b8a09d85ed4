"""What an external validation leaves behind: JSON, tables, figures, and the TRIPOD+AI checklist."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from steph_desktop import RESEARCH_USE, __version__
from steph_desktop.core.csv_files import write_csv
from steph_desktop.core.files import atomic_path, ensure_folder, write_json, write_text
from steph_desktop.core.job_control import UNWATCHED, JobControl, Phase
from steph_desktop.model.card import PackCard
from steph_desktop.survival.curves import CALENDAR_YEAR_DAYS, horizon_years
from steph_desktop.survival.cutoffs import CutOrigin
from steph_desktop.training.figures import (
    INK,
    PDF_PLAIN,
    QUIET,
    bare_axes,
    c_index_rows,
    draw_groups,
    new_figure,
    save_figure,
)  # fmt: skip
from steph_desktop.training.requests import ValidateRequest
from steph_desktop.training.validation import validate_pack
from steph_desktop.training.validation_finding import AtHorizon, BoundedFigure, Validation

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_COLOURS = ("#2b6cb0", "#b7791f", "#9b2c2c")
_ASK = "To be filled in by the authors:"
_LEAD = (
    "As far as STEPH Desktop knows the answers (Collins et al., BMJ 2024, items worded briefly). "
    "Use the statement itself for the full wording."
)


def run_validation(request: ValidateRequest, control: JobControl = UNWATCHED) -> Validation:
    """Test a pack on a cohort that it has never seen, and write what was found into the folder.

    Raises
    ------
    StephError
        If the pack cannot answer here, has seen these patients, or something cannot be written.
    """
    ensure_folder(request.out)
    made = validate_pack(request, control)
    control.checkpoint(970, 1000, Phase.WRITING_FILE)
    write_validation(request.out, made.found, made.card, made.patients)
    control.checkpoint(1000, 1000, Phase.DONE)
    return made.found


def answer_validation(request: ValidateRequest, control: JobControl) -> str:
    """Run it as a job of the window; return the finding in a line, which needs no torch."""
    found = run_validation(request, control)
    return f"{found.model_id} on {found.target}: {found.verdict.value}."


def write_validation(
    out: Path, found: Validation, card: PackCard, patients: Sequence[Mapping[str, object]]
) -> None:
    """Write everything of a validation into a folder; `patients` has a row for each pseudonym."""
    ensure_folder(out / "figures")
    write_json(out / "validation.json", found.to_json())
    write_text(out / "summary.txt", summary_text(found))
    write_text(out / "tripod_ai.txt", tripod_text(found, card))
    write_tripod_pdf(out / "tripod_ai.pdf", found, card)
    if patients:
        header = tuple(patients[0])
        rows = ([row[name] for name in header] for row in patients)
        write_csv(out / "patients.csv", header, rows, note=RESEARCH_USE)
    _write_tables(out, found)
    able = [one for one in found.horizons if one.calibration is not None]
    if able:
        _draw_calibration(out / "figures" / "calibration", able)
        _draw_decisions(out / "figures" / "decision_curve", able)
    if found.subgroups:
        _draw_subgroups(out / "figures" / "subgroups", found)


def summary_text(found: Validation) -> str:
    """Say the finding on a page."""
    lines = [
        f"{found.model_id} on {found.target}: {found.verdict.value}.",
        "",
        f"{found.patients} patients, {found.events} events; median follow-up "
        f"{found.follow_up_days / CALENDAR_YEAR_DAYS:.1f} years. The model {found.exposure}.",
        *(f"Left out: {one}." for one in found.left_out),
        *found.sentences,
        f"Uno's C {found.c_index_ipcw.words()}.",
        *(f"AUC at {one.years}: {one.auc.words()}." for one in found.horizons),
    ]
    if found.distance is not None:
        lines.append(found.distance.words())
    if (cut := found.stated_cutoff) is not None:
        lines.append(cut.words([one.years for one in found.horizons if one.calibration]))
    if found.subgroups:
        lines.append(
            f"{len(found.subgroups)} subgroups were looked at, uncorrected: that one of them "
            "differs is no finding by itself."
        )
    if found.model_cancer != found.target:
        lines.append(
            f"The model predicts {found.model_cancer}; these patients stand under {found.target}."
        )
    if found.recalibrated_as:
        lines.append(
            f"{found.recalibrated_as} is the same model recalibrated to these patients. The "
            "figures above are of the model before; after it there are none yet."
        )
    lines += ["", "Intervals are 95 %, over patients.", RESEARCH_USE]
    return "\n".join(lines) + "\n"


# --- tables ---------------------------------------------------------------------------------------


def _cells(measure: BoundedFigure) -> tuple[float | None, float | None, float | None]:
    low, high = measure.interval or (None, None)
    return measure.value, low, high


def _write_tables(out: Path, found: Validation) -> None:
    rows: list[tuple[object, ...]] = [
        ("harrell_c", "", *_cells(found.c_index)),
        ("uno_c", "", *_cells(found.c_index_ipcw)),
    ]
    groups: list[tuple[object, ...]] = []
    decisions: list[tuple[object, ...]] = []
    for one in found.horizons:
        years = horizon_years(one.horizon_days)
        rows.append(("auc", years, *_cells(one.auc)))
        if (line := one.calibration) is not None:
            ratio, within = line.observed_to_expected, line.observed_to_expected_interval
            lines = {
                "calibration_slope": BoundedFigure(line.slope, line.slope_interval),
                "calibration_intercept": BoundedFigure(line.intercept, line.intercept_interval),
                "observed_to_expected": BoundedFigure(ratio, within),
            }
            rows += [(name, years, *_cells(figure)) for name, figure in lines.items()]
            for number, group in enumerate(line.groups, start=1):
                seen = group.observed
                told = (None,) * 3 if seen is None else (seen.risk, seen.lower, seen.upper)
                groups.append((years, number, group.n_patients, group.predicted, *told))
        if (curve := one.decision) is not None:
            columns = (curve.thresholds, curve.model, curve.everyone, curve.lower, curve.upper)
            decisions += [(years, *row) for row in np.column_stack(columns).tolist()]
    parts: list[tuple[object, ...]] = [
        (s.column, s.group, s.patients, s.events, *_cells(s.c_index),
         *_cells(s.observed_to_expected))
        for s in found.subgroups
    ]  # fmt: skip
    tables = (
        ("measures", "measure years value lower upper", rows),
        ("calibration", "years group patients predicted observed lower upper", groups),
        ("decision_curve", "years threshold model treat_all gain_lower gain_upper", decisions),
        ("subgroups", "column group patients events c_index c_lower c_upper observed_to_expected "
                      "ratio_lower ratio_upper", parts),
    )  # fmt: skip
    for stem, names, table in tables:
        if table is not parts or parts:
            write_csv(out / f"{stem}.csv", names.split(), table, note=RESEARCH_USE)


# --- figures --------------------------------------------------------------------------------------


def _draw_calibration(stem: Path, horizons: Sequence[AtHorizon]) -> None:
    note = (
        "Groups of equal size by predicted risk: risk of the event by the horizon as predicted, "
        "and as observed (1 - Kaplan-Meier, 95 % interval). On the line: right; above it: the "
        "model is too optimistic."
    )
    figure, axes = _one_plot(5.2, 5.2, "Do predicted risks come true here?", note)
    axes.plot([0, 1], [0, 1], color=QUIET, linewidth=0.8, linestyle=(0, (2, 2)))
    for colour, one in zip(_COLOURS, horizons, strict=False):
        rows = [
            (group.predicted, seen.risk, seen.lower, seen.upper)
            for group in (one.calibration.groups if one.calibration else ())
            if (seen := group.observed) is not None
        ]
        draw_groups(axes, rows, colour, one.years, size=4)
    axes.set(xlim=(0, 1), ylim=(0, 1), aspect="equal")
    _label(axes, "predicted risk", "observed risk")
    save_figure(figure, stem)


def _draw_decisions(stem: Path, horizons: Sequence[AtHorizon]) -> None:
    note = (
        "Net benefit of treating patients at or above a threshold of predicted risk: true "
        "positives less false positives, weighted by the odds of the threshold. Dashed: treating "
        "all; zero: treating none."
    )
    figure, axes = _one_plot(6.4, 4.2, "What would acting on this model be worth?", note)
    axes.axhline(0, color=QUIET, linewidth=0.8)
    highest = 0.05
    for colour, one in zip(_COLOURS, horizons, strict=False):
        if (curve := one.decision) is None:
            continue
        axes.plot(curve.thresholds, curve.everyone, color=colour, linewidth=0.8, linestyle="--")
        axes.plot(curve.thresholds, curve.model, color=colour, linewidth=1.4, label=one.years)
        highest = max(highest, float(curve.model.max()))
    axes.set(xlim=(0, 1), ylim=(-0.3 * highest, 1.1 * highest))
    _label(axes, "threshold of predicted risk", "net benefit")
    save_figure(figure, stem)


def _draw_subgroups(stem: Path, found: Validation) -> None:
    note = (
        "Harrell's C-index in each part of the patients with its 95 % interval; parts with fewer "
        "than 10 patients or events have none. Many parts are looked at: that one of them differs "
        "is no finding by itself."
    )
    rows = [
        (f"{one.column}: {one.group} ({one.patients}, {one.events} events)",
         one.c_index.value, one.c_index.interval)
        for one in found.subgroups
    ]  # fmt: skip
    figure = new_figure(7.0, 1.6 + 0.3 * len(rows), "C-index by subgroup", note)
    c_index_rows(figure, rows)
    save_figure(figure, stem)


def _one_plot(width: float, height: float, title: str, note: str) -> tuple[Figure, Axes]:
    figure = new_figure(width, height, title, note)
    axes = figure.subplots()
    bare_axes(axes)
    return figure, axes


def _label(axes: Axes, across: str, up: str) -> None:
    axes.set_xlabel(across, fontsize=8.5, color=INK)
    axes.set_ylabel(up, fontsize=8.5, color=INK)
    axes.legend(fontsize=7.5, frameon=False, loc="best", labelcolor=INK)


# --- TRIPOD+AI ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class ChecklistItem:
    """One item of a checklist."""

    name: str  # number and subject, in the order of the statement
    answer: str  # what the program knows; empty where it knows nothing
    asked: str = ""  # what the authors have to add; empty where nothing is missing

    @property
    def state(self) -> str:
        """Whether it is filled in."""
        if not self.asked:
            return "filled in"
        return "in part" if self.answer else "open"


def tripod_items(found: Validation, card: PackCard) -> tuple[ChecklistItem, ...]:
    """Fill in the TRIPOD+AI checklist, worded briefly, as far as the program knows the answers.

    What it cannot know is asked of the authors, never guessed.
    """
    size, distance = found.sample_size, found.distance
    cohort = card.cohort
    trained = "not stated on the card"
    if cohort is not None:
        trained = f"{cohort.patients} patients, {cohort.events} events ({cohort.description})"
    recalibrated = card.recalibration_words or "The model answers as it was fitted."
    subgroups = ", ".join(dict.fromkeys(one.column for one in found.subgroups)) or "none"
    asked = (
        "Not defined: nobody is followed to a horizon."
        if size is None
        else f"About {size.patients} patients with {size.events} events by "
        f"{horizon_years(size.horizon_days)} years are asked for (Riley et al. 2021, inflated "
        f"for censoring); {found.patients} with {found.events} events were tested."
    )
    items: tuple[tuple[str, ...], ...] = (
        ("1 Title", f"External validation of {found.model_id} for {found.target}."),
        ("2 Abstract", "summary.txt has its figures."),
        ("3 Background, intended use and users", card.intended_use,
         "the care pathway and who would use it."),
        ("4 Objectives", "External validation of an existing model; nothing was fitted but, where "
                         "stated, a recalibration."),
        ("5 Data: source, dates, setting", "", "where and when these patients were treated."),
        ("6 Participants: eligibility, treatment", "",
         "who was included, and how they were treated."),
        ("7 Data preparation", f"Features of {card.encoder}, {card.patch_px} px at "
                               f"{card.target_mpp:g} um/px, by STEPH Desktop {__version__}."),
        ("8 Outcome and horizon", f"Time to the event of the label table, in days; horizons of "
                                  f"{', '.join(one.years for one in found.horizons)}.",
                                  "what the event is, and how it was ascertained."),
        ("9 Predictors", "All patches of the patient's slides, by their features."),
        ("10 Sample size", asked),
        ("11 Missing data", "Patients without features or outcome are left out: "
                            + ("; ".join(found.left_out) or "none") + "."),
        ("12 Analytical methods", f"Method {card.method}, seed {card.seed}. {recalibrated} "
                                  "Harrell's and Uno's C, cumulative/dynamic AUC, calibration "
                                  "slope, intercept and observed over expected with censoring "
                                  "weights, decision curves; 95 % bootstrap intervals over "
                                  "patients."),
        ("Cut-off", "None was stated." if found.stated_cutoff is None else
                    f"{found.stated_cutoff.cutoff:g}, {CutOrigin.PRESPECIFIED.value}."),
        ("13 Class imbalance", "Nothing was resampled or weighted."),
        ("14 Fairness", f"Subgroups looked at: {subgroups}."),
        ("15 Model output", "Hazard and survival by time bin; risk score and, where the pack has "
                            "cut-offs, a risk group."),
        ("16 Training versus evaluation", f"Trained on {trained}. It {found.exposure}. "
                                          + ("" if distance is None else distance.words())),
        ("17 Ethical approval", "", "the approval and its number."),
        ("18 Open science", f"Model weights sha256 {found.weights_sha256}; card sha256 "
                            f"{found.card_sha256 or 'none'}.",
                            "funding, conflicts, protocol, registration, sharing of data and "
                            "code."),
        ("19 Patient and public involvement", "", "whether patients took part in the study."),
        ("20 Participants", f"{found.patients} patients, {found.events} events, median follow-up "
                            f"{found.follow_up_days / CALENDAR_YEAR_DAYS:.1f} years."),
        ("21 Model development", f"Trained before: {trained}."),
        ("22 Model specification", f"The pack {found.model_id}."),
        ("23 Model performance", " ".join(found.sentences)
                                 + f" Uno's C {found.c_index_ipcw.words()}."),
        ("24 Model updating", f"Recalibrated as {found.recalibrated_as}."
                              if found.recalibrated_as else "None."),
        ("25 Interpretation", f"{found.verdict.value[0].upper()}{found.verdict.value[1:]}.",
                              "what it means beside earlier studies."),
        ("26 Limitations", "One cohort.", "limits of the data and of the study."),
        ("27 Usability in current care", "Research only.", "what use in care would need."),
    )  # fmt: skip
    return tuple(ChecklistItem(*(part.strip() for part in item)) for item in items)


def tripod_text(found: Validation, card: PackCard) -> str:
    """Write the checklist as text."""
    parts = []
    for item in tripod_items(found, card):
        answer = [f"    {item.answer}"] * bool(item.answer)
        asked = [f"    {_ASK} {item.asked}"] * bool(item.asked)
        parts.append("\n".join([f"{item.name} [{item.state}]", *answer, *asked]))
    body = "\n\n".join(parts)
    return f"{_TRIPOD_TITLE.format(found)}\n{_LEAD}\n\n{body}\n\n{RESEARCH_USE}\n"


_TRIPOD_TITLE = "TRIPOD+AI checklist for {0.model_id} on {0.target}"


_PAGE_INCHES = (8.27, 11.69)
_EDGE, _NAME_INCHES, _STATE_INCHES, _GAP = 0.75, 1.9, 0.75, 0.15
_LETTERS, _LINE = 8.5, 0.165  # points, inches
_PER_INCH, _BOLD_PER_INCH = 14.4, 12.6  # letters of running text


def write_tripod_pdf(out: Path, found: Validation, card: PackCard) -> None:
    """Write the checklist as a PDF of A4 pages, whole or not at all."""
    from matplotlib import rc_context
    from matplotlib.backends.backend_pdf import PdfPages

    pages = _Pages(_TRIPOD_TITLE.format(found))
    width = _PAGE_INCHES[0] - 2 * _EDGE - _NAME_INCHES - _STATE_INCHES - 2 * _GAP
    for item in tripod_items(found, card):
        answer = textwrap.wrap(item.answer, int(width * _PER_INCH))
        asked = textwrap.wrap(f"{_ASK} {item.asked}" * bool(item.asked), int(width * _PER_INCH))
        name = textwrap.wrap(item.name, int(_NAME_INCHES * _BOLD_PER_INCH))
        pages.row(name, answer, asked, item.state)
    style = rc_context({"pdf.fonttype": 42})
    with atomic_path(out) as temporary, style, PdfPages(temporary, metadata=PDF_PLAIN) as book:
        for page in pages.finished():
            book.savefig(page)


class _Pages:
    """Lays rows of a checklist on pages."""

    def __init__(self, title: str) -> None:
        self.title = title
        self.pages: list[Figure] = []
        self._new()

    def _new(self) -> None:
        from matplotlib.figure import Figure

        self.pages.append(Figure(figsize=_PAGE_INCHES, dpi=72, facecolor="white"))
        self.y = _PAGE_INCHES[1] - _EDGE
        size = 13.0 if len(self.pages) == 1 else 9.5
        self._write(_EDGE, self.title, size=size, weight="bold")
        self.y -= 0.3
        if len(self.pages) == 1:
            for line in textwrap.wrap(_LEAD, 110):
                self._write(_EDGE, line, color=QUIET)
                self.y -= _LINE
            self.y -= 0.12

    def _write(self, x: float, words: str, **style: Any) -> None:
        at = (x / _PAGE_INCHES[0], self.y / _PAGE_INCHES[1])
        look = {"size": _LETTERS, "color": INK, "va": "top", "parse_math": False, **style}
        self.pages[-1].text(*at, words, **look)

    def row(self, name: list[str], answer: list[str], asked: list[str], state: str) -> None:
        """Lay one item; it never spans two pages."""
        from matplotlib.lines import Line2D

        tall = max(len(name), len(answer) + len(asked), 1)
        if self.y - tall * _LINE < _EDGE + 0.3:
            self._new()
        top = self.y
        second = _EDGE + _NAME_INCHES + _GAP
        colour = {"open": _COLOURS[2], "in part": _COLOURS[1]}.get(state, QUIET)
        for x, lines, style in (
            (_EDGE, name, {"weight": "bold"}),
            (second, answer, {}),
            (second, [""] * len(answer) + asked, {"color": _COLOURS[2], "style": "italic"}),
            (_PAGE_INCHES[0] - _EDGE - _STATE_INCHES, [state], {"color": colour}),
        ):
            for number, line in enumerate(lines):
                self.y = top - number * _LINE
                self._write(x, line, **style)
        self.y = top - tall * _LINE - 0.07
        rule, edge = self.y / _PAGE_INCHES[1], _EDGE / _PAGE_INCHES[0]
        drawn = Line2D([edge, 1 - edge], [rule, rule], color="#d5dae0", linewidth=0.6)
        self.pages[-1].add_artist(drawn)
        self.y -= 0.07

    def finished(self) -> list[Figure]:
        """Return the pages with their numbers and the research line."""
        for number, page in enumerate(self.pages, start=1):
            words = f"{RESEARCH_USE}   Page {number} of {len(self.pages)}"
            page.text(_EDGE / _PAGE_INCHES[0], 0.45 / _PAGE_INCHES[1], words, size=7.5, color=QUIET)
        return self.pages
