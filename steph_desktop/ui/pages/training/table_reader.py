"""Tables for the wizard: small ones are read on its reader thread, large ones in a child."""

from __future__ import annotations

from steph_desktop.cohort.cohort_tables import Patient
from steph_desktop.cohort.table_reading import (
    ReadTable,
    TableCache,
    TableRequest,
    many_objects,
    put_together,
)
from steph_desktop.core.job_control import Progress
from steph_desktop.engine.worker import EngineProcess

_LARGE_BYTES = 1 << 20
_CHILD_NICENESS = 1  # a person waits for it


class TableReader:
    """Reads tables; used by one thread at a time."""

    def __init__(self) -> None:
        self._desk = TableCache()
        self._child: EngineProcess | None = None

    def read(self, request: TableRequest) -> ReadTable:
        """Read a table and apply the choices."""
        if not _is_large(request):
            return self._desk.read(request)
        if self._child is None:
            self._child = EngineProcess(_CHILD_NICENESS)
        pieces: list[tuple[Patient, ...]] = []

        def take(progress: Progress) -> None:
            # Patients come in pieces, as progress: one large answer would hold up the window.
            if isinstance(progress.detail, tuple):
                pieces.append(progress.detail)

        with many_objects():
            found: ReadTable = self._child.run(request, take)
            return put_together(found, pieces)

    def close(self) -> None:
        if self._child is not None:
            self._child.close()
            self._child = None


def _is_large(request: TableRequest) -> bool:
    try:
        return request.path.stat().st_size >= _LARGE_BYTES
    except OSError:
        return False  # reading it says what is wrong
