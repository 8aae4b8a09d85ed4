"""What the window works on: cases, the model, jobs; every file is opened off the GUI thread."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import astuple, replace
from functools import partial
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from steph_desktop.cases import CaseResult, load_case, locate
from steph_desktop.core import Progress, StephError
from steph_desktop.model.card import PackCard
from steph_desktop.model.prediction import RiskGroup
from steph_desktop.pipeline import AnalyseRequest, case_folder
from steph_desktop.settings import Settings, save_settings
from steph_desktop.slide.pixel_size import checked_mpp
from steph_desktop.slide.reader import SLIDE_SUFFIXES, Slide, SlideInfo
from steph_desktop.ui.jobs import Engine, JobRunner, start_engine
from steph_desktop.ui.reading import ReaderPool
from steph_desktop.ui.records import ANALYSIS, Contents, JobBook, RecordKeeper, read_contents
from steph_desktop.ui.records import remove_case as remove_from_records
from steph_desktop.ui.tiles import read_area, to_image
from steph_desktop.ui.worklist import Case, CaseState, Worklist
from steph_desktop.workspace.listing import ListedCase
from steph_desktop.workspace.pseudonyms import Pseudonyms
from steph_desktop.workspace.records import CaseStatus, JobRow, JobState, RelinkReport
from steph_desktop.workspace.requests import request_from_json
from steph_desktop.workspace.store import Workspace

PACK_SUFFIX = ".steph"
_THUMBNAIL_PX = 160
_PATCH_PICTURE_PX = 128
# Pictures beside the names; the others are read when their case is chosen.
_READ_AT_START = 60


class Probe(NamedTuple):
    """What opening a slide told."""

    info: SlideInfo
    thumbnail: QImage


class Pack(NamedTuple):
    """What a model pack told."""

    card: PackCard
    needs_weights: bool


class SlideGone(StephError):
    """A slide is no longer where the workspace saw it last."""


class Missing(NamedTuple):
    """What stands between a case and its analysis; all False when nothing does."""

    mpp: bool
    model: bool
    weights: bool


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
    loaded = Signal()
    """The workspace's cases are on the worklist."""
    jobs_offered = Signal(int)
    """How many analyses an earlier window left unfinished."""

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
        self._pseudonyms = pseudonyms
        self._analyse_when_ready: dict[str, None] = {}  # in the order they were asked for
        self._is_loaded = False
        self._after_loading: list[Callable[[], object]] = []
        self._names: dict[Path, str] = {}  # of the case of every slide that was ever seen
        self._taken: set[str] = set()
        self._kept: dict[str, tuple[tuple[Path, ...], float | None]] = {}  # as the records say
        self._removed: dict[str, Case] = {}
        self._at_work: dict[str, None] = {}
        self._offered: tuple[JobRow, ...] = ()
        self._book = JobBook()
        self.records = RecordKeeper(workspace, self)
        self.records.done.connect(self._on_recorded)
        self.records.failed.connect(self._on_not_recorded)
        self.loader = ReaderPool(2, self)
        self.loader.done.connect(self._on_read)
        self.loader.failed.connect(self._on_unreadable)
        self.jobs = JobRunner(engine_factory, self)
        self.jobs.begun.connect(self._on_begun)
        self.jobs.progressed.connect(self._on_progress)
        self.jobs.finished_case.connect(self._on_finished)
        self.jobs.failed.connect(self._on_failed)
        self.jobs.cancelled.connect(self._on_cancelled)
        self.records.ask(("contents",), read_contents)

    @property
    def running(self) -> Case | None:
        """The case that is analysed now."""
        cases = (self.worklist[case_id] for case_id in self._at_work if case_id in self.worklist)
        return next((case for case in cases if case.state is CaseState.RUNNING), None)

    def close(self) -> None:
        """End all threads and the engine; finished work is on disk, the rest is offered again."""
        self.jobs.close()
        self._record(("leave",), self._book.leave)
        self.records.close()
        self.loader.close()

    # The workspace ---------------------------------------------------------------------------

    def after_loading(self, action: Callable[[], object]) -> None:
        """Do something as soon as the workspace's cases are on the worklist."""
        if self._is_loaded:
            action()
        else:
            self._after_loading.append(action)

    def _record(self, key: tuple[object, ...], change: Callable[[Workspace], object]) -> None:
        """Write in the workspace, unless it is another program's."""
        if not self.read_only:
            self.records.ask(key, change)

    def _on_recorded(self, key: object, answer: object) -> None:
        match key, answer:
            case ("contents",), Contents():
                self._load(answer)
            case ("relink",), (RelinkReport() as report, tuple() as cases):
                self._on_relinked(report, cases)

    def _on_not_recorded(self, key: object, error: object) -> None:
        if isinstance(error, StephError):
            self.notice.emit(str(error))
        match key:
            case ("contents",):
                self._begin()
            case ("keep" | "join", str(case_id)):
                self._kept.pop(case_id, None)

    def _load(self, contents: Contents) -> None:
        """Put the workspace's cases on the worklist."""
        off_the_list = CaseStatus.REMOVED
        for stored in sorted(contents.cases, key=_claim):
            self._taken.add(stored.pseudonym)
            self._names.update(dict.fromkeys(stored.slides, stored.pseudonym))
            if stored.status is off_the_list:
                self._removed[stored.pseudonym] = _stored_case(stored)
            else:
                self._kept[stored.pseudonym] = (stored.slides, stored.mpp)
        listed = [item for item in contents.cases if item.status is not off_the_list]
        self.worklist.add(*(_stored_case(stored) for stored in listed))
        self.loader.request(("vanished",), partial(_vanished, [item.slides for item in listed]))
        # The newest request is read first.
        for stored in reversed(listed[:_READ_AT_START]):
            self._probe(stored.pseudonym)
        known = {item.pseudonym for item in listed}
        self._offered = tuple(job for job in contents.jobs if _case_of(job) in known)
        self._begin()
        if self._offered:
            self.jobs_offered.emit(len(self._offered))

    def _begin(self) -> None:
        self._is_loaded = True
        self.loaded.emit()
        actions, self._after_loading = self._after_loading, []
        for action in actions:
            action()

    def go_on(self) -> None:
        """Queue again what an earlier window left unfinished."""
        offered, self._offered = self._offered, ()
        for job in offered:
            case_id = _case_of(job)
            if case_id not in self.worklist or self.worklist[case_id].is_busy:
                continue
            try:
                request = request_from_json(AnalyseRequest, job.request)
            except StephError as error:
                self.notice.emit(str(error))
                continue
            # Slides and the workspace itself may have moved meanwhile.
            slides = self.worklist[case_id].slides
            request = replace(request, slides=slides, workspace=self.workspace)
            again = partial(self._book.queue_again, case_id=case_id, job_id=job.id)
            self._record(("job", case_id), again)
            self._submit(case_id, request)

    def visit(self, case_id: str) -> None:
        """Read what is kept of a case that is now shown: its slides, and its result."""
        case = self.worklist[case_id]
        if case.thumbnail is None and case.error is None and case.vanished is None:
            self._probe(case_id)
        if case.state is CaseState.DONE and case.result is None:
            self.loader.request(
                ("result", case_id), partial(_load_result, case_folder(self.workspace, case_id))
            )

    def relink(self, case_id: str, new_folder: Path) -> None:
        """Look for a case's vanished slides, and all others of their folders, in a new folder."""
        folders = list(dict.fromkeys(slide.parent for slide in self.worklist[case_id].slides))
        self._record(("relink",), partial(_relink, folders=folders, new_folder=new_folder))

    def _on_relinked(self, report: RelinkReport, cases: tuple[ListedCase, ...]) -> None:
        # What is found at an old place from now on is another slide.
        self._names.clear()
        for stored in sorted(cases, key=_claim):
            self._names.update(dict.fromkeys(stored.slides, stored.pseudonym))
            case_id = stored.pseudonym
            if case_id in self.worklist and self.worklist[case_id].slides != stored.slides:
                self._kept[case_id] = (stored.slides, stored.mpp)
                self.worklist.change(case_id, slides=stored.slides, vanished=None)
                self._probe(case_id)
        self.notice.emit(_relink_words(report))

    # Opening -------------------------------------------------------------------------------

    def open_paths(self, paths: Sequence[Path]) -> str | None:
        """Open slides as cases, and a model pack as the model.

        Returns
        -------
        str or None
            Pseudonym of the first case opened or already open.
        """
        first: str | None = None
        for path in paths:
            if path.suffix.lower() == PACK_SUFFIX or (path / "card.json").exists():
                self.choose_model(path)
                continue
            if path.is_dir():
                self.loader.request(("folder", path), partial(_slides_in, path))
                continue
            case_id = self._name_of(path.absolute())
            first = first or case_id
            if case_id not in self.worklist:
                self.worklist.add(self._removed.pop(case_id, Case(case_id, (path.absolute(),))))
                self._keep(case_id)
                self._probe(case_id)
        return first

    def _name_of(self, slide: Path) -> str:
        """Return the pseudonym of a slide's case; a new slide never gets one that is taken."""
        known, attempt = self._names.get(slide), 0
        if known is not None:
            return known
        name = self._pseudonyms.name(slide)
        while name in self._taken:
            attempt += 1
            name = self._pseudonyms.name(slide.with_name(f"{slide.name}#{attempt}"))
        self._names[slide] = name
        self._taken.add(name)
        return name

    def join(self, case_ids: Sequence[str]) -> None:
        """Make several cases one: slides of the same patient, analysed as one bag."""
        kept, *others = case_ids
        cases = [self.worklist[case_id] for case_id in case_ids]
        if self._refuses_change():
            return
        if any(case.vanished is not None for case in cases):
            self.notice.emit("A slide of these cases is not where it was. Find its folder first.")
            return
        slides = tuple(dict.fromkeys(slide for case in cases for slide in case.slides))
        mpp = next((case.mpp for case in cases if case.mpp is not None), None)
        join = partial(Workspace.join_cases, kept=kept, others=others, slides=slides, mpp=mpp)
        self._record(("join", kept), join)
        self._kept[kept] = (slides, mpp)
        self._names.update(dict.fromkeys(slides, kept))
        for case_id in others:
            self._drop(case_id)
        self.worklist.change(
            kept,
            slides=slides,
            mpp=mpp,
            result=None,
            known_group=None,
            error=None,
            vanished=None,
            state=CaseState.OPENING,
        )
        self._probe(kept)

    def remove(self, case_id: str) -> None:
        """Take a case off the list; its job is stopped, its files and records stay."""
        if self._refuses_change():
            return
        case = self.worklist[case_id]
        self._drop(case_id)
        state = CaseState.OPENING if case.result is None else CaseState.DONE
        self._removed[case_id] = replace(case, state=state, progress=None, error=None)
        self._record(("remove", case_id), partial(remove_from_records, case_id=case_id))

    def _refuses_change(self) -> bool:
        """Say so where the workspace is another program's."""
        if self.read_only:
            self.notice.emit("The workspace is open elsewhere: the list cannot be changed here.")
        return self.read_only

    def _drop(self, case_id: str) -> None:
        self.jobs.cancel(case_id)
        self._analyse_when_ready.pop(case_id, None)
        self._kept.pop(case_id, None)
        self._offered = tuple(job for job in self._offered if _case_of(job) != case_id)
        self.worklist.remove(case_id)

    def _keep(self, case_id: str) -> None:
        """Note a case in the workspace, if anything of it is new there."""
        case = self.worklist[case_id]
        if self._kept.get(case_id) != (case.slides, case.mpp):
            self._kept[case_id] = (case.slides, case.mpp)
            keep = partial(Workspace.keep_case, pseudonym=case_id, slides=case.slides, mpp=case.mpp)
            self._record(("keep", case_id), keep)

    def open_slide(self, case_id: str, number: int) -> None:
        """Open a slide for the viewer; `slide_opened` follows."""
        case = self.worklist[case_id]
        path = case.slides[number]
        self.loader.request(("show", case_id, number), partial(Slide, path, case.mpp))

    def read_label(self, slide: Slide) -> None:
        """Read the label image, which may name the patient; `label_read` follows."""
        self.loader.request(("label",), lambda: to_image(slide.associated_image("label")))

    def read_patches(self, case_id: str, rows: Sequence[int]) -> None:
        """Read pictures of patches; `patch_read` follows for each."""
        case = self.worklist[case_id]
        for row in rows:
            self.loader.request(("patch", case_id, row), partial(_patch_picture, case, row))

    def _probe(self, case_id: str) -> None:
        case = self.worklist[case_id]
        self.loader.request(("probe", case_id), partial(_probe, case.slides, case.mpp))

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
            ("card", pack, remember), partial(_read_pack, pack, self.settings.encoder_weights)
        )

    def choose_weights(self, file: Path) -> None:
        """Point to the weight file of the model's encoder."""
        if self.card is not None:
            weights = {**self.settings.encoder_weights, self.card.encoder: file}
            self.change_settings(encoder_weights=weights)
            self._needs_weights = False
            self.model_changed.emit()

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
        return Missing(case.needs_mpp, self.card is None, self._needs_weights)

    def can_analyse(self, case: Case) -> bool:
        """Return True if nothing is missing and the case is not at work already."""
        known = case.state in (CaseState.READY, CaseState.DONE, CaseState.FAILED)
        hindered = self.read_only or case.vanished is not None
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
        self._offered = tuple(job for job in self._offered if _case_of(job) != case_id)
        queue = partial(self._book.queue, case_id=case_id, request=request)
        self._record(("job", case_id), queue)
        self._submit(case_id, request)

    def _submit(self, case_id: str, request: AnalyseRequest) -> None:
        self._at_work[case_id] = None
        self.worklist.change(case_id, state=CaseState.QUEUED, progress=None, error=None)
        self.jobs.submit(case_id, request)

    def analyse_when_ready(self, case_id: str) -> None:
        """Queue a case as soon as its slide and the model are read."""
        self._analyse_when_ready[case_id] = None
        self._start_ready()

    def cancel(self, case_id: str) -> None:
        """Ask a case's job to stop."""
        self.jobs.cancel(case_id)

    def _start_ready(self) -> None:
        for case_id in list(self._analyse_when_ready):
            if self.can_analyse(self.worklist[case_id]):
                self._analyse_when_ready.pop(case_id, None)
                self.analyse(case_id)

    # Answers of the reader threads -----------------------------------------------------------

    def _on_read(self, key: object, answer: object) -> None:
        match key, answer:
            case ("probe", str(case_id)), Probe(info, thumbnail) if case_id in self.worklist:
                case = self.worklist[case_id]
                found: dict[str, object] = {
                    "thumbnail": thumbnail,
                    "mpp_fault": info.mpp_fault,
                    "vanished": None,
                }
                if case.state in (CaseState.OPENING, CaseState.UNREADABLE):
                    state = CaseState.DONE if case.result is not None else CaseState.READY
                    found.update(state=state, error=None)
                self.worklist.change(case_id, **found)
                self._keep(case_id)
                self._start_ready()
            case ("result", str(case_id)), CaseResult() if case_id in self.worklist:
                case = self.worklist[case_id]
                whole = len(answer.slides) == len(case.slides)
                if case.state is CaseState.DONE and case.result is None and whole:
                    self.worklist.change(case_id, result=answer)
            case ("vanished",), dict():
                told = {self._names[slide]: (slide, fault) for slide, fault in answer.items()}
                self.worklist.change_many(
                    {
                        case_id: {"vanished": fault}
                        for case_id, (slide, fault) in told.items()
                        if case_id in self.worklist and slide in self.worklist[case_id].slides
                    }
                )
            case ("show", str(case_id), int(number)), Slide():
                self.slide_opened.emit(case_id, number, answer)
            case ("card", Path() as pack, bool(remember)), Pack(card, needs_weights):
                self.model, self.card, self._needs_weights = pack, card, needs_weights
                if remember:
                    self.change_settings(default_model=pack)
                self.model_changed.emit()
                self._start_ready()
            case ("folder", _), tuple():
                self.open_paths(answer)
            case ("label",), QImage():
                self.label_read.emit(answer)
            case ("patch", str(case_id), int(row)), QImage():
                self.patch_read.emit(case_id, row, answer)

    def _on_unreadable(self, key: object, error: object) -> None:
        match key, error:
            case ("probe", str(case_id)), SlideGone() as fault if case_id in self._kept:
                self.worklist.change(case_id, vanished=fault)
            case ("probe", str(case_id)), StephError() as fault:
                self.worklist.change(case_id, state=CaseState.UNREADABLE, error=fault)
            case ("result", str(case_id)), StephError() as fault:
                # Without its files a result cannot be shown: the case can be analysed again.
                self.worklist.change(case_id, state=CaseState.FAILED, error=fault, known_group=None)
            case ("show", str(case_id), int(number)), StephError():
                self.slide_failed.emit(case_id, number, error)
            case ("card" | "folder" | "label", *_), StephError() as fault:
                self.notice.emit(str(fault))

    # Answers of the engine -------------------------------------------------------------------

    def _on_begun(self, case_id: str) -> None:
        self.worklist.change(case_id, state=CaseState.RUNNING)
        self._record(("job", case_id), partial(self._book.begin, case_id=case_id))

    def _end_job(self, case_id: str, state: JobState, error: str = "") -> None:
        self._at_work.pop(case_id, None)
        end = partial(self._book.end, case_id=case_id, state=state, error=error)
        self._record(("job", case_id), end)

    def _on_progress(self, case_id: str, progress: object) -> None:
        if isinstance(progress, Progress):
            self.worklist.change(case_id, progress=progress)

    def _on_finished(self, case_id: str, result: object) -> None:
        self._end_job(case_id, JobState.DONE)
        if case_id not in self.worklist:
            # It was taken off the list while its result was being written.
            self._record(("remove", case_id), partial(remove_from_records, case_id=case_id))
        elif isinstance(result, CaseResult):
            self.worklist.change(case_id, state=CaseState.DONE, result=result, progress=None)

    def _on_failed(self, case_id: str, error: object) -> None:
        self._end_job(case_id, JobState.FAILED, str(error))
        self.worklist.change(case_id, state=CaseState.FAILED, error=error, progress=None)

    def _on_cancelled(self, case_id: str) -> None:
        self._end_job(case_id, JobState.CANCELLED)
        if case_id in self.worklist:
            case = self.worklist[case_id]
            done = case.result is not None or case.known_group is not None
            state = CaseState.DONE if done else CaseState.READY
            self.worklist.change(case_id, state=state, progress=None)


