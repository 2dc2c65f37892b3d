"""The end of a document (before an attached plan): nơi nhận and who signed it."""

from __future__ import annotations

import re

from docparse.folding import canon
from docparse.matching.engine import rule_pack
from docparse.matching.patterns import words_to_regex
from docparse.matching.perpack import per_pack
from docparse.model import Signer, Source
from docparse.outline.header_issuer import proper
from docparse.outline.header_lines import Line, is_upper, lines_of, starts_with, trim, words

_ITEM = re.compile(r"(?:^|;|\n|(?<=\s)(?=[-*+•]\s))\s*[-*+•]?\s*")
_NAME = re.compile(r"[^\W\d_]+(?:\s+[^\W\d_]+){1,5}")
_REACH = 40  # lines after "Nơi nhận" in which the name of the signer is looked for


def read_end(
    source: Source, keys: str, start: int
) -> tuple[tuple[str, ...], Signer | None, dict[str, tuple[int, int]]]:
    """Recipients, signer and their spans after ``start``; the first list of recipients is the document's own."""
    marks = _cue().finditer(keys, start)
    mark = next((m for m in marks if _is_heading(source.text, m.start(), m.end())), None)
    spans: dict[str, tuple[int, int]] = {}
    if mark is None:
        tail = list(lines_of(source, max(0, len(source.blocks) - 15)))
        return (), _signer(source.text, keys, [x for x in tail if x.start >= start], spans), spans
    index = next(i for i, b in enumerate(source.blocks) if b.start <= mark.start() < b.end)
    block = source.blocks[index]
    if block.kind == "table":
        row = next((r for r in block.rows if any(c.start <= mark.start() < c.end for c in r)), block.rows[0])
        cell = next(c for c in row if c.start <= mark.start() < c.end)
        recipients = _recipients(source.text, mark.end(), cell.end)
        spans["recipients"] = (mark.start(), cell.end)
        lines = [x for x in lines_of(source, index, index + 4) if not (cell.start <= x.start < cell.end)]
        return recipients, _signer(source.text, keys, lines, spans), spans
    lines = list(lines_of(source, index, index + _REACH))
    stop = _end_of_list(source.text, lines)
    spans["recipients"] = (mark.start(), stop)
    before = [x for x in lines_of(source, max(0, index - 8), index) if x.start >= start]
    signer = _signer(source.text, keys, lines, spans) or _signer(source.text, keys, before, spans)
    return _recipients(source.text, mark.end(), stop), signer, spans


@per_pack()
def _cue() -> re.Pattern[str]:
    """The words above a list of recipients; what stands in front of them is seen later, for a search to run fast."""
    return re.compile(words_to_regex(list(words("recipients"))) + r"(?!\w)")


def _is_heading(text: str, start: int, end: int) -> bool:
    """ "Nơi nhận:" at the start of its line or cell, followed by a colon or nothing else."""
    before = text[max(0, start - 3) : start]
    after = text[end : end + 4].lstrip(" *_")
    begins = not before.strip(" *_|") or ("\n" in before and not before[-1:].isalnum())
    return begins and after[:1] in (":", "", "\n", "-")


def _end_of_list(text: str, lines: list[Line]) -> int:
    stop = lines[0].end
    for line in lines[1:]:
        words_ = text[line.start : line.end].strip()
        if not words_.startswith(("-", "*", "+", "•")):
            break
        stop = line.end
    return stop


def _recipients(text: str, start: int, end: int) -> tuple[str, ...]:
    found = []
    for part in _ITEM.split(text[start:end].lstrip(" :*_")):
        name = part.strip(" ;.,:*_-\n\t")
        office = _office_run(name)
        if office:
            name = name[: office[0]].strip(" ;.,:")
        if name and any(map(str.isalpha, name)):
            found.append(" ".join(name.split()))
    return tuple(found)


def _office_run(text: str) -> tuple[int, int] | None:
    """Where a run of capitals begins that names an office, in a line of two columns."""
    for match in rule_pack().phrase("header", "offices").finditer(canon(text)):
        if match[0] and is_upper(text[match.start() : match.end()]):
            lead = re.search(r"(?:[A-ZĐ]{1,3}[./]\s?[A-Z]?\.?\s*)$", text[: match.start()])
            return (lead.start() if lead else match.start(), match.end())
    return None


def _signer(text: str, keys: str, lines: list[Line], spans: dict[str, tuple[int, int]]) -> Signer | None:
    """The last office in capitals and the first personal name after it."""
    position: str | None = None
    for line in lines:
        start, end = trim(text, line.start, line.end)
        words_ = text[start:end]
        offices = [
            m
            for m in rule_pack().phrase("header", "offices").finditer(keys, start, end)
            if is_upper(m[0].upper()) and is_upper(text[m.start() : m.end()])
        ]
        if offices:
            run_end = _upper_end(text, offices[-1].start(), end)
            rest = trim(text, run_end, end)
            position = proper(" ".join(text[offices[-1].start() : run_end].split()).strip(" .,;:"))
            if rest[0] < rest[1] and _is_person(text[rest[0] : rest[1]]):
                spans["signer"] = rest
                return Signer(" ".join(text[rest[0] : rest[1]].split()), position)
            continue
        if position and _is_person(words_):
            spans["signer"] = (start, end)
            return Signer(" ".join(words_.split()), position)
    return None


def _upper_end(text: str, start: int, end: int) -> int:
    at = start
    for word in re.finditer(r"\S+", text[start:end]):
        if any(c.islower() for c in word[0]):
            break
        at = start + word.end()
    return at


def _is_person(text: str) -> bool:
    """Two to six words, each with a capital: "Nguyễn Thành Sinh"; not the name of a body."""
    name = " ".join(text.split())
    if not _NAME.fullmatch(name) or starts_with(canon(name), words("bodies", "issuers")):
        return False
    return all(w[0].isupper() and (w[1:].islower() or len(w) == 1 or name.isupper()) for w in name.split())
