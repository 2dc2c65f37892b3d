"""The header of a document by NĐ 30/2020/NĐ-CP and the Party's layouts.

Damage is expected: two columns run together, a title over many lines, digits torn apart ("tháng 0 6"), a web
page's headline above. What is not printed is None; nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import islice

from docparse.folding import canon, fold_key
from docparse.identity.directives import clean_symbol, organs, parse_symbol
from docparse.identity.document_ids import document_id
from docparse.matching.engine import rule_pack
from docparse.model import Document, Signer, Source
from docparse.outline.header_end import read_end
from docparse.outline.header_issuer import issuer_name, place_phrase, proper, spell_out
from docparse.outline.header_lines import Piece, is_upper, key_of, lines_of, pieces_of, starts_with, words
from docparse.outline.header_title import (
    Found,
    headline,
    letter,
    subject_piece,
    symbol_above,
    type_by_symbol,
    type_piece,
    typed,
    until_address,
)

_NEAR = 60  # lines in which most headers stand
_LIMIT = 400  # most lines looked at: a web page may put its menu before the document
_REACH = 40  # pieces behind the type within which its title and the rest of the header are looked for


@dataclass(frozen=True, slots=True)
class Header:
    """``document``; ``end``, the offset where the body begins; ``spans`` of the fields that were read."""

    document: Document
    end: int
    spans: Mapping[str, tuple[int, int]] = field(default_factory=dict)


def read_header(source: Source, keys: str | None = None) -> Header:
    """Type, symbol, issuer, place, date, title, secrecy, urgency, signer and recipients of a source.

    ``keys`` is ``canon(source.text)`` where the caller has it already.
    """
    text, keys = source.text, canon(source.text) if keys is None else keys
    found = Found()
    pieces, mark, at = _top(source, keys)
    subject = subject_piece(text, pieces)
    if at is not None and (subject is None or at < subject):
        typed(text, keys, pieces, at, found)
    elif subject is not None:
        letter(text, pieces, subject, found)
    else:
        headline(text, pieces, found)
    top = [p for p in pieces if p.start < found.end] if found.end else pieces[: (mark or 0) + 12]
    if found.end and at is None and subject is not None:
        top = until_address(text, pieces, subject)
    date_, place = _date(text, top, found)
    numbers = [p for p in top if p.kind == "number" and p.mention]
    # "Đoàn kiểm tra theo Quyết định số 10/QĐ-SCT" names a body; the document's own number stands behind a colon
    number = next((p for p in numbers if ":" in text[p.start : p.end]), next(iter(numbers), None))
    if number and number.mention:
        found.spans["symbol"] = number.mention.parts.get("symbol", (number.start, number.end))
        if "symbol" in number.mention.parts:
            found.symbol = clean_symbol(text[slice(*number.mention.parts["symbol"])])
    issuer = _issuer(text, top, found) if mark is not None else found.issuer
    if found.symbol is None and number is None and at:
        found.symbol = symbol_above(text, pieces[:at], found.type)
    issuer = found.issuer or issuer or _issuer_by_symbol(found.symbol) or _issuer_in_body(source, keys, found.end)
    if issuer and found.type is None and number is not None:
        found.type = type_by_symbol(text[number.start : number.end])
    found.end = max([found.end, *(p.end for p in top if p.kind in ("motto", "number", "date"))], default=0)
    recipients, signer, spans = read_end(source, keys, found.end)
    document = Document(
        id="",
        type=found.type,
        symbol=found.symbol,
        issuer=issuer,
        place=place,
        date=date_,
        title=found.title,
        secrecy=_mark(text, top, "secrecy"),
        urgency=_mark(text, top, "urgency"),
        signer=signer,
        recipients=recipients,
    )
    return Header(_with_id(document, text), _body_start(text, found.end), {**found.spans, **spans})


def _top(source: Source, keys: str) -> tuple[list[Piece], int | None, int | None]:
    """The pieces of the top, with the numbers of the first anchor and of the type; many lines only if few do not do."""
    for limit in (_NEAR, _LIMIT):
        lines = list(islice(lines_of(source, grids=False), limit))
        pieces = pieces_of(source, keys, lines)
        mark = next((i for i, p in enumerate(pieces) if p.kind not in ("rule", "text", "form")), None)
        at = type_piece(source.text, keys, pieces, mark)
        found = mark is not None and at is not None and at > mark and len(pieces) > at + _REACH
        if found or len(lines) < limit:
            break
    return pieces, mark, at


def _with_id(document: Document, text: str) -> Document:
    from dataclasses import replace

    return replace(document, id=document_id(document, text))


def _body_start(text: str, end: int) -> int:
    while end < len(text) and text[end] in " \n\t|*_-–—.:":
        if text[end] == "-" and text[end + 1 : end + 2] == " ":
            break
        end += 1
    return end


def _date(text: str, top: list[Piece], found: Found) -> tuple[str | None, str | None]:
    """(ISO date or None, place): the first date of the top that stands after a place's name."""
    for i, piece in enumerate(top):
        if piece.kind != "date" or piece.mention is None:
            continue
        place = None
        if (
            i
            and top[i - 1].kind == "text"
            and top[i - 1].cell == piece.cell
            and len(text[top[i - 1].start : top[i - 1].end]) < 50
        ):
            place = text[top[i - 1].start : top[i - 1].end].strip(" ,.;:*_")
        if place is None or not place[:1].isupper():
            continue
        parts = {k: re.sub(r"\s", "", text[a:b]) for k, (a, b) in piece.mention.parts.items()}
        found.spans["date"] = (piece.start, piece.end)
        place = proper(" ".join(place.split()))
        if not {"day", "month", "year"} <= set(parts):
            return None, place
        day, month = int(parts["day"]), int(parts["month"])
        valid = 1 <= day <= 31 and 1 <= month <= 12
        return (f"{parts['year']}-{month:02d}-{day:02d}" if valid else None), place
    return None, None


