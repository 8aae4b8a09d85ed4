"""Folders that the window remembers: the last dialog's, cohorts and results, latest first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from PySide6.QtWidgets import QWidget

from steph_desktop.model.card import PACK_SUFFIX
from steph_desktop.resources import resource_path
from steph_desktop.ui.kit import dialogs
from steph_desktop.ui.parts.session import Session

F = TypeVar("F", list[Path], Path | None)
_KEPT = 30
_MOST_RECENT = 10


def last_folder(session: Session) -> str:
    """Return the folder of the last file dialog."""
    return str(session.settings.last_folder or Path.home())


def remember_folder(session: Session, file: Path) -> None:
    """Start the next file dialog in a file's folder."""
    if session.settings.last_folder != file.parent:
        session.change_settings(last_folder=file.parent)


def ask(session: Session, question: Callable[[QWidget, str], F], parent: QWidget) -> F:
    """Ask for files by a dialog of `kit.dialogs`, starting at the last folder."""
    chosen = question(parent, last_folder(session))
    files = [chosen] if isinstance(chosen, Path) else chosen
    if files:
        remember_folder(session, files[0])
    return chosen


def choose_folder(parent: QWidget, session: Session, words: str) -> Path | None:
    """Ask for a folder, starting at the last one."""
    return ask(session, lambda over, last: dialogs.ask_folder(over, words, last), parent)


def choose_file(parent: QWidget, session: Session, words: str, kinds: str) -> Path | None:
    """Ask for a file, starting at the last folder."""
    return ask(session, lambda over, last: dialogs.ask_file(over, words, last, kinds), parent)


def choose_export(parent: QWidget, session: Session, name: str, kinds: str) -> Path | None:
    """Ask where an export goes, starting at the last folder."""
    return ask(
        session, lambda over, last: dialogs.ask_export(over, Path(last) / name, kinds), parent
    )


def remember_slides(session: Session, paths: Sequence[Path]) -> None:
    """Put slides and folders at the top of what was opened last; not the program's own demo."""
    own = resource_path("demo")
    new = [path for path in paths if path.suffix != PACK_SUFFIX and path.parent != own]
    if new:
        kept = dict.fromkeys([*reversed(new), *session.settings.recent])
        session.change_settings(recent=tuple(kept)[:_MOST_RECENT])


def remember_cohort(session: Session, folder: Path) -> None:
    """Move a cohort folder to the top of the list."""
    _remember(session, "cohort_folders", folder)


def remember_study(session: Session, folder: Path) -> None:
    """Move a folder of results to the top of the list."""
    _remember(session, "study_folders", folder)


def _remember(session: Session, name: str, folder: Path) -> None:
    known: tuple[Path, ...] = getattr(session.settings, name)
    # Settings are written to the disk: not where nothing moves.
    if known[:1] != (folder,):
        kept = (folder, *(other for other in known if other != folder))[:_KEPT]
        session.change_settings(**{name: kept})
