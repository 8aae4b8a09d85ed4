"""What a training told while it ran, kept so that its plots survive a restart of the window."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any

from steph_desktop.core.files import guarded_write
from steph_desktop.core.job_control import JobControl, Progress
from steph_desktop.training.training_events import FitEvent, FoldRunEvent, epoch_from_json

NEWS_FILE = "news.jsonl"
# What a line calls its kind: in the files of every training, and never changed.
_KINDS: dict[type, str] = {FitEvent: "FitNews", FoldRunEvent: "CellNews"}


class EventLog:
    """Appends the details of a training to a file, a line each; a torn last line does no harm.

    Parameters
    ----------
    folder : pathlib.Path
        Of a training, or of a comparison; nothing is written before there are news.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / NEWS_FILE
        self._file: IO[str] | None = None

    def __enter__(self) -> EventLog:
        return self

    def __exit__(self, *exc: object) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None

    def add(self, news: object) -> None:
        """Append a detail of its progress; what is no news of a training is passed over."""
        if not isinstance(news, FitEvent | FoldRunEvent):
            return
        line = {"kind": _KINDS[type(news)], **asdict(news)}
        with guarded_write(self._path):
            if self._file is None:
                self._file = self._path.open("a", encoding="utf-8")
                self._file.write("\n")  # ends a line that a kill has torn
            self._file.write(json.dumps(line) + "\n")
            self._file.flush()

    def noting(self, control: JobControl) -> JobControl:
        """Return the same control, whose news are kept and whose progress never goes back."""
        highest = 0

        def relay(progress: Progress) -> None:
            nonlocal highest
            if progress.detail is not None:
                self.add(progress.detail)
            highest = max(highest, progress.done)
            control.checkpoint(highest, progress.total, progress.message, progress.detail)

        return control.part(relay)


def read_events(folder: Path) -> tuple[FitEvent | FoldRunEvent, ...]:
    """Return what was told so far, oldest first; lines that cannot be read are passed over."""
    try:
        lines = (folder / NEWS_FILE).read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ()
    found = (_parse(line) for line in lines if line)
    return tuple(news for news in found if news is not None)


def _parse(line: str) -> FitEvent | FoldRunEvent | None:
    try:
        value: dict[str, Any] = json.loads(line)
        kind = value.pop("kind")
        if kind == _KINDS[FoldRunEvent]:
            return FoldRunEvent(**value)
        if kind == _KINDS[FitEvent]:
            epoch = epoch_from_json(value.pop("epoch"))
            return FitEvent(epoch=epoch, **value)
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
    return None
