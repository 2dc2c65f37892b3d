"""Agencies in a passage and their predicates: who is the subject, where one begins, where nothing but names stands.

The rules are ``before``, ``after``, ``aside`` and ``obliged`` of ``rules/roles.yaml``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from docparse.extraction.clauses import ClauseCutter, trim
from docparse.identity.agencies import AgencyMention, DocumentAgencies
from docparse.matching.engine import Mention, RulePack
from docparse.matching.patterns import words_to_regex

AHEAD = 300  # characters behind a name in which its predicate must stand
_NAMES = 800  # longest list of nothing but names, in characters
_REMARK = 120  # longest remark in brackets behind a name of a list, in characters
_REACH = 90  # characters before a name in which its cue must stand


class SubjectReader:
    """Reads lists of agencies with what stands before and behind them, in one text."""

    def __init__(
        self, pack: RulePack, text: str, keys: str, cutter: ClauseCutter, names: DocumentAgencies | None = None
    ) -> None:
        self.pack, self.text, self.keys, self.cutter = pack, text, keys, cutter
        self.names = names or DocumentAgencies(text, keys)
        self.joints = words_to_regex(list(pack.words("roles", "joints")))
        self.join = re.compile(rf"\s*(?:\([^()\n]{{0,{_REMARK}}}\)\s*)?(?:,?\s*{self.joints}|[,;&/])?\s*\Z")
        self.no_verb = pack.phrase("roles", "no_verb")
        self._groups: dict[tuple[int, int], list[list[AgencyMention]]] = {}

    def groups(self, start: int, end: int) -> list[list[AgencyMention]]:
        """Agency names of a passage, those that stand in one list together."""
        found = self._groups.get((start, end))
        if found is None:
            found = self._groups[start, end] = self._listed(start, end)
        return found

    def _listed(self, start: int, end: int) -> list[list[AgencyMention]]:
        out: list[list[AgencyMention]] = []
        for mention in self.names.find(start, end):
            last = out[-1][-1].end if out else None
            if last is not None and (mention.start < last or self.join.fullmatch(self.keys, last, mention.start)):
                out[-1].append(mention)
            else:
                out.append([mention])
        return out

    def before(self, group: Sequence[AgencyMention], start: int) -> Mention | None:
        """The cue that ends right before the list of names; ``start`` closes the search (the names before these)."""
        at = group[0].start
        return self.pack.ending_at("roles", "before", self.keys, max(start, at - _REACH), at)

    def after(self, group: Sequence[AgencyMention], end: int) -> Mention | None:
        """The predicate that begins right behind the list of names."""
        return self._behind("after", group, end)

    def _behind(self, label: str, group: Sequence[AgencyMention], end: int) -> Mention | None:
        at = max(m.end for m in group)
        while at < end and self.keys[at] in " ,":
            at += 1
        return self.pack.match("roles", label, self.keys, at, min(end, at + AHEAD))

    def has_predicate(self, group: Sequence[AgencyMention], end: int) -> bool:
        """Whether a verb or a role cue follows the names: they are the subject of the clause."""
        at = max(m.end for m in group)
        if at < end and self.keys[at] == ":":
            return True
        while at < end and self.keys[at] in " ,":
            at += 1
        if (aside := self.pack.match("roles", "aside", self.keys, at, end)) is not None:
            reach = (aside.end, min(end, aside.end + _REACH))
            return bool(self.pack.find("roles", "after", self.keys, *reach)) or self._verb_behind_comma(*reach)
        if self.after(group, end) is not None or self.cutter.starts_with_verb(self.keys, at, end):
            return True
        if at >= end or self.keys[at - 1] != " " or not self.keys[at].isalpha():
            return False
        return not self._goes_on(at, end) or bool(
            self.pack.find("roles", "obliged", self.keys, at, min(end, at + _REACH))
        )

    def _verb_behind_comma(self, start: int, end: int) -> bool:
        at = self.keys.find(", ", start, end)
        while at >= 0:
            if self.cutter.starts_with_verb(self.keys, at + 2, end):
                return True
            at = self.keys.find(", ", at + 2, end)
        return False

    def _goes_on(self, at: int, end: int) -> bool:
        """Whether the words behind a name still belong to the noun phrase: "của", "và", "trong" …"""
        return (
            self.no_verb.match(self.keys, at, end) is not None or self.cutter.noun.match(self.keys, at, end) is not None
        )

    def begins_with_subject(self, start: int, end: int) -> bool:
        """Whether the passage begins with an agency (or an order to one) that has its predicate there."""
        at = self.cutter.skip_adverbs(self.keys, start, end)
        for group in self.groups(start, min(end, start + 300))[:1]:
            cue = self.before(group, start)
            ordered = cue is not None and cue.values["role"] == "order" and cue.start <= at + 1
            verb = self.cutter.verb.match(self.keys, at, end)
            if verb is not None and verb.end() >= group[0].end:
                return False
            if group[0].start <= at + 1 or ordered:
                return self.has_predicate(group, end)
        return False

    def says_what(self, start: int, end: int) -> bool:
        """Whether a clause says what its agency does, beyond leading or helping: "Sở A chủ trì tham mưu …"."""
        groups = self.groups(start, end)
        if not groups or groups[0][0].start > start + 1:
            return False
        at = max(m.end for m in groups[0])
        for group in groups[1:]:
            cue = self.before(group, at)
            if cue is None or cue.values["role"] != "coordinate":
                break
            at = max(m.end for m in group)
        while at < end and self.keys[at] in " ,":
            at += 1
        if (lead := self.pack.match("roles", "cue", self.keys, at, end)) is not None:
            at = lead.end
            while at < end and self.keys[at] in " ,":
                at += 1
        return len(self.keys[at:end].split()) >= 3 and self.cutter.starts_with_verb(self.keys, at, end)

    def only_names(self, start: int, end: int) -> bool:
        """Whether one list of agencies fills the whole passage."""
        groups = self.groups(start, end)
        return len(groups) == 1 and groups[0][0].start == start and max(m.end for m in groups[0]) >= end

    def is_bare(self, start: int, end: int) -> bool:
        """Whether the passage is nothing but (an order to, help with) agencies: their predicate is still to come."""
        if end - start > _NAMES:
            return False
        start, end = trim(self.text, start, end)
        at = self.cutter.skip_adverbs(self.keys, start, end)
        groups = self.groups(start, end)
        if not groups:
            return False
        cue = self.before(groups[0], start)
        if cue is not None and cue.start <= at and cue.values["role"] in ("order", "coordinate"):
            at = groups[0][0].start
        last = max(m.end for m in groups[-1])
        return self.cutter.verb.search(self.keys, last, end) is None and self.names.is_heading(at, end)
