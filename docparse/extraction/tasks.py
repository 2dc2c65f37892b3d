"""From outline and mentions to tasks: which passages order something, and who is to do it.

The walk goes down the outline with the agencies that a heading or an introducing sentence names; each body is cut
into clauses, each clause that orders something is a task. The order in which an actor is looked for: named in the
clause, named in an earlier clause of the same item, the heading's agency, the introducing sentence, the plan's
standing agency (basis ``default``).
"""

from __future__ import annotations

from docparse.extraction.actors import Actor, ActorReader
from docparse.extraction.clauses import ClauseCutter, Span, sentences, trim
from docparse.extraction.drafts import Draft, Share
from docparse.extraction.fieldlevels import on_their_level
from docparse.extraction.fields import UNLISTED, Field, FieldReader
from docparse.extraction.taskclauses import ClauseReader
from docparse.extraction.tasktables import TaskTableReader
from docparse.identity.agencies import DocumentAgencies
from docparse.matching.engine import RulePack
from docparse.outline.items import Item, Outline

_ADDRESSED = frozenset({"number", "decimal", "letter", "paren"})
_MOST_FIELDS = 40  # field lines that may speak of one block
_WHOLE_PARTS = frozenset({"part", "chapter", "division", "article", "capital", "roman", "title", "appendix"})
_NAME = 14  # most words of a heading that names an agency no list knows
_HEADS = 3  # items below "Phụ lục" of which one may be its title
_TASK_ROLES = frozenset({"tasks", "organisation", "schedule", "appendix", "funding"})

Actors = tuple[Actor, ...]  # whom the passages below are addressed to


