"""The model library: packs installed, verified and exported; and the source models of a target.

Nothing here loads torch: a pack is checked by its hash and with NumPy alone. The authors'
checkpoints need torch and are turned into packs by `import_authors`, in the engine's process.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from steph_desktop.core.codec import to_json
from steph_desktop.core.errors import StephError
from steph_desktop.core.files import ensure_folder, safe_stem
from steph_desktop.core.job_control import JobControl, Phase
from steph_desktop.core.listing import DAMAGE, fault_of
from steph_desktop.engine.job_requests import ImportRequest
from steph_desktop.model.card import CARD_FILE, PACK_SUFFIX, TCGA_CANCERS, PackCard, PackKind
from steph_desktop.model.pack_files import WEIGHTS_FILE, write_pack_file
from steph_desktop.model.packs import read_card, read_checked, read_signature
from steph_desktop.model.signatures import PackSignature

CHECKPOINT_SUFFIXES = (".pth", ".pt")

MODELS_FOLDER = "models"
"""Of a workspace: where its installed packs lie"""


@dataclass(frozen=True)
class LibraryEntry:
    """A pack of the library."""

    path: Path  # a folder or a ``.steph`` file
    card: PackCard | None  # none where it cannot be read
    size_bytes: int  # on disk
    is_installed: bool  # it lies in the workspace's models folder
    fault: StephError | None = None  # why the card cannot be read
    signature: PackSignature | None = None  # of a lab; one that does not fit is a fault


def scan(folder: Path, others: Iterable[Path] = ()) -> tuple[LibraryEntry, ...]:
    """Read the cards of all packs in a folder, and of others that were opened elsewhere.

    A pack that is both is listed once, as installed. Of packs that claim the same weights each is
    verified: one that does not hold them is listed as tampered with.
    """
    try:
        here = sorted(folder.iterdir()) if folder.is_dir() else []
    except OSError as error:
        return (LibraryEntry(folder, None, 0, is_installed=True, fault=fault_of(error, "")),)
    packs = [
        path
        for path in here
        if path.suffix.lower() == PACK_SUFFIX or (path / CARD_FILE).is_file()
        if not path.name.startswith(".")
    ]
    found = [_entry(path, is_installed=True) for path in packs]
    elsewhere = [path for path in dict.fromkeys(others) if path.parent != folder]
    found += [_entry(path, is_installed=False) for path in elsewhere]
    claims = Counter(entry.card.weights_sha256 for entry in found if entry.card is not None)
    cards: set[str] = set()
    kept = []
    for entry in found:
        if entry.card is not None and claims[entry.card.weights_sha256] > 1:
            entry = _proven(entry)
        # Packs with the same weights are told apart by the whole card.
        card_text = "" if entry.card is None else json.dumps(to_json(entry.card), sort_keys=True)
        if entry.is_installed or not card_text or card_text not in cards:
            kept.append(entry)
        cards.add(card_text)
    return tuple(kept)


def _entry(path: Path, *, is_installed: bool) -> LibraryEntry:
    try:
        card, signature = read_card(path), read_signature(path)
        files = [path / CARD_FILE, path / WEIGHTS_FILE] if path.is_dir() else [path]
        size = sum(file.stat().st_size for file in files if file.is_file())
    except DAMAGE as error:
        return LibraryEntry(path, None, 0, is_installed, fault_of(error, path.name))
    return LibraryEntry(path, card, size, is_installed, None, signature)


def _proven(entry: LibraryEntry) -> LibraryEntry:
    """Verify one of several packs that claim the same weights."""
    try:
        verify_pack(entry.path)
    except DAMAGE as error:
        what = "Tampered with or damaged: it claims the same hash as another model here. "
        said = fault_of(error, entry.path.name)
        return replace(entry, card=None, fault=StephError(what + said.what, said.where, said.todo))
    return entry


def verify_pack(path: Path) -> PackCard:
    """Check a pack's hash, names, shapes and numbers, all of it."""
    return read_checked(path).card


def install_pack(source: Path, folder: Path) -> Path:
    """Check a pack and copy it into a models folder, as one file; another is never replaced.

    Raises
    ------
    StephError
        If it does not pass, or is installed already.
    """
    card = verify_pack(source)  # first: a pack that claims another's hash is not that model
    for entry in scan(folder):
        if entry.card is not None and entry.card.weights_sha256 == card.weights_sha256:
            named = entry.card.model_id
            what = f"This model is in the library already, as {named!r}"
            raise StephError(what, source, "Use that one.")
    return _write(source, free_name(folder, card.model_id))


