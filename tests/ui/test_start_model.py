"""Which model a window uses: the one named at its start, the default, the one chosen last.

Cards are read by threads; here each waits until it is let go, in both orders.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from functools import partial
from itertools import permutations
from pathlib import Path

import pytest
from fakes import FakeEngine, make_card, make_reference, wait_for_slide, wait_until
from model_packs import write_single
from pytestqt.qtbot import QtBot
from windows import drop

from steph_desktop.core.settings import Settings, load_settings, save_settings
from steph_desktop.ui.parts import session as session_module
from steph_desktop.ui.parts.case_files import Pack, read_pack
from steph_desktop.ui.parts.session import Session
from steph_desktop.ui.shell.main_window import MainWindow
from steph_desktop.workspace.pseudonyms import Pseudonyms
from steph_desktop.workspace.store import Workspace

DEFAULT, NAMED, OTHER = Path("/packs/default.steph"), Path("/packs/named.steph"), "other.steph"


class Readers:
    """Reads cards, each as soon as its pack is let go."""

    def __init__(self) -> None:
        self._gates: dict[str, threading.Event] = {}
        self.begun: list[str] = []
        self.is_open = False

    def gate(self, name: str) -> threading.Event:
        return self._gates.setdefault(name, threading.Event())

    def read(self, pack: Path, _weights: Mapping[str, Path]) -> Pack:
        self.begun.append(pack.name)
        if not self.is_open:
            assert self.gate(pack.name).wait(20)
        return Pack(make_card(make_reference(), model_id=pack.stem), needs_weights=False)

    def let_all_go(self) -> None:
        self.is_open = True
        for gate in self._gates.values():
            gate.set()


@pytest.fixture
def readers(monkeypatch: pytest.MonkeyPatch) -> Iterator[Readers]:
    made = Readers()
    monkeypatch.setattr(session_module, "read_pack", made.read)
    yield made
    made.let_all_go()


@pytest.fixture
def made(
    qtbot: QtBot, tmp_path: Path, engine: FakeEngine, steph_home: Path
) -> Iterator[MainWindow]:
    """A window whose settings name a default model."""
    save_settings(Settings(default_model=DEFAULT))
    records = Workspace.open(tmp_path / "lab")
    session = Session(records, Pseudonyms(b"k" * 32), load_settings(), lambda: engine)
    window = MainWindow(session)
    with qtbot.waitSignal(session.loaded):
        window.show()
    yield window
    window.close()
    window.deleteLater()


def answer(qtbot: QtBot, readers: Readers, session: Session, order: tuple[str, ...]) -> None:
    """Let the cards be read in an order; each is answered before the next."""
    for name in order:
        readers.gate(name).set()
        qtbot.wait(30)
    readers.let_all_go()
    wait_until(qtbot, lambda: not session.tasks.busy)


def used(window: MainWindow) -> str:
    session = window.session
    assert session.card is not None and session.model is not None
    assert session.card.model_id == session.model.stem
    assert session.card.model_id in window.top.model_button.toolTip()
    return session.card.model_id


@pytest.mark.parametrize("order", [*permutations((DEFAULT.name, NAMED.name))])
def test_the_model_named_at_the_start_wins_and_is_not_made_the_default(
    qtbot: QtBot, made: MainWindow, readers: Readers, order: tuple[str, ...]
) -> None:
    made.start([NAMED], demo=False)
    answer(qtbot, readers, made.session, order)
    assert used(made) == "named"
    assert DEFAULT.name not in readers.begun, "the default is not even read"
    assert made.session.settings.default_model == DEFAULT
    made.close()
    assert load_settings().default_model == DEFAULT


@pytest.mark.parametrize("order", [*permutations((DEFAULT.name, NAMED.name))])
def test_a_default_that_is_read_late_does_not_replace_what_was_chosen_meanwhile(
    qtbot: QtBot, made: MainWindow, readers: Readers, order: tuple[str, ...]
) -> None:
    made.start([], demo=False)
    wait_until(qtbot, lambda: readers.begun == [DEFAULT.name])
    made.session.choose_model(NAMED)
    wait_until(qtbot, lambda: len(readers.begun) == 2)
    answer(qtbot, readers, made.session, order)
    assert used(made) == "named"
    assert load_settings().default_model == NAMED, "the user chose it"


@pytest.mark.parametrize("order", [*permutations(("a.steph", "b.steph"))])
def test_of_two_models_chosen_quickly_the_second_is_used(
    qtbot: QtBot, made: MainWindow, readers: Readers, tmp_path: Path, order: tuple[str, ...]
) -> None:
    for name in ("a.steph", "b.steph"):
        made.session.choose_model(tmp_path / name)
        wait_until(qtbot, lambda name=name: name in readers.begun)
    answer(qtbot, readers, made.session, order)
    assert used(made) == "b"
    assert load_settings().default_model == tmp_path / "b.steph"


@pytest.mark.parametrize("order", [*permutations(("a.steph", "b.steph"))])
def test_of_two_packs_dropped_the_last_is_used_and_said(
    qtbot: QtBot, made: MainWindow, readers: Readers, tmp_path: Path, order: tuple[str, ...]
) -> None:
    packs = [tmp_path / "a.steph", tmp_path / "b.steph"]
    for pack in packs:
        pack.touch()
    assert drop(made, packs)
    answer(qtbot, readers, made.session, order)
    assert used(made) == "b"
    assert "The last one, b.steph, is used." in made.notice.words


def test_a_folder_that_turns_out_to_be_a_pack_late_is_an_old_wish(
    qtbot: QtBot,
    made: MainWindow,
    readers: Readers,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder = tmp_path / "unpacked"
    folder.mkdir()
    (folder / "card.json").write_text("{}")
    looking, look = threading.Event(), session_module.look_at

    def slowly(paths: list[Path]) -> object:
        assert looking.wait(20)
        return look(paths)

    monkeypatch.setattr(session_module, "look_at", slowly)
    readers.let_all_go()
    made.open_paths([folder])
    made.session.choose_model(NAMED)
    wait_until(qtbot, lambda: made.session.model == NAMED)
    looking.set()
    wait_until(qtbot, lambda: not made.session.tasks.busy)
    assert used(made) == "named"
    made.open_paths([folder])
    wait_until(qtbot, lambda: made.session.model == folder)


def test_a_model_and_a_slide_given_together_are_both_opened_by_relative_names(
    qtbot: QtBot,
    made: MainWindow,
    engine: FakeEngine,
    slide: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    write_single(tmp_path / OTHER, "BRCA")
    monkeypatch.chdir(tmp_path)
    relative = Path(*[".."] * (len(tmp_path.parts) - 1), *slide.parts[1:])
    made.start([Path(OTHER), relative], demo=False)
    monkeypatch.chdir("/")
    wait_for_slide(qtbot, made)
    wait_until(qtbot, lambda: made.session.card is not None)
    assert made.session.model == tmp_path / OTHER
    assert made.session.card is not None and made.session.card.model_id == "abmil-brca"
    case_id = made.session.worklist.case_ids[0]
    assert made.session.worklist[case_id].slides[0].is_absolute()
    made.session.choose_model(Path(OTHER))
    assert made.session.settings.default_model == DEFAULT
    monkeypatch.chdir(tmp_path)
    made.session.choose_model(Path(OTHER))
    wait_until(qtbot, lambda: load_settings().default_model == tmp_path / OTHER)


def test_a_named_model_that_cannot_be_read_leaves_none_rather_than_the_default(
    qtbot: QtBot,
    made: MainWindow,
    readers: Readers,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    readers.let_all_go()
    monkeypatch.setattr(session_module, "read_pack", read_pack)
    made.start([tmp_path / "gone.steph"], demo=False)
    wait_until(qtbot, lambda: "gone.steph" in made.notice.words)
    assert made.session.model is None
    assert made.top.model_button.toolTip() == "No model chosen"


def test_a_default_whose_file_is_gone_is_said_and_stays_the_default(
    qtbot: QtBot, made: MainWindow, slide: Path
) -> None:
    made.start([slide], demo=False)
    wait_until(qtbot, lambda: DEFAULT.name in made.notice.words)
    wait_for_slide(qtbot, made)
    assert made.session.model is None
    assert load_settings().default_model == DEFAULT, "its drive may come back"


def test_the_label_of_a_slide_that_was_left_is_not_shown(
    qtbot: QtBot, made: MainWindow, slide: Path, slide_folder: Path
) -> None:
    made.open_paths([slide, slide_folder / "second.svs"])
    wait_for_slide(qtbot, made)
    store = made.pane.viewer.store
    assert store is not None
    made.session.read_label(store.slide, partial(made.review._on_label, store.slide))
    made.review.step(1)
    wait_until(qtbot, lambda: made.pane.viewer.store not in (None, store))
    wait_until(qtbot, lambda: not made.session.tasks.busy)
    assert not made.pane.label.isVisible()
