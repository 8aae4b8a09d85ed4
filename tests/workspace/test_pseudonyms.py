from __future__ import annotations

import re
from pathlib import Path

import pytest

from steph_desktop.core.errors import StephError
from steph_desktop.workspace.pseudonyms import Pseudonyms, workspace_key

KEY = b"k" * 32


def test_a_name_says_nothing_and_stays_the_same() -> None:
    slide = Path("/ward/Smith, John/TCGA-AA-1234.svs")
    name = Pseudonyms(KEY).name(slide)
    assert re.fullmatch(r"Case [2-9A-HJ-NP-Z]{2}-[2-9A-HJ-NP-Z]{2}", name)
    assert Pseudonyms(KEY).name(slide) == name


def test_another_workspace_gives_other_names() -> None:
    slides = [Path(f"/s/{n}.svs") for n in range(20)]
    ours = [Pseudonyms(KEY).name(slide) for slide in slides]
    theirs = [Pseudonyms(b"x" * 32).name(slide) for slide in slides]
    assert ours != theirs


def test_no_two_slides_share_a_name() -> None:
    # 20,000 slides among 32**4 names: about 190 pairs would meet if nobody looked.
    names = Pseudonyms(KEY)
    given = [names.name(Path(f"/slides/{n}.svs")) for n in range(20_000)]
    assert len(set(given)) == len(given)


def test_a_relative_path_is_the_same_slide(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    names = Pseudonyms(KEY)
    assert names.name(Path("a.svs")) == names.name(tmp_path / "a.svs")


def test_the_key_is_made_once_and_kept(tmp_path: Path) -> None:
    key = workspace_key(tmp_path)
    assert len(key) == 32
    assert workspace_key(tmp_path) == key
    assert workspace_key(tmp_path / "other") != key


def test_a_damaged_key_is_refused_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "pseudonym.key").write_bytes(b"short")
    with pytest.raises(StephError, match="damaged"):
        workspace_key(tmp_path)
    assert (tmp_path / "pseudonym.key").read_bytes() == b"short"
