"""Dataclasses to JSON and back, by their type annotations alone: strict, and without pickle.

Fields may hold plain values, paths, enums, tuples, mappings, unions, numpy arrays, and dataclasses
of these. What a type cannot say stands beside it, in `typing.Annotated`::

    attn_dim: Annotated[int, Within(1, 65536)]
    light: Annotated[CheckStatus, Key("status")]
    bins: Annotated[TimeBins, _STARTS]  # a Through; a lambda here could not see the module's names
"""

from __future__ import annotations

import json
import math
import os
import stat
import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from enum import Enum
from functools import cache, partial
from pathlib import Path
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin, get_type_hints

import numpy as np

from steph_desktop.core.errors import StephError

_T = TypeVar("_T")
MAX_DEPTH = 24
"""Deeper JSON is refused before Python's own recursion limit is reached."""
MAX_JSON_BYTES = 256 << 20
"""No file of records is as large."""


class CodecError(ValueError):
    """A JSON value does not fit its type; the message names the key and what is wrong with it."""


@dataclass(frozen=True)
class Within:
    """Bounds (both included) of a number, or of the length of a text, list, array or mapping."""

    low: float
    high: float


@dataclass(frozen=True)
class Key:
    """How a field is stored in the file."""

    name: str = ""  # its key; that of the field if empty
    # Left out where it has its default, so that older programs can read the file.
    omit: bool = False
    # Earlier versions did not write it: it may be missing even where reading is strict.
    later: bool = False
    stored: bool = True  # False for a field that is never written


@dataclass(frozen=True)
class Through:
    """Another form on disk: its type, and the functions that convert to it and back."""

    kind: Any
    encode: Callable[[Any], Any]
    decode: Callable[[Any], Any]


@dataclass(frozen=True)
class Rounded:
    """Write the numbers of an array to this many decimals."""

    decimals: int


@dataclass(frozen=True)
class _Slot:
    """A field with its key, its annotation, and the markers in that annotation."""

    field: Field[Any]
    key: Key
    hint: Any
    marks: tuple[Any, ...]

    @property
    def has_default(self) -> bool:
        return self.field.default is not MISSING or self.field.default_factory is not MISSING

    def is_default(self, value: Any) -> bool:
        make, default = self.field.default_factory, self.field.default
        usual = default if make is MISSING else make()
        return usual is value or bool(usual == value)


@cache
def _slots(kind: type) -> tuple[_Slot, ...]:
    """Return the stored fields of a dataclass; cached, because resolving type hints is slow."""
    hints = get_type_hints(kind, include_extras=True)
    found = []
    for field in fields(kind):
        hint = hints[field.name]
        marks = _unwrapped(hint)[1]
        key = next((mark for mark in marks if isinstance(mark, Key)), Key())
        if field.init and key.stored:
            found.append(_Slot(field, key, hint, marks))
    return tuple(found)


def _unwrapped(kind: Any) -> tuple[Any, tuple[Any, ...]]:
    """Split ``Annotated[kind, marks...]``."""
    if get_origin(kind) is not Annotated:
        return kind, ()
    plain, *marks = get_args(kind)
    return plain, tuple(marks)


def to_json(value: Any) -> Any:
    """Return a value as plain JSON values, which `from_json` reads back.

    Raises
    ------
    TypeError
        If it holds what JSON cannot, such as an open file.
    """
    if is_dataclass(value) and not isinstance(value, type):
        return {
            slot.key.name or slot.field.name: _field_json(slot, getattr(value, slot.field.name))
            for slot in _slots(type(value))
            if not (slot.key.omit and slot.is_default(getattr(value, slot.field.name)))
        }
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Path):
        return str(value)
    if isinstance(value, np.ndarray):
        return value.tolist()
    if isinstance(value, np.generic):
        return value.item()
    if isinstance(value, tuple | list):
        return [to_json(item) for item in value]
    if isinstance(value, Mapping):
        return {_key_json(key): to_json(item) for key, item in value.items()}
    if value is None or isinstance(value, str | int | float | bool):
        return value
    raise TypeError(f"JSON cannot hold a {type(value).__name__}")


def _field_json(slot: _Slot, value: Any) -> Any:
    for mark in slot.marks:
        if isinstance(mark, Through):
            value = mark.encode(value)
        elif isinstance(mark, Rounded):
            value = np.asarray(value).round(mark.decimals)
    return to_json(value)


