"""The rooms import one way, only app and ui know Qt, nothing heavy is loaded before its time."""

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

QT_ROOMS = ("steph_desktop.app", "steph_desktop.ui")
QT_NAMES = ("PySide6", "shiboken6", "pyqtgraph")
HEAVY_NAMES = ("torch", "pandas", "lifelines", "skimage", "matplotlib")
# What the window loads before it stands.
LIGHT_MODULES = (
    "steph_desktop.__main__",
    "steph_desktop.cli",
    "steph_desktop.core.errors",
    "steph_desktop.core.job_control",
    "steph_desktop.core.settings",
    "steph_desktop.core.diagnostics",
    "steph_desktop.engine.use_cases",
    "steph_desktop.engine.worker",
    "steph_desktop.slide.reader",
    "steph_desktop.model.outputs",
    "steph_desktop.model.card",
    "steph_desktop.survival.curves",
)
# Put in front of every import: finding one of the names raises, as if it were not installed.
BLOCK = """
import sys
class Block:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {names!r}:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)
sys.meta_path.insert(0, Block())
"""


def modules_of(folder: Path) -> list[str]:
    """Dotted names of every module below a package folder."""
    names = []
    for file in sorted(folder.rglob("*.py")):
        parts = file.relative_to(folder.parent).with_suffix("").parts
        names.append(".".join(parts[:-1] if parts[-1] == "__init__" else parts))
    return names


def run_python(code: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        env={**os.environ, **environment},
        check=False,
    )


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    """Check the contract of a tree that holds steph_desktop/ and pyproject.toml."""
    return subprocess.run(
        [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"],
        capture_output=True,
        text=True,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder), "PYTHONSAFEPATH": ""},
        check=False,
    )


@pytest.fixture
def copied_tree(repository: Path, tmp_path: Path) -> Path:
    """A copy of the package that a test may break."""
    shutil.copytree(
        repository / "steph_desktop",
        tmp_path / "steph_desktop",
        ignore=shutil.ignore_patterns("__pycache__"),
    )
    shutil.copy(repository / "pyproject.toml", tmp_path)
    return tmp_path


def test_contract_is_kept(repository: Path) -> None:
    result = lint_imports(repository)
    assert result.returncode == 0, result.stdout + result.stderr


def test_contract_leaves_no_room_out(repository: Path) -> None:
    settings = tomllib.loads((repository / "pyproject.toml").read_text(encoding="utf-8"))
    guarded = settings["tool"]["importlinter"]["contracts"][1]["source_modules"]
    rooms = {".".join(name.split(".")[:2]) for name in modules_of(repository / "steph_desktop")}
    assert rooms - {"steph_desktop", *QT_ROOMS} == set(guarded)


@pytest.mark.parametrize(
    ("module", "line", "broken"),
    [
        ("core/errors.py", "import PySide6.QtCore", "steph_desktop.core.errors -> PySide6"),
        ("model/card.py", "import pyqtgraph", "steph_desktop.model.card -> pyqtgraph"),
        (
            "slide/reader.py",
            "from steph_desktop.model import card",
            "steph_desktop.slide is not allowed to import steph_desktop.model",
        ),
        (
            "core/settings.py",
            "def late():\n    from steph_desktop.workspace import locks",
            "steph_desktop.core is not allowed to import steph_desktop.workspace",
        ),
        (
            "features/facts.py",
            "from steph_desktop.survival import curves",
            "steph_desktop.features is not allowed to import steph_desktop.survival",
        ),
        (
            "survival/curves.py",
            "from steph_desktop.features import facts",
            "steph_desktop.survival is not allowed to import steph_desktop.features",
        ),
        ("unlisted.py", "", "not listed as layers: - steph_desktop.unlisted"),
        (
            "engine/use_cases.py",
            "def late():\n    from steph_desktop import app",
            "steph_desktop.engine is not allowed to import steph_desktop.app",
        ),
        (
            "ui/kit/theme.py",
            "from steph_desktop.ui.parts import session",
            "steph_desktop.ui.kit is not allowed to import steph_desktop.ui.parts",
        ),
        (
            "ui/pages/survival/controls.py",
            "from steph_desktop.ui.pages.cohort import cohort_page",
            "ui.pages.survival is not allowed to import steph_desktop.ui.pages.cohort",
        ),
        (
            "slide/info.py",
            "from steph_desktop.slide import reader",
            "No cycles are allowed in steph_desktop.slide",
        ),
    ],
)
def test_planted_violation_is_caught(
    copied_tree: Path, module: str, line: str, broken: str
) -> None:
    with (copied_tree / "steph_desktop" / module).open("a", encoding="utf-8") as handle:
        handle.write(f"\n{line}\n")
    result = lint_imports(copied_tree)
    assert result.returncode == 1
    assert "BROKEN" in result.stdout
    assert broken in " ".join(result.stdout.split())


def test_engine_imports_without_qt(repository: Path) -> None:
    engine = [
        name for name in modules_of(repository / "steph_desktop") if not name.startswith(QT_ROOMS)
    ]
    assert len(engine) > 20
    code = BLOCK.format(names=QT_NAMES) + "import importlib\n"
    code += "".join(f"importlib.import_module({name!r})\n" for name in engine)
    result = run_python(code)
    assert result.returncode == 0, result.stderr


def test_qt_block_blocks() -> None:
    result = run_python(BLOCK.format(names=QT_NAMES) + "import PySide6.QtCore")
    assert "No module named 'PySide6" in result.stderr


@pytest.mark.parametrize("module", LIGHT_MODULES)
def test_light_modules_load_nothing_heavy(module: str) -> None:
    code = f"import sys, {module}\nsys.stdout.write(' '.join(sys.modules))"
    result = run_python(code)
    assert result.returncode == 0, result.stderr
    loaded = set(result.stdout.split())
    assert module in loaded
    assert not loaded & {*HEAVY_NAMES, *QT_NAMES}


def test_import_does_not_depend_on_the_current_folder(tmp_path: Path) -> None:
    code = f"import os; os.chdir({str(tmp_path)!r})\nimport steph_desktop.engine.use_cases"
    assert run_python(code).returncode == 0
    assert not list(tmp_path.iterdir())