def _probe(slides: Sequence[Path], mpp: float | None) -> Probe:
    """Open every slide of a case; the first fault, or the first unknown resolution, is told."""
    found: list[Probe] = []
    for path in slides:
        if not path.exists():
            raise _gone(path)
        with Slide(path, mpp) as slide:
            picture = slide.thumbnail(_THUMBNAIL_PX) if not found else None
            image = to_image(picture) if picture is not None else found[0].thumbnail
            found.append(Probe(slide.info, image))
    first_fault = next((probe for probe in found if probe.info.mpp_fault), found[0])
    return Probe(first_fault.info, found[0].thumbnail)


def _gone(slide: Path) -> SlideGone:
    return SlideGone("The slide file is not there", slide, "Connect its drive, or find its folder.")


def _vanished(cases: Sequence[Sequence[Path]]) -> dict[Path, SlideGone]:
    """Look which slides are not where they were."""
    return {slide: _gone(slide) for slides in cases for slide in slides if not slide.exists()}


def _claim(case: ListedCase) -> tuple[bool, str]:
    """Sort by who may claim a slide of several cases: one on the list, else the latest."""
    return case.status is not CaseStatus.REMOVED, case.changed_at


def _stored_case(stored: ListedCase) -> Case:
    group = RiskGroup(stored.risk_group) if stored.risk_group is not None else None
    state = CaseState.DONE if stored.has_result else CaseState.READY
    return Case(stored.pseudonym, stored.slides, state, stored.mpp, known_group=group)


