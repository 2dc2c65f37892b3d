"""What is told of an agency: what it was, what it is by a day, and its tasks (S8)."""

from __future__ import annotations

from dataclasses import dataclass

from docparse.model import AgencyRole
from docparse.questions.answer import Answer, Heir
from docparse.questions.answers import DocumentRef


@dataclass(frozen=True, slots=True)
class AgencyWork(Answer):
    """What a document gives an agency: how many tasks in each role, the strongest first; ``tasks`` counts each once.

    ``agency`` is the name in the document, or of the group that it belongs to."""

    document: DocumentRef
    agency: str
    tasks: int
    roles: tuple[tuple[AgencyRole, str, int], ...]


@dataclass(frozen=True, slots=True)
class AgencyAnswer(Answer):
    """One agency on the day ``at`` (ISO). ``exists``: whether it does then, None where the registry cannot tell;
    ``known``: whether the registry or the store knows the name at all. ``name`` is its full name on that day. ``ended``
    is when it ended, as exact as known, by ``ended_by``. ``unknown_places`` are places in the name that no list holds,
    ``candidates`` those that it may mean; ``stored``: whether a store was asked.

    ``now`` is what it has become by then, ``before`` what it came from; ``names`` are its spellings in the store.
    ``own`` are its tasks in the store under its own name or through groups, ``inherited`` those of its forebears.
    """

    asked: str
    at: str
    name: str
    province: str | None
    exists: bool | None
    known: bool
    now: tuple[Heir, ...]
    before: tuple[Heir, ...]
    names: tuple[str, ...]
    own: tuple[AgencyWork, ...]
    inherited: tuple[AgencyWork, ...]
    suggestions: tuple[str, ...] = ()
    ended: str | None = None
    ended_by: str = ""
    unknown_places: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()
    stored: bool = True
