"""The extractor of installers/, and a language for the time of a test."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

from PySide6.QtCore import QTranslator

from steph_desktop.ui.kit import language


def load_tool(repository: Path) -> ModuleType:
    """Load installers/languages.py, which is no module of the package."""
    path = repository / "installers" / "languages.py"
    spec = importlib.util.spec_from_file_location("installers_languages", path)
    assert spec is not None and spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


class PseudoTranslator(QTranslator):
    """Translates by a rule."""

    def __init__(self, rule: Callable[[str], str]) -> None:
        super().__init__()
        self._rule = rule

    def translate(
        self, context: str, source: str, disambiguation: str | None = None, n: int = -1
    ) -> str:
        # Qt takes an empty text for a translation: what is not ours has none.
        return self._rule(source) if context == language.CONTEXT else None  # type: ignore[return-value]

    def isEmpty(self) -> bool:
        return False


@contextmanager
def spoken(rule: Callable[[str], str], sources: Sequence[str]) -> Iterator[None]:
    """Let the window speak a made-up language."""
    language.speak_by((PseudoTranslator(rule),), sources)
    try:
        yield
    finally:
        language.speak(language.ENGLISH)
