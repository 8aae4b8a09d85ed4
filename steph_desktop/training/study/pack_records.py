"""What packs answered for a cohort, on disk; light, for the window."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from steph_desktop.training.fold_runs import read_object

PACKS_FILE = "packs.json"
PACKS_FORM = 1


def read_packs(out: Path) -> dict[str, Any] | None:
    """Return what a folder of results holds of packs; None where there is none to be read."""
    value = read_object(out / PACKS_FILE)
    return value if value is not None and value.get("form") == PACKS_FORM else None