def _key_json(key: Any) -> str:
    key = key.value if isinstance(key, Enum) else key
    if not isinstance(key, str):
        raise TypeError(f"JSON cannot name a value by a {type(key).__name__}")
    return key


def chosen(of: object, *names: str) -> dict[str, Any]:
    """Return some options of a command, or fields of a record, by their names."""
    return {name: getattr(of, name) for name in names}


def from_json(
    kind: type[_T],
    value: Any,
    what: str = "it",
    *,
    strict: bool = False,
    extra: bool = False,
    finite: bool = True,
) -> _T:
    """Build a value of a type from what `to_json` gave; refuse what does not fit.

    Parameters
    ----------
    kind : type
        A dataclass, or any other type that a field may have.
    what : str
        What it is, for messages: ``the card``.
    strict : bool
        Refuse a missing key even where the field has a default, unless its `Key` says otherwise.
    extra : bool
        Pass over keys that are not known; else they are refused.

    Raises
    ------
    CodecError
        Names the key that does not fit.
    """
    built: _T = _Reader(strict, extra, finite).read(kind, value, what, 0)
    return built


@dataclass(frozen=True)
class _Reader:
    strict: bool
    extra: bool
    finite: bool

    def read(self, kind: Any, value: Any, what: str, depth: int) -> Any:
        if depth > MAX_DEPTH:
            raise CodecError(f"{what} is nested too deeply")
        plain, marks = _unwrapped(kind)
        for mark in marks:
            if isinstance(mark, Through):
                stored = self.read(mark.kind, value, what, depth)
                return _made(mark.decode, what, stored)
        found = self._plain(plain, value, what, depth)
        for mark in marks:
            if isinstance(mark, Within) and found is not None:
                _check_within(mark, found, what)
        return found

    def _plain(self, kind: Any, value: Any, what: str, depth: int) -> Any:
        origin = get_origin(kind)
        if origin in {Union, types.UnionType}:
            return self._union(get_args(kind), value, what, depth)
        if origin is tuple:
            return self._tuple(get_args(kind), value, what, depth)
        if origin is np.ndarray:
            return self._array(get_args(get_args(kind)[1])[0], value, what, depth)
        if kind is Any:
            return self._any(value, what, depth)
        if origin is not None and issubclass(origin, Mapping):
            key_kind, item_kind = get_args(kind)
            below = partial(self.read, what=what, depth=depth + 1)
            pairs = _mapping(value, what).items()
            return {below(key_kind, key): below(item_kind, item) for key, item in pairs}
        if is_dataclass(kind):
            return self._dataclass(kind, value, what, depth)
        if issubclass(kind, Enum):
            for member in kind:
                if type(value) is type(member.value) and member.value == value:
                    return member
            raise CodecError(f"{what} is {str(value)[:40]!r}")
        return self._leaf(kind, value, what)

    def _leaf(self, kind: Any, value: Any, what: str) -> Any:
        if issubclass(kind, Path):
            if not isinstance(value, str) or "\0" in value:
                raise CodecError(f"{what} is not a path")
            return Path(_encodable(os.fsencode, value, what))
        if kind is float and type(value) is int:
            value = _made(float, what, value)  # one of 400 digits is too large
        if type(value) is not kind:
            raise CodecError(f"{what} is not {_NAMES.get(kind, f'a {kind.__name__}')}")
        if kind is float and self.finite and not math.isfinite(value):
            raise CodecError(f"{what} is not a finite number")
        return _encodable(str.encode, value, what) if kind is str else value

    def _union(self, kinds: tuple[Any, ...], value: Any, what: str, depth: int) -> Any:
        if value is None and type(None) in kinds:
            return None
        *others, last = [kind for kind in kinds if kind is not type(None)]
        for kind in others:
            try:
                return self.read(kind, value, what, depth)
            except CodecError:
                continue
        return self.read(last, value, what, depth)

    def _tuple(self, kinds: tuple[Any, ...], value: Any, what: str, depth: int) -> Any:
        if not isinstance(value, list):
            raise CodecError(f"{what} is not a list")
        if len(kinds) == 2 and kinds[1] is Ellipsis:
            kinds = kinds[:1] * len(value)
        if len(kinds) != len(value):
            raise CodecError(f"{what} does not hold {len(kinds)} values")
        pairs = zip(kinds, value, strict=True)
        return tuple(self.read(kind, item, what, depth + 1) for kind, item in pairs)

    def _array(self, scalar: Any, value: Any, what: str, depth: int) -> Any:
        kind = bool if scalar is np.bool_ else int if issubclass(scalar, np.integer) else float
        if not isinstance(value, list):
            raise CodecError(f"{what} is not a list")

        def leaves(item: Any, depth: int) -> Any:
            if isinstance(item, list) and depth <= MAX_DEPTH:
                return [leaves(part, depth + 1) for part in item]
            return self._leaf(kind, item, what)

        return _made(lambda item: np.array(item, scalar), what, leaves(value, depth))

    def _any(self, value: Any, what: str, depth: int) -> Any:
        if depth > MAX_DEPTH:
            raise CodecError(f"{what} is nested too deeply")
        if isinstance(value, list):
            return [self._any(item, what, depth + 1) for item in value]
        if isinstance(value, dict):
            return {key: self._any(item, what, depth + 1) for key, item in value.items()}
        return self._leaf(float, value, what) if isinstance(value, float) else value

    def _dataclass(self, kind: Any, value: Any, what: str, depth: int) -> Any:
        given = _mapping(value, what)
        slots = {slot.key.name or slot.field.name: slot for slot in _slots(kind)}
        if not self.extra and (unknown := sorted(given.keys() - slots.keys())):
            raise CodecError(f"{what} holds {unknown[0][:40]!r}, which is not known")
        values = {}
        for name, slot in sorted(slots.items()):
            if name in given:
                values[slot.field.name] = self.read(slot.hint, given[name], name, depth + 1)
            elif not (slot.has_default and (slot.key.omit or slot.key.later or not self.strict)):
                raise CodecError(f"{what} lacks {name!r}")
        return _made(lambda named: kind(**named), what, values)