class TaskReader:
    """Reads the tasks of one document; see :meth:`read`."""

    def __init__(
        self,
        pack: RulePack,
        text: str,
        keys: str,
        outline: Outline,
        year: int | None,
        names: DocumentAgencies | None = None,
        issuer: str | None = None,
    ) -> None:
        self.pack, self.text, self.keys, self.outline, self.year = pack, text, keys, outline, year
        self.names = names or DocumentAgencies(text, keys)
        self.cutter = ClauseCutter(pack)
        self.actors = ActorReader(pack, text, keys, self.cutter, self.names, issuer)
        self.fields = FieldReader(pack, text, keys, year, self.names)
        self.clauses = ClauseReader(pack, text, keys, self.cutter, self.actors, year)
        self.tables = TaskTableReader(pack, text, keys, self.fields, self.actors, year)
        self.drafts: list[Draft] = []
        self.standing: list[Actor] = []

    def read(self) -> list[Draft]:
        """All tasks in the order of the text; those that name nobody get the standing agency by default."""
        self._learn()
        self._siblings(self.outline.top(), ())
        self.drafts.sort(key=lambda d: (d.start, d.end))
        self._defaults()
        return self.drafts

    def _learn(self) -> None:
        """Names whose extent is certain, in headings and field lines, are known in the whole document."""
        for item in self.outline.items:
            if item.headed_by_agency:
                self.names.learn(item.body, item.head_end)
                continue
            line = self.fields.line(item.body, item.end) if item.kind != "table" else None
            if line is not None and line.name in ("lead", "coordinate", "implement"):
                self.names.learn(line.start, line.end)

    # --- the walk -----------------------------------------------------------------------------

    def _siblings(self, items: list[Item], context: Actors, own: list[Draft] | None = None) -> None:
        """Items of one level; a field line among them speaks of the tasks since the last such lines."""
        group: list[Draft] = list(own or ())
        applied, lines = False, 0
        for item in on_their_level(self.outline, items, lambda one: self._field_block(one) is not None):
            if item.kind == "footnote" or self._is_form(item):
                continue
            field = self._field_block(item)
            if field is not None:
                for one in field:
                    lines += 1
                    self._apply(one, group if lines <= _MOST_FIELDS else [])
                    self.drafts += self._field_tasks(one, item, context)
                applied = True
                continue
            before = len(self.drafts)
            context = self._visit(item, context)
            if len(self.drafts) > before:
                if applied:
                    group, applied, lines = [], False, 0
                group += self.drafts[before:]

    def _is_form(self, item: Item) -> bool:
        """An appendix headed as an outline or form to be filled in: it orders nothing."""
        if item.kind != "appendix":
            return False
        heads = [item, *self.outline.children(item)[:_HEADS]]
        return any(
            self.pack.match("outline", "form", self.keys, one.body if one.body < one.end else one.start, one.end)
            for one in heads
            if one is item or one.kind in ("caption", "title", "text")
        )

    def _field_block(self, item: Item) -> list[Field] | None:
        """What a field line, or a heading that only names a field, says; None if the item is neither."""
        if item.kind == "table" or item.role in ("closing", "preamble"):
            return None
        if (line := self.fields.line(item.body, item.end)) is not None:
            return [line]
        if item.kind in _WHOLE_PARTS or not item.children:
            return None
        if any(c.kind == "table" and self.tables.holds_tasks(c) for c in self.outline.children(item)):
            return None  # "TIẾN ĐỘ THỰC HIỆN" above a table of tasks is its title
        named = self.fields.name_of(item.body, item.end)
        if named is None or named.name not in ("lead", "coordinate", "implement", "agencies", "time"):
            return None
        out: list[Field] = []
        for child in self.outline.children(item):
            below = self._field_block(child)
            if below is not None:
                out += below
            elif child.kind != "footnote":
                out.append(Field(named.name, named.rule, *trim(self.text, child.body, child.last)))
        return out

    def _field_tasks(self, field: Field, item: Item, context: Actors) -> list[Draft]:
        """Clauses of a field line with verbs of their own ("Sở A chủ trì tham mưu …; Sở B tổ chức …") are tasks."""
        out: list[Draft] = []
        if field.name not in ("lead", "implement", "agencies"):
            return out
        for clause in self.cutter.clauses(
            self.text, self.keys, field.start, field.end, self.actors.begins_with_subject, self.actors.is_bare
        ):
            span = trim(self.text, *clause)
            if span[0] < span[1] and self.actors.says_what(*span):
                draft, _ = self.clauses.read(item, span, context)
                out += [draft] if draft is not None else []
        return out

    def _apply(self, field: Field, group: list[Draft]) -> None:
        parts = self.actors.parts(field.start, field.end) if field.name in ("lead", "implement", "agencies") else []
        if any(p.subject for p in parts) and any(
            p.rule in ("presiding", "leads") or p.role == "coordinate" for p in parts
        ):
            for draft in group:
                draft.replace_inferred()
                for p in parts:
                    draft.give(Share(p.agency, p.role, "explicit", p.rule))
            return
        self.fields.apply(field, group, "explicit")

    def _visit(self, item: Item, context: Actors) -> Actors:
        """Read one item and what is below it; returns the context for the siblings that follow."""
        if item.kind == "table":
            if item.role in _TASK_ROLES:
                self.drafts += self.tables.read(item, self.outline)
            return context
        below = context
        own: list[Draft] = []
        if item.headed_by_agency:
            below = self._heading(item)
        elif item.is_all_heading and item.kind not in ("title", "appendix", "caption", "part", "chapter"):
            below = self._introduced(item.body, item.end, item, context)
            if not below and item.role == "organisation" and self._names_doer(item):
                below = self._unlisted_heading(item)
        if item.head_end < item.end:
            own, carried = self._body(item, below)
            self.drafts += own
            if carried and item.kind in _ADDRESSED:
                below = carried  # later paragraphs of the item go on about its agency
        if (last := self._introduction(item)) is not None:
            introduced = self._introduced(*last, item, below)
            if item.kind == "text":
                return introduced
            below = introduced
        self._siblings(self.outline.children(item), below, own)
        return context

    def _names_doer(self, item: Item) -> bool:
        """Whether a heading that no list knows names who acts: by its own clauses, or as most headings beside it do."""
        if self._duties_below(item):
            return True
        beside = self.outline.items[item.parent].children if item.parent is not None else ()
        heads = [s for i in beside if (s := self.outline.items[i]).kind == item.kind and s.is_heading]
        known = sum(s.headed_by_agency or self._duties_below(s) for s in heads)
        noun = self.pack.match("outline", "section_role", self.keys, item.body, item.end) is None
        return noun and len(heads) > 2 and known * 2 > len(heads) and self._short_name(item)

    def _short_name(self, item: Item) -> bool:
        words = len(self.text[item.body : item.end].split())
        thing = self.cutter.noun.match(self.keys, item.body, item.end) is not None
        return words <= _NAME and not thing and not self.cutter.starts_with_verb(self.keys, item.body, item.end)

    def _duties_below(self, item: Item) -> bool:
        """Whether a clause right below begins "Chủ trì …", "Phối hợp …" and names nobody: it speaks of the heading."""
        if len(self.text[item.body : item.end].split()) > _NAME or self.cutter.starts_with_verb(
            self.keys, item.body, item.end
        ):
            return False
        children = [c for c in self.outline.children(item) if c.kind not in ("table", "footnote")]
        return any(self.pack.match("roles", "cue", self.keys, c.body, c.end) is not None for c in children)

    def _unlisted_heading(self, item: Item) -> Actors:
        """The heading as one name where any part of it is in no list: nobody knows where to cut it."""
        mentions = self.names.read_list(item.body, item.head_end)
        if mentions and any(m.rule == UNLISTED for m in mentions):
            start, end = trim(self.text, item.body, item.head_end)
            mentions = [mentions[0]._replace(start=start, end=end, name=self.text[start:end])]
        return tuple(Actor(m, "implement", "heading", "heading-of-duties") for m in mentions)

    def _heading(self, item: Item) -> Actors:
        """The agencies of a heading; one that says who leads or with whom gives these parts to all below it."""
        parts = [p for p in self.actors.parts(item.body, item.head_end) if p.role != "receive"]
        named = any(p.subject for p in parts)
        if named and any(p.role == "lead" if p.subject else p.role == "coordinate" for p in parts):
            return tuple(Actor(p.agency, p.role, "inherited", p.rule) for p in parts)
        mentions = self.names.read_list(item.body, item.head_end)
        return tuple(Actor(m, "implement", "heading", "heading-agency") for m in mentions)

    def _introduction(self, item: Item) -> Span | None:
        """The last sentence of an item, if a colon closes it."""
        if item.head_end >= item.end or not self.text[item.head_end : item.end].rstrip(" *").endswith(":"):
            return None
        found = sentences(self.pack, self.text, self.keys, item.head_end, item.end)
        return found[-1] if found and self.text[slice(*found[-1])].rstrip(" *").endswith(":") else None

    def _introduced(self, start: int, end: int, item: Item, context: Actors) -> Actors:
        """The agencies that an introducing sentence orders to do what stands below it."""
        if item.role == "preamble":
            ordered = self._ordered(start, end)
            return ordered or context
        parts = [p for p in self.actors.parts(start, end, owned=bool(context)) if p.role != "receive"]
        if not any(p.subject for p in parts):
            return context
        return tuple(Actor(p.agency, p.role, "inherited", p.rule) for p in parts)

    def _ordered(self, start: int, end: int) -> Actors:
        """Those whom "yêu cầu …", "giao …" names in the sentence in front of the numbered items."""
        previous = start
        out: list[Actor] = []
        for group in self.actors.groups(start, end):
            cue = self.actors.before(group, previous)
            if cue is not None and cue.values["role"] == "order":
                out += [Actor(m, "implement", "inherited", cue.rule.id) for m in group]
            previous = max(m.end for m in group)
        return tuple(out)

    # --- bodies -------------------------------------------------------------------------------

    def _body(self, item: Item, context: Actors) -> tuple[list[Draft], Actors]:
        """The tasks of an item's own words, and the agencies that they were last about."""
        drafts: list[Draft] = []
        carried: Actors = ()
        if item.role not in _TASK_ROLES:
            return drafts, carried
        for start, end in sentences(self.pack, self.text, self.keys, item.head_end, item.end):
            if (field := self.fields.line(start, end)) is not None:
                self._apply(field, drafts)
                continue
            if self.text[start:end].rstrip(" *").endswith(":"):
                continue
            first, opening = True, None
            for clause in self.cutter.clauses(
                self.text, self.keys, start, end, self.actors.begins_with_subject, self.actors.is_bare
            ):
                span = self.clauses.without_lead(*trim(self.text, *clause))
                if span[0] >= span[1]:
                    continue
                if drafts and not first and (due := self.clauses.only_due(*span)) is not None:
                    drafts[-1].end, drafts[-1].due = span[1], due
                    continue
                draft, carried = self.clauses.read(item, span, context, carried, first=first)
                if draft is not None:
                    self._note_standing(draft)
                    if first and draft.due is not None and (draft.due.rule or "").startswith("clause-opening"):
                        opening = draft.due  # "Năm 2018: rà soát …; trình …": the year is theirs too
                    draft.due = draft.due or opening
                    drafts.append(draft)
                first = False
        return drafts, carried

    # --- the standing agency -------------------------------------------------------------------

    def _note_standing(self, draft: Draft) -> None:
        leads = [s.agency for s in draft.shares if s.role == "lead"]
        if leads and self.pack.find("roles", "standing", self.keys, draft.start, draft.end):
            self.standing += [Actor(agency, "lead", "default", "standing-agency") for agency in leads]

    def _defaults(self) -> None:
        """Where the plan has one standing agency, it is offered for tasks that name nobody, marked as inferred."""
        if len({a.agency.name for a in self.standing}) != 1:
            return
        for draft in self.drafts:
            if not any(s.role in ("lead", "implement", "coordinate") for s in draft.shares):
                draft.give(Share(self.standing[0].agency, "lead", "default", "standing-agency"))
