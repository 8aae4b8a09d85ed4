"""Every command says what it is for, and every kind of job has its use case."""

import ast
from pathlib import Path

import pytest

import steph_desktop
from steph_desktop.cli import COMMANDS, run

ROOT = Path(steph_desktop.__file__).parent


def named_later() -> list[tuple[str, str]]:
    """Module and function of every use case that is looked up by its name when it is asked."""
    tree = ast.parse((ROOT / "engine" / "job_requests.py").read_text("utf-8"))
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
    return [
        (module.value, name.value)
        for call in calls
        if isinstance(call.func, ast.Name) and call.func.id == "_later"
        for module, name in [call.args]
        if isinstance(module, ast.Constant) and isinstance(name, ast.Constant)
    ]


def is_use_case(module: str, name: str) -> bool:
    """Whether a module has a function of this name that takes a request and a control."""
    file = ROOT.joinpath(*module.split(".")).with_suffix(".py")
    body = ast.parse(file.read_text("utf-8")).body if file.is_file() else []
    found = [node for node in body if isinstance(node, ast.FunctionDef) and node.name == name]
    return [len(node.args.args) - len(node.args.defaults) for node in found] == [2]


def test_every_kind_of_job_has_its_use_case() -> None:
    named = named_later()
    assert len(named) > 10
    assert [place for place in named if not is_use_case(*place)] == []


@pytest.mark.parametrize(
    ("module", "name"), [("engine.use_cases", "analyse"), ("engine.nowhere", "analyse_case")]
)
def test_a_use_case_that_was_moved_or_renamed_is_found_missing(module: str, name: str) -> None:
    assert not is_use_case(module, name)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_says_what_it_is_for(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([name, "--help"]) == 0
    assert capsys.readouterr().out.startswith(f"usage: steph-desktop {name}")
