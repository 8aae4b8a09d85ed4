"""Outcome coding: which values of a column mean the event, and when that must be asked.

Words such as ``dead`` speak for themselves. Bare codes such as 0 and 1 are read by the name of
their column and by how long their patients were followed. Where the two disagree, or the name is
in use both ways (censorship, survival), nothing is assumed: an inverted outcome trains a model
that looks as good as a right one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from steph_desktop.cohort.audit import is_inverted
from steph_desktop.cohort.table_schema import (
    SettledBy,
    TableSchema,
    is_missing,
    length_words,
    word_set,
)
from steph_desktop.core.errors import StephError, count_of
from steph_desktop.core.written_numbers import number_of
from steph_desktop.survival.curves import FloatArray

EVENT_WORDS = word_set(
    "1 dead deceased death died exitus dod yes y ja oui si true t event progressed progression "
    "relapse relapsed recurrence recurred verstorben tot gestorben décédé decede mort uncensored "
    "1:deceased 1:dead 1:yes 1:event 1:progressed 1:recurred/progressed 1:progression 2:dead",
    "dead with tumor", "1:dead with tumor", "dead of disease", "died of disease",
)  # fmt: skip
OTHER_WORDS = word_set(
    "0 alive living lebend lebt vivant vivo no n nein non false f censored none 0:living 0:alive "
    "0:no 0:censored 0:diseasefree 1:alive ned awd zensiert censor event-free",
    "lost to follow-up", "lost to follow up", "no event", "alive without disease",
    "alive with disease", "0:alive or dead tumor free",
)  # fmt: skip
_BARE = word_set("0 1 2 0.0 1.0 2.0 yes no y n ja nein oui non si true false t f wahr falsch")
# Names under which both codings are in use: 1 for censored, alive or free of disease, or for the
# event.
_BOTH_WAYS = (
    "cens", "zens", "alive", "living", "lebend", "lebt", "surviv", "überleb", "ueberleb", "vivant",
    "free", "frei", "remission", "lost",
)  # fmt: skip
_EVENT_ENDS = word_set("event death dead died deceased verstorben tod ereignis")
_DEATH = re.compile(r"dea[dt]|died|dece|décé|tot\b|verst|gest|exit|mort|doc\b|other|unrelated")


@dataclass(frozen=True)
class EventCoding:
    """What the values of an event column mean."""

    event: tuple[str, ...] = ()  # values, in lower case, that mean the event
    other: tuple[str, ...] = ()  # values that mean that it was not seen
    settled_by: SettledBy = SettledBy.WORDS
    question: str = ""  # why nothing is assumed, a sentence; empty if the meaning is settled


def parts_of(name: str) -> list[str]:
    """Return the words of a column's name in lower case: ``OS.time`` is ``os`` and ``time``."""
    spaced = re.sub(r"(?<=[a-zäöü])(?=[A-Z])", " ", name)
    return [part for part in re.split(r"[\W_]+", spaced.casefold()) if part]


def is_bare(words: Sequence[str]) -> bool:
    """Return whether values are codes that say nothing of themselves, such as 0 and 1."""
    return bool(words) and all(word in _BARE for word in words)


