"""One clause: whether it orders something, who is to do it and by when."""

from __future__ import annotations

import re

from docparse.extraction.actors import Actor, ActorReader, Part
from docparse.extraction.clauses import ClauseCutter, Span, trim
from docparse.extraction.deadlines import find_due
from docparse.extraction.drafts import Draft, Share
from docparse.matching.engine import Mention, RulePack
from docparse.model import Due
from docparse.outline.items import Item

WORDS = re.compile(r"(?:[^\W\d_][\W\d_]*){6}")  # fewer letters say nothing
_OPENING = 220  # longest opening phrase in front of the cue, in characters
_COPULA = 120  # characters in which "A là B" shows itself
_DEADLINE = 60  # longest clause that is nothing but a deadline, in characters
_LABEL = 40  # longest "Đối tượng:" in front of a value, in characters


class ClauseReader:
    """Turns clauses of one text into task drafts."""

    def __init__(
        self, pack: RulePack, text: str, keys: str, cutter: ClauseCutter, actors: ActorReader, year: int | None
    ) -> None:
        self.pack, self.text, self.keys, self.cutter, self.actors, self.year = pack, text, keys, cutter, actors, year
        self.not_task = pack.phrase("clauses", "not_tasks")
        self.modal = pack.phrase("clauses", "modals")
        self.nominal = pack.phrase("clauses", "nominals")
        self.copula = pack.phrase("clauses", "copulas")
        self.description = pack.phrase("clauses", "descriptions")
        self.equating = pack.phrase("clauses", "equating")

    def read(
        self, item: Item, span: Span, above: tuple[Actor, ...], carried: tuple[Actor, ...] = (), *, first: bool = True
    ) -> tuple[Draft | None, tuple[Actor, ...]]:
        """The task of one clause (None if it orders nothing), and the agencies that the next clause is about.

        ``above`` are the agencies of the heading or introducing sentence, ``carried`` those of the clause before;
        ``first``: the clause opens its sentence.
        """
        start, end = span
        owned = bool(above) and above[0].basis == "heading"
        parts = self.actors.parts(start, end, owned=owned)
        subjects = [p for p in parts if p.subject]
        if not self._is_task(item, span, bool(subjects or (carried and not first))):
            return None, carried
        draft = Draft(item.index, start, end, "clause")
        if subjects:
            carried = tuple(Actor(p.agency, "implement", "inherited", p.rule) for p in subjects)
        else:
            cue = self._cue(start, end) or self._cue_inside(parts, start, end)
            for actor in carried or above:
                role = cue.values["role"] if cue and actor.role == "implement" else actor.role
                draft.give(Share(actor.agency, role, actor.basis, cue.rule.id if cue else actor.rule))
        inner = self._cue_inside(parts, start, end) if subjects else None
        for part in parts:
            leads = inner is not None and part.subject and part.role == "implement"
            role, rule = (inner.values["role"], inner.rule.id) if inner and leads else (part.role, part.rule)
            draft.give(Share(part.agency, role, "explicit", rule))
        draft.due = find_due(self.text, self.keys, start, end, where="clause", year=self.year)
        return draft, carried

    def _cue(self, start: int, end: int) -> Mention | None:
        """What the head of a clause without subject says of its agency's part ("Chủ trì, phối hợp …")."""
        found = self.pack.match("roles", "cue", self.keys, start, end)
        if found is None:
            at = self.cutter.skip_adverbs(self.keys, start, end)
            found = self.pack.match("roles", "cue", self.keys, at, end) if at > start else None
        if found is None and self.cutter.condition.match(self.keys, start, end):
            found = self._cue_behind_comma(start, min(end, start + _OPENING))
        return found

    def _cue_inside(self, parts: list[Part], start: int, end: int) -> Mention | None:
        """ "Xây dựng kế hoạch, chủ trì, phối hợp với X …": what a clause says further on of the agency that acts in it.

        Nothing where another agency, which might be the one that leads, is named before.
        """
        found = next(iter(self.pack.find("roles", "inner", self.keys, start, end)), None)
        if found is None:
            return None
        acting = {p.agency.start for p in parts if p.role == "receive" or (p.subject and p.agency.start < found.start)}
        named = (mention for group in self.actors.groups(start, end) for mention in group)
        alone = all(mention.start in acting for mention in named if mention.start < found.start)
        return found if alone else None

    def _cue_behind_comma(self, start: int, end: int) -> Mention | None:
        """ "Trước mắt, trong khi chưa có …, chủ trì …": the cue opens the main part, no verb standing before it."""
        at = self.keys.find(", ", start, end)
        while at >= 0:
            found = self.pack.match("roles", "cue", self.keys, at + 2, end)
            if found is not None or self.cutter.starts_with_verb(self.keys, at + 2, end):
                return found
            at = self.keys.find(", ", at + 2, end)
        return None

    def _is_task(self, item: Item, span: Span, has_subject: bool) -> bool:
        start, end = span
        if not WORDS.search(self.text, start, end) or self.not_task.match(self.keys, start, end):
            return False
        if self.actors.only_names(start, end):
            return False
        if self.text[start] == "(" and self.text[end - 1] == ")" and self.text.find(")", start, end) == end - 1:
            return False  # "(Chi tiết tại Phụ lục)"
        verb = self.cutter.starts_with_verb(self.keys, start, end)
        if not verb and not has_subject and self._is_label(start, end):
            return False
        if not has_subject and (self._describes(start, end) if not verb else self._says_what_it_is(start, end)):
            return False
        if item.role == "funding":
            return has_subject
        if item.role in ("appendix", "schedule"):
            return item.kind != "text" and (has_subject or verb)
        return True

    def _describes(self, start: int, end: int) -> bool:
        """A sentence about a thing, without a word of duty: "Kinh tế số là động lực …"."""
        made = self.nominal.match(self.keys, start, end)  # "việc bảo đảm an ninh": what is spoken of is no order
        if self.cutter.condition.match(self.keys, start, end) or self.modal.search(
            self.keys, made.end() if made else start, end
        ):
            return False
        if self.cutter.noun.match(self.keys, start, end) is not None:
            return True
        return self.copula.search(self.keys, start, min(end, start + _COPULA)) is not None

    def _says_what_it_is(self, start: int, end: int) -> bool:
        """ "Phát triển cụm công nghiệp là nhiệm vụ quan trọng": the verb's phrase is what the sentence is about."""
        found = self.description.search(self.keys, start, min(end, start + _COPULA))
        if found is None or self.keys[start : found.start()].rstrip().endswith(","):
            return False
        return self.equating.search(self.keys, start, found.start()) is None

    def _is_label(self, start: int, end: int) -> bool:
        """A noun with its value ("Đối tượng: người quản lý") orders nothing."""
        colon = self.keys.find(":", start, min(end, start + _LABEL))
        if colon < 0 or self.cutter.noun.match(self.keys, start, colon) is None:
            return False
        cited = self.pack.match("clauses", "cited", self.keys, colon + 2, end)
        return cited is not None or not self.cutter.starts_with_verb(self.keys, colon + 2, end)

    def only_due(self, start: int, end: int) -> Due | None:
        """The deadline that a clause consists of ("hoàn thành trước ngày 31/12/2026"), else None."""
        if end - start > _DEADLINE:
            return None
        due = find_due(self.text, self.keys, start, end, where="clause", year=self.year)
        if due is None or due.start is None or due.end is None:
            return None
        return due if (due.end - due.start) * 5 >= (end - start) * 3 and due.end >= end - 1 else None

    def without_lead(self, start: int, end: int) -> Span:
        """The span without "Nội dung:" in front."""
        found = self.pack.match("clauses", "drop_lead", self.keys, start, end)
        return trim(self.text, found.end, end) if found else (start, end)
