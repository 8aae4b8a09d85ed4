"""Settings survive a round trip, damage and newer versions."""

import json
import os
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steph_desktop.core.errors import StephError
from steph_desktop.core.settings import (
    SETTINGS_FORMAT,
    Settings,
    Theme,
    load_settings,
    log_dir,
    save_settings,
    settings_path,
    user_data_dir,
)

FULL = Settings(
    theme=Theme.DARK,
    last_folder=Path("/slides/März"),
    encoder_weights={"uni": Path("/weights/uni.bin")},
    default_model=Path("/packs/x.steph"),
    device="cuda:1",
    window_geometry="AdnQywAD",
    reviewer="Dr Ångström",
    blinded=True,
    report_folder=Path("/reports"),
)


def test_a_file_of_the_first_version_is_understood(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    save_settings(FULL, path)
    stored = json.loads(path.read_text(encoding="utf-8"))
    for later in ("reviewer", "blinded", "report_folder"):
        del stored[later]
    path.write_text(json.dumps(stored), encoding="utf-8")
    assert load_settings(path) == replace(FULL, reviewer="", blinded=False, report_folder=None)


def test_first_start_gives_defaults_without_a_notice_or_a_file() -> None:
    assert load_settings() == Settings()
    assert load_settings().notice == ""
    assert not settings_path().exists()


def test_a_key_too_many_is_left_out_and_the_rest_kept(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "settings.json"
    save_settings(replace(FULL, reviewer="Dr New"), path)
    stored = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(stored | {"colour_of_ink": "green"}), encoding="utf-8")
    assert load_settings(path) == replace(FULL, reviewer="Dr New")
    assert load_settings(path).notice == "" and "colour_of_ink" in caplog.text
    save_settings(load_settings(path), path)
    assert "colour_of_ink" not in path.read_text(encoding="utf-8")


def test_round_trip(steph_home: Path) -> None:
    save_settings(FULL)
    assert load_settings() == FULL
    assert settings_path().is_relative_to(steph_home)
    assert [p.name for p in settings_path().parent.iterdir()] == ["settings.json"]


def test_notice_is_not_stored(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    save_settings(replace(FULL, notice="read me"), path)
    assert "read me" not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b"{",
        b"\xff\xfe\x00",
        b"[]",
        b'"text"',
        b"{}",
    ],
)
def test_damaged_file_is_kept_aside(tmp_path: Path, damage: bytes) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(damage)
    settings = load_settings(path)
    assert settings == Settings()
    assert "damaged" in settings.notice
    (kept,) = tmp_path.iterdir()
    assert kept.name in settings.notice
    assert kept.read_bytes() == damage
    save_settings(FULL, path)
    assert load_settings(path) == FULL


def test_what_is_not_in_the_file_has_its_default(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({"format": SETTINGS_FORMAT, "theme": "dark"}), encoding="utf-8")
    assert load_settings(path) == Settings(theme=Theme.DARK)
    assert not load_settings(path).notice


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("theme", "pink"),
        ("encoder_weights", ["a"]),
        ("encoder_weights", {"uni": 3}),
        ("last_folder", 3),
        ("format", "new"),
        ("format", None),
    ],
)
def test_unexpected_value_is_damage(tmp_path: Path, key: str, value: object) -> None:
    path = tmp_path / "settings.json"
    save_settings(FULL, path)
    data = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**data, key: value}), encoding="utf-8")
    assert "damaged" in load_settings(path).notice


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    )
)
def test_any_json_gives_usable_settings(
    tmp_path_factory: pytest.TempPathFactory, data: object
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    assert load_settings(path) == Settings()


def test_newer_version_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    newer = json.dumps({"format": SETTINGS_FORMAT + 1, "future": True})
    path.write_text(newer, encoding="utf-8")
    settings = load_settings(path)
    assert settings == Settings()
    assert "newer" in settings.notice
    with pytest.raises(StephError, match="newer"):
        save_settings(FULL, path)
    assert [p.name for p in tmp_path.iterdir()] == ["settings.json"]
    assert path.read_text(encoding="utf-8") == newer


def test_failed_save_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "settings.json"
    save_settings(FULL, path)

    def full_disk(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full_disk)
    with pytest.raises(StephError, match="could not be saved: The disk is full"):
        save_settings(Settings(), path)
    assert load_settings(path) == FULL
    assert [p.name for p in tmp_path.iterdir()] == ["settings.json"]


def test_file_in_place_of_the_folder_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "config").write_text("", encoding="utf-8")
    with pytest.raises(StephError, match="could not be saved") as caught:
        save_settings(FULL, tmp_path / "config" / "settings.json")
    assert str(tmp_path) not in str(caught.value)


def test_folder_in_place_of_the_file_gives_defaults(tmp_path: Path) -> None:
    assert "could not be read" in load_settings(tmp_path).notice


def test_usual_folders_are_the_systems(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("STEPH_DESKTOP_HOME")
    # The system's own variables, for whichever system this is.
    monkeypatch.setenv("HOME", str(tmp_path))
    for kind in ("CONFIG", "DATA", "CACHE", "STATE"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(tmp_path / kind))
    folders = (settings_path().parent, user_data_dir(), log_dir())
    assert all("steph-desktop" in folder.parts for folder in folders)
    assert not any(folder.exists() for folder in folders)
    if sys.platform.startswith("linux"):
        assert settings_path() == tmp_path / "CONFIG" / "steph-desktop" / "settings.json"
        assert user_data_dir() == tmp_path / "DATA" / "steph-desktop"
