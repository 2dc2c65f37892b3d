"""How a mention is related: to this document, or to the directive in whose title it stands."""

from __future__ import annotations

import re

from docparse.extraction.reference_parts import FILE, Raw, pattern, var, words
from docparse.folding import canon
from docparse.identity.directives import symbol_key
from docparse.matching.engine import Mention, rule_pack
from docparse.matching.perpack import per_pack

CLAUSE_REACH = 260
LIST_HEAD = 12  # code points before a mention that still begins its list item
HEADING = 60  # code points of a line that may be a heading
NEAR = 45  # code points between a near cue and its mention, without punctuation
_OWN_ACTS = frozenset({"amends", "replaces", "repeals"})
_BREAK = re.compile(r"\n|\.\s")


def relate(keys: str, mentions: list[Raw], guiding: bool = False) -> None:
    """Set ``of``, ``relation`` and ``sibling`` of mentions in the order of the text.

    ``guiding``: the document is itself one that guides others (hướng dẫn, thông tư, nghị định).
    """
    open_: list[Raw] = []
    previous: Raw | None = None
    last_bare: Raw | None = None  # the last item of an enumeration without a type word: "số 12/…, số 13/…"
    sentence = -1
    seen: dict[str, Raw] = {}  # the mentions of this sentence by symbol
    listed: str | None = None  # the relation that this sentence's list began with
    for raw in mentions:
        floor = _sentence(keys, raw.lead)
        open_ = [r for r in open_ if r.scope >= raw.start and r.start >= floor]
        if previous is not None and previous.start < floor:
            previous, last_bare = None, None
        if floor != sentence:
            sentence, seen = floor, {}
            head = rule_pack().match(FILE, "relation", keys, _first_word(keys, floor), raw.lead)
            above = listed if head is None else None
            listed = head.values["relation"] if head and head.values["reach"] == "clause" else None
            if head is None and raw.lead - _first_word(keys, floor) <= LIST_HEAD:
                listed = _from_line_above(keys, floor, above)
        raw.of = open_[-1] if open_ else None
        bare = raw.notes.get("bare") == "1"
        if bare and last_bare is not None:
            raw.sibling, raw.of, raw.relation, raw.cued = True, last_bare.of, last_bare.relation, last_bare.cued
        elif previous is not None and _listed(keys, previous, raw):
            raw.sibling = True
            raw.of = previous.of if previous.of is None or raw.start <= previous.of.scope + 8 else raw.of
            cue = _cue(keys, max(previous.scope, previous.end), raw.lead)
            own = cue if cue and cue.values["reach"] == "near" else None
            carried = (listed or "cites") if previous.relation == "attached_to" else previous.relation
            raw.relation = own.values["relation"] if own else carried
            raw.cued = bool(own) or previous.cued
        else:
            left = raw.of.tail if raw.of else max(floor, _last_end(open_, previous, floor))
            cue = _cue(keys, left, raw.lead)
            if cue is not None and cue.values["reach"] == "clause" and keys[left : raw.lead].rstrip().endswith("("):
                cue = None  # "Báo cáo về triển khai … (Báo cáo số 21)": the bracket belongs to the noun
            if cue is not None:
                raw.relation, raw.cued = cue.values["relation"], True
                if raw.of is None and cue.values["reach"] == "clause":
                    listed = raw.relation
            elif raw.of is None and listed and (previous is None or _same_list(keys, previous, raw)):
                raw.relation, raw.cued = listed, True
            elif raw.of is not None and raw.of.rule == "ref-law-amending":
                raw.relation, raw.cued = "amends", True
            else:
                raw.relation = "cites"
        if raw.of is not None and raw.of.rule == "ref-law-amending":
            raw.relation = "amends"
        if raw.relation == "guides" and raw.of is None and not guiding:
            raw.relation = "implements"  # a plan that has others guided carries the directive out
        if raw.relation == "cites" and raw.of is None and canon(raw.type or "") in words("basis_types"):
            raw.relation = "basis"
        if raw.of is None and raw.relation in _OWN_ACTS and not _acts_itself(keys, floor, raw.lead):
            raw.relation = "cites"  # "xây dựng Quyết định thay thế Quyết định 118": another document will replace it
        key = symbol_key(raw.symbol) if raw.symbol else ""
        again = seen.get(key) if key else None
        if again is not None and (raw.of is again or keys[max(0, raw.lead - 3) : raw.lead].rstrip().endswith("(")):
            raw.of, raw.relation = again.of, again.relation
        seen.setdefault(key, raw)
        if raw.scope > raw.tail:
            open_ = [*[r for r in open_ if not raw.sibling or r is raw.of or r.scope > raw.scope], raw]
        previous = raw
        last_bare = raw if bare else last_bare


