"""Who does a clause: subjects, partners, receivers, by what stands just before and just after an agency's name.

The rules are those of ``rules/roles.yaml``. Names that follow one another with only
"," "và" or ";" between them share the part of the first.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from docparse.extraction.clauses import ClauseCutter
from docparse.extraction.subjects import SubjectReader
from docparse.identity.agencies import AgencyMention, DocumentAgencies, agency_book
from docparse.matching.engine import Mention, RulePack
from docparse.model import AgencyRole, Basis

_OPENING = 1500  # longest phrase in front of a subject, in characters
_MODIFIER = 60  # longest modifier between two names of a list, in characters
_ROLES: frozenset[str] = frozenset({"lead", "implement", "coordinate", "monitor", "receive"})


class Part(NamedTuple):
    """An agency's part in a clause, with the rule that gave it."""

    agency: AgencyMention
    role: AgencyRole
    rule: str
    subject: bool


class Actor(NamedTuple):
    """Who a passage is addressed to, carried into clauses that name nobody."""

    agency: AgencyMention
    role: AgencyRole
    basis: Basis
    rule: str


class ActorReader(SubjectReader):
    """Reads the parts of agencies in a clause of one text."""

    def __init__(
        self,
        pack: RulePack,
        text: str,
        keys: str,
        cutter: ClauseCutter,
        names: DocumentAgencies | None = None,
        issuer: str | None = None,
    ) -> None:
        super().__init__(pack, text, keys, cutter, names)
        self.issuer = agency_book().key(issuer) if issuer else None
        self.goes_on = re.compile(rf"\s*[^,;:.()\n]+(?:,|\s{self.joints}\s)\s*")
        self.ground = pack.phrase("roles", "grounds")

    def parts(self, start: int, end: int, *, owned: bool = False) -> list[Part]:
        """All agencies with a part in the clause, in the order of the text.

        ``owned``: the passage stands under an agency's heading, so that "yêu cầu X …" is that agency's act.
        """
        found: list[Part] = []
        groups = self.groups(start, end)
        if not groups:
            return found
        if self.ground.match(self.keys, start, end):
            groups = self._behind_ground(groups, start, end)
        verb_first = self._verb_first(start, end, groups[0][0])
        if verb_first:  # "Tổ chức rà soát": a verb, not an organisation
            at = self.cutter.skip_adverbs(self.keys, start, end)
            groups = [g for g in groups if g[0].start > at]
        previous, cue, ordered = start, None, False
        for group in groups:
            if cue is None or not self._goes_with(previous, group[0].start, str(cue.values["role"])):
                cue = self.before(group, previous)
            if not verb_first and not found and self._orders(group, start, end):
                previous, ordered = max(m.end for m in group), True
                continue  # "UBND tỉnh yêu cầu Sở A …": the issuer of the document only speaks
            role, rule, subject = self._role(group, start, end, verb_first, cue, owned)
            if subject and cue is None and any(p.subject for p in found) and self._is_helped(group, previous, end):
                continue
            if ordered and role is None and cue is not None and cue.values["role"] == "order":
                role, rule, subject = self._subject_role(self.after(group, end)), cue.rule.id, True
            if subject and any(p.subject for p in found) and (watch := self._watches(group, end)):
                role, rule = "monitor", watch
            if role is not None:
                found += [Part(m, role, rule, subject) for m in group]
            previous = max(m.end for m in group)
        return found

    def _behind_ground(self, groups: list[list[AgencyMention]], start: int, end: int) -> list[list[AgencyMention]]:
        """ "Căn cứ hướng dẫn của Bộ A, Sở A xây dựng …": a named body behind the comma opens the main part.

        A group word there may as well go on the ground ("khả năng của trung ương, thành phố"): nothing is said of it.
        """
        for k, group in enumerate(groups):
            if len(group) < 2 or self.keys[group[0].end : group[1].start].strip() != ",":
                continue
            cue = self.before(group, start)
            on_ground = cue is not None and cue.values["role"] == "none" and not group[1].group
            closed = self.keys[group[-1].end : end].lstrip().startswith(",")  # "theo chỉ đạo của A, B, xây dựng …"
            if on_ground and not closed and self.has_predicate(group, end):
                return [*groups[:k], group[:1], group[1:], *groups[k + 1 :]]
        return groups

    def _is_helped(self, group: Sequence[AgencyMention], previous: int, end: int) -> bool:
        """ "Sở A hỗ trợ nhân dân, doanh nghiệp dọn dẹp": behind a verb only a word of duty makes a second subject."""
        if self.after(group, end) is not None or self._watches(group, end) is not None:
            return False
        return self.cutter.verb.search(self.keys, previous, group[0].start) is not None

    def _goes_with(self, previous: int, at: int, role: str) -> bool:
        """Whether names go on the list of those before them, which ended at ``previous``: "các cơ quan: Sở A, Sở B".

        A partner's modifier may stand between: "phối hợp với các chủ đầu tư hạ tầng, Sở A và Sở B".
        """
        between = self.keys[previous:at]
        if between.strip() == ":":
            return True
        if role != "coordinate" or len(between) > _MODIFIER or not self.goes_on.fullmatch(between):
            return False
        return self.cutter.verb.search(between) is None and self.no_verb.search(between) is None

    def _orders(self, group: Sequence[AgencyMention], start: int, end: int) -> bool:
        """Whether the names are the document's own issuer, at the head of the clause, giving an order to others."""
        if len(group) != 1 or self.issuer is None or not self._opens(group[0].start, start):
            return False
        at = self.cutter.skip_adverbs(self.keys, min(group[0].end + 1, end), end)
        if self.pack.match("roles", "order_start", self.keys, at, end) is None:
            return False
        return self._speaks_for_issuer(agency_book().key(group[0].name))

    def _speaks_for_issuer(self, name: str) -> bool:
        """Whether a name is the issuer, the body it serves ("Văn phòng X" for X) or its organ ("Ban Thường vụ X")."""
        issuer = self.issuer or ""
        if issuer.startswith(name) or f" {name}" in issuer:
            return True
        words = name.split()
        return any(issuer.startswith(" ".join(words[k:])) for k in range(1, len(words) - 1))

    def _watches(self, group: Sequence[AgencyMention], end: int) -> str | None:
        """The rule by which the names oversee what an agency named before them does; None if they do not."""
        found = self._behind("oversees", group, end)
        return found.rule.id if found else None

    def _verb_first(self, start: int, end: int, first: AgencyMention) -> bool:
        """Whether the clause begins with a verb; a name that begins with a verb's letters ("Cấp ủy") does not count."""
        at = self.cutter.skip_adverbs(self.keys, start, end)
        verb = self.cutter.verb.match(self.keys, at, end)
        if verb is None or self.pack.match("roles", "order_start", self.keys, at, end) is not None:
            return False
        return first.start > at or verb.end() >= first.end

    def _role(
        self, group: list[AgencyMention], start: int, end: int, verb_first: bool, cue: Mention | None, owned: bool
    ) -> tuple[AgencyRole | None, str, bool]:
        given = str(cue.values["role"]) if cue else ""
        if owned and cue is not None and cue.values.get("weak"):
            given = "none"
        if given == "by" and cue is not None and not self._set_apart(cue.start, start):
            if not verb_first and (taken := self._behind("takes_on", group, end)) is not None:
                return taken.values["role"], taken.rule.id, True
            given = "none"  # "văn bản do Bộ A chủ trì soạn thảo" tells whose paper it is
        predicate = self.after(group, end) if given in ("order", "by", "") else None
        if predicate is not None and predicate.values["role"] == "lead":
            return "lead", predicate.rule.id, True
        if cue is not None and cue.values.get("named") and any(m.group for m in group[:2]):
            given = "none"
        if given in _ROLES and cue is not None:
            return given, cue.rule.id, False  # type: ignore[return-value]
        if given == "order" and cue is not None and self._opens(cue.start, start):
            return self._subject_role(predicate), cue.rule.id, True
        if given in ("none", "by", "order"):
            return None, "", False
        if verb_first or not self._opens(group[0].start, start) or not self.has_predicate(group, end):
            return None, "", False
        return self._subject_role(predicate), predicate.rule.id if predicate else "subject", True

    def _set_apart(self, at: int, start: int) -> bool:
        before = self.keys[start:at].rstrip()
        return not before or before[-1] in "(,;:-"

    def _subject_role(self, predicate: Mention | None) -> AgencyRole:
        role: AgencyRole = predicate.values["role"] if predicate is not None else "implement"
        return role

    def _opens(self, at: int, start: int) -> bool:
        """Whether only adverbs, a condition or a phrase that ends in a comma stand before ``at``."""
        if at - start > _OPENING:
            return False
        first = self.cutter.skip_adverbs(self.keys, start, at)
        while first < at and self.keys[first] in " \"'(":
            first += 1
        if first >= at:
            return True
        before = self.keys[start:at].rstrip()
        return before.endswith((",", ":", "(")) and not self.cutter.verb.match(self.keys, first, at)