def _case_of(job: JobRow) -> str:
    """Return the pseudonym of a job's case; empty if it is no analysis."""
    return str(job.request.get("case_id", "")) if job.kind == ANALYSIS else ""


def _keep_case(
    workspace: Workspace, case_id: str, slides: Sequence[Path], mpp: float | None
) -> None:
    """Note a case; one of files that are not there is no case yet, and its reader says so."""
    if all(slide.is_file() for slide in slides):
        workspace.keep_case(case_id, slides, mpp)


def _load_result(folder: Path) -> CaseResult:
    return load_case(folder).result


def _relink(
    workspace: Workspace, folders: Sequence[Path], new_folder: Path
) -> tuple[RelinkReport, tuple[ListedCase, ...]]:
    """Look for the slides of folders in a new one; return what was found, and where all are."""
    reports = [workspace.relink(folder, new_folder) for folder in folders]
    joined = RelinkReport(*(sum(parts, ()) for parts in zip(*map(astuple, reports), strict=True)))
    return joined, tuple(workspace.listed_cases())


def _relink_words(report: RelinkReport) -> str:
    """Say what became of slides that were looked for in a new folder."""
    found = len(report.relinked)
    others = {
        "not in that folder": report.missing,
        "another file of the same name there": report.different,
        "in the workspace already from there": report.already_there,
    }
    told = [f"{len(rows)} {words}" for words, rows in others.items() if rows]
    words = f"{found} slide{'' if found == 1 else 's'} found again"
    return ", ".join([words, *told]) + "."


