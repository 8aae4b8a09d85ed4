"""The export: a zip that says all of a case and nothing of whose it is."""

from __future__ import annotations

import errno
import hashlib
import io
import json
import zipfile
from pathlib import Path

import h5py
import numpy as np
import pytest
from case_files import feature_file, pack
from case_files import slide as write_slide
from PIL import Image

from steph_desktop.case.case_store import case_folder
from steph_desktop.cli import run
from steph_desktop.core.errors import ExitCode
from steph_desktop.core.job_control import JobControl
from steph_desktop.engine.job_requests import AnalyseRequest
from steph_desktop.engine.use_cases import analyse_case
from steph_desktop.features.bag import read_bag
from steph_desktop.workspace.store import Workspace

CASE = "Case K7-QX"


@pytest.fixture
def lab(tmp_path: Path) -> Path:
    """A workspace with one case of two slides of a patient with a name."""
    folder, model = tmp_path / "lab", pack(tmp_path)
    slides = tuple(
        write_slide(tmp_path / "Smith, John", f"smith-john-{n}.svs", quality=90 - n) for n in (1, 2)
    )
    analyse_case(AnalyseRequest(CASE, slides, model, folder, device="cpu"), JobControl())
    with Workspace.open(folder) as workspace:
        case = workspace.case_named(CASE)
        assert case is not None
        workspace.assign(workspace.case_slides(case.id), "John Smith, 1950-02-03")
    return folder


def unpack(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as bundle:
        assert bundle.testzip() is None
        return {name: bundle.read(name) for name in bundle.namelist()}


def test_a_case_is_exported_whole_and_without_a_name(
    lab: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out.zip"
    words = ["export", CASE, "--workspace", str(lab), "--out", str(out), "--features", "--json"]
    assert run(words) == ExitCode.DONE
    output = capsys.readouterr()
    said = json.loads(output.out)
    files = unpack(out)
    place = "Case-K7-QX"
    manifest = json.loads(files.pop("manifest.json"))
    assert sorted(files) == sorted(
        ["report.pdf"]
        + [f"{place}/{name}" for name in ("case.json", "curve.csv", "curve.png")]
        + [f"{place}/{name}-{n}.{end}" for n in (1, 2) for name, end in
           (("map", "png"), ("features", "h5"))]
    )  # fmt: skip
    assert sorted(said["files"]) == sorted(files)
    assert not manifest["holds_identifiers"]
    hashes = {entry["path"]: entry["sha256"] for entry in manifest["files"]}
    assert hashes == {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
    for name, data in files.items():
        assert b"smith" not in data.lower(), name
        assert b"1950-02-03" not in data, name
    assert b"smith" not in out.read_bytes().lower()
    (case,) = json.loads(files[f"{place}/case.json"])["results"]
    assert (case["slide_id"], case["patient_id"]) == ("slide-1+slide-2", CASE)
    assert files["report.pdf"].startswith(b"%PDF")
    assert files["report.pdf"].rstrip().endswith(b"%%EOF")
    curve = np.loadtxt(io.BytesIO(files[f"{place}/curve.csv"]), delimiter=",", skiprows=1)
    np.testing.assert_allclose(curve[:, 2], case["survival"], rtol=1e-8)
    assert Image.open(io.BytesIO(files[f"{place}/curve.png"])).size == (1680, 1120)


def test_the_map_is_tinted_where_the_patches_lie(lab: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.zip"
    assert run(["export", str(case_folder(lab, CASE)), "--out", str(out)]) == ExitCode.DONE
    image = Image.open(io.BytesIO(unpack(out)["Case-K7-QX/map-1.png"]))
    pixels = np.asarray(image).astype(int)
    assert pixels.shape == (1024 + 32, 1024, 3), "the sentence on its use stands below"
    assert pixels[1030:].min() < 100
    assert np.ptp(pixels[8, 8]) < 12, "glass stays grey"
    saturation = np.abs(pixels[..., 0] - pixels[..., 2])
    (arrays,) = case_folder(lab, CASE).rglob("case.h5")
    with h5py.File(arrays) as store:
        x, y = store["coords/0"][0]
    assert saturation[y : y + 256, x : x + 256].max() > 60


def test_exported_features_are_the_same_without_what_names_the_slide(
    lab: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out.zip"
    words = ["export", CASE, "--workspace", str(lab), "--out", str(out), "--features"]
    assert run(words) == ExitCode.DONE
    scrubbed = tmp_path / "features.h5"
    scrubbed.write_bytes(unpack(out)["Case-K7-QX/features-1.h5"])
    (kept,) = [
        path
        for path in (lab / "features").rglob("*.h5")
        if read_bag(path).meta.slide_sha256 == read_bag(scrubbed).meta.slide_sha256
    ]
    one, other = read_bag(scrubbed), read_bag(kept)
    assert (one.features == other.features).all()
    assert one.meta.slide_id == "slide-1"
    assert other.meta.slide_id == "smith-john-1"


def test_names_only_where_they_are_asked_for(lab: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.zip"
    words = ["export", CASE, "--workspace", str(lab), "--out", str(out), "--identifiers"]
    assert run(words) == ExitCode.DONE
    files = unpack(out)
    assert files["identifiers.csv"].decode().splitlines() == [
        "case,slide,patient,file",
        'Case K7-QX,slide-1,"John Smith, 1950-02-03",smith-john-1.svs',
        'Case K7-QX,slide-2,"John Smith, 1950-02-03",smith-john-2.svs',
    ]
    assert json.loads(files["manifest.json"])["holds_identifiers"]
    others = {name: data for name, data in files.items() if name != "identifiers.csv"}
    assert not [name for name, data in others.items() if b"smith" in data.lower()]


def test_the_same_case_gives_the_same_files_but_for_the_dated_report(
    lab: Path, tmp_path: Path
) -> None:
    found = []
    for name in ("a.zip", "b.zip"):
        words = ["export", CASE, "--workspace", str(lab), "--out", str(tmp_path / name)]
        assert run([*words, "--features"]) == ExitCode.DONE
        files = unpack(tmp_path / name)
        found.append({n: d for n, d in files.items() if n not in {"report.pdf", "manifest.json"}})
    assert found[0] == found[1]


def test_what_cannot_be_exported_is_said_in_one_line(
    lab: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    out = tmp_path / "out.zip"
    words = ["export", "--workspace", str(lab), "--out", str(out)]
    assert run([*words, "Case 22-22"]) == ExitCode.FAULT
    assert "No case is kept here" in capsys.readouterr().err
    (lost,) = [p for p in (lab / "features").rglob("*.h5") if "1" in read_bag(p).meta.slide_id]
    lost.unlink()
    assert run([*words, CASE, "--features"]) == ExitCode.FAULT
    assert capsys.readouterr().err.count("\n") == 1

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    assert run([*words, CASE]) == ExitCode.FAULT
    assert "disk is full" in capsys.readouterr().err
    assert not out.exists()
    assert not list(tmp_path.glob(".out.zip*"))


def test_a_case_of_feature_files_is_exported_without_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lab, model, features = tmp_path / "lab", pack(tmp_path), feature_file(tmp_path)
    analyse_case(AnalyseRequest(CASE, (features,), model, lab, device="cpu"), JobControl())
    words = ["export", CASE, "--workspace", str(lab), "--out", str(tmp_path / "out.zip")]
    assert run([*words, "--features"]) == ExitCode.FAULT
    assert "not kept in its workspace" in capsys.readouterr().err
    assert run(words) == ExitCode.DONE
    assert "Case-K7-QX/map-1.png" not in unpack(tmp_path / "out.zip")
