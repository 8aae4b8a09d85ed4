"""Start of the window: the only place where its objects are put together."""

from __future__ import annotations

import builtins
import ctypes
import logging
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from steph_desktop.core import diagnostics
from steph_desktop.core.errors import ExitCode, StephError
from steph_desktop.core.files import NotWritable
from steph_desktop.core.job_control import UNWATCHED, JobControl
from steph_desktop.core.settings import (
    Theme,
    demo_workspace_dir,
    load_settings,
    user_data_dir,
)

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from steph_desktop.case.disclosure import Disclosure
    from steph_desktop.case.result import CaseRecord
    from steph_desktop.ui.shell.main_window import MainWindow
    from steph_desktop.ui.shell.single_window import OpenRequests
    from steph_desktop.workspace.locks import Holder
    from steph_desktop.workspace.records import ReviewRow

APP_ID = "steph-desktop"


def has_display() -> bool:
    """Return True if a window could be seen here."""
    if sys.platform in {"win32", "darwin"}:
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def missing_display() -> str | None:
    """Say what keeps a window from being seen here, where Qt would abort the process."""
    platform = os.environ.get("QT_QPA_PLATFORM", "").partition(":")[0]  # options follow a colon
    if sys.platform != "linux" or platform not in {"", "xcb"}:
        return None  # offscreen and its like need none
    if not has_display():
        return "There is no display. Log in to a desktop, or see 'steph-desktop --help'"
    if os.environ.get("WAYLAND_DISPLAY") and not platform:
        return None
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return None  # Qt brings its own, or says which is missing
    # Else ctypes would take the pointer for an int of 32 bits, and cut it.
    xcb.xcb_connect.restype = ctypes.c_void_p
    # None, None: the display and screen of $DISPLAY.
    # Never NULL: a connection that failed is one too, and is given back like others.
    connection = ctypes.c_void_p(xcb.xcb_connect(None, None))
    failed = xcb.xcb_connection_has_error(connection)
    xcb.xcb_disconnect(connection)
    if failed:
        return f"The display {os.environ.get('DISPLAY')!r} does not answer. Check DISPLAY"
    return None


def missing_system_library() -> str | None:
    """Say what keeps Qt from loading here, None if nothing does."""
    if sys.platform == "linux" and not os.environ.get("QT_QPA_PLATFORM"):
        # An empty value counts as set, and Qt aborts on it.
        os.environ.pop("QT_QPA_PLATFORM", None)
    try:
        _import_qt()
    except ImportError as error:
        return f"Qt does not load: {error}"
    platform = os.environ.get("QT_QPA_PLATFORM", "").partition(":")[0]
    on_x = has_display() and not os.environ.get("WAYLAND_DISPLAY")
    if sys.platform == "linux" and (platform == "xcb" or (on_x and not platform)):
        return _missing_for_x()
    return None


def _import_qt() -> None:
    """Load Qt, and keep Python's own import.

    PySide6 puts another in its place, for ``from __feature__ import ...``, which is not used here:
    that one reads the source of every module that is imported after it.
    """
    own = builtins.__import__
    try:
        import PySide6.QtWidgets  # noqa: F401
    finally:
        builtins.__import__ = own


def _missing_for_x() -> str | None:
    """Say which library Qt lacks for a window on an X display, where it would abort."""
    from PySide6.QtCore import QLibraryInfo

    plugins = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath))
    plugin = plugins / "platforms" / "libqxcb.so"
    if not plugin.is_file():
        return None
    try:
        ctypes.CDLL(str(plugin))
    except OSError as error:
        name = Path(str(error).partition(":")[0]).name
        # Debian calls the package after the library: libxcb-icccm.so.4 is in libxcb-icccm4.
        stem, _, number = name.lower().partition(".so.")
        package = f"{stem}-{number}" if stem[-1:].isdigit() else f"{stem}{number}"
        return f"{name} is missing; install the package {package}"
    return None


def make_application() -> QApplication:
    """Return the one QApplication, with the program's name, icon and style."""
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QGuiApplication, QIcon
    from PySide6.QtWidgets import QApplication

    from steph_desktop.resources import resource_path

    # A process has one, also for reports that a command writes one after the other.
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    # At 125 % and the like too; Qt takes it from before the application alone.
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(
        Qt.HighDpiScaleFactorRoundingPolicy.PassThrough
    )
    application = QApplication([APP_ID])
    application.setApplicationName(APP_ID)
    application.setApplicationDisplayName("STEPH Desktop")
    application.setDesktopFileName(APP_ID)
    # One style everywhere: the style sheet is written for it.
    application.setStyle("Fusion")
    application.setWindowIcon(QIcon(str(resource_path("icons", "app.png"))))
    return application