def _slides_in(folder: Path) -> tuple[Path, ...]:
    try:
        found = sorted(p for p in folder.iterdir() if p.suffix.lower() in SLIDE_SUFFIXES)
    except OSError as error:
        raise StephError("The folder cannot be read", folder, "Check its access rights.") from error
    if not found:
        raise StephError("No slide in this folder", folder, "Choose a folder that holds slides.")
    return tuple(found)


def _read_pack(pack: Path, stated: Mapping[str, Path]) -> Pack:
    """Read a pack's card, and look whether its encoder's weights are here."""
    from steph_desktop.features.encoders import ENCODERS, bundled_weights
    from steph_desktop.model.checkpoint import read_card

    card = read_card(pack)
    file = stated.get(card.encoder)
    here = bundled_weights(card.encoder) is not None or (file is not None and file.is_file())
    return Pack(card, card.encoder in ENCODERS and not here)


def _patch_picture(case: Case, row: int) -> QImage:
    """Read one patch of a finished case."""
    if case.result is None:
        raise StephError("The case has no result", None, "Analyse it first.")
    part, x_px, y_px = locate(case.result, row)
    if x_px is None or y_px is None or part.patch_size_level0_px <= 0:
        raise StephError("The patch has no position on the slide")
    number = next(n for n, other in enumerate(case.result.slides) if other is part)
    path = case.slides[number]
    side = part.patch_size_level0_px
    with Slide(path, case.mpp) as slide:
        return read_area(slide, x_px, y_px, side, side, max(1.0, side / _PATCH_PICTURE_PX))
