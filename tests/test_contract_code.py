"""The code is typed, linted and formatted; a wheel of it is whole; no file knows this machine."""

import ast
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

from steph_desktop import __version__

ROOTS = ("steph_desktop", "resources", "installers", "tests", ".ci")
TEXT_SUFFIXES = frozenset(
    {"", ".py", ".toml", ".md", ".sh", ".bat", ".command", ".txt", ".cff", ".json", ".svg", ".qss"}
)
# Folders of somebody's machine, told apart from URLs and from fractions such as a/b.
MACHINE_PATH = re.compile(r"(?<![\w.:/\\])/(?:work|root|opt|home/\w+|Users/\w+)/|[A-Z]:\\Users\\\w")
UNFINISHED = re.compile(r"\b(?:TODO|FIXME|XXX|HACK)\b|\braise NotImplementedError\b")


def tool(repository: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", *arguments],
        cwd=repository,
        capture_output=True,
        text=True,
        check=False,
    )


def project_files(repository: Path) -> list[Path]:
    """Every file of the project that a person writes."""
    files = [p for p in repository.iterdir() if p.suffix in {".md", ".toml", ".cff"}]
    for root in ROOTS:
        files += [p for p in (repository / root).rglob("*") if p.is_file()]
    return [p for p in files if "__pycache__" not in p.parts]


def text_files(repository: Path) -> dict[str, str]:
    return {
        str(path.relative_to(repository)): path.read_text(encoding="utf-8")
        for path in project_files(repository)
        if path.suffix in TEXT_SUFFIXES
    }


def test_no_two_test_files_share_a_name(repository: Path) -> None:
    # pytest imports them by their bare names: the second would not be collected.
    names = [path.name for path in (repository / "tests").rglob("*.py") if path.stem != "conftest"]
    assert len(names) > 100
    assert sorted(names) == sorted(set(names))


def test_ruff_finds_nothing(repository: Path) -> None:
    result = tool(repository, "ruff", "check", ".")
    assert result.returncode == 0, result.stdout


def test_ruff_would_catch_a_print(repository: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.py"
    bad.write_text('"""Bad."""\n\nprint("x")\n', encoding="utf-8")
    config = str(repository / "pyproject.toml")
    result = tool(repository, "ruff", "check", "--config", config, str(bad))
    assert result.returncode == 1
    assert "T201" in result.stdout


def test_code_is_formatted(repository: Path) -> None:
    result = tool(repository, "ruff", "format", "--check", ".")
    assert result.returncode == 0, result.stdout


def test_types_hold(repository: Path) -> None:
    result = tool(repository, "mypy")
    assert result.returncode == 0, result.stdout


def test_nothing_is_unfinished_and_no_file_knows_this_machine(repository: Path) -> None:
    texts = text_files(repository)
    assert len(texts) > 40
    own = "tests/test_contract_code.py"
    found = [
        f"{name}: {match.group()}"
        for name, text in texts.items()
        if name.replace(os.sep, "/") != own
        for pattern in (MACHINE_PATH, UNFINISHED)
        for match in pattern.finditer(text)
    ]
    assert found == []


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("see /root/x", True),
        ("'/home/anna/x'", True),
        ("C:\\Users\\anna", True),
        ("https://example.org/home/x/", False),
        ("network/work/x", False),
    ],
)
def test_machine_path_pattern(text: str, is_found: bool) -> None:
    assert bool(MACHINE_PATH.search(text)) is is_found


def always_holds(asked: ast.expr) -> bool:
    """Whether what is asserted is true whatever the program does."""
    if isinstance(asked, ast.Constant):
        return bool(asked.value)
    if isinstance(asked, ast.BoolOp):
        every = all if isinstance(asked.op, ast.And) else any
        return every(always_holds(part) for part in asked.values)
    if isinstance(asked, ast.IfExp):  # `a if b else True` asks nothing where b is false
        return always_holds(asked.body) or always_holds(asked.orelse)
    return isinstance(asked, ast.Tuple) and bool(asked.elts)


def test_every_assertion_can_fail(repository: Path) -> None:
    for text in ("x or True", "x if y else True", "(x, 'words')", "'words'"):
        assert always_holds(ast.parse(text, mode="eval").body), text
    for path in (repository / "tests").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Assert):
                assert not always_holds(node.test), f"{path.name}:{node.lineno}"


# Faults of a caller, or such that nothing can be done about them.
SAY_NOTHING_TO_DO = (
    "The slide is closed",
    "The slide holds no ",
    "Nobody had an event: nothing can",
)