def open_window(
    workspace: Path, *, remember: bool = True, may_only_read: bool = True
) -> MainWindow:
    """Build and show the window; nothing heavy is imported before it stands.

    It holds the workspace as long as it is open. One that another program holds can be read.

    Parameters
    ----------
    workspace : pathlib.Path
        Folder that keeps features and results.
    remember : bool
        Keep changed settings for the next start.
    may_only_read : bool
        Show a workspace that is open elsewhere, and say so, rather than refuse it.

    Raises
    ------
    StephError
        If the workspace cannot be opened.
    """
    from steph_desktop.engine.worker import prepare_children
    from steph_desktop.ui.kit.messages import Message, Tone
    from steph_desktop.ui.parts.session import Session
    from steph_desktop.ui.shell.demo import find_demo
    from steph_desktop.ui.shell.main_window import MainWindow
    from steph_desktop.ui.shell.safekeeping import crash_words
    from steph_desktop.workspace.database import DATABASE_NAME
    from steph_desktop.workspace.locks import WorkspaceHeld
    from steph_desktop.workspace.pseudonyms import Pseudonyms, workspace_key
    from steph_desktop.workspace.store import Workspace

    held: StephError | None = None
    prepare_children()  # before any file of the workspace is open
    # Before all else: who else reads them first would not hear that they were damaged.
    settings = load_settings()
    left = _left_by_a_crash(workspace)  # to open it puts our own name in the lock
    try:
        records = Workspace.open(workspace)
    except (WorkspaceHeld, NotWritable) as error:
        if not may_only_read or not (workspace / DATABASE_NAME).is_file():
            raise
        held, records = error, Workspace.open(workspace, read_only=True)
    try:
        pseudonyms = Pseudonyms(workspace_key(workspace, read_only=held is not None))
        session = Session(records, pseudonyms, settings, remember=remember)
    except BaseException:  # whoever is told of the fault may try again: the lock must be free
        records.close()
        raise
    window = MainWindow(session, find_demo())
    if held is not None:
        window.tell_held(held)
    elif left is not None:
        window.notice.say(Message(crash_words(left), Tone.ATTENTION))
    window.show()
    return window


def _left_by_a_crash(workspace: Path) -> Holder | None:
    """Return who had the workspace open and ended without giving it back."""
    from steph_desktop.workspace.locks import lock_state

    try:
        found = lock_state(workspace)
    except StephError:  # opening it will say what is wrong
        return None
    return None if found.live else found.holder


def _open_or_restore(workspace: Path) -> MainWindow:
    """Open the window; offer the newest backup where the workspace's database is damaged.

    Raises
    ------
    StephError
        If the workspace cannot be opened, or the user would not have the backup; it is as it was.
    """
    from steph_desktop.ui.kit import dialogs
    from steph_desktop.workspace.backups import newest_whole_backup, restore
    from steph_desktop.workspace.database import WorkspaceDamaged

    try:
        return open_window(workspace)
    except WorkspaceDamaged as error:
        kept = newest_whole_backup(workspace)
        # Told in a dialog too: who starts the program by an icon sees no stderr.
        if kept is None:
            dialogs.tell_fault(str(error))
            raise
        if not dialogs.agrees_to_restore(f"{error.where}: {error.what}.", str(kept)):
            raise
    try:
        restore(workspace)
        return open_window(workspace)
    except StephError as error:
        dialogs.tell_fault(str(error))
        raise


