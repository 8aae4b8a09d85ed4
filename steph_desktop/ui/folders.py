"""Cohorts and folders of results that were opened, the latest first."""

from __future__ import annotations

from pathlib import Path

from steph_desktop.ui.session import Session

_KEPT = 30


def remember_cohort(session: Session, folder: Path) -> None:
    """Put a cohort folder first."""
    _remember(session, "cohort_folders", session.settings.cohort_folders, folder)


def forget_cohort(session: Session, folder: Path) -> None:
    """Take a cohort folder off the list; nothing on disk changes."""
    kept = tuple(known for known in session.settings.cohort_folders if known != folder)
    session.change_settings(cohort_folders=kept)


def remember_study(session: Session, folder: Path) -> None:
    """Put a folder of results first."""
    _remember(session, "study_folders", session.settings.study_folders, folder)


def _remember(session: Session, name: str, known: tuple[Path, ...], folder: Path) -> None:
    if known[:1] != (folder,):
        kept = (folder, *(other for other in known if other != folder))[:_KEPT]
        session.change_settings(**{name: kept})
