"""docparse in a spaCy pipeline: ``nlp.add_pipe("docparse")`` puts what docparse finds into ``doc.spans["docparse"]``.

A span's label says what it is: ``task``, ``goal``, ``indicator``, ``reference``, ``due``, ``agency`` (every agency
named), and ``lead``, ``implement``, ``coordinate``, ``monitor``, ``receive`` for an agency's part in a task.
``span.kb_id_`` is the id of the rule, ``span.id_`` that of the fact (the task's id, the reference's target, the
agency's id), "" where there is none. Spans may overlap, and are widened to whole tokens.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docparse.extraction.plan import read_plan
from docparse.folding import canon
from docparse.identity.agencies import agency_book, find_agencies
from docparse.identity.homes import home_of_document
from docparse.matching.engine import RulePack, office_pack, settle, using
from docparse.model import Plan
from docparse.questions.rereading import source_of_lines

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

KEY = "docparse"
_LONE = re.compile("[\ud800-\udfff]")  # half a surrogate pair is no text
_DUE_LABELS = ("due", "due-clause")


@dataclass(frozen=True, slots=True)
class Found:
    """A labelled passage ``text[start:end]`` with the rule that found it and the fact that it belongs to."""

    label: str
    start: int
    end: int
    rule: str = ""
    fact: str = ""


def find(text: str, pack: RulePack | None = None) -> list[Found]:
    """All that docparse finds in a text, in its order; offsets are those of ``text``, whatever its Unicode form."""
    composed, offsets = _composed(_LONE.sub("\ufffd", text))
    with using(pack) as in_use:
        plan = read_plan(source_of_lines(composed))
        found = [*_facts(plan), *_mentions(plan, in_use)]
    if offsets is not None:
        found = [Found(f.label, offsets[f.start], offsets[f.end], f.rule, f.fact) for f in found]
    return sorted(dict.fromkeys(found), key=lambda f: (f.start, -f.end, f.label, f.rule))


def _facts(plan: Plan) -> Iterator[Found]:
    for task in plan.tasks:
        yield Found("task", task.start, task.end, task.rule or "", task.id)
        for part in task.assignments:
            yield Found(part.role, part.start, part.end, part.rule, task.id)
        if task.due is not None and task.due.start is not None and task.due.end is not None:
            yield Found("due", task.due.start, task.due.end, task.due.rule or "", task.id)
        yield from (Found("indicator", i.start, i.end, "", task.id) for i in task.indicators)
    for goal in plan.goals:
        yield Found("goal", goal.start, goal.end, "", goal.id)
        yield from (Found("indicator", i.start, i.end, "", goal.id) for i in goal.indicators)
    for one in plan.references:
        yield Found("reference", one.start, one.end, one.rule, one.target)


def _mentions(plan: Plan, pack: RulePack) -> Iterator[Found]:
    """Agencies and times wherever they stand, so that a single sentence gives them too."""
    keys, book = canon(plan.text), agency_book()
    at, home = 0, home_of_document(plan.document, plan.text)
    for line in plan.text.split("\n"):
        for agency in find_agencies(plan.text, keys, at, at + len(line)):
            name = book.agency_id(agency.name, home)
            yield Found("agency", agency.start, agency.end, agency.rule, name)
        at += len(line) + 1
    dated = {(t.due.start, t.due.end) for t in plan.tasks if t.due is not None}
    for mention in settle(pack.candidates("deadlines", _DUE_LABELS, keys)):
        if mention.values.get("kind") != "none" and (mention.start, mention.end) not in dated:
            yield Found("due", mention.start, mention.end, mention.rule.id)


def _composed(text: str) -> tuple[str, list[int] | None]:
    """The text in NFC, and for each offset in it the one in ``text`` (None where they are the same)."""
    if unicodedata.is_normalized("NFC", text):
        return text, None
    out: list[str] = []
    offsets: list[int] = []
    at = 0
    while at < len(text):
        end = at + 1
        while end < len(text) and unicodedata.combining(text[end]):
            end += 1
        piece = unicodedata.normalize("NFC", text[at:end])
        out.append(piece)
        offsets += [at] * len(piece)
        at = end
    return "".join(out), [*offsets, len(text)]


class DocparsePipe:
    """The component: a function from ``Doc`` to the same ``Doc`` with one more group of spans."""

    def __init__(self, spans_key: str = KEY, labels: list[str] | None = None, rules: str | None = None) -> None:
        self.spans_key = spans_key
        self.pack = office_pack(Path(rules)) if rules is not None else None
        self.labels = frozenset(labels) if labels is not None else None

    def __call__(self, doc: Doc) -> Doc:
        spans = []
        for one in find(doc.text, self.pack):
            if self.labels is None or one.label in self.labels:
                span = doc.char_span(
                    one.start, one.end, label=one.label, kb_id=one.rule, span_id=one.fact, alignment_mode="expand"
                )
                spans += [span] if span is not None else []
        doc.spans[self.spans_key] = spans
        return doc

    def to_bytes(self, **_: Any) -> bytes:
        """Nothing to keep: the rules come with docparse."""
        return b""

    def from_bytes(self, _data: bytes, **_: Any) -> DocparsePipe:
        return self

    def to_disk(self, _path: Any, **_: Any) -> None:
        return None

    def from_disk(self, _path: Any, **_: Any) -> DocparsePipe:
        return self


def make(nlp: Language, name: str, spans_key: str, labels: list[str] | None, rules: str | None) -> DocparsePipe:
    """What spaCy calls for ``nlp.add_pipe("docparse", config={"spans_key": …, "labels": […], "rules": FOLDER})``."""
    return DocparsePipe(spans_key, labels, rules)


def __getattr__(name: str) -> Any:
    """``factory``, the entry point: registers the component when spaCy asks for it."""
    if name != "factory":
        raise AttributeError(f"module 'docparse.spacy_pipe' has no attribute {name!r}")
    from spacy.language import Language

    return Language.factory("docparse", default_config={"spans_key": KEY, "labels": None, "rules": None}, func=make)
