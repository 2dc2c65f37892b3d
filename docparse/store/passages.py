"""What is searched of a document: its tasks, its goals and the lines that are neither, as folded words.

The index keeps no text, so that the words that went in must come out the same: both ways are this one.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from docparse.folding import fold_all
from docparse.store.connection import Connection
from docparse.store.headers import HEADER, header_words
from docparse.store.spans import Spans

TASK, GOAL, PARAGRAPH = range(3)
_PAGE = 500  # documents looked up at a time


@dataclass(frozen=True, slots=True)
class Part:
    """A section: ``parent`` is the key of the one above it, ``start`` and ``end`` its code points."""

    key: int
    parent: int | None
    heading: str
    start: int
    end: int


def headings(parts: Sequence[Part]) -> dict[int | None, str]:
    """The folded headings of each section and of those above it, outermost first; "" for no section."""
    found: dict[int | None, str] = {None: ""}
    for part, heading in zip(parts, fold_all([part.heading for part in parts]), strict=True):
        found[part.key] = f"{found.get(part.parent, '')} {heading}".strip()
    return found


@dataclass(slots=True)
class Index:
    """Rows of the index to be, folded all at once."""

    entries: list[tuple[int, str, str, tuple[str, ...]]] = field(default_factory=list)

    def add(self, kind: int, key: int, passage: str, above: str, agencies: Iterable[str] = ()) -> None:
        """A passage, the folded headings above it and the agencies of the task."""
        self.entries.append((4 * key + kind, passage, above, tuple(agencies)))

    def rows(self) -> list[dict[str, Any]]:
        """The rows by number, as the index takes them quickest."""
        self.entries.sort()
        words = fold_all([passage for _, passage, _, _ in self.entries])
        names = list({name for *_, agencies in self.entries for name in agencies})
        folded = dict(zip(names, fold_all(names), strict=True))
        return [
            {"number": number, "folded": text, "context": _context(above, (folded[name] for name in agencies))}
            for (number, _, above, agencies), text in zip(self.entries, words, strict=True)
        ]


def _context(above: str, agencies: Iterable[str]) -> str:
    """What stands beside a task's own words."""
    return f"{above} {' '.join(agencies)}".strip()


def contexts(db: Connection, tasks: Sequence[int]) -> Mapping[int, str]:
    """The context of each of these tasks."""
    pks = json.dumps(list(tasks))
    rows = db.rows("tasks_in_sections", pks=pks)
    agencies: dict[int, list[str]] = {}
    named = db.rows("agencies_in_tasks", pks=pks)
    for row, name in zip(named, fold_all([row["agency"] for row in named]), strict=True):
        agencies.setdefault(row["task_pk"], []).append(name)
    above = _above(db, {row["section_pk"] for row in rows} - {None})
    return {row["pk"]: _context(above.get(row["section_pk"], ""), agencies.get(row["pk"], ())) for row in rows}


def _above(db: Connection, sections: set[int]) -> dict[int | None, str]:
    """:func:`headings` of these sections: they and what is above them are read, level by level."""
    found: dict[int, Part] = {}
    while sections:
        parts = _parts(db.rows("sections_by_pk", pks=json.dumps(sorted(sections))))
        found |= {part.key: part for part in parts}
        sections = {part.parent for part in parts if part.parent is not None} - found.keys()
    return headings([found[key] for key in sorted(found)])


def _parts(rows: Iterable[Any]) -> list[Part]:
    return [Part(row["pk"], row["parent_pk"], row["heading"], row["start_at"], row["end_at"]) for row in rows]


def indexed(db: Connection, document: int) -> list[dict[str, Any]]:
    """All rows of the index that a document has, from what the store keeps of it."""
    found = db.row("text", document=document)
    text = found["text"] if found else ""
    parts = _parts(db.rows("sections_in_documents", documents=f"[{document}]"))
    above = headings(parts)
    agencies: dict[int, list[str]] = {}
    for row in db.rows("agencies_in_document", document=document):
        agencies.setdefault(row["task_pk"], []).append(row["agency"])
    index = Index()
    for kind, name in ((TASK, "task_spans"), (GOAL, "goal_spans")):
        for row in db.rows(name, document=document):
            beside = agencies.get(row["pk"], ()) if kind == TASK else ()
            index.add(kind, row["pk"], text[row["start_at"] : row["end_at"]], above[row["section_pk"]], beside)
    spans = Spans([(part.start, part.end, part.key) for part in parts])
    for row in db.rows("paragraph_spans", document=document):
        inside = spans.innermost(row["start_at"], row["end_at"])
        index.add(PARAGRAPH, row["pk"], text[row["start_at"] : row["end_at"]], above[inside])
    return index.rows()


def reindex(db: Connection) -> None:
    """Make the whole index anew, in the caller's transaction."""
    for name in ("clear_index", "clear_headers"):
        db.run(name)
    after = ""
    while rows := db.rows("documents_after", after=after, most=_PAGE):
        for row in rows:
            db.run_many("put_in_index", indexed(db, row["pk"]))
            db.run("put_header", pk=row["pk"], words=header_words(*(row[name] for name in HEADER)))
        after = rows[-1]["id"]