def _encodable(encode: Callable[[str], bytes], value: str, what: str) -> str:
    """Refuse a lone surrogate: no screen, file name or database takes it."""
    try:
        encode(value)
    except UnicodeEncodeError as error:
        raise CodecError(f"{what} holds half a character") from error
    return value


_NAMES = {str: "a text", int: "a whole number", float: "a number", bool: "true or false"}


def _mapping(value: Any, what: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise CodecError(f"{what} is not a set of named values")
    return value


def _check_within(bounds: Within, value: Any, what: str) -> None:
    if isinstance(value, int | float):
        if not bounds.low <= value <= bounds.high:
            raise CodecError(f"{what} is not between {bounds.low:g} and {bounds.high:g}")
    elif not bounds.low <= len(value) <= bounds.high:
        held = "" if bounds.low <= 0 else f"{bounds.low:g} to "
        raise CodecError(f"{what} holds {len(value)}, not {held}at most {bounds.high:g}")


def _made(make: Callable[[Any], Any], what: str, value: Any) -> Any:
    """Call a constructor; report its refusal as a fault of the file."""
    try:
        return make(value)
    except CodecError:
        raise
    except (ValueError, OverflowError) as error:
        raise CodecError(f"{what}: {error}") from error


def parse_json(text: str | bytes) -> Any:
    """Parse JSON from an untrusted source.

    Raises
    ------
    CodecError
        If it is none, or nested deeper than it can be read.
    """
    try:
        return json.loads(text)
    except RecursionError as error:
        raise CodecError("it is nested too deeply") from error
    except ValueError as error:  # not UTF-8, or a whole number of thousands of digits, as well
        raise CodecError(f"it is not JSON: {error}") from error


def read_json(path: Path, most_bytes: int = MAX_JSON_BYTES) -> Any:
    """Read a JSON file from an untrusted source, up to a size limit.

    Raises
    ------
    OSError
        If it cannot be read.
    CodecError
        If it is no regular file, too large, no JSON, or nested too deeply.
    """
    if not stat.S_ISREG(path.stat().st_mode):  # a device or a pipe has no end
        raise CodecError("it is not a regular file")
    with path.open("rb") as file:
        data = file.read(most_bytes + 1)
    if len(data) > most_bytes:
        raise CodecError(f"it is larger than {most_bytes >> 20} MB")
    return parse_json(data)


def request_to_json(request: Any) -> dict[str, Any]:
    """Return a request's fields as JSON values, so that a queued job survives a restart."""
    value: dict[str, Any] = to_json(request)
    return value


def request_from_json(kind: type[_T], value: Any) -> _T:
    """Build a request from what `request_to_json` gave.

    Raises
    ------
    StephError
        If the fields do not fit: another version of the program queued it.
    """
    try:
        return from_json(kind, value, strict=True, finite=False)
    except CodecError as error:
        what = "This job was queued by another version of the program"
        raise StephError(what, None, "Queue it again.") from error