def split_words(words: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Split the words of an event column into those that mean an event and those that mean none.

    Where a column holds 1 and 2, statistics programs mean by 2 the event. A death of another cause
    belongs to neither: whether it counts depends on the question of the study.
    """
    if {number_of(word) for word in words} == {1.0, 2.0}:
        two, one = (tuple(w for w in words if number_of(w) == code) for code in (2, 1))
        return two, one
    event = tuple(word for word in words if word in EVENT_WORDS or word == "1.0")
    other = tuple(word for word in words if word in OTHER_WORDS or word == "0.0")
    rest = tuple(word for word in words if word not in (*event, *other))
    if len(words) == 2 and len(rest) == 1 and not _DEATH.search(rest[0]):
        return (event, rest) if event else (rest, other)
    return event, other


def code_events(name: str, days: Mapping[str, FloatArray]) -> EventCoding:
    """Settle what the values of an event column mean, or say why it must be asked.

    `days` holds the follow-up of the rows of each value, the most common value first; an array is
    empty where no times are known.
    """
    words = list(days)
    event, other = split_words(words)
    if not is_bare(words):
        return EventCoding(event, other)
    if (told := _coding_in(name, words)) is not None:
        return told
    parts = parts_of(name)
    # "uncensored" begins otherwise; "survival_event" names the event.
    doubtful = any(part.startswith(_BOTH_WAYS) for part in parts) and parts[-1] not in _EVENT_ENDS
    if doubtful:
        why = f"Columns named like {name} are in use with either meaning"
    elif event and other and _looks_inverted(days, event, other):
        why = f"By its name {event[0]} would mean the event, but then most patients have it, later"
        why += " than the others were last seen"
    else:
        return EventCoding(event, other, SettledBy.NAME)
    facts = "; ".join(f"{word}: {_group_words(values)}" for word, values in days.items())
    return EventCoding(question=f"{why}. {facts}")


_TOLD = re.compile(r"(\w+)\s*[=:]\s*([^\W\d_]+)")
_SAYS_EVENT = word_set(
    "dead death died deceased event tot tod verstorben gestorben relapse recurrence progression "
    "uncensored exitus décès"
)
_SAYS_OTHER = word_set("alive living lives lebend lebt censored censor zensiert vivant free")


def _coding_in(name: str, words: Sequence[str]) -> EventCoding | None:
    """Return the coding that a name tells, as in ``status (0 = alive, 1 = dead)``."""
    event, other = [], []
    for code, meaning in _TOLD.findall(name.casefold()):
        number = number_of(code)
        mine = [w for w in words if w == code or (number is not None and number_of(w) == number)]
        if meaning in _SAYS_EVENT:
            event += mine
        elif meaning in _SAYS_OTHER:
            other += mine
    rest = [word for word in words if word not in (*event, *other)]
    if len(words) == 2 and len(rest) == 1:
        (other if event else event).extend(rest)
    if not event or not other or set(event) & set(other):
        return None
    return EventCoding(tuple(event), tuple(other), SettledBy.NAME)


def _looks_inverted(
    days: Mapping[str, FloatArray], event: Sequence[str], other: Sequence[str]
) -> bool:
    seen, unseen = (np.concatenate([days[word] for word in words]) for words in (event, other))
    events = np.arange(len(seen) + len(unseen)) < len(seen)
    return is_inverted(np.concatenate([seen, unseen]), events)


def _group_words(days: FloatArray) -> str:
    count = count_of(len(days), "patient")
    if not len(days):
        return count
    return f"{count}, followed for {length_words(float(np.median(days)))} (median)"


def stated_coding(
    schema: TableSchema, words: Sequence[str], event: Sequence[str], left_out: Sequence[str] = ()
) -> TableSchema:
    """Return a schema in which the stated values mean the event, and all others none.

    `words` are the distinct values of the event column; patients with a value `left_out` are left
    out.
    """
    known = [word for word in words if not is_missing(word)]

    def found(value: str) -> str:
        number = number_of(value)
        for word in known:
            if word == value.casefold() or (number is not None and number_of(word) == number):
                return word
        what = f"Column {schema.event} has no value {value!r}"
        raise StephError(what, None, f"It holds {', '.join(known)}.")

    events = tuple(found(value) for value in event)
    skipped = tuple(found(value) for value in left_out)
    if both := set(events) & set(skipped):
        raise StephError(f"{min(both)!r} cannot mean two things", None, "State it once.")
    return replace(
        schema,
        event_words=events,
        other_words=tuple(w for w in known if w not in (*events, *skipped)),
        skipped_words=skipped,
        settled_by=SettledBy.STATED,
    )
