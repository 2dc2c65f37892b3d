"""Slips of the keyboard that rules name: words doubled or left out, marks doubled."""

from __future__ import annotations

from collections.abc import Iterator

from docparse.lint.findings import Finding, finding
from docparse.lint.view import View


def check_slips(view: View) -> Iterator[Finding]:
    """One finding for each mention of label ``slip``, under the code that its rule sets."""
    for mention in view.find("slip"):
        if "\n" in view.text[mention.start : mention.end]:
            continue  # the end of a line and the beginning of the next
        right = mention.values.get("instead")
        detail = f"nên là “{right}”" if right else ""
        spot = view.spot(mention.start, mention.end, around=True)
        yield finding(mention.values["code"], detail, (spot,), rule=mention.rule.id, why=mention.rule.why)
