"""The graph on disk: documents in, documents out, and what questions read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, Self

if TYPE_CHECKING:
    import networkx

    from docparse.model import Plan

Status = Literal["added", "unchanged", "updated"]


@dataclass(frozen=True, slots=True)
class Added:
    """What :meth:`GraphStore.add` did. ``version`` counts from 1; ``replaced`` is the version before, if any."""

    status: Status
    document_id: str
    version: int
    replaced: int | None
    goals: int
    tasks: int
    references: int


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """A line of the list of documents; ``added`` is an ISO time in UTC, ``versions`` how many are kept."""

    id: str
    name: str
    type: str | None
    symbol: str | None
    title: str | None
    date: str | None
    issuer: str | None
    file: str | None
    sha256: str
    rules: str
    version: int
    versions: int
    added: str
    goals: int
    tasks: int
    references: int


class GraphStore:
    """A store of plans; a context manager. One object serves one thread."""

    def __init__(self, url: str | None = None) -> None:
        raise NotImplementedError

    def __enter__(self) -> Self:
        raise NotImplementedError

    def __exit__(self, *_: object) -> None:
        raise NotImplementedError

    @property
    def url(self) -> str:
        """``sqlite:///FILE`` of this store."""
        raise NotImplementedError

    def close(self) -> None:
        raise NotImplementedError

    def add(self, plan: Plan, *, sha256: str | None = None, file: str | None = None, rules: str = "") -> Added:
        """Keep a plan; the same bytes (``sha256``, hex) parsed by the same ``rules`` version change nothing.

        A changed version of a document becomes the current one in one transaction; the older is kept.
        ``sha256`` and ``file`` default to ``plan.source["sha256"]`` and ``["name"]``.
        """
        raise NotImplementedError

    def remove(self, document: str) -> StoredDocument:
        """Take a document out with all its versions; returns what it was. QuestionError if unknown or ambiguous."""
        raise NotImplementedError

    def documents(self) -> tuple[StoredDocument, ...]:
        """All documents, by date, then id."""
        raise NotImplementedError

    def find_document(self, words: str) -> StoredDocument:
        """The one document that ``words`` name: symbol ("3243/KH-UBND"), number ("3243"), id or file name.

        QuestionError DP501 where nothing fits, DP502 with the candidates where several do.
        """
        raise NotImplementedError

    def plan(self, document: str, version: int | None = None) -> dict[str, Any]:
        """The "docparse/1" object of the current or an older version, as it was added."""
        raise NotImplementedError

    def graph(self) -> networkx.MultiDiGraph[str]:
        """All nodes and edges, with the ids of the store; attributes as in ``graph/vocabulary.yaml``."""
        raise NotImplementedError
