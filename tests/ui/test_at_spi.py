"""What a screen reader meets: the running window over AT-SPI, as Orca would read it.

A child process shows the window on a virtual display; the test walks what the accessibility bus
offers of it. On a machine without that bus the test is left out; the same tree is walked through
Qt's own interfaces in `test_every_hand`.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from review_samples import make_lab

from steph_desktop.core.settings import Settings, save_settings

# By this the session's bus starts the accessibility bus, once, when it is first asked for.
SERVICE = Path("/usr/share/dbus-1/services/org.a11y.Bus.service")
HAS_BUS = SERVICE.exists() and all(map(shutil.which, ("Xvfb", "dbus-daemon")))
pytestmark = [
    pytest.mark.heavy,
    pytest.mark.timeout(900),
    pytest.mark.skipif(not HAS_BUS, reason="there is no accessibility bus here"),
]

SPI = "org.a11y.atspi."
ACCESSIBLE = f"{SPI}Accessible"
# Roles that a person uses; each must have a name.
USED = {
    "push button", "toggle button", "check box", "radio button", "button menu", "combo box",
    "slider", "spin button", "text", "list", "table", "menu item", "progress bar",
}  # fmt: skip
SHOWING = 25  # bit of the state
START_S, EVERY_S = 420, 2  # a busy machine takes minutes until the window stands
DAMAGED = "not-a-slide.svs"
# A bus that begins to live, or whose registry starts again, answers with any of these.
PASSING = (LookupError, ValueError, OSError, EOFError)


@dataclass
class Node:
    role: str
    name: str
    place: tuple[str, str]
    is_showing: bool
    children: list[Node] = field(default_factory=list)

    def walk(self) -> Iterator[Node]:
        yield self
        for child in self.children:
            yield from child.walk()


class Reader:
    """A screen reader's view of the bus."""

    def __init__(self, session_bus: str) -> None:
        self._jeepney = pytest.importorskip("jeepney")
        self._blocking = pytest.importorskip("jeepney.io.blocking")
        self._session_bus = session_bus
        self.connection: Any = None
        self.ended: Callable[[], str | bool] = lambda: False
        """What the window said before it ended; False while it runs"""

    def connect(self) -> None:
        """Ask the session where the accessibility bus is, and go there."""
        jeepney, blocking = self._jeepney, self._blocking
        self.close()
        with blocking.open_dbus_connection(bus=self._session_bus) as first:
            where = jeepney.DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus")
            asked = jeepney.new_method_call(where, "GetAddress")
            address = first.send_and_get_reply(asked, timeout=10).body[0]
        self.connection = blocking.open_dbus_connection(bus=address)

    def close(self) -> None:
        """Leave the bus."""
        if self.connection is not None:
            self.connection.close()
            self.connection = None

    def call(self, place: tuple[str, str], interface: str, method: str, *body: str) -> Any:
        dest, path = place
        address = self._jeepney.DBusAddress(path, dest, interface)
        signature = "s" * len(body) if body else None
        message = self._jeepney.new_method_call(address, method, signature, body)
        reply = self.connection.send_and_get_reply(message, timeout=10)
        if reply.header.message_type is self._jeepney.MessageType.error:
            raise LookupError(reply.body)
        return reply.body[0] if reply.body else None

    def value(self, place: tuple[str, str], interface: str, name: str) -> Any:
        return self.call(place, "org.freedesktop.DBus.Properties", "Get", interface, name)[1]

    def applications(self) -> list[tuple[str, str]]:
        """Roots of the programs on the bus, found without its registry."""
        bus = ("org.freedesktop.DBus", "/org/freedesktop/DBus")
        names = self.call(bus, "org.freedesktop.DBus", "ListNames")
        named = [name for name in names if not name.startswith(":")]
        others = {self.call(bus, "org.freedesktop.DBus", "GetNameOwner", name) for name in named}
        others.add(self.connection.unique_name)
        roots = [(name, "/org/a11y/atspi/accessible/root") for name in names if name[0] == ":"]
        roots = [root for root in roots if root[0] not in others]
        return [r for r in roots if self.call(r, ACCESSIBLE, "GetRoleName") == "application"]

    def tree(self, place: tuple[str, str]) -> Node:
        low, high = self.call(place, ACCESSIBLE, "GetState")
        node = Node(
            self.call(place, ACCESSIBLE, "GetRoleName"),
            self.value(place, ACCESSIBLE, "Name"),
            place,
            bool((low | high << 32) >> SHOWING & 1),
        )
        for child in self.call(place, ACCESSIBLE, "GetChildren"):
            with contextlib.suppress(LookupError):  # it went while the tree was read
                node.children.append(self.tree(tuple(child)))
        return node