class OpenWindows:
    """The windows of this program: the user's own workspace, and the demo's beside it.

    Parameters
    ----------
    own : pathlib.Path
        The workspace that the way back from the demo leads to.
    opener : callable, optional
        Opens the window of a workspace.
    """

    def __init__(self, own: Path, opener: Callable[[Path], MainWindow] | None = None) -> None:
        self.own = own
        self._opener = opener or _open_or_restore
        self.shown: dict[Path, tuple[MainWindow, OpenRequests]] = {}

    @property
    def windows(self) -> tuple[MainWindow, ...]:
        """What is open, the latest last."""
        return tuple(window for window, _door in self.shown.values())

    def open(self, workspace: Path) -> MainWindow:
        """Open the window of a workspace, and let it ask for the others.

        Raises
        ------
        StephError
            If the workspace cannot be opened.
        """
        from steph_desktop.ui.shell.single_window import OpenRequests

        window = self._opener(workspace)
        door = OpenRequests(workspace, window)
        door.asked.connect(window.open_from_outside)
        if not self.shown:  # files that the system opens go to the first window
            make_application().installEventFilter(door)
        self.shown[workspace] = (window, door)
        window.demo_requested.connect(partial(self._show_demo, window))
        window.own_requested.connect(partial(self._back, window))
        window.reset_requested.connect(partial(self._reset_demo, window))
        window.session.settings_changed.connect(partial(self._share_settings, window))
        window.closed.connect(partial(self._forget, workspace))
        return window

    def close(self) -> None:
        """Take nothing more from outside."""
        for _window, door in self.shown.values():
            door.close()

    def _show(
        self, workspace: Path, asking: MainWindow, then: Callable[[MainWindow], object]
    ) -> bool:
        """Bring a workspace's window to the front, opened where it is not; False if it cannot."""
        from steph_desktop.ui.shell.single_window import hand_over

        if workspace not in self.shown and hand_over(workspace, ()):
            return True  # another program has it, and came to the front
        try:
            window = self.shown[workspace][0] if workspace in self.shown else self.open(workspace)
        except StephError as error:
            asking.notice.say(error)
            return False
        window.open_from_outside(())
        then(window)
        return True

    def _show_demo(self, asking: MainWindow, with_tour: bool) -> None:
        def begin(demo: MainWindow) -> None:
            (demo.begin_tour if with_tour else demo.open_demo_here)()

        self._show(demo_workspace_dir(), asking, begin)

    def _back(self, demo: MainWindow) -> None:
        """Go back from the demo: its window closes, unless it runs a job that shall go on."""
        is_open = self.own in self.shown

        def begin(own: MainWindow) -> None:
            if not is_open:
                own.start((), demo=False)

        if self._show(self.own, demo, begin):
            demo.close()

    def _reset_demo(self, demo: MainWindow) -> None:
        """Remove all that was done in the demo, and open it again."""
        from steph_desktop.ui.kit import dialogs
        from steph_desktop.workspace.store import discard_workspace

        words = "The cases, results and reviews of the demo workspace are removed. Slides stay."
        if not dialogs.agrees(demo, "Start the demo afresh?", words, "Start afresh"):
            return
        # The demo's may be the only window, and another opens in a moment.
        application = make_application()
        application.setQuitOnLastWindowClosed(False)
        try:
            if not demo.close():
                return
            discard_workspace(demo_workspace_dir())
        except StephError as error:
            dialogs.tell_fault(str(error))
        finally:
            application.setQuitOnLastWindowClosed(True)
        self.open(demo_workspace_dir()).open_demo_here()

    def _share_settings(self, changed: MainWindow, changes: dict[str, object]) -> None:
        """Let the other windows know, or they would write back what they were."""
        for window in self.windows:
            if window is not changed:
                window.follow_settings(changes)

    def _forget(self, workspace: Path) -> None:
        from PySide6.QtCore import QTimer

        window, door = self.shown.pop(workspace)
        door.close()
        # Held until the click that closed it is over: it may have come from a button of its own.
        QTimer.singleShot(0, window.deleteLater)


def run(
    paths: Sequence[Path],
    *,
    demo: bool = False,
    workspace: Path,
    language: str = "",
) -> int:
    """Open the window and stay until it is closed.

    Parameters
    ----------
    paths : sequence of pathlib.Path
        Slides and model packs to open; the last pack is used in this window, and without one that
        which the user last chose.
    demo : bool
        Open the shipped slides with their pack and analyse the first.
    workspace : pathlib.Path
        Folder that keeps features and results; for the demo usually `demo_workspace_dir`.
    language : str
        Code of the window's language, such as ``de``; by default what the settings say.

    Returns
    -------
    int
        Exit status, see `steph_desktop.core.ExitCode`.

    Raises
    ------
    StephError
        If Qt cannot be loaded, the language is not here, or the workspace cannot be written to.
    """
    # The display first: without one Qt need not be loaded to say so.
    missing = missing_display() or missing_system_library()
    if missing is not None:
        raise StephError("The window cannot be opened", None, f"{missing}.")
    is_demos = workspace.absolute() == demo_workspace_dir().absolute()
    windows = OpenWindows(user_data_dir() if is_demos else workspace)

    def report_bug(_error: BaseException, _log: Path) -> None:
        for window in windows.windows:
            window.bug_met.emit()

    diagnostics.install(on_bug=report_bug)  # before Qt: its crashes are in the log too
    application = make_application()
    from steph_desktop.ui.kit.language import chosen_language, languages, speak
    from steph_desktop.ui.shell.single_window import hand_over

    if language and language not in languages():
        known = ", ".join(languages())
        raise StephError(f"The window does not speak '{language}'", None, f"Choose from {known}.")
    speak(chosen_language(language or load_settings().language))
    # Files alone are handed over: of a wish for the demo only the demo's own window would know.
    if (is_demos or not demo) and hand_over(workspace, paths):
        return ExitCode.DONE  # the window that is open has them
    windows.open(workspace).start(paths, demo=demo)
    status = ExitCode.DONE if application.exec() == 0 else ExitCode.BUG
    windows.close()
    _leave(status)
    return status