def _acts_itself(keys: str, floor: int, at: int) -> bool:
    """Whether the sentence says that this very document amends, replaces or repeals the mention at ``at``."""
    first = _first_word(keys, floor)
    if opener := pattern("at", "self_openers").match(keys, first, at):
        first = opener.end() + 1
    if rule_pack().match(FILE, "relation", keys, first, at) is not None:
        return True
    return pattern("any", "self_words").search(keys, floor, at) is not None


@per_pack()
def _link() -> re.Pattern[str]:
    """Only marks and linking words: what may stand between two items of a list."""
    return re.compile(rf"(?:[\s,:()\"'-]|(?<!\w){var('link')}(?!\w))*")


def opens_with_relation(keys: str, at: int) -> bool:
    """Whether the sentence of ``at`` begins with a cue that governs what stands there, alone or as an item of a list:
    "Triển khai X", "Căn cứ Luật A; X"."""
    first = _first_word(keys, _sentence(keys, at))
    while (opener := pattern("at", "carrying_words").match(keys, first, at)) is not None:
        first = opener.end() + 1
    cue = rule_pack().match(FILE, "relation", keys, first, at)
    if cue is None:
        return False
    gap = keys[cue.end : at]
    item = cue.values["reach"] == "clause" and gap.rstrip().endswith(";")
    return item or (len(gap) <= NEAR and not re.search(r"[;,.:(]", gap))


def _sentence(keys: str, at: int) -> int:
    """Where the sentence of ``at`` begins; a full stop inside a number or an abbreviation is none."""
    floor = max(0, at - 3000)
    newline = keys.rfind("\n", floor, at)
    stop = at
    while True:
        stop = keys.rfind(". ", max(floor, newline), stop)
        if stop < 0 or not (stop >= 2 and keys[max(0, stop - 3) : stop].endswith(words("abbreviations"))):
            break
    return max(newline, stop, floor - 1) + 1


def _first_word(keys: str, at: int) -> int:
    """Past the marker that a line begins with ("- ", "1. ", "a) ")."""
    found = re.compile(r"[\s\"(]*(?:[-+*]|\(?\w{1,4}[.)])?\s*").match(keys, at)
    return found.end() if found else at


def _from_line_above(keys: str, floor: int, before: str | None) -> str | None:
    """The relation of a list over several lines: that of the item above, or of the heading "Căn cứ pháp lý"."""
    if floor == 0 or keys[floor - 1] != "\n":
        return None
    line = keys[max(0, keys.rfind("\n", 0, floor - 1), floor - 1 - CLAUSE_REACH) : floor - 1].strip()
    if line.endswith(";"):
        return before
    if not line.endswith(":") and len(line) > HEADING:
        return None
    cues = [c for c in rule_pack().candidates(FILE, ("relation",), line) if c.values["reach"] == "clause"]
    return max(cues, key=lambda c: c.end).values["relation"] if cues else None


def _last_end(open_: list[Raw], previous: Raw | None, floor: int) -> int:
    return max(floor, previous.tail if previous else floor)


def _listed(keys: str, previous: Raw, raw: Raw) -> bool:
    """Whether only "và", commas or "số" part a mention from the one before (or from its title)."""
    if raw.sibling:
        return True
    gap = keys[max(previous.tail, previous.start) : raw.lead]
    if _link().fullmatch(gap) and "(" not in gap:
        return True
    after = keys[min(previous.scope, raw.lead) : raw.lead]
    return bool(previous.scope <= raw.lead and _link().fullmatch(after) and "(" not in after)


def _same_list(keys: str, previous: Raw, raw: Raw) -> bool:
    """Whether a mention begins the next item of a list: "; Quyết định số …"."""
    gap = keys[previous.tail : raw.lead]
    at = max(gap.rfind(";"), gap.rfind(")"), gap.rfind("(") if gap.rstrip().endswith("(") else -1)
    return at >= 0 and _BREAK.search(gap) is None and len(gap) - at < 130


def _cue(keys: str, left: int, right: int) -> Mention | None:
    """The cue that stands nearest before ``right``, within its reach."""
    left = max(left, right - CLAUSE_REACH)
    best: Mention | None = None
    for cue in rule_pack().candidates(FILE, ("relation",), keys, left, right):
        gap = keys[cue.end : right]
        if cue.values["reach"] == "near" and (len(gap) > NEAR or re.search(r"[;,.:(]", gap)):
            continue
        if cue.values["reach"] == "clause" and ";" in gap and re.search(r";.{40}", gap, re.DOTALL):
            continue
        if best is None or _outranks(cue, best):
            best = cue
    return best


def _outranks(cue: Mention, best: Mention) -> bool:
    """The later cue, unless it lies inside the other; of two that overlap the one of higher priority."""
    if cue.end > best.start and cue.start < best.end and cue.rule.priority != best.rule.priority:
        return cue.rule.priority > best.rule.priority
    inside = cue.start >= best.start and cue.end <= best.end
    return not inside and (cue.end, cue.end - cue.start) > (best.end, best.end - best.start)
