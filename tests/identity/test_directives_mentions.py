"""The table of hard mentions (``mentions.yaml``): each names its directive, or says between which it is open."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

import docparse
from docparse.folding import canon
from docparse.model import Reference

TABLE: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("mentions.yaml").read_text(encoding="utf-8"))
_MARK = re.compile("«([^»]*)»")


def full(name: str) -> str:
    prefix, _, rest = name.partition(":")
    return f"{TABLE['prefixes'][prefix]}:{rest}" if prefix in TABLE["prefixes"] else name


def read(row: dict[str, Any]) -> tuple[str, list[tuple[int, int]], tuple[Reference, ...]]:
    """The text of a row, where its marked mentions stand, and all references in it."""
    header = TABLE["headers"][row["in"]]
    spans, plain, at = [], "", 0
    for mark in _MARK.finditer(row["text"]):
        plain += row["text"][at : mark.start()]
        spans.append((len(plain), len(plain) + len(mark[1])))
        plain, at = plain + mark[1], mark.end()
    plain += row["text"][at:]
    plan = docparse.parse_bytes(f"{header}I. NHIỆM VỤ\n{plain}\n".encode(), "mention.txt")
    start = re.sub(r"\s", " ", canon(plan.text)).index(re.sub(r"\s", " ", canon(plain)))
    return plan.text, [(start + a, start + b) for a, b in spans], plan.references


def meant(span: tuple[int, int], references: tuple[Reference, ...]) -> Any:
    """What a mention is read as, in the words of the table."""
    found = [r for r in references if r.start < span[1] and span[0] < r.end]
    if not found:
        return None
    first = found[0]
    return {"open": set(first.candidates)} if first.target.startswith("urn:docparse:ambiguous:") else first.target


def wanted(said: Any) -> Any:
    if isinstance(said, dict):
        return {"open": {full(name) for name in said["open"]}}
    return full(said) if said else None


@pytest.mark.parametrize("row", TABLE["rows"], ids=lambda row: f"{row['in']}: {row['text'][:60]}")
def test_each_mention_is_its_directive(row: dict[str, Any]) -> None:
    _, spans, references = read(row)
    assert len(spans) == len(row["is"])
    assert [meant(span, references) for span in spans] == [wanted(said) for said in row["is"]]


def test_the_table_is_large_and_holds_open_mentions() -> None:
    said = [one for row in TABLE["rows"] for one in row["is"]]
    assert len(said) >= 200
    assert sum(isinstance(one, dict) for one in said) >= 15
