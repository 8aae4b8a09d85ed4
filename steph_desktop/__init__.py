"""STEPH Desktop: whole-slide survival prognosis with sparse task vector mixup.

For notebooks: `open_slide`, `extract`, `predict` (a case, with `what_if`), `kaplan_meier` and
`log_rank`, see `steph_desktop.engine.notebook`.
"""

from importlib import import_module
from typing import Any

__version__ = "0.1.0"
RESEARCH_USE = "For research use only. Not for use in diagnostic procedures."

_FOR_NOTEBOOKS = frozenset({"extract", "kaplan_meier", "log_rank", "open_slide", "predict"})


def __getattr__(name: str) -> Any:
    # Loaded when first asked for: the window and the commands import this package too.
    if name in _FOR_NOTEBOOKS:
        return getattr(import_module("steph_desktop.engine.notebook"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *_FOR_NOTEBOOKS})
