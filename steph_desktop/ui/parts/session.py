"""What the window works on: cases, the model, jobs; every file is opened off the GUI thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from steph_desktop.case.result import CaseResult
from steph_desktop.core.errors import StephError
from steph_desktop.core.settings import Settings, save_settings
from steph_desktop.engine.use_cases import AnalyseRequest, case_folder
from steph_desktop.features.facts import is_feature_file
from steph_desktop.model.card import PACK_SUFFIX, PackCard
from steph_desktop.slide.dicom import may_be_dicom
from steph_desktop.slide.pixel_size import checked_mpp
from steph_desktop.slide.reader import SLIDE_SUFFIXES, Slide
from steph_desktop.ui.kit.tasks import ReaderPool
from steph_desktop.ui.parts.job_list.job_center import JobCenter
from steph_desktop.ui.parts.job_list.lane import Engine, start_engine
from steph_desktop.ui.parts.reads import (
    Found,
    Pack,
    Probe,
    SlideGone,
    find_vanished,
    load_result,
    look_at,
    patch_picture,
    probe_slides,
    read_pack,
)
from steph_desktop.ui.parts.viewer.tiles import to_image
from steph_desktop.ui.parts.worklist.case_jobs import CaseJobs
from steph_desktop.ui.parts.worklist.case_repository import CaseRepository
from steph_desktop.ui.parts.worklist.problems import Missing, Problem, problems_of
from steph_desktop.ui.parts.worklist.worklist import Case, CaseState, Worklist, joined, with_files
from steph_desktop.workspace.pseudonyms import Pseudonyms
from steph_desktop.workspace.records import ListedCase
from steph_desktop.workspace.store import Workspace

# Pictures beside the names; the others are read when their case is chosen.
_READ_AT_START = 60


class Session(QObject):
    """The state behind the window.

    Parameters
    ----------
    workspace : Workspace
        Held by the session from now on, and closed with it.
    pseudonyms : Pseudonyms
        Names new cases.
    settings : Settings
        The user's choices.
    engine_factory : callable, optional
        Makes the engine; the real child process by default.
    remember : bool
        Keep changed settings for the next start.
    """

    model_changed = Signal()
    slide_opened = Signal(str, int, object)
    """case_id, number of the slide, open Slide"""
    slide_failed = Signal(str, int, object)
    """case_id, number of the slide, StephError"""
    label_read = Signal(object)
    patch_read = Signal(str, int, object)
    """case_id, row of the bag, QImage"""
    notice = Signal(str)
    """A sentence for the user about something that did not work."""
    opened_later = Signal(str)
    """Pseudonym of the first case of a folder, or of DICOM files, that was opened"""
    loaded = Signal()
    """The workspace's cases are on the worklist."""
    jobs_offered = Signal(object)
    """Jobs that an earlier window left unfinished, a tuple of `JobView`."""

    def __init__(
        self,
        workspace: Workspace,
        pseudonyms: Pseudonyms,
        settings: Settings,
        engine_factory: Callable[[], Engine] = start_engine,
        parent: QObject | None = None,
        *,
        remember: bool = True,
    ) -> None:
        super().__init__(parent)
        self._remember = remember
        self.workspace = workspace.folder
        self.read_only = workspace.read_only
        self.settings = settings
        self.worklist = Worklist(self)
        self.model: Path | None = None
        self.card: PackCard | None = None
        self._needs_weights = False
        self._analyse_when_ready: dict[str, None] = {}  # in the order they were asked for
        self._is_loaded = False
        self._after_loading: list[Callable[[], object]] = []
        self.book = CaseRepository(workspace, pseudonyms, self)
        self.book.opened.connect(self._on_opened)
        self.book.relinked.connect(self._on_relinked)
        self.book.notice.connect(self.notice)
        self.loader = ReaderPool(2, self)
        self.loader.done.connect(self._on_read)
        self.loader.failed.connect(self._on_unreadable)
        self.jobs = JobCenter(self.book.records, engine_factory, self)
        self.jobs.restored.connect(self._on_jobs_restored)
        self.jobs.notice.connect(self.notice)
        self.analyses = CaseJobs(
            self.jobs, self.worklist, self.workspace, self.book.remove_again, self
        )

    @property
    def running(self) -> Case | None:
        """The case that is analysed now."""
        return self.analyses.running

    def close(self) -> None:
        """End all threads and the engine; finished work is on disk, the rest is offered again."""
        self.jobs.close()
        self.book.close()
        self.loader.close()

    # The workspace ---------------------------------------------------------------------------

    def after_loading(self, action: Callable[[], object]) -> None:
        """Do something as soon as the workspace's cases are on the worklist."""
        if self._is_loaded:
            action()
        else:
            self._after_loading.append(action)

    def _on_opened(self, cases: tuple[Case, ...]) -> None:
        self.worklist.add(*cases)
        self.look_for_slides()
        # The newest request is read first.
        for case in reversed(cases[:_READ_AT_START]):
            self._probe(case.case_id)
        self._is_loaded = True
        self.loaded.emit()
        actions, self._after_loading = self._after_loading, []
        for action in actions:
            action()

    def look_for_slides(self) -> None:
        """Look which slides of the list are where they were; the worklist then tells."""
        cases = [self.worklist[case_id].slides for case_id in self.worklist.case_ids]
        self.loader.request(("vanished",), partial(find_vanished, cases))

    def _on_jobs_restored(self) -> None:
        if self.jobs.offered:
            self.jobs_offered.emit(self.jobs.offered)

    def go_on(self) -> None:
        """Queue again what an earlier window left unfinished."""
        for view in self.jobs.offered:
            self.jobs.resume(view.token)

    def visit(self, case_id: str) -> None:
        """Read what is kept of a case that is now shown: its slides, and its result."""
        case = self.worklist[case_id]
        if case.thumbnail is None and case.error is None and case.vanished is None:
            self._probe(case_id)
        if case.state is CaseState.DONE and case.result is None:
            self.loader.request(
                ("result", case_id), partial(load_result, case_folder(self.workspace, case_id))
            )

    def _on_relinked(self, cases: tuple[ListedCase, ...]) -> None:
        for stored in cases:
            case_id = stored.pseudonym
            if case_id in self.worklist and self.worklist[case_id].slides != stored.slides:
                self.worklist.change(case_id, slides=stored.slides, vanished=None)
                self._probe(case_id)

    # Opening -------------------------------------------------------------------------------

    def open_paths(self, paths: Sequence[Path]) -> str | None:
        """Open slides as cases, and a model pack as the model.

        Returns
        -------
        str or None
            Pseudonym of the first case opened or already open. What has to be looked into first,
            a folder or DICOM files, is told of by `opened_later`.
        """
        first: str | None = None
        unsure: list[Path] = []
        for path in paths:
            suffix = path.suffix.lower()
            if suffix == PACK_SUFFIX:
                self.choose_model(path)
            elif is_feature_file(path) or (suffix in SLIDE_SUFFIXES and not may_be_dicom(path)):
                case_id = self._open(path)
                first = first or case_id
            else:
                unsure.append(path)
        if unsure:
            self.loader.request(("look at", *unsure), partial(look_at, unsure))
        return first

    def _open_found(self, found: Found) -> None:
        for pack in found.packs:
            self.choose_model(pack)
        opened = [self._open(path) for path in found.slides]
        if opened:
            self.opened_later.emit(opened[0])
        if found.faults:
            self.notice.emit("\n".join(map(str, found.faults)))

    def _open(self, path: Path) -> str:
        case_id = self.book.name_of(path.absolute())
        if case_id not in self.worklist:
            self.worklist.add(self.book.case_for(case_id, path.absolute()))
            self.book.keep(self.worklist[case_id])
            self._probe(case_id)
        return case_id

    def join(self, case_ids: Sequence[str]) -> None:
        """Make several cases one: slides of the same patient, analysed as one bag."""
        kept, *others = case_ids
        cases = [self.worklist[case_id] for case_id in case_ids]
        if self._refuses_change():
            return
        if any(case.vanished is not None for case in cases):
            self.notice.emit("A slide of these cases is not where it was. Find its folder first.")
            return
        for case_id in others:
            self._drop(case_id)
        self.worklist.put(joined(cases))
        self.book.join(self.worklist[kept], others)
        self._probe(kept)

    def replace_slides(self, case_id: str, slides: Sequence[Path]) -> None:
        """Let a case be of other files; what was known of it is of the past."""
        if not self._refuses_change():
            self.analyses.cancel(case_id)
            self.worklist.put(with_files(self.worklist.whole(case_id), slides))
            self.book.hold(self.worklist[case_id])
            self._probe(case_id)

    def remove(self, case_id: str) -> None:
        """Take a case off the list; its job is stopped, its files and records stay."""
        if self._refuses_change():
            return
        case = self.worklist.whole(case_id)
        self._drop(case_id)
        self.book.remove(case)

    def _refuses_change(self) -> bool:
        """Say so where the workspace is another program's."""
        if self.read_only:
            self.notice.emit("The workspace is open elsewhere: the list cannot be changed here.")
        return self.read_only

    def _drop(self, case_id: str) -> None:
        self.analyses.cancel(case_id)
        self._analyse_when_ready.pop(case_id, None)
        self.worklist.remove(case_id)

    def open_slide(self, case_id: str, number: int) -> None:
        """Open a slide for the viewer; `slide_opened` follows."""
        case = self.worklist[case_id]
        path = case.slides[number]
        if is_feature_file(path):
            return  # there is nothing to see
        self.loader.request(("show", case_id, number), partial(Slide, path, case.mpp))

    def read_label(self, slide: Slide) -> None:
        """Read the label image, which may name the patient; `label_read` follows."""
        self.loader.request(("label",), lambda: to_image(slide.associated_image("label")))

    def read_patches(self, case_id: str, rows: Sequence[int]) -> None:
        """Read pictures of patches; `patch_read` follows for each."""
        case = self.worklist[case_id]
        for row in rows:
            self.loader.request(("patch", case_id, row), partial(patch_picture, case, row))

    def _probe(self, case_id: str) -> None:
        case = self.worklist[case_id]
        self.loader.request(("probe", case_id), partial(probe_slides, case.slides, case.mpp))

    # Settings ------------------------------------------------------------------------------

    def change_settings(self, **changes: object) -> None:
        """Change the user's choices and keep them."""
        self.settings = replace(self.settings, **changes)  # type: ignore[arg-type]
        if not self._remember:
            return
        try:
            save_settings(self.settings)
        except StephError as error:
            self.notice.emit(str(error))

    def choose_model(self, pack: Path, *, remember: bool = True) -> None:
        """Use a model pack from now on; `model_changed` follows once its card is read."""
        self.loader.request(
            ("card", pack, remember), partial(read_pack, pack, self.settings.encoder_weights)
        )

    def choose_weights(self, file: Path) -> None:
        """Point to the weight file of the model's encoder."""
        if self.card is not None:
            weights = {**self.settings.encoder_weights, self.card.encoder: file}
            self.change_settings(encoder_weights=weights)
            self._needs_weights = False
            self.model_changed.emit()
            self._start_ready()

    def state_mpp(self, case_id: str, mpp: float) -> None:
        """Record the resolution that the user states for a case.

        Raises
        ------
        StephError
            If no slide can have it.
        """
        self.worklist.change(case_id, mpp=checked_mpp(mpp), state=CaseState.OPENING)
        self._probe(case_id)

    # Jobs ----------------------------------------------------------------------------------

    def missing(self, case: Case) -> Missing:
        """Say what a case still needs before it can be analysed."""
        extracts = not all(map(is_feature_file, case.slides))
        return Missing(case.needs_mpp, self.card is None, self._needs_weights and extracts)

    def obstacles(self, case: Case) -> tuple[Problem, ...]:
        """Say what is wrong with the files of a case, and what mends it."""
        card = self.card or (case.result.card if case.result is not None else None)
        return problems_of(case, card, needs_weights=self._needs_weights)

    def can_analyse(self, case: Case) -> bool:
        """Return True if nothing is missing and the case is not at work already."""
        known = case.state in (CaseState.READY, CaseState.DONE, CaseState.FAILED)
        blocked = any(each.blocks for each in self.obstacles(case))
        hindered = blocked or self.read_only or case.vanished is not None
        return known and not hindered and not any(self.missing(case))

    def analyse(self, case_id: str) -> None:
        """Queue a case."""
        case = self.worklist[case_id]
        if not self.can_analyse(case) or self.model is None or self.card is None:
            return
        request = AnalyseRequest(
            case_id=case_id,
            slides=case.slides,
            model=self.model,
            workspace=self.workspace,
            encoder_weights=self.settings.encoder_weights.get(self.card.encoder),
            mpp=case.mpp,
            device=self.settings.device,
        )
        self.analyses.submit(request)

    def analyse_when_ready(self, case_id: str) -> None:
        """Queue a case as soon as its slide and the model are read."""
        self._analyse_when_ready[case_id] = None
        self._start_ready()

    def cancel(self, case_id: str) -> None:
        """Ask a case's job to stop."""
        self.analyses.cancel(case_id)

    def _start_ready(self) -> None:
        for case_id in list(self._analyse_when_ready):
            if self.can_analyse(self.worklist[case_id]):
                self._analyse_when_ready.pop(case_id, None)
                self.analyse(case_id)

    # Answers of the reader threads -----------------------------------------------------------

    def _on_read(self, key: object, answer: object) -> None:
        match key, answer:
            case ("probe", str(case_id)), Probe() as probe if case_id in self.worklist:
                case = self.worklist[case_id]
                found: dict[str, object] = {
                    "thumbnail": probe.thumbnail,
                    "mpp_fault": probe.mpp_fault,
                    "features": probe.features,
                    "vanished": None,
                }
                if case.state in (CaseState.OPENING, CaseState.UNREADABLE):
                    state = CaseState.DONE if case.has_result else CaseState.READY
                    found.update(state=state, error=None)
                self.worklist.change(case_id, **found)
                self.book.keep(self.worklist[case_id])
                self._start_ready()
            case ("result", str(case_id)), CaseResult() if case_id in self.worklist:
                case = self.worklist[case_id]
                whole = len(answer.slides) == len(case.slides)
                if case.state is CaseState.DONE and case.result is None and whole:
                    self.worklist.change(case_id, result=answer)
            case ("vanished",), dict():
                self._note_vanished(answer)
            case ("show", str(case_id), int(number)), Slide():
                self._note_readable(case_id)
                self.slide_opened.emit(case_id, number, answer)
            case ("card", Path() as pack, bool(remember)), Pack(card, needs_weights):
                self.model, self.card, self._needs_weights = pack, card, needs_weights
                if remember:
                    self.change_settings(default_model=pack)
                self.model_changed.emit()
                self._start_ready()
            case ("look at", *_), Found():
                self._open_found(answer)
            case ("label",), QImage():
                self.label_read.emit(answer)
            case ("patch", str(case_id), int(row)), QImage():
                self.patch_read.emit(case_id, row, answer)

    def _note_readable(self, case_id: str) -> None:
        """Look anew at a case that could not be read and now can."""
        if case_id in self.worklist and self.worklist[case_id].state is CaseState.UNREADABLE:
            self._probe(case_id)

    def _note_vanished(self, gone: dict[Path, SlideGone]) -> None:
        changes: dict[str, dict[str, object]] = {}
        for case_id in self.worklist.case_ids:
            case = self.worklist[case_id]
            fault = next(filter(None, map(gone.get, case.slides)), None)
            if (fault is None) != (case.vanished is None):
                changes[case_id] = {"vanished": fault}
        self.worklist.change_many(changes)
        for case_id, change in changes.items():
            if change["vanished"] is None:
                self._probe(case_id)

    def _on_unreadable(self, key: object, error: object) -> None:
        match key, error:
            case ("probe", str(case_id)), SlideGone() as fault if self.book.is_kept(case_id):
                self.worklist.change(case_id, vanished=fault)
            case ("probe", str(case_id)), StephError() as fault:
                self.worklist.change(case_id, state=CaseState.UNREADABLE, error=fault)
            case ("result", str(case_id)), StephError() as fault:
                # Without its files a result cannot be shown: the case can be analysed again.
                self.worklist.change(case_id, state=CaseState.FAILED, error=fault, known_group=None)
            case ("show", str(case_id), int(number)), StephError():
                self.slide_failed.emit(case_id, number, error)
            case ("card" | "label", *_), StephError() as fault:
                self.notice.emit(str(fault))