def lacks_advice(call: ast.Call) -> bool:
    """Tell whether a refusal whose words stand here names no next step."""
    name = getattr(call.func, "id", "")
    words = ast.unparse(call.args[0]).lstrip("f'\"") if call.args else ""
    return (
        (name in ("StephError", "UsageError", "NoTissue") or name.endswith("Fault"))
        and bool(call.args)
        and isinstance(call.args[0], ast.Constant | ast.JoinedStr)
        and len(call.args) < 3
        and not any(keyword.arg == "todo" for keyword in call.keywords)
        and not words.startswith(SAY_NOTHING_TO_DO)
    )


def test_every_refusal_says_what_to_do_next(repository: Path) -> None:
    def calls(text: str) -> list[ast.Call]:
        return [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call)]

    assert lacks_advice(calls("StephError('It is torn', path)")[0])
    assert not lacks_advice(calls("StephError('It is torn', path, 'Copy it again.')")[0])
    silent = [
        f"{path.name}:{call.lineno}"
        for path in (repository / "steph_desktop").rglob("*.py")
        for call in calls(path.read_text(encoding="utf-8"))
        if lacks_advice(call)
    ]
    assert silent == []


def test_no_two_modules_share_a_name(repository: Path) -> None:
    stems = [p.stem for p in (repository / "steph_desktop").rglob("*.py") if p.stem[:2] != "__"]
    assert len(stems) > 100
    assert sorted(stems) == sorted(set(stems))


def test_no_two_public_classes_share_a_name(repository: Path) -> None:
    found = [
        node.name
        for path in (repository / "steph_desktop").rglob("*.py")
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    ]
    assert len(found) > 200
    assert sorted(found) == sorted(set(found))


def test_the_wheel_changes_no_choice(repository: Path) -> None:
    """Outside the kit a list of choices is its `ChoiceBox`, which leaves the wheel to the page."""
    ui = repository / "steph_desktop" / "ui"
    naming = [p for p in ui.rglob("*.py") if "QComboBox" in p.read_text(encoding="utf-8")]
    assert naming
    assert [path.name for path in naming if ui / "kit" not in path.parents] == []


@pytest.fixture(scope="module")
def unpacked_wheel(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel built from a copy of the tree, without a network, unpacked."""
    folder = tmp_path_factory.mktemp("wheel")
    source, out = folder / "source", folder / "out"
    source.mkdir()
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(repository / name, source)
    for name in ("steph_desktop", "resources"):
        shutil.copytree(
            repository / name, source / name, ignore=shutil.ignore_patterns("__pycache__")
        )
    build = f"from setuptools import build_meta; build_meta.build_wheel({str(folder)!r})"
    result = subprocess.run(
        [sys.executable, "-c", build], cwd=source, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stderr
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(out)
    return out


def test_wheel_holds_every_module_and_resource(repository: Path, unpacked_wheel: Path) -> None:
    expected = {
        path.relative_to(repository).as_posix()
        for path in project_files(repository)
        if path.relative_to(repository).parts[0] == "steph_desktop"
    } | {
        f"steph_desktop/{path.relative_to(repository).as_posix()}"
        for path in project_files(repository)
        if path.relative_to(repository).parts[0] == "resources"
    }
    packed = {
        path.relative_to(unpacked_wheel).as_posix()
        for path in (unpacked_wheel / "steph_desktop").rglob("*")
        if path.is_file()
    }
    assert packed == expected
    assert [p.name for p in unpacked_wheel.iterdir() if not p.name.endswith(".dist-info")] == [
        "steph_desktop"
    ]


def test_resources_are_found_in_the_wheel(unpacked_wheel: Path, tmp_path: Path) -> None:
    code = (
        "import json, sys; from steph_desktop.resources import resource_path;"
        "sys.stdout.write(json.dumps(str(resource_path('__init__.py'))))"
    )
    result = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(unpacked_wheel)},
        capture_output=True,
        text=True,
        check=True,
    )
    found = Path(json.loads(result.stdout))
    assert found == unpacked_wheel / "steph_desktop" / "resources" / "__init__.py"


def test_version_is_the_same_everywhere(repository: Path) -> None:
    project = tomllib.loads((repository / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["project"]["version"] == __version__
    citation = (repository / "CITATION.cff").read_text(encoding="utf-8")
    assert f"\nversion: {__version__}\n" in citation
    assert f"## [{__version__}]" in (repository / "CHANGELOG.md").read_text(encoding="utf-8")


def test_every_dependency_is_pinned_once(repository: Path) -> None:
    project = tomllib.loads((repository / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = project["dependencies"] + project["optional-dependencies"]["test"]
    lines = (repository / "installers/constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if line and not line.startswith("#")]
    assert all(re.fullmatch(r"[\w.-]+==[\w.]+", pin) for pin in pins)
    names = [canonical(pin.split("==")[0]) for pin in pins]
    assert len(names) == len(set(names))
    assert {canonical(re.split(r"[<>=!~; ]", entry)[0]) for entry in wanted} <= set(names)


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
