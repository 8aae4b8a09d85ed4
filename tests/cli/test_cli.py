"""The commands as a script sees them: exit codes, stdout, stderr, files."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from case_files import SOURCES, feature_file, pack, slide
from dicom_slides import write_series
from slides import blank, tissue_disc, write_pyramid
from zarr_slides import FORMS, write_zarr
from zarr_slides import write_series as write_zarr_series

from steph_desktop import cli
from steph_desktop.cli import COMMANDS, run
from steph_desktop.core.errors import ExitCode
from steph_desktop.core.job_control import JobCancelled
from steph_desktop.features.bag import read_bag
from steph_desktop.workspace.database import DATABASE_NAME
from steph_desktop.workspace.store import Workspace

RETRAIN = ["retrain", "--table", "t", "--slides", "s", "--name", "n", "--out", "o", "--work", "w"]


def test_predict_gives_one_json_object_that_keeps_the_contract(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["predict", "--model", str(pack(tmp_path)), str(feature_file(tmp_path)), "--json"]
    assert run(words) == ExitCode.DONE
    output = capsys.readouterr()
    (result,) = json.loads(output.out)["results"]
    assert set(result) == {
        "slide_id", "patient_id", "model_id", "model_sha256", "target_cancer", "encoder",
        "n_patches", "risk_score", "risk_percentile", "risk_group", "time_bins_days", "hazards",
        "survival", "median_survival_days", "sources", "attention", "checks",
        "withheld", "members", "warnings",
    }  # fmt: skip
    assert result["withheld"] is result["members"] is None
    for check in result["checks"]:
        assert set(check) == {"name", "status", "figure", "reason"}
        assert check["status"] in {"green", "amber", "red", "grey"}
    assert result["n_patches"] == 20
    assert result["time_bins_days"] == [365.0 * k for k in range(32)] + [None]
    survival = np.cumprod(1 - np.asarray(result["hazards"]))
    np.testing.assert_allclose(result["survival"], survival, rtol=1e-9)
    assert result["risk_score"] == pytest.approx(-survival.sum())
    below = np.linspace(-12, 0, 12) < result["risk_score"]
    assert result["risk_percentile"] == pytest.approx(100 * below.mean())
    assert [share["cancer"] for share in result["sources"]] == list(SOURCES)
    assert sum(share["selected"] for share in result["sources"]) == 2
    assert result["attention"]["sum"] == pytest.approx(1.0)
    top = result["attention"]["top"]
    assert [entry["attention"] for entry in top] == sorted(
        (entry["attention"] for entry in top), reverse=True
    )
    assert all(entry["x"] == 256 * entry["index"] and entry["y"] == 0 for entry in top)


def test_a_slide_is_extracted_and_predicted_and_the_second_time_taken_from_the_workspace(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    model, workspace = pack(tmp_path), tmp_path / "space"
    words = ["predict", "--model", str(model), str(slide(tmp_path)), "--json"]
    words += ["--workspace", str(workspace)]
    assert run(words) == ExitCode.DONE
    first = json.loads(capsys.readouterr().out)
    (features,) = workspace.rglob("*.h5")
    stamp = features.stat().st_mtime_ns
    assert run(words) == ExitCode.DONE
    assert json.loads(capsys.readouterr().out) == first
    assert features.stat().st_mtime_ns == stamp


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["predict"], "--model"),
        (["extract", "a.svs", "--out", "o", "--encoder", "resnet"], "resnet"),
        (["predict", "a.h5", "--model", "m", "--device", "gpu"], "gpu"),
        (["predict", "a.h5", "--model", "m", "--mpp", "-1"], "-1"),
        ([*RETRAIN, "--mpp", "0"], "'0' is not a number above 0"),
        ([*RETRAIN, "--mpp", "nan"], "'nan' is not a number above 0"),
        ([*RETRAIN, "--mpp", "1,234"], "may be 1.234 or 1234"),
        (["synth", "--out", "o", "--patients", "none"], "none"),
        (["models", "--workspce", "x"], "--workspce"),
        (["--nonsense"], "--nonsense"),
        (["import-checkpoint", "f", "--out", "o", "--sources", "A,A"], "A,A"),
    ],
)
def test_wrong_usage_is_refused_in_one_line(
    words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(words) == ExitCode.USAGE
    output = capsys.readouterr()
    assert output.out == ""
    assert said in output.err
    assert output.err.count("\n") == 1


def assert_fault(words: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(words) == ExitCode.FAULT
    error = capsys.readouterr().err
    assert said in error
    assert "Traceback" not in error
    assert error.count("\n") == 1


def test_bad_input_gets_one_clear_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    model = pack(tmp_path)
    out = tmp_path / "out"
    bad = tmp_path / "bad.svs"
    bad.write_bytes(b"no slide at all" * 100)
    predict = ["predict", "--workspace", str(tmp_path / "space"), "--model", str(model)]
    assert_fault([*predict, str(bad)], "not a slide", capsys)
    whole = slide(tmp_path, "whole.svs").read_bytes()
    (tmp_path / "cut.svs").write_bytes(whole[: len(whole) // 3])
    assert_fault([*predict, str(tmp_path / "cut.svs")], "cut short", capsys)
    assert_fault([*predict, str(tmp_path / "gone.svs")], "not found", capsys)
    assert_fault([*predict, str(slide(tmp_path, "m.svs", mpp=None))], "micrometres", capsys)
    empty = write_pyramid(tmp_path / "glass.svs", blank(800, 800))
    assert_fault([*predict, str(empty)], "tissue", capsys)
    narrow = feature_file(tmp_path, width=1024)
    assert_fault([*predict, str(narrow)], "1024 values per patch", capsys)
    other = feature_file(tmp_path, encoder="uni2-h")
    assert_fault([*predict, str(other)], "uni2-h", capsys)
    extract = ["extract", str(slide(tmp_path)), "--out", str(out)]
    assert run([*extract, "--encoder", "uni"]) == ExitCode.FAULT
    assert "huggingface.co/MahmoodLab/UNI" in capsys.readouterr().err
    (tmp_path / "file").write_text("")
    words = ["extract", str(slide(tmp_path)), "--out", str(tmp_path / "file")]
    assert run([*words, "--encoder", "effnet-lite0"]) == ExitCode.FAULT
    assert "file" in capsys.readouterr().err
    assert not out.exists() or not list(out.iterdir())


def test_a_folder_of_dicom_files_is_one_slide(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = write_series(tmp_path / "series", tissue_disc(512, 512, (256, 256), 220), 0.5)
    words = ["extract", "--out", str(tmp_path / "out"), "--encoder", "effnet-lite0", "--json"]
    assert run([*words, str(files[0].parent)]) == ExitCode.DONE
    (done,) = json.loads(capsys.readouterr().out)["done"]
    assert done["slide"] == "1.dcm"
    # Its files one by one are the same slide, which is finished already.
    assert run([*words, *map(str, files)]) == ExitCode.DONE
    assert json.loads(capsys.readouterr().out)["done"] == [done]


def test_an_ome_zarr_folder_is_one_slide(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rgb = tissue_disc(512, 512, (256, 256), 220)
    path = write_zarr(tmp_path / "a.ome.zarr", rgb, form=FORMS["version 3"])
    words = ["extract", "--out", str(tmp_path / "out"), "--encoder", "effnet-lite0", "--json"]
    assert run([*words, str(path)]) == ExitCode.DONE
    (done,) = json.loads(capsys.readouterr().out)["done"]
    assert done["slide"] == "a.ome.zarr" and Path(done["features"]).name == "a.h5"
    assert run([*words, str(path / "zarr.json")]) == ExitCode.DONE
    assert json.loads(capsys.readouterr().out)["done"] == [done]
    both = write_zarr_series(tmp_path / "two", {"one": rgb, "two": rgb})
    assert run([*words, str(both), "--image", "2"]) == ExitCode.DONE
    (second,) = json.loads(capsys.readouterr().out)["done"]
    assert read_bag(Path(second["features"])).region is not None
    predict = ["predict", "--model", str(pack(tmp_path)), "--workspace", str(tmp_path / "space")]
    assert run([*predict, "--json", "--even-if-unsuitable", str(path)]) == ExitCode.DONE
    (result,) = json.loads(capsys.readouterr().out)["results"]
    assert result["slide_id"] == "a" and result["risk_score"] < 0


def test_one_bad_slide_does_not_cost_the_batch(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = tmp_path / "bad.svs"
    bad.write_bytes(b"")
    good = feature_file(tmp_path)
    words = ["predict", "--model", str(pack(tmp_path)), str(bad), str(good), "--json"]
    assert run(words) == ExitCode.FAULT
    output = capsys.readouterr()
    assert len(json.loads(output.out)["results"]) == 1
    assert "bad.svs" in output.err


def test_a_full_disk_leaves_nothing_half_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    model, source = pack(tmp_path), slide(tmp_path)
    monkeypatch.setattr("os.fsync", full)
    words = ["predict", "--model", str(model), str(source)]
    assert_fault([*words, "--workspace", str(tmp_path / "space")], "disk is full", capsys)
    assert not list((tmp_path / "space").rglob("*.h5"))


_PROGRAM = [sys.executable, "-m", "steph_desktop"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no such device")
@pytest.mark.parametrize("command", ["predict", "models", "--help", "--version"])
def test_a_full_disk_under_the_output(tmp_path: Path, command: str) -> None:
    words = [command]
    if command == "predict":
        words += ["--json", "--model", str(pack(tmp_path)), str(feature_file(tmp_path))]
    # Unbuffered, argparse itself passes over what it could not print.
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*_PROGRAM, *words],
            env=kept,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == ExitCode.FAULT
    assert done.stderr.startswith("standard output: The disk is full. Free some space")
    assert done.stderr.count("\n") == 1


@pytest.mark.skipif(sys.platform != "linux", reason="where Qt aborts without a display")
@pytest.mark.parametrize(
    ("named", "words"),
    [
        ({}, "There is no display"),
        ({"QT_QPA_PLATFORM": ""}, "There is no display"),
        ({"QT_QPA_PLATFORM": "xcb"}, "There is no display"),
        ({"DISPLAY": ":987"}, "':987' does not answer"),
    ],
)
def test_no_display_is_said_in_one_line(named: dict[str, str], words: str) -> None:
    hidden = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    kept = {name: value for name, value in os.environ.items() if name not in hidden}
    done = subprocess.run(
        _PROGRAM, env=kept | named, capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == ExitCode.FAULT
    assert done.stdout == ""
    assert done.stderr.startswith("The window cannot be opened. ")
    assert words in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.skipif(sys.platform != "linux", reason="where Qt opens windows on an X display")
@pytest.mark.parametrize(
    ("library", "package"),
    [("libxcb-icccm.so.4", "libxcb-icccm4"), ("libxkbcommon-x11.so.0", "libxkbcommon-x11-0")],
)
def test_a_library_that_qt_lacks_is_named(tmp_path: Path, library: str, package: str) -> None:
    """Qt itself would abort, and the user would see nothing at all."""
    (tmp_path / library).touch()
    code = "from steph_desktop.app import missing_system_library; print(missing_system_library())"
    env = os.environ | {"QT_QPA_PLATFORM": "xcb"}
    for folder, lacks in ((tmp_path / "none", False), (tmp_path, True)):
        done = subprocess.run(
            [sys.executable, "-c", code],
            env=env | {"LD_LIBRARY_PATH": str(folder)},
            capture_output=True,
            text=True,
            check=True,
            timeout=120,
        )
        told = f"{library} is missing; install the package {package}"
        assert (done.stdout.strip() == told) is lacks


def test_every_command_of_every_module_is_listed_and_others_stay_unloaded() -> None:
    folder = Path(cli.__file__).parent
    found = {
        command.name: module
        for module in sorted(path.stem for path in folder.glob("*_commands.py"))
        for command in import_module(f"steph_desktop.cli.{module}").COMMANDS
    }
    assert found == {name: module for name, (module, _) in COMMANDS.items()}
    code = "import sys; from steph_desktop.cli import run; run(['models', '--help'])\n"
    code += "print(sorted(n for n in sys.modules if n.endswith('_commands')))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = done.stdout.splitlines()[-1]
    assert "model_commands" in loaded and "training_commands" not in loaded


def test_a_mistake_of_ours_is_logged_and_its_place_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], allow_logs: object
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("steph_desktop.cli.build_parser", broken)
    assert run(["models"]) == ExitCode.BUG
    error = capsys.readouterr().err
    log = Path(error.split(" in ")[-1].strip())
    assert "ZeroDivisionError" in log.read_text()


def test_a_cancel_has_its_own_exit_code(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def cancelled(*_: object) -> None:
        raise JobCancelled

    monkeypatch.setattr("steph_desktop.engine.use_cases.predict_case", cancelled)
    assert run(["predict", "--model", "m", "s.svs"]) == ExitCode.CANCELLED
    assert capsys.readouterr().out == ""


def test_every_command_explains_itself(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--help"]) == ExitCode.DONE
    text = capsys.readouterr().out
    for name in COMMANDS:
        assert name in text
        assert run([name, "--help"]) == ExitCode.DONE
        assert "--device" in capsys.readouterr().out


def test_the_bundled_model_is_verified_and_a_changed_one_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    model = pack(tmp_path)
    assert run(["models", str(model), "--json"]) == ExitCode.DONE
    (entry,) = json.loads(capsys.readouterr().out)["models"]
    assert entry["state"] == "verified" and entry["card_protected"]
    with zipfile.ZipFile(model) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    card = json.loads(parts["card.json"])
    del card["card_sha256"]  # as 0.1.0 wrote it
    with zipfile.ZipFile(tmp_path / "old.steph", "w") as archive:
        for name, held in (parts | {"card.json": json.dumps(card).encode()}).items():
            archive.writestr(name, held)
    assert run(["models", str(tmp_path / "old.steph")]) == ExitCode.DONE
    assert "card not protected" in capsys.readouterr().out
    data = bytearray(model.read_bytes())
    data[len(data) // 2] ^= 1
    model.write_bytes(bytes(data))
    assert run(["models", str(model)]) == ExitCode.FAULT
    assert "small.steph" in capsys.readouterr().err


def test_the_doctor_looks_into_the_chosen_workspace(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lab, lost = tmp_path / "lab", tmp_path / "lost.svs"
    lost.write_bytes(b"a slide" * 1000)

    def state() -> dict[str, Any]:
        code = run(["doctor", "--workspace", str(lab), "--json"])
        report = json.loads(capsys.readouterr().out)
        assert code == (ExitCode.DONE if report["healthy"] else ExitCode.FAULT)
        (found,) = (item for item in report["findings"] if item["subject"] == "Workspace")
        return dict(found)

    assert state()["ok"]
    assert not (lab / DATABASE_NAME).exists(), "looking makes no workspace"
    with Workspace.open(lab) as workspace:
        workspace.add_slide(lost)
    assert "all is there" in state()["state"]
    lost.unlink()
    found = state()
    assert not found["ok"]
    assert not found["required"]
    assert found["state"] == "1 thing is missing or altered"
    assert "workspace check" in found["todo"]
    (lab / DATABASE_NAME).write_bytes(b"garbage" * 1000)
    found = state()
    assert not found["ok"]
    assert found["required"]


def test_a_workspace_or_slides_that_are_named_open_in_the_window(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    opened: list[tuple[list[Path], Path]] = []

    def open_instead(paths: list[Path], *, workspace: Path, language: str) -> int:
        opened.append((list(paths), workspace))
        return ExitCode.DONE

    monkeypatch.setattr("steph_desktop.app.run", open_instead)
    lab, other, empty, slides = (tmp_path / n for n in ("lab", "other", "empty", "slides"))
    for folder in (lab, other):
        Workspace.open(folder).close()
    empty.mkdir()
    slides.mkdir()
    (slides / "a.svs").touch()
    one = slides / "a.svs"
    assert run([str(lab)]) == run([str(empty)]) == run([str(one), str(lab)]) == ExitCode.DONE
    assert opened == [([], lab), ([], empty), ([one], lab)]
    assert run([str(slides), "--workspace", str(lab)]) == ExitCode.DONE
    assert opened[-1] == ([slides], lab), "a folder of slides is no workspace"
    assert run([str(lab), str(other)]) == ExitCode.FAULT
    assert "Only one workspace" in capsys.readouterr().err


def test_the_cohort_doctor_names_what_is_wrong(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "BRCA"
    (folder / "features").mkdir(parents=True)
    rows = ["patient_id,pathology_id,t,e"]
    for number in range(20):
        feature_file(folder / "features").rename(folder / "features" / f"S{number}.h5")
        rows.append(f"P{number},S{number},{100 * number + 50},{number % 2}")
    table = folder / "labels.csv"
    table.write_text("\n".join(rows) + "\n")
    assert run(["cohort", "check", str(tmp_path)]) == ExitCode.DONE
    assert "can be trained on" in capsys.readouterr().out
    table.write_text("\n".join([*rows, "P20,S20,-4,1"]) + "\n")
    assert run(["cohort", "check", str(tmp_path), "--json"]) == ExitCode.FAULT
    report = json.loads(capsys.readouterr().out)
    assert report["blocking"] == 1
    (found,) = (item for item in report["findings"] if item["severity"] == "blocking")
    assert "labels.csv" in found["where"]
    assert "Row 22, column t" in found["what"]
