"""Type and title (trích yếu) of a document: which lines they stand on, and where the body begins."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from docparse.folding import canon, fold
from docparse.identity.directives import clean_symbol, letter_type, parse_symbol, type_codes
from docparse.matching.engine import rule_pack
from docparse.matching.perpack import per_pack
from docparse.outline.header_issuer import proper, spell_out
from docparse.outline.header_lines import Piece, ends_with, is_upper, key_of, starts_with, trim, words

_SYMBOL_TITLE = re.compile(r"^\W*(?:số\s*:?\s*)?(\d+\S*[/-]\S+)\s*", re.IGNORECASE)


@dataclass(slots=True)
class Found:
    type: str | None = None
    title: str | None = None
    issuer: str | None = None
    symbol: str | None = None
    end: int = 0
    spans: dict[str, tuple[int, int]] = field(default_factory=dict)


def until_address(text: str, pieces: list[Piece], subject: int) -> list[Piece]:
    """The top of a công văn: up to "Kính gửi"; the date may stand below the subject."""
    for i, piece in enumerate(pieces[subject : subject + 15], subject):
        if starts_with(key_of(text[piece.start : piece.end]), words("address")):
            return pieces[:i]
    return pieces[: subject + 8]


_HEAD = 120  # code points of a line in which its first words lie


@per_pack()
def _types() -> dict[str, str]:
    """Canon names of the types that stand as a line of their own -> type."""
    entries = [e for e in rule_pack().file("document_types").entries if e.get("header")]
    return {canon(n): e["type"] for e in entries for n in (e["type"], *e.get("names", ()))}


@per_pack()
def _first_words() -> tuple[str, ...]:
    return tuple({name.split()[0] for name in _types()})


@per_pack()
def _damaged() -> dict[str, str]:
    """Folded names of the types of several words -> canon name: "CHÍ THỊ" of a scan."""
    return {fold(name): name for name in _types() if " " in name}


def _damaged_type(text: str, piece: Piece) -> tuple[str, int] | None:
    """The same as :func:`_type_of` where a scan or a typist lost marks of its capitals."""
    words_ = text[piece.start : piece.end]
    name = starts_with(fold(words_[:_HEAD]), tuple(_damaged()))
    if name is None or not is_upper(words_):
        return None
    return _types()[_damaged()[name]], piece.start + len(name)


def _type_of(text: str, keys: str, piece: Piece) -> tuple[str, int] | None:
    """The type a piece begins with, and where its words end; in capitals, alone or before a title in capitals."""
    key = keys[piece.start : min(piece.end, piece.start + _HEAD)]
    if not key.startswith(_first_words()):
        return None
    words_ = text[piece.start : piece.end]
    name = starts_with(" ".join(key.split()), tuple(_types()))
    if name is None or not is_upper(words_[: len(name)]):
        return None
    rest = words_[len(name) :].strip()
    if words_[len(name) : len(name) + 1] == ":" or (rest and not is_upper(rest.split(" ", 1)[0])):
        return None
    return _types()[name], piece.start + len(name)


def type_piece(text: str, keys: str, pieces: list[Piece], mark: int | None) -> int | None:
    """The line of the type: the first after Quốc hiệu, number or date, else the first at all."""
    first = None
    for i, piece in enumerate(pieces):
        if piece.kind == "text" and _type_of(text, keys, piece):
            if mark is not None and i > mark:
                return i
            first = i if first is None else first
    if first is None and mark is not None:  # below the head nothing else stands in capitals and reads like a type
        behind = (i for i, p in enumerate(pieces) if i > mark and p.kind == "text" and _damaged_type(text, p))
        first = next(behind, None)
    return first


def subject_piece(text: str, pieces: list[Piece]) -> int | None:
    """The ``V/v …`` line of a công văn, near the top."""
    for i, piece in enumerate(pieces[:60]):
        if piece.kind == "text" and starts_with(key_of(text[piece.start : piece.end][:_HEAD]), words("subject")[:2]):
            return i
    return None


def _is_body(text: str, piece: Piece, before: str) -> bool:
    """Whether a line begins the body: a cue word in lower-case print, a numbered heading, a whole sentence."""
    words_ = text[piece.start : piece.end]
    if re.match(r"(?:[IVX]+|\d+|[A-ZĐ])\s?[.)-]\s?\S", words_) or words_.rstrip().endswith((";", ".", ":")):
        return True
    if is_upper(words_):
        return False
    cue = starts_with(key_of(words_), words("body"))
    return cue is not None and before != "" and words_[:1].isupper()


def _is_authority(text: str, piece: Piece, before: str, following: str | None) -> bool:
    """The issuing authority in capitals between a decision's title and its bases, or its "QUYẾT ĐỊNH:"."""
    words_ = text[piece.start : piece.end]
    if (
        not is_upper(words_)
        or len(words_) > 90
        or ends_with(canon(before), words("unfinished"))
        or before.rstrip().endswith(",")
    ):
        return False
    key = key_of(words_)
    if starts_with(key, words("title_starts")):
        return False
    if not (starts_with(key, words("bodies", "issuers")) or starts_with(key, words("offices"))):
        return False
    return following is None or not is_upper(following) or starts_with(key_of(following), words("body")) is not None


