"""Requests as JSON: how a job in the queue survives a restart, without a pickle."""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from pathlib import Path
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from steph_desktop.core.errors import StephError

_R = TypeVar("_R")


def request_to_json(request: Any) -> dict[str, Any]:
    """Return a request's fields as JSON values.

    Parameters
    ----------
    request : dataclass instance
        Of plain values, paths, enums, tuples, and dataclasses of these.

    Raises
    ------
    TypeError
        If it holds anything else.
    """
    return {field.name: _to_json(getattr(request, field.name)) for field in fields(request)}


def request_from_json(kind: type[_R], value: Mapping[str, Any]) -> _R:
    """Build a request from what `request_to_json` gave; its types decide how.

    Raises
    ------
    StephError
        If the fields do not fit: another version of the program queued it.
    """
    try:
        request: _R = _build(kind, value)
    except (TypeError, ValueError, KeyError, AttributeError) as error:
        raise StephError(
            "This job was queued by another version of the program", None, "Queue it again."
        ) from error
    return request


def _to_json(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return request_to_json(value)
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Path):
        return str(value)
    if isinstance(value, tuple):
        return [_to_json(item) for item in value]
    if value is None or isinstance(value, str | int | float | bool):
        return value
    raise TypeError(f"a request cannot hold a {type(value).__name__}")


def _build(kind: Any, value: Mapping[str, Any]) -> Any:
    hints = get_type_hints(kind)
    names = {field.name for field in fields(kind)}
    if names != value.keys():
        raise ValueError("fields differ")
    return kind(**{name: _from_json(hints[name], value[name]) for name in names})


def _from_json(kind: Any, value: Any) -> Any:
    """Read a value as a type; one that does not fit is refused, never bent."""
    if get_origin(kind) in {Union, types.UnionType}:
        if value is None and type(None) in get_args(kind):
            return None
        (wanted,) = [choice for choice in get_args(kind) if choice is not type(None)]
        return _from_json(wanted, value)
    if get_origin(kind) is tuple:
        item, *rest = get_args(kind)
        kinds = [item] * len(value) if rest == [Ellipsis] else [item, *rest]
        if not isinstance(value, list):
            raise TypeError("not a list")
        return tuple(_from_json(k, entry) for k, entry in zip(kinds, value, strict=True))
    if is_dataclass(kind):
        return _build(kind, value)
    if issubclass(kind, Enum):
        return kind(value)
    if issubclass(kind, Path):
        if not isinstance(value, str):
            raise TypeError("not a path")
        return Path(value)
    if kind is float and type(value) is int:
        return float(value)
    if type(value) is not kind:
        raise TypeError(f"not a {kind.__name__}")
    return value
