"""The outline: numbers that jump or repeat, headings with nothing below, references to parts that are not there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docparse.lint.findings import Finding, finding
from docparse.lint.view import View
from docparse.matching.mentions import Mention
from docparse.model import Section

_ROMAN = re.compile(r"(?=[IVXL])X{0,4}(?:IX|IV|V?I{0,4})\Z")
_DIGITS = {"I": 1, "V": 5, "X": 10}
_LETTERS = "abcdđeghiklmnopqrstuvxy"
_NO_DJ = "abcdeghiklmnopqrstuvxy"
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_LAST_NUMBER = re.compile(r"(?:^|[ .])(\d{1,3})\Z")
_LABEL = re.compile(r"\W{0,6}((?:\w{1,4}\.){0,3}\w{1,4})[.)]")
_WORDS = re.compile(r"\w+")
_HEAD = 80  # characters that show which section is meant
_NEAR = 40  # characters behind "mục III" in which another document may be named


def check_outline(view: View) -> Iterator[Finding]:
    """DP771 to DP774."""
    for siblings in view.children.values():
        yield from _numbers(view, siblings)
    yield from _empty(view)
    yield from _missing_sections(view)
    yield from _missing_annexes(view)


# --- numbers ---------------------------------------------------------------------------------------


def _value(label: str) -> tuple[str, int] | None:
    """The family of a label and its number: ``("roman", 4)`` of "IV", ``("1.", 3)`` of "1.3"."""
    if _ROMAN.match(label):
        numbers = [_DIGITS[c] for c in label if c in _DIGITS]
        return "roman", sum(-n if n < max(numbers[at:]) else n for at, n in enumerate(numbers))
    if found := _LAST_NUMBER.search(label):
        return label[: found.start(1)], int(found[1])
    if len(label) == 1 and label.lower() in _LATIN + "đ":
        return "letter", _LETTERS.find(label.lower()) + 1
    return None


def _numbers(view: View, siblings: list[Section]) -> Iterator[Finding]:
    """Labels of one family under one parent that do not follow one another."""
    before: dict[str, tuple[Section, int]] = {}
    wrong: dict[str, list[tuple[Section, Section]]] = {}
    for section in siblings:
        value = _value(section.label or "")
        if value is None or section.role == "appendix":
            continue
        family, number = value
        last = before.get(family)
        before[family] = (section, number)
        if last is None or number == 1 or number == last[1] + 1:
            continue
        if number > last[1] + 1 and _stands_between(view, section, last[0], (family, last[1] + 1)):
            continue
        if family == "letter" and _follows(last[0].label or "", section.label or ""):
            continue
        wrong.setdefault(family, []).append((last[0], section))
    for pairs in wrong.values():
        detail = "; ".join(f"sau {one.label} là {two.label}" for one, two in pairs)
        sections = dict.fromkeys(section for pair in pairs for section in pair)
        spots = tuple(view.spot(s.start, min(s.end, s.start + _HEAD)) for s in sections)
        yield finding("DP771", detail, spots, count=len(pairs))


def _stands_between(view: View, section: Section, before: Section, wanted: tuple[str, int]) -> bool:
    """Whether a line between the two begins with the number that is missing: it was read as part of something else."""
    for start, end in view.lines(before.start, section.start):
        first = _LABEL.match(view.text, start, end)
        if first is None:
            continue
        if wanted in (_value(first[1]), _value(first[1].split(".")[0])):
            return True
    return False


def _follows(one: str, two: str) -> bool:
    """Whether a letter follows another in the alphabet with or without đ, or in the Latin one."""
    pair = f"{one}{two}".lower()
    return any(pair in letters for letters in (_LETTERS, _NO_DJ, _LATIN))


# --- empty headings --------------------------------------------------------------------------------


def _empty(view: View) -> Iterator[Finding]:
    """Headings with neither words nor sections below, where the headings beside them have some."""
    for siblings in view.children.values():
        bodies = [_has_body(view, s) for s in siblings]
        if sum(bodies) * 2 < len(bodies):
            continue  # a list of lines, not of headings
        for section, body in zip(siblings, bodies, strict=True):
            own = view.item_at(section.start + len(section.label or "") + 2)
            if section.role == "appendix" or view.find("annex_ref", section.start, section.end):
                continue
            if section.heading and section.label and not body and own is None:
                yield finding("DP772", section.heading, (view.spot(section.start, section.end),))


def _has_body(view: View, section: Section) -> bool:
    after = view.section_at(section.end + 1)
    if after is not None and after.label is None and not after.heading:
        return True  # the closing words stand right below it
    words = len(_WORDS.findall(view.text, section.start, section.end))
    heads = len(_WORDS.findall(f"{section.label or ''} {section.heading}"))
    return not section.heading or words > heads or section.id in view.children


# --- references to parts ---------------------------------------------------------------------------


def _missing_sections(view: View) -> Iterator[Finding]:
    labels = {s.label.upper() for s in view.plan.sections if s.label}
    if not any(_ROMAN.match(label) for label in labels):
        return  # its parts are not numbered so: "mục III" is another's
    for mention in view.find("section_ref"):
        part = (mention.text(view.text, "part") or "").upper()
        if not part or part in labels or mention.start == _line_start(view, mention.start):
            continue
        if view.has("elsewhere", mention.end, min(len(view.text), mention.end + _NEAR)) or view.is_quoted(
            mention.start, mention.end + _NEAR
        ):
            continue
        spot = view.spot(mention.start, mention.end, around=True)
        yield finding("DP773", f"không có mục {part}", (spot,), rule=mention.rule.id, why=mention.rule.why)


def _number(view: View, annex: Mention) -> int | None:
    """The number of "Phụ lục II", "Phụ lục 02"; None without one."""
    value = _value((annex.text(view.text, "part") or "").upper())
    return value[1] if value is not None else None


def _line_start(view: View, at: int) -> int:
    return view.text.rfind("\n", 0, at) + 1


def _missing_annexes(view: View) -> Iterator[Finding]:
    """References to annexes in a document that has none, or none of that number."""
    if view.plan.annexes:
        return
    annexes = [section for section in view.plan.sections if section.role == "appendix"]
    heads = [m for s in annexes for m in view.find("annex_ref", s.start, min(s.end, s.start + _HEAD))]
    numbers = {_number(view, mention) for mention in heads} - {None}
    if annexes and not numbers:
        return
    found = [
        mention
        for mention in view.find("annex_ref")
        if (not annexes or (_number(view, mention) is not None and _number(view, mention) not in numbers))
        and not view.is_quoted(mention.start, mention.end + _NEAR)
        and not view.has("elsewhere", mention.end, min(len(view.text), mention.end + _NEAR))
    ]
    if found:
        spots = tuple(view.spot(m.start, m.end, around=True) for m in found)
        yield finding("DP774", "", spots, rule=found[0].rule.id, why=found[0].rule.why)