def typed(text: str, keys: str, pieces: list[Piece], at: int, found: Found) -> None:
    piece = pieces[at]
    type_ = _type_of(text, keys, piece) or _damaged_type(text, piece)
    assert type_ is not None
    found.type, stop = type_
    found.spans["type"] = (piece.start, stop)
    found.end = stop
    spans: list[tuple[int, int]] = []
    rest = trim(text, stop, piece.end)
    if rest[0] < rest[1]:
        spans.append(_upper_run(text, *rest))
        found.end = spans[-1][1]
        if spans[-1][1] < rest[1] - 2:
            _title(text, spans, found)
            return
    first: Piece | None = None
    following = pieces[at + 1 : at + 40]
    for i, part in enumerate(following):
        if part.kind == "rule":
            if spans:
                break
            continue
        if part.kind != "text":
            continue
        words_ = text[part.start : part.end]
        before = text[slice(*spans[-1])] if spans else ""
        after = next((text[p.start : p.end] for p in following[i + 1 :] if p.kind == "text"), None)
        if spans and (_is_body(text, part, before) or _is_authority(text, part, before, after)):
            break
        heading = re.match(r"[IVX]+\s?[.)-]\s?\S", words_) or starts_with(key_of(words_), words("address"))
        if not spans and (heading or (is_upper(words_) and key_of(words_) in _types())):
            break
        if words_.startswith("("):
            found.end = part.end
            continue
        if first and not _goes_on(text, first, part, before, len(spans)):
            break
        if not spans and not found.issuer and _of_issuer(words_, after):
            stop = _subject_in(words_)
            found.issuer = proper(spell_out(re.sub(r"^\S+\s+", "", words_[:stop].strip())))
            found.spans["issuer"] = (part.start, part.start + stop)
            found.end = part.end
            if stop < len(words_):
                first = part
                spans.append((part.start + stop, part.end))
            continue
        if not spans and _is_authority(text, part, "", after) and after and not is_upper(after):
            break
        first = first or part
        spans.append((part.start, part.end))
        found.end = part.end
    _title(text, spans, found)


def _goes_on(text: str, first: Piece, part: Piece, before: str, count: int) -> bool:
    """Whether a line goes on with the title: set like its first line, short, not a sentence."""
    words_ = text[part.start : part.end]
    top = text[first.start : first.end]
    if is_upper(top) and len(top) > 12:
        return is_upper(words_)
    if len(words_) > 220 or len(before) > 300 or count > 8:
        return False
    if first.bold and not part.bold:
        return False
    return (
        first.bold
        or part.centered
        or words_[:1].islower()
        or ends_with(canon(before), words("unfinished"))
        or len(words_) < 90
    )


