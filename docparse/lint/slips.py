"""Slips of the keyboard that rules name: words doubled or left out, marks doubled."""

from __future__ import annotations

from collections.abc import Iterator

from docparse.lint.findings import Finding, finding
from docparse.lint.view import View
from docparse.matching.mentions import Mention


def check_slips(view: View) -> Iterator[Finding]:
    """One finding for each way in which a rule of label ``slip`` matches, under the code that the rule sets."""
    alike: dict[str, list[Mention]] = {}
    for mention in view.find("slip"):
        if "\n" not in view.text[mention.start : mention.end]:  # else the end of a line and the beginning of the next
            alike.setdefault(view.keys[mention.start : mention.end], []).append(mention)
    for mentions in alike.values():
        first = mentions[0]
        right = first.values.get("instead")
        said = f"“{view.text[first.start : first.end]}”"
        spots = tuple(view.spot(m.start, m.end, around=True) for m in mentions)
        detail = f"{said}, nên là “{right}”" if right else said
        yield finding(first.values["code"], detail, spots, rule=first.rule.id, why=first.rule.why)
