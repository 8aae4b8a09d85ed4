"""Folders that the window remembers: of the last dialog, of cohorts and results, latest first."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from steph_desktop.ui.kit import dialogs
from steph_desktop.ui.parts.session import Session

_KEPT = 30


def last_folder(session: Session) -> str:
    """Return where the last file dialog ended."""
    return str(session.settings.last_folder or Path.home())


def remember_folder(session: Session, file: Path) -> None:
    """Begin the next file dialog in a file's folder."""
    if session.settings.last_folder != file.parent:
        session.change_settings(last_folder=file.parent)


def choose_folder(parent: QWidget, session: Session, words: str) -> Path | None:
    """Ask for a folder, beginning where the last one was."""
    chosen = dialogs.ask_folder(parent, words, last_folder(session))
    if chosen is not None:
        remember_folder(session, chosen)
    return chosen


def choose_export(parent: QWidget, session: Session, name: str, kinds: str) -> Path | None:
    """Ask where an export goes, beginning where the last file was."""
    start = Path(last_folder(session)) / name
    chosen = dialogs.ask_export(parent, start, kinds)
    if chosen is not None:
        remember_folder(session, chosen)
    return chosen


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