def export_pack(source: Path, out: Path) -> Path:
    """Check a pack and write it as one ``.steph`` file; an existing one is not replaced.

    Raises
    ------
    StephError
        If it does not pass, something exists there, or it cannot be written.
    """
    if out.exists():
        raise StephError("This name is taken already", out, "Choose another name.")
    return _write(source, out)


def _write(source: Path, out: Path) -> Path:
    contents = read_checked(source).files
    ensure_folder(out.parent)
    write_pack_file(out, contents)
    return out


def free_name(folder: Path, model_id: str) -> Path:
    """Return a file name for a model that nothing in the folder has."""
    stem = safe_stem(model_id, "model")
    taken, number = folder / f"{stem}{PACK_SUFFIX}", 1
    while taken.exists():
        number += 1
        taken = folder / f"{stem}-{number}{PACK_SUFFIX}"
    return taken


# The authors' checkpoints ------------------------------------------------------------------------


def import_authors(request: ImportRequest, control: JobControl) -> Path:
    """Turn an authors' checkpoint into a pack; in the engine's process, for it needs torch."""
    from steph_desktop.model.packs import import_checkpoint

    control.checkpoint(0, 1, Phase.LOADING_MODEL)
    ensure_folder(request.out.parent)
    import_checkpoint(
        request.file, request.out, target=request.target, sources=request.sources, k=request.k
    )
    control.checkpoint(1, 1, Phase.DONE)
    return request.out


# Source models -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class SourceModelSet:
    """The source models of a target."""

    target: str  # the cancer that is to be predicted
    encoder: str  # whose features all of them take; empty if there is no source model
    present: tuple[LibraryEntry, ...]  # one per source that is here, by name
    missing: tuple[str, ...]  # sources of which there is no model
    # Models of a source that cannot join, and why.
    refused: tuple[tuple[LibraryEntry, str], ...] = ()

    @property
    def is_complete(self) -> bool:
        """Whether every source is here."""
        return not self.missing


def source_models_for(
    target: str, entries: Sequence[LibraryEntry], encoder: str | None = None
) -> SourceModelSet:
    """Return the source models of a target in the library; all must take the same features.

    Parameters
    ----------
    target : str
        One of the 13 TCGA cohorts, or another cancer (then all 13 are its sources).
    entries : sequence of LibraryEntry
        The library, without what is retired.
    encoder : str, optional
        Whose features they take; that of most of the models by default.
    """
    wanted = [name for name in TCGA_CANCERS if name != target]
    single = [
        entry
        for entry in entries
        if entry.card is not None
        and entry.card.kind is PackKind.ABMIL
        and entry.card.target_cancer in wanted
    ]
    forms = [_form(entry.card) for entry in single if entry.card is not None]
    own = [form for form in forms if encoder is None or form[0] == encoder]
    if not own:
        chosen = None
    else:
        chosen = max(dict.fromkeys(own), key=lambda form: len(_cancers(single, form)))
    present: dict[str, LibraryEntry] = {}
    refused: list[tuple[LibraryEntry, str]] = []
    for entry in single:
        card = entry.card
        if card is None or chosen is None:
            continue
        if _form(card) != chosen:
            refused.append((entry, _why_not(card, chosen)))
        elif card.target_cancer in present:
            refused.append((entry, f"another model of {card.target_cancer} is taken"))
        else:
            present[card.target_cancer] = entry
    return SourceModelSet(
        target,
        chosen[0] if chosen is not None else encoder or "",
        tuple(present[name] for name in sorted(present)),
        tuple(name for name in wanted if name not in present),
        tuple(refused),
    )


_Form = tuple[str, int, int, int, tuple[float, ...]]


def _form(card: PackCard) -> _Form:
    return card.encoder, card.feature_dim, card.embed_dim, card.attn_dim, card.bins.starts_days


def _cancers(entries: Sequence[LibraryEntry], form: _Form) -> set[str]:
    return {e.card.target_cancer for e in entries if e.card is not None and _form(e.card) == form}


def _why_not(card: PackCard, form: _Form) -> str:
    encoder, _, embed, attn, _ = form
    if card.encoder != encoder:
        return (
            f"it takes features of {card.encoder}, the other sources those of {encoder}: the same "
            "numbers mean other things, so their task vectors cannot be mixed"
        )
    if (card.embed_dim, card.attn_dim) != (embed, attn):
        return (
            f"its layers are {card.embed_dim} and {card.attn_dim} wide, the others' {embed} and "
            f"{attn}: task vectors of other shapes cannot be mixed"
        )
    return "its features or time bins are not those of the other sources"