def _of_issuer(words_: str, after: str | None) -> bool:
    """ "CỦA BỘ CHÍNH TRỊ, BAN BÍ THƯ" below the type, a title after it."""
    key = key_of(words_)
    cue = starts_with(key, words("of_issuer"))
    stop = _subject_in(words_)
    if cue is None or (stop == len(words_) and after is None) or stop > 90:
        return False
    return starts_with(key[len(cue) :].strip(), words("bodies", "issuers")) is not None


def _subject_in(words_: str) -> int:
    """Where the title begins in "của Bộ Chính trị, Ban Bí thư về …": its length if it does not."""
    found = rule_pack().phrase("header", "title_cues").search(canon(words_))
    return found.start() if found else len(words_)


def _title(text: str, spans: list[tuple[int, int]], found: Found) -> None:
    if spans:
        found.spans["title"] = (spans[0][0], spans[-1][1])
        marks = [text[b : b + 1] if text[b : b + 1] in ",;" else "" for _, b in spans[:-1]]
        found.title = " ".join(" ".join(text[a:b] + m for (a, b), m in zip(spans, [*marks, ""], strict=True)).split())


def _upper_run(text: str, start: int, end: int) -> tuple[int, int]:
    """The words in capitals at the start of a line that goes on in lower case."""
    at = start
    for word in re.finditer(r"\S+", text[start:end]):
        if sum(c.islower() for c in word[0]) > 2 or (
            len(word[0]) > 1 and word[0][0].isupper() and word[0][1:].islower()
        ):
            break
        at = start + word.end()
    return trim(text, start, at if at > start else end)


def letter(text: str, pieces: list[Piece], at: int, found: Found) -> None:
    """A công văn: its subject runs to the end of its cell, or to the date or "Kính gửi"."""
    first = pieces[at]
    cue = starts_with(key_of(text[first.start : first.end]), words("subject")) or ""
    spans = [trim(text, first.start + len(cue), first.end)]
    found.type, found.end = letter_type(), first.end
    for part in pieces[at + 1 : at + 15]:
        words_ = text[part.start : part.end]
        if (
            part.kind != "text"
            or (part.cell != first.cell and part.block == first.block)
            or starts_with(key_of(words_), words("address"))
        ):
            break
        if part.block != first.block and (words_[:1].isupper() or words_.startswith("-")):
            break
        spans.append((part.start, part.end))
        found.end = part.end
    _title(text, [s for s in spans if s[0] < s[1]], found)


def headline(text: str, pieces: list[Piece], found: Found) -> None:
    """No line of the type: a headline such as "Chỉ thị về việc …" in the first lines."""
    for piece in pieces[:12]:
        if piece.kind != "text":
            continue
        words_ = text[piece.start : piece.end]
        skip = starts_with(key_of(words_), words("headline"))
        start = piece.start + (len(skip) if skip else 0)
        start, end = trim(text, start, piece.end)
        name = starts_with(key_of(text[start:end]), tuple(_types()))
        if name is None or end - start > 400:
            continue
        found.type = _types()[name]
        found.spans["type"] = (start, start + len(name))
        found.end = end
        rest = text[start + len(name) : end]
        if symbol := _SYMBOL_TITLE.match(rest):
            found.symbol = clean_symbol(symbol[1])
            rest = rest[symbol.end() :]
        offset = end - len(rest)
        _title(text, [trim(text, offset, end)], found)
        return


def symbol_above(text: str, pieces: list[Piece], type_: str | None) -> str | None:
    """The symbol that a web page's headline gives above a document without "Số:": "TOÀN VĂN: KẾT LUẬN 155-KL/TW …"."""
    for piece in pieces[-12:]:
        words_ = text[piece.start : piece.end]
        at = canon(words_).find(canon(type_ or "\n"))
        if piece.kind == "text" and at >= 0 and (symbol := _SYMBOL_TITLE.match(words_[at + len(type_ or "") :])):
            clean = clean_symbol(symbol[1])
            return clean if parse_symbol(clean) else None
    return None


def type_by_symbol(number: str) -> str | None:
    code = re.search(r"[/-]\s?([^\W\d]+)", number)
    return type_codes().get(canon(code[1])) if code else None