def _leave(status: int) -> None:
    """End this process at once where a thread of the window still waits for a share that hangs.

    Python would wait for the thread, or for a file that it closes. What is to be kept is on disk.
    """
    import threading

    from steph_desktop.ui.kit.tasks import LEFT_BEHIND

    if any(thread.name.startswith(LEFT_BEHIND) for thread in threading.enumerate()):
        logging.shutdown()
        os._exit(status)


def run_headless_demo(
    out: Path, *, workspace: Path, control: JobControl, device: str = "auto"
) -> list[Path]:
    """Run the demo without a screen: the same window, its screenshots and files in `out`.

    Parameters
    ----------
    out : pathlib.Path
        Folder for screenshots, case.json and report.pdf.
    workspace : pathlib.Path
        Folder that keeps features and results.
    control : JobControl
        Receives progress; may stop the demo.
    device : str
        Where the models run.

    Raises
    ------
    StephError
        If Qt cannot be loaded, the demo is not here, or something cannot be written.
    """
    from steph_desktop.ui.shell.demo import read_demo

    _go_headless()
    diagnostics.install()
    application = make_application()
    from steph_desktop.resources import resource_path
    from steph_desktop.ui.shell.demo_tour import leave, tour

    read_demo(resource_path("demo"))  # refused before a window stands, where it is not whole
    window = open_window(workspace, remember=False, may_only_read=False)
    # The same pictures for everybody, whatever this user has chosen.
    window.session.change_settings(device=device, theme=Theme.LIGHT, knows_tour=True)
    window.follow_theme()
    try:
        return tour(window, workspace, out, control)
    finally:
        leave(window)
        application.processEvents()  # nobody runs a loop: what was deferred would be left undone


def write_report(
    records: Sequence[CaseRecord],
    out: Path,
    reviews: Mapping[str, Sequence[ReviewRow]] | None = None,
    *,
    names: bool = True,
    overwrite: bool = False,
    disclosures: Mapping[str, Disclosure] | None = None,
    anchor: str = "",
) -> int:
    """Write the PDF of finished cases; needs no screen.

    The parameters are those of `steph_desktop.ui.parts.report.report_pdf.write_pdf`.

    Raises
    ------
    StephError
        If Qt cannot be loaded, the file is there already, or it cannot be written.
    """
    _go_headless()
    make_application()
    from steph_desktop.ui.parts.report.report_pdf import write_pdf

    return write_pdf(
        records,
        out,
        reviews,
        names=names,
        overwrite=overwrite,
        disclosures=disclosures,
        anchor=anchor,
    )


def write_bundle(
    folders: Sequence[Path],
    out: Path,
    *,
    features: bool = False,
    identifiers: bool = False,
    control: JobControl = UNWATCHED,
    disclosures: Mapping[str, Disclosure] | None = None,
) -> list[str]:
    """Export finished cases as one zip; needs no screen.

    `features` and `identifiers` say whether it holds the features, and the names of patients and
    slides; the others are those of `steph_desktop.ui.parts.report.exporting.export_cases`.

    Raises
    ------
    StephError
        If Qt cannot be loaded, a case cannot be read, or the zip not be written.
    """
    _go_headless()
    make_application()
    from steph_desktop.ui.parts.report.exporting import ExportChoice, export_cases

    return export_cases(folders, out, ExportChoice(features, identifiers), control, disclosures)


def _go_headless() -> None:
    """Make Qt paint in memory, whatever display there is."""
    # Before Qt is loaded: it looks once.
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    missing = missing_system_library()
    if missing is not None:
        raise StephError("Nothing can be drawn", None, missing)