def _issuer(text: str, top: list[Piece], found: Found) -> str | None:
    """The lines of the left column: capitals before the type that are no motto, number or date."""
    begin = next((i for i, p in enumerate(top) if p.kind == "motto"), 0)
    first = max(0, begin - 8)
    lines: list[str] = []
    spans: list[tuple[int, int]] = []
    for i, piece in enumerate(top[first:], first):
        words_ = text[piece.start : piece.end]
        if "type" in found.spans and piece.start >= found.spans["type"][0]:
            break
        if piece.kind != "text" or not is_upper(words_):
            continue
        if i < begin and not (piece.block >= top[begin].block - 6):
            continue
        if starts_with(key_of(words_), (*words("secrecy"), *words("urgency"))) == key_of(words_):
            continue
        if ("number" in {p.kind for p in top[:i]}) and not lines:
            continue
        lines.append(words_)
        spans.append((piece.start, piece.end))
    if not lines:
        return None
    found.spans["issuer"] = (spans[0][0], spans[-1][1])
    return issuer_name(lines)


def _issuer_by_symbol(symbol: str | None) -> str | None:
    parsed = parse_symbol(symbol) if symbol else None
    organ = organs().get(parsed.organ or "") if parsed else None
    return organ.name if organ and organ.level == "central" and fold_key(organ.code) not in ("tw", "tu") else None


def _issuer_in_body(source: Source, keys: str, start: int) -> str | None:
    """The subject of "… yêu cầu", "… ban hành Kế hoạch" in the first paragraphs, where no header names the issuer."""
    for block in source.blocks[:25]:
        if block.start < start or block.kind != "paragraph":
            continue
        for verb in rule_pack().phrase("header", "issuing_verbs").finditer(keys, block.start, block.end):
            comma = max(
                source.text.rfind(",", block.start, verb.start()),
                source.text.rfind(";", block.start, verb.start()),
                block.start - 1,
            )
            name = source.text[comma + 1 : verb.start()].strip()
            if (
                5 < len(name) < 80
                and name[:1].isupper()
                and starts_with(canon(name), (*words("bodies", "issuers"), *words("offices")))
            ):
                return spell_out(name)
    return None


def _mark(text: str, top: list[Piece], kind: str) -> str | None:
    """A stamp such as "MẬT" or "HỎA TỐC" standing as a line of its own."""
    for piece in top:
        key = key_of(text[piece.start : piece.end])
        if piece.kind == "text" and key in words(kind) and is_upper(text[piece.start : piece.end]):
            return text[piece.start : piece.end].capitalize()
    return None


__all__ = ["Header", "Signer", "place_phrase", "read_header"]
