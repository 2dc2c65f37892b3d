"""Citations that cannot be right: remarks of the reading, symbols of the other system, dates left out, căn cứ lines."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from docparse.folding import canon
from docparse.identity.directives import organs, parse_symbol
from docparse.lint.findings import SEVERITIES, Finding, finding, known_codes, severity_of
from docparse.lint.view import View
from docparse.matching.rules import Rule
from docparse.model import Reference, Remark

_PARTY_FORM = re.compile(r"\d+\s*[-\u2010-\u2015\u2212]\s*\w+\s*/")
_STATE_FORM = re.compile(r"\d+\s*/\s*(?:\d{4}\s*/\s*)?\w+\s*[-\u2010-\u2015\u2212]")
_REMARK = "DP2"
_NEAR = 40  # characters behind a citation in which its date may stand
_MOST_LINES = 40  # a căn cứ stands near the top


def check_citations(view: View) -> Iterator[Finding]:
    """Each remark whose code ``rules/lint.yaml`` knows, then DP741, DP742, DP743."""
    known = known_codes()
    remarks: dict[tuple[int, int], list[Remark]] = {}  # several of one passage are one thing to look at
    for remark in view.plan.warnings:
        if remark.code.startswith(_REMARK) and remark.code in known:
            remarks.setdefault((remark.start, remark.end), []).append(remark)
    for (start, end), same in remarks.items():
        same.sort(key=lambda r: (SEVERITIES.index(severity_of(r.code)), r.code))
        yield finding(same[0].code, "; ".join(r.text for r in same), (view.spot(start, end),))
    party = frozenset(view.pack.words("lint", "party_organs"))
    wrong: dict[str, list[Reference]] = {}
    for reference in view.plan.references:
        if (right := _other_system(reference, party)) is not None:
            wrong.setdefault(right, []).append(reference)
    for right, references in wrong.items():
        yield finding("DP741", right, tuple(view.spot(r.start, r.end) for r in references))
    undated = tuple(view.spot(r.start, r.end) for r in _undated(view))
    if undated:
        yield finding("DP742", "", undated)
    yield from _basis_lines(view)


def _other_system(reference: Reference, party_organs: Collection[str]) -> str | None:
    """The symbol in the form of its own system where it is printed in that of the other."""
    parsed = parse_symbol(reference.symbol or "")
    if parsed is None or parsed.type_code is None or parsed.organ is None:
        return None
    party = canon(parsed.organ) in party_organs
    if not party and canon(parsed.organ) not in organs():
        return None
    number = re.split(r"[-/]", parsed.text)[0]
    if party and parsed.year is None and _STATE_FORM.search(reference.text):
        return f"{reference.symbol}: {number}-{parsed.type_code}/{'-'.join(parsed.codes[1:])}"
    if not party and _PARTY_FORM.search(reference.text) and not _STATE_FORM.search(reference.text):
        return f"{reference.symbol}: {number}/{parsed.type_code}-{'-'.join(parsed.codes[1:])}"
    return None


def _undated(view: View) -> Iterator[Reference]:
    """First mentions of directives by their symbol alone; a symbol that holds its year says enough."""
    seen: set[str] = set()
    for reference in view.plan.references:
        if reference.target in seen:
            continue
        seen.add(reference.target)
        parsed = parse_symbol(reference.symbol or "")
        if parsed is None or parsed.year is not None or reference.of is not None or reference.type is None:
            continue
        if canon(reference.type) not in view.keys[reference.start : reference.end]:
            continue  # the number of a form
        if not view.pack.find("references", "symbol", view.keys, reference.start, reference.end):
            continue  # named, not numbered
        if not view.pack.find("references", "date", view.keys, reference.start, reference.end + _NEAR):
            yield reference


def _basis_lines(view: View) -> Iterator[Finding]:
    """Căn cứ lines but the last that do not end in a semicolon."""
    rule: Rule | None = None
    lines: list[tuple[int, int]] = []
    for number, (start, end) in enumerate(view.lines()):
        if number >= _MOST_LINES:
            break
        mention = view.pack.match("lint", "basis_line", view.keys, start + _indent(view, start))
        if mention is None:
            if lines:
                break
            continue
        rule = mention.rule
        lines.append((start, end))
    wrong = [span for span in lines[:-1] if not view.text[span[0] : span[1]].rstrip().endswith(";")]
    if wrong and rule is not None:
        spots = tuple(view.spot(start, end) for start, end in wrong)
        yield finding("DP743", f"{len(wrong)} trên {len(lines)} dòng", spots, rule=rule.id, why=rule.why)


def _indent(view: View, start: int) -> int:
    """How many signs stand before the first letter of a line."""
    at = start
    while at < len(view.text) and not view.text[at].isalnum() and view.text[at] != "\n":
        at += 1
    return at - start