@contextlib.contextmanager
def running(
    command: list[str], env: dict[str, str], **more: Any
) -> Iterator[subprocess.Popen[str]]:
    more = {"stderr": subprocess.DEVNULL, "stdout": subprocess.PIPE} | more
    made = subprocess.Popen(command, env=env, text=True, **more)
    try:
        yield made
    finally:
        made.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            made.wait(10)
        if made.poll() is None:
            made.kill()
            made.wait()
        if made.stdout is not None:
            made.stdout.close()


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory, slide_folder: Path) -> Iterator[Reader]:
    """A bus on which one window is, its second slide damaged."""
    home = tmp_path_factory.mktemp("at-spi")
    make_lab(home / "lab", home / "shelf", slide_folder / "smith-john.svs", 2)
    env = {
        **os.environ, "HOME": str(home), "XDG_RUNTIME_DIR": str(home),
        "STEPH_DESKTOP_HOME": str(home / "own"), "QT_ACCESSIBILITY": "1",
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
    }  # fmt: skip
    env.pop("QT_QPA_PLATFORM", None)
    env.pop("WAYLAND_DISPLAY", None)
    (home / "own" / "config").mkdir(parents=True)
    save_settings(Settings(accepted_notice=True), home / "own" / "config" / "settings.json")
    read_fd, write_fd = os.pipe()
    screen = ["Xvfb", "-displayfd", str(write_fd), "-noreset", "-screen", "0", "1366x768x24"]
    bus = ["dbus-daemon", "--session", "--print-address", "--nofork"]
    with contextlib.ExitStack() as stack:
        stack.enter_context(running(screen, env, pass_fds=[write_fd]))
        os.close(write_fd)
        # The whole line: a display that cannot write its end dies.
        with os.fdopen(read_fd) as told:
            env["DISPLAY"] = f":{told.readline().strip()}"
        daemon = stack.enter_context(running(bus, env))
        assert daemon.stdout is not None
        env["DBUS_SESSION_BUS_ADDRESS"] = daemon.stdout.readline().strip()
        damaged = slide_folder / DAMAGED
        program = [sys.executable, "-m", "steph_desktop", str(home / "lab"), str(damaged)]
        log = stack.enter_context((home / "program.log").open("w+"))
        window = stack.enter_context(running(program, env, stdout=log, stderr=log))
        made = Reader(env["DBUS_SESSION_BUS_ADDRESS"])
        made.ended = lambda: window.poll() is not None and (home / "program.log").read_text()
        stack.callback(made.close)
        yield made


@pytest.fixture(scope="module")
def tree(reader: Reader) -> Node:
    """What the window offers once it has met the damaged slide."""
    end, met = time.monotonic() + START_S, "nothing"
    while time.monotonic() < end:
        time.sleep(EVERY_S)
        if (said := reader.ended()) is not False:
            pytest.fail(f"the window has ended: {said}")
        try:
            reader.connect()
            (application,) = reader.applications()
            found = reader.tree(application)
        except PASSING as error:
            met = repr(error)
            continue
        if any(DAMAGED in node.name and node.is_showing for node in found.walk()):
            return found
        met = "a window that has not met the damaged slide"
    pytest.fail(f"on the accessibility bus there was {met}")


def test_what_can_be_used_has_a_name(tree: Node) -> None:
    used = [node for node in tree.walk() if node.role in USED and node.is_showing]
    assert len(used) > 25
    assert [node.role for node in used if not node.name.strip()] == []


def test_the_window_is_met_in_its_order(tree: Node) -> None:
    names = [node.name for node in tree.walk() if node.is_showing]
    pages = [name for name in names if name.startswith(("Review:", "Cohort:", "Audit:"))]
    assert [name.split(":")[0] for name in pages] == ["Review", "Cohort", "Audit"]
    assert any(name.endswith("STEPH Desktop") for name in names)
    assert {"Worklist", "Slide", "Find in the worklist"} <= set(names)


def test_values_are_told(reader: Reader, tree: Node) -> None:
    sliders = [node for node in tree.walk() if node.role == "slider"]
    bars = [node for node in tree.walk() if node.role == "progress bar"]
    assert sliders and bars
    for node in (*sliders, *bars):
        low = reader.value(node.place, f"{SPI}Value", "MinimumValue")
        high = reader.value(node.place, f"{SPI}Value", "MaximumValue")
        now = reader.value(node.place, f"{SPI}Value", "CurrentValue")
        # A bar that has nothing to tell yet stands before its beginning.
        assert low <= now <= high or not node.is_showing, node.name


def test_cases_are_told_with_their_state(tree: Node) -> None:
    lists = [node for node in tree.walk() if node.name == "Worklist" and node.children]
    rows = [child.name for child in lists[0].children]
    assert any(name.startswith("Case") and "," in name for name in rows), rows


def test_a_fault_is_there_to_be_read(tree: Node) -> None:
    shown = [node for node in tree.walk() if DAMAGED in node.name and node.is_showing]
    assert shown and all(node.role == "label" for node in shown)
