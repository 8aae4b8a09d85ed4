"""What the window works on: its cases, the model, the settings and the jobs.

Every file is opened by a background task; its answer comes as a signal, or changes the worklist.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from enum import Enum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from steph_desktop.case.case_store import case_folder
from steph_desktop.case.result import CaseResult
from steph_desktop.core.errors import StephError
from steph_desktop.core.settings import Settings, save_settings
from steph_desktop.engine.job_requests import AnalyseRequest
from steph_desktop.features.facts import is_feature_file
from steph_desktop.model.card import PACK_SUFFIX, PackCard
from steph_desktop.slide.dicom import may_be_dicom
from steph_desktop.slide.info import SLIDE_SUFFIXES, checked_mpp
from steph_desktop.ui.kit.leaving import tell_left
from steph_desktop.ui.kit.messages import Ended, Message, Tone, done, failed
from steph_desktop.ui.kit.tasks import OnFault, Tasks, pass_over
from steph_desktop.ui.kit.widgets import Later
from steph_desktop.ui.parts.analyses import Analyses
from steph_desktop.ui.parts.case_files import (
    FoundPaths,
    Pack,
    Probe,
    SlideGone,
    find_vanished,
    load_result,
    look_at,
    open_to_read,
    patch_picture,
    probe_slides,
    read_pack,
)
from steph_desktop.ui.parts.job_list.job_queue import JobQueue
from steph_desktop.ui.parts.job_list.lane import Engine, start_engine
from steph_desktop.ui.parts.viewer.tiles import to_image
from steph_desktop.ui.parts.worklist.case_repository import CaseRepository
from steph_desktop.ui.parts.worklist.problems import Missing, Problem, problems_of
from steph_desktop.ui.parts.worklist.worklist import Case, CaseState, Worklist, joined, with_files
from steph_desktop.workspace.pseudonyms import Pseudonyms
from steph_desktop.workspace.records import Lane, ListedCase
from steph_desktop.workspace.store import Workspace, note_chosen, note_installed
from steph_desktop.workspace.ways_out import Departure, note_departure

if TYPE_CHECKING:
    from steph_desktop.slide.reader import Slide
    from steph_desktop.slide.region import Region

# Thumbnails are read at the start for so many cases; for the others when they are shown.
_READ_AT_START = 60
_COPIES_MS = 400  # wait before looking for copies: many slides may come at once


class ModelUse(Enum):
    """What becomes of a model pack among the paths that are opened."""

    REMEMBER = "remember"  # used here, and the default of later starts
    HERE = "here"  # used in this window alone
    IGNORE = "ignore"  # passed over: the model was named otherwise


class Session(QObject):
    """The state behind the window; it holds the workspace and closes it.

    Settings that change are kept for the next start if `remember`.
    """

    model_changed = Signal()
    slide_opened = Signal(str, int, object)
    """case_id, number of the slide, the open slide"""
    slide_failed = Signal(str, int, StephError)
    """case_id, number of the slide, why it cannot be opened"""
    settings_changed = Signal(dict)
    """What the user changed of the settings: other windows follow"""
    notice = Signal(object)
    """A sentence for the user about something that did not work."""
    opened_later = Signal(str)
    """Pseudonym of the first case of a folder, or of DICOM files, that was opened"""
    loaded = Signal()
    """The workspace's cases are on the worklist."""

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
        if settings.reviewer:
            workspace.act_as(settings.reviewer)
        self.worklist = Worklist(self)
        self.model: Path | None = None
        self.card: PackCard | None = None
        self._needs_weights = False
        self._model_request = 0  # number of the newest; a late answer to an older one is dropped
        self._analyse_when_ready: dict[str, None] = {}  # in the order they were asked for
        self._is_loaded = False
        self._after_loading: list[Callable[[], object]] = []
        self.repository = CaseRepository(workspace, pseudonyms, self)
        self.repository.opened.connect(self._on_opened)
        self.repository.relinked.connect(self._on_relinked)
        self.repository.imported.connect(self._on_imported)
        self.repository.notice.connect(self.notice)
        self.tasks = Tasks(self, 2)
        self.tasks.notice.connect(self.notice)
        self._heard: dict[str, tuple[Callable[[object], object], OnFault]] = {}  # by token
        self.jobs = JobQueue(self.repository.records, engine_factory, self)
        self.jobs.done.connect(self._on_job_done)
        self.jobs.failed.connect(self._on_job_failed)
        self.jobs.notice.connect(self.notice)
        again = self.repository.remove_again
        self.analyses = Analyses(self.jobs, self.worklist, self.workspace, again, self)
        self.analyses.kept_signed.connect(
            lambda error: self.notice.emit(Message(str(error), Tone.ATTENTION))
        )
        self._copies_later = Later(self._look_for_copies, self, _COPIES_MS)

    def close(self) -> None:
        """End all threads and the engine; finished work is on disk, the rest is offered again."""
        # The jobs first: the records write what becomes of them, and finish all they have.
        self.jobs.close()
        self.repository.close()
        self.tasks.close()

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
        self._probe_first(cases)
        self._is_loaded = True
        self.loaded.emit()
        actions, self._after_loading = self._after_loading, []
        for action in actions:
            action()

    def _look_for_copies(self) -> None:
        """Mark the cases that hold a copy of another one's slide."""
        self.repository.records.run(self, Workspace.copies, self._note_copies)

    def _note_copies(self, copies: Mapping[str, str]) -> None:
        changes = {
            name: {"copy_of": copies.get(name, "")}
            for name in self.worklist.case_ids
            if self.worklist.whole(name).copy_of != copies.get(name, "")
        }
        self.worklist.change_many(changes)

    def look_for_slides(self) -> None:
        """Mark the cases whose slides are no longer in their places."""
        cases = [self.worklist[case_id].slides for case_id in self.worklist.case_ids]
        self.tasks.run(self, partial(find_vanished, cases), self._note_vanished)

    def _note_vanished(self, gone: Mapping[Path, SlideGone]) -> None:
        changes: dict[str, dict[str, object]] = {}
        for case_id in self.worklist.case_ids:
            case = self.worklist[case_id]
            fault = next(filter(None, map(gone.get, case.slides)), None)
            # Only where it turned: a change of every case would sort and paint the whole list.
            if (fault is None) != (case.vanished is None):
                changes[case_id] = {"vanished": fault}
        self.worklist.change_many(changes)
        for case_id, change in changes.items():
            if change["vanished"] is None:
                self._probe(case_id)

    def resume_jobs(self) -> None:
        """Queue again what an earlier window left unfinished."""
        for view in self.jobs.offered:
            self.jobs.resume(view.token)

    def visit(self, case_id: str) -> None:
        """Read what is kept of a case that is now shown: its slides, and its result."""
        case = self.worklist[case_id]
        # Thousands of cases were not looked at when the window opened.
        if case.thumbnail is None and case.error is None and case.vanished is None:
            self._probe(case_id)
        if case.state is CaseState.DONE and case.result is None:
            self.tasks.run(
                self,
                partial(load_result, case_folder(self.workspace, case_id)),
                partial(self._on_result, case_id),
                partial(self._on_result_lost, case_id),
                slot=("result", case_id),
            )

    def _on_result(self, case_id: str, result: CaseResult) -> None:
        if case_id in self.worklist:
            case = self.worklist[case_id]
            # Slides may have been joined or replaced while it was read.
            whole = len(result.slides) == len(case.slides)
            if case.state is CaseState.DONE and case.result is None and whole:
                self.worklist.change(case_id, result=result)

    def _on_result_lost(self, case_id: str, error: StephError) -> None:
        # Without its files a result cannot be shown: the case can be analysed again. A result that
        # came in meanwhile is another, whose files stand.
        if case_id in self.worklist and self.worklist[case_id].result is None:
            self.worklist.change(case_id, state=CaseState.FAILED, error=error, known_group=None)

    def _on_relinked(self, cases: tuple[ListedCase, ...]) -> None:
        for stored in cases:
            case_id = stored.pseudonym
            if case_id in self.worklist and self.worklist[case_id].slides != stored.slides:
                self.worklist.change(case_id, slides=stored.slides, vanished=None)
                self._probe(case_id)

    def _on_imported(self, cases: tuple[Case, ...], _done: object) -> None:
        new = [case for case in cases if case.case_id not in self.worklist]
        lab = {
            case.case_id: {"accession": case.accession, "lab_note": case.lab_note, "due": case.due}
            for case in cases
            if case.case_id in self.worklist
        }
        self.worklist.change_many(lab)
        self.worklist.add(*new)
        self._probe_first(new)

    # Opening -------------------------------------------------------------------------------

    def open_paths(
        self, paths: Sequence[Path], *, model: ModelUse = ModelUse.REMEMBER
    ) -> str | None:
        """Open slides, packs, feature files and folders of them; the last pack becomes the model.

        Returns the pseudonym of the first case opened or already open. `opened_later` follows for
        what has to be looked into first: a folder, or DICOM files.
        """
        first: str | None = None
        packs: list[Path] = []
        unsure: list[Path] = []
        for path in map(Path.absolute, paths):
            suffix = path.suffix.lower()
            if suffix == PACK_SUFFIX:
                packs.append(path)
            elif is_feature_file(path) or (suffix in SLIDE_SUFFIXES and not may_be_dicom(path)):
                case_id = self._open(path)
                first = first or case_id
            else:
                unsure.append(path)
        if packs and model is not ModelUse.IGNORE:
            self.choose_last(packs, remember=model is ModelUse.REMEMBER)
        if unsure:
            # Nothing opened is dropped for what is opened next. A folder may turn out to be a
            # pack, after the user has chosen another model: that choice is newer. A pack that is
            # named as such goes before one that has to be looked for.
            use = ModelUse.IGNORE if packs else model
            done = partial(self._open_found, use, self._model_request)
            self.tasks.run(self, partial(look_at, unsure), done, slot=tuple(unsure))
        return first

    def _open_found(self, model: ModelUse, model_request: int, found: FoundPaths) -> None:
        is_newest = model_request == self._model_request
        if found.packs and is_newest and model is not ModelUse.IGNORE:
            self.choose_last(found.packs, remember=model is ModelUse.REMEMBER)
        opened = [self._open(path) for path in found.slides]
        if opened:
            self.opened_later.emit(opened[0])
        if found.faults:
            self.notice.emit(Message("\n".join(map(str, found.faults)), Tone.FAULT))

    def _open(self, path: Path, row: int | None = None) -> str:
        case_id = self.repository.name_of(path.absolute())
        if case_id not in self.worklist:
            self.worklist.add(self.repository.case_for(case_id, path.absolute()), row=row)
            self.repository.keep(self.worklist[case_id])
            self._probe(case_id)
        return case_id

    def join(self, case_ids: Sequence[str]) -> None:
        """Make several cases one: slides of the same patient, analysed as one bag."""
        kept, *others = case_ids
        cases = [self.worklist[case_id] for case_id in case_ids]
        if self._refuses_change():
            return
        if any(case.vanished is not None for case in cases):
            self.notice.emit("A slide of these cases is missing. Find its folder first.")
            return
        for case_id in others:
            self._drop(case_id)
        self.worklist.put(joined(cases))
        self.repository.join(self.worklist[kept], others)
        self._probe(kept)

    def replace_slides(self, case_id: str, slides: Sequence[Path]) -> None:
        """Give a case other files; what was known of it does not hold for them."""
        if not self._refuses_change():
            self.analyses.cancel(case_id)
            self.worklist.put(with_files(self.worklist.whole(case_id), slides))
            self.repository.hold(self.worklist[case_id])
            self._probe(case_id)

    def remove(self, case_id: str) -> None:
        """Remove a case from the list; its job is stopped, its files and records stay."""
        if self._refuses_change():
            return
        case = self.worklist.whole(case_id)
        self._drop(case_id)
        self.repository.remove(case)
        self._copies_later.ask()

    def put_back(self, case: Case, row: int) -> None:
        """Put a case back that was removed from the list, as it was and where it was."""
        self._open(case.slides[0], row)

    def _refuses_change(self) -> bool:
        """Return True, and say so, where the workspace is another program's."""
        if self.read_only:
            self.notice.emit("The workspace can only be read: the list cannot be changed here.")
        return self.read_only

    def _drop(self, case_id: str) -> None:
        self.analyses.cancel(case_id)
        self._analyse_when_ready.pop(case_id, None)
        self.worklist.remove(case_id)

    def _probe_first(self, cases: Sequence[Case]) -> None:
        """Look at the first of many new cases; the others are looked at when they are shown."""
        # The newest request is read first.
        for case in reversed(cases[:_READ_AT_START]):
            self._probe(case.case_id)
        self._copies_later.ask()

    def _probe(self, case_id: str) -> None:
        """Open the files of a case: its thumbnail, its resolution, what its features say."""
        case = self.worklist[case_id]
        self.tasks.run(
            self,
            partial(probe_slides, case.slides, case.mpp),
            partial(self._on_probe, case_id),
            partial(self._on_unreadable, case_id),
            slot=("probe", case_id),
        )

    def _on_probe(self, case_id: str, probe: Probe) -> None:
        if case_id not in self.worklist:
            return
        case = self.worklist[case_id]
        found: dict[str, object] = {
            "thumbnail": probe.thumbnail,
            "mpp_fault": probe.mpp_fault,
            "features": probe.features,
            "vanished": None,
        }
        # A case that is waiting, running or finished keeps its state: its files are just looked at.
        if case.state in (CaseState.OPENING, CaseState.UNREADABLE):
            state = CaseState.DONE if case.has_result else CaseState.READY
            found.update(state=state, error=None)
        self.worklist.change(case_id, **found)
        self.repository.keep(self.worklist[case_id])
        self._copies_later.ask()
        self._start_ready()

    def _on_unreadable(self, case_id: str, error: StephError) -> None:
        if isinstance(error, SlideGone) and self.repository.is_kept(case_id):
            self.worklist.change(case_id, vanished=error)
        else:
            self.worklist.change(case_id, state=CaseState.UNREADABLE, error=error)

    # Looking at slides -----------------------------------------------------------------------

    def open_slide(self, case_id: str, number: int) -> None:
        """Open a slide for the viewer; `slide_opened` or `slide_failed` follows."""
        case = self.worklist[case_id]
        path = case.slides[number]
        if not is_feature_file(path):  # there is nothing to see
            opened = partial(self._on_slide, case_id, number)
            failed_ = partial(self.slide_failed.emit, case_id, number)
            # In no slot: every answer comes, so that each slide that was opened is closed again.
            self.tasks.run(self, partial(open_to_read, path, case.mpp), opened, failed_)

    def _on_slide(self, case_id: str, number: int, slide: Slide) -> None:
        if case_id in self.worklist:
            case = self.worklist[case_id]
            if case.state is CaseState.UNREADABLE:  # it can be read now
                self._probe(case_id)
            if case.vanished is not None:  # its drive is back, perhaps before the watch noticed
                self.look_for_slides()
        self.slide_opened.emit(case_id, number, slide)

    def read_label(self, slide: Slide, done: Callable[[QImage], object]) -> None:
        """Read the label image, which may name the patient."""
        read = partial(slide.associated_image, "label")
        self.tasks.run(self, lambda: to_image(read()), done, slot="label")

    def read_patches(
        self, case_id: str, rows: Sequence[int], done: Callable[[str, int, QImage], object]
    ) -> None:
        """Read pictures of patches; each is given to `done`, with its case and row of the bag."""
        case = self.worklist[case_id]
        for row in rows:
            read, show = partial(patch_picture, case, row), partial(done, case_id, row)
            # A patch that cannot be read has no picture; opening its slide says why.
            self.tasks.run(self, read, show, pass_over, slot=("patch", case_id, row))

    # Settings and the model ------------------------------------------------------------------

    def change_settings(self, **changes: object) -> None:
        """Change the user's choices and keep them."""
        self.follow_settings(changes)
        self.settings_changed.emit(changes)
        if not self._remember:
            return
        try:
            save_settings(self.settings)
        except StephError as error:
            # Without these changes: tried again, what holds by then is written.
            self.notice.emit(failed(error, again=self.change_settings, cause="settings"))
        else:
            self.notice.emit(Ended("settings"))

    def follow_settings(self, changes: Mapping[str, object]) -> None:
        """Take over what was changed, here or in another window, which keeps it."""
        self.settings = replace(self.settings, **changes)  # type: ignore[arg-type]
        if "reviewer" in changes:
            act = partial(Workspace.act_as, who=self.settings.reviewer)
            self.repository.records.run(self, act)

    def _note(self, note: Callable[[Workspace], object]) -> None:
        """Write something into the audit trail, unless that is another program's."""
        if not self.read_only:
            self.repository.records.run(self, note)

    def note_departure(self, left: Departure, file: Path | None = None) -> None:
        """Note in the audit trail what leaves the program."""
        self._note(partial(note_departure, left=left, file=file))

    def note_model(self, pack: Path, origin: str) -> None:
        """Note in the audit trail that a model came into the library: from where, by its card."""
        if not self.read_only:
            self.tasks.keep(self, partial(_card_of, pack), partial(self._note_model, origin))

    def _note_model(self, origin: str, card: PackCard) -> None:
        model_id, sha256 = card.model_id, card.weights_sha256
        self._note(partial(note_installed, model_id=model_id, sha256=sha256, origin=origin))

    def choose_model(self, pack: Path, *, remember: bool = True) -> None:
        """Use a model pack, in later starts too if `remember`; `model_changed` follows."""
        self._model_request += 1
        weights, pack = self.settings.encoder_weights, pack.absolute()
        done = partial(self._on_model, pack, remember, weights)
        self.tasks.run(
            self, partial(read_pack, pack, weights), done, self._on_no_model, slot="model"
        )

    def drop_model(self) -> None:
        """Use no model until one is chosen; `model_changed` follows."""
        self._model_request += 1
        self.model = self.card = None
        self._needs_weights = False
        self.change_settings(default_model=None)
        self.model_changed.emit()

    def choose_last(self, packs: Sequence[Path], *, remember: bool = True) -> None:
        """Use the last of some packs; say so where there are several."""
        if len(packs) > 1:
            words = f"{len(packs)} models were opened. The last one, {packs[-1].name}, is used."
            self.notice.emit(Message(words, cause="model"))
        self.choose_model(packs[-1], remember=remember)

    def _on_no_model(self, error: StephError) -> None:
        self.notice.emit(failed(error, cause="model fault"))

    def _on_model(
        self, pack: Path, remember: bool, weights: Mapping[str, Path], read: Pack
    ) -> None:
        self.model, self.card = pack, read.card
        self.notice.emit(Ended("model fault"))
        # Weights that were chosen while the card was being read are here.
        encoder, now = read.card.encoder, self.settings.encoder_weights
        self._needs_weights = read.needs_weights and now.get(encoder) == weights.get(encoder)
        if remember:
            self.change_settings(default_model=pack)
        model_id, sha256 = read.card.model_id, read.card.weights_sha256
        self._note(partial(note_chosen, model_id=model_id, sha256=sha256))
        self.model_changed.emit()
        self._start_ready()

    def choose_weights(self, file: Path) -> None:
        """Point to the weight file of the model's encoder."""
        if self.card is not None:
            weights = {**self.settings.encoder_weights, self.card.encoder: file.absolute()}
            self.change_settings(encoder_weights=weights)
            self._needs_weights = False
            self.model_changed.emit()
            self._start_ready()

    def state_mpp(self, case_id: str, mpp: float) -> None:
        """Record the resolution that the user states for a case; refuse an impossible one."""
        stated, before = checked_mpp(mpp), self.worklist.whole(case_id)
        is_stale = before.has_result and (before.is_stale or stated != before.mpp)
        self.worklist.change(case_id, mpp=stated, state=CaseState.OPENING, is_stale=is_stale)
        self._probe(case_id)

    def submit(
        self,
        request: object,
        title: str,
        lane: Lane,
        failed: Callable[[StephError], object],
        done: Callable[[object], object] | None = None,
    ) -> str:
        """Queue a job and return its token; empty where it cannot be, and `failed` knows why.

        With `done`, that is given what the use case returned, or `failed` why it did not succeed.
        """
        try:
            token = self.jobs.submit(request, title=title, lane=lane)
        except StephError as error:
            failed(error)
            return ""
        if done is not None:
            self._heard[token] = done, failed
        return token

    def _on_job_done(self, token: str, answer: object) -> None:
        if token in self._heard:
            self._heard.pop(token)[0](answer)

    def _on_job_failed(self, token: str, error: StephError) -> None:
        if token in self._heard:
            self._heard.pop(token)[1](error)

    # Analyses --------------------------------------------------------------------------------

    def missing(self, case: Case) -> Missing:
        """Return what a case still needs before it can be analysed."""
        extracts = not all(map(is_feature_file, case.slides))
        return Missing(case.needs_mpp, self.card is None, self._needs_weights and extracts)

    def problems(self, case: Case) -> tuple[Problem, ...]:
        """Return what is wrong with the files of a case, and the remedies."""
        card = self.card or (case.result.card if case.result is not None else None)
        return problems_of(case, card, needs_weights=self._needs_weights)

    def can_analyse(self, case: Case) -> bool:
        """Return True if nothing is missing and the case is not at work already."""
        known = case.state in (CaseState.READY, CaseState.DONE, CaseState.FAILED)
        blocked = any(each.blocks for each in self.problems(case))
        hindered = blocked or self.read_only or case.vanished is not None
        return known and not hindered and not any(self.missing(case))

    def analyse(
        self, case_id: str, *, replace_signed: bool = False, regions: tuple[Region | None, ...] = ()
    ) -> None:
        """Queue a case; a signed one keeps its result unless the user agreed to replace it.

        `regions` says what of each slide is read; without it, all of all.
        """
        case, settings = self.worklist[case_id], self.settings
        if not self.can_analyse(case) or self.model is None or self.card is None:
            return
        weights = settings.encoder_weights.get(self.card.encoder)
        request = AnalyseRequest(
            case_id=case_id, slides=case.slides, model=self.model, workspace=self.workspace,
            encoder_weights=weights, mpp=case.mpp, device=settings.device,
            replace_signed=replace_signed, regions=regions,
        )  # fmt: skip
        self.analyses.submit(request)

    def analyse_when_ready(self, case_id: str) -> None:
        """Queue a case as soon as its slide and the model are read."""
        self._analyse_when_ready[case_id] = None
        self._start_ready()

    def cancel(self, case_id: str) -> None:
        self.analyses.cancel(case_id)

    def _start_ready(self) -> None:
        for case_id in list(self._analyse_when_ready):  # a copy: what starts is taken out
            if self.can_analyse(self.worklist[case_id]):
                self._analyse_when_ready.pop(case_id, None)
                self.analyse(case_id)


class WindowTool(QObject):
    """Does something for the user of a session, in its window; `notice` tells what came of it."""

    notice = Signal(object)

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._window = session, window

    def say_failed(self, error: StephError) -> None:
        self.notice.emit(failed(error, cause=self))

    def say_written(self, words: str, file: Path, left: Departure) -> None:
        """Say that a file is written, and what left the program with it."""
        tell_left(self, left, file)
        self.notice.emit(done(words, file=file, cause=self))


def _card_of(pack: Path) -> PackCard:
    from steph_desktop.model.packs import read_card

    return read_card(pack)
