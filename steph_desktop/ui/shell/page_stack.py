"""The pages of the window: their names, and how each is made when it is first asked for."""

from __future__ import annotations

import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from steph_desktop.ui.kit.theme import Tinted, follow_colours
from steph_desktop.ui.parts.session import Session


@runtime_checkable
class Page(Protocol):
    """What the window asks of a page; a page is a QWidget that has these too.

    A page may offer three signals: ``case_requested(str)`` opens a case, by its pseudonym, on the
    review page, ``cases_selected(list)`` selects cases in the worklist, and ``notice(object)``
    tells something, see `ui.kit.messages`. It may offer ``select_cases(list)``, called when the
    selection changes there. Any part of it that paints itself has ``set_colours(Colours)``.
    """

    def visit(self) -> None:
        """Refresh what may have changed while another page was shown."""

    def close_page(self) -> None:
        """End threads and keep what must be kept: the window closes."""


@dataclass(frozen=True)
class PageSpec:
    """A page that the window offers."""

    name: str  # as on the page bar
    tip: str  # what it is for, a few words
    # Makes the page, a QWidget that is a `Page`, when it is first visited; imports what is heavy
    # only then. None for the review page, which the window makes itself.
    make: Callable[[Session], QWidget] | None = None


TRAIN, AUDIT = "Train", "Audit"
REVIEW = PageSpec("Review", "Slides, risk and review, case by case")


def page_specs() -> tuple[PageSpec, ...]:
    """Return the pages in the order of the page bar; a new page is one more entry."""
    return (
        REVIEW,
        _spec("Cohort", "Cases by the source cancers they borrow from", "cohort:CohortPage"),
        _spec("Survival", "Kaplan-Meier curves of any grouping", "survival:SurvivalPage"),
        _spec("Compare", "Methods side by side on a cohort", "compare:ComparePage"),
        _spec(TRAIN, "From your own patients to your own model", "training:WizardPage"),
        _spec("Models", "The library of models and source models", "models:ModelsPage"),
        _spec(AUDIT, "Who did what, when and with which model", "audit:AuditPage"),
    )


def _spec(name: str, tip: str, where: str) -> PageSpec:
    """Return a page of `ui.pages` by its package and class; it is imported when it is made."""
    package, made = where.split(":")
    whole = f"steph_desktop.ui.pages.{package}.{package}_page:{made}"
    return PageSpec(name, tip, lambda session: pkgutil.resolve_name(whole)(session))


class PageStack(Tinted, QStackedWidget):
    """The pages themselves; each is made when it is first turned to."""

    turned = Signal(int)
    case_requested = Signal(str)
    """A page asks for a case, by its pseudonym."""
    cases_selected = Signal(list)
    """A page has selected cases, by their pseudonyms."""
    said = Signal(object, object)
    """A page has a message for the user; the page's number, where it ends when that is left."""

    def __init__(self, session: Session, review: QWidget, specs: tuple[PageSpec, ...]) -> None:
        super().__init__()
        self._session = session
        self.specs = specs
        self._selected: list[str] = []
        self.made: dict[int, QWidget] = {0: review}
        self.addWidget(review)

    def turn_to(self, number: int) -> None:
        """Show a page; it is made at its first visit."""
        page = self.made[number] if number in self.made else self._make(number)
        self.setCurrentWidget(page)
        if isinstance(page, Page):
            page.visit()
        self.turned.emit(number)

    def number_of(self, name: str) -> int:
        return next(number for number, spec in enumerate(self.specs) if spec.name == name)

    def select_cases(self, case_ids: list[str]) -> None:
        """Pass the cases that are selected in the worklist to the pages."""
        self._selected = case_ids
        for page in self.made.values():
            if (select := getattr(page, "select_cases", None)) is not None:
                select(case_ids)

    def close_pages(self) -> None:
        """End whatever the pages run."""
        for page in self.made.values():
            if isinstance(page, Page):
                page.close_page()

    def _make(self, number: int) -> QWidget:
        if (make := self.specs[number].make) is None:
            return self.made[0]
        page = make(self._session)
        self.made[number] = page
        self.addWidget(page)
        # A page may offer any of these, and need not offer one.
        if (notice := getattr(page, "notice", None)) is not None:
            notice.connect(lambda words: self.said.emit(words, number))
        for name in ("case_requested", "cases_selected"):
            if (signal := getattr(page, name, None)) is not None:
                signal.connect(getattr(self, name))
        if (select := getattr(page, "select_cases", None)) is not None:
            select(self._selected)
        if (new_cohort := getattr(page, "new_cohort_requested", None)) is not None:
            new_cohort.connect(lambda: self.turn_to(self.number_of(TRAIN)))
        follow_colours(page, self.colours)
        return page
