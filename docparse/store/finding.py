"""Which document people mean by a symbol, a number, a file name or an id."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import PurePosixPath

from docparse.errors import QuestionError
from docparse.folding import fold_key
from docparse.matching.engine import rule_pack
from docparse.matching.perpack import per_pack
from docparse.store.connection import Connection, Row

_MANY = 5
_LEAST_WORDS = 2


def symbol_key(symbol: str) -> str:
    """``05-CT/TW`` and ``5 - CT/TW`` to ``5 ct tw``."""
    return fold_key(symbol).lstrip("0")


def matching_documents(db: Connection, words: str) -> list[Row]:
    """All documents that ``words`` may name, by the narrowest reading that fits any: id, symbol, file name, number."""
    words = unicodedata.normalize("NFC", words).strip()
    row = db.row("document_by_id", id=words)
    if row is not None:
        return [row]
    key = fold_key(words)
    if not key:
        return []
    # "Kế hoạch số 3243/KH-UBND": the symbol begins with its number
    at_number = re.search(r"\d.*", key)
    keys = [key, at_number[0]] if at_number else [key]
    for one in dict.fromkeys(keys):
        if found := db.rows("documents_by_symbol", key=symbol_key(one)):
            return found
    stem = fold_key(PurePosixPath(words.replace("\\", "/")).stem) if re.search(r"\.\w{2,5}$", words) else key
    for one in dict.fromkeys((stem, key)):
        if found := db.rows("documents_by_file", key=one):
            return found
    numbers = re.findall(r"\d+", key)
    if len(numbers) == 1 and key.endswith(numbers[0]):
        return db.rows("documents_by_number", key=numbers[0].lstrip("0") or "0")
    return []


def _of_place(db: Connection, words: str) -> list[Row]:
    """``141/KH-UBND Bắc Ninh``, ``141 của Bắc Ninh ngày 20/11/2025``: a symbol or number, then whose or when."""
    split = re.match(r"(\D*\d[^\s,]*)[\s,]+(.+)", words)
    if split is None:
        return []
    wanted = set(fold_key(split[2]).split()) - _links()
    found = matching_documents(db, split[1]) if wanted else []
    return [row for row in found if wanted <= _marks(row)]


def _marks(row: Row) -> set[str]:
    year, month, day = [*(row["date"] or "").split("-"), "", "", ""][:3]
    date = {year, month, day, month.lstrip("0"), day.lstrip("0")}
    return set(fold_key(f"{row['issuer'] or ''} {row['place'] or ''} {row['type'] or ''}").split()) | date


@per_pack()
def _links() -> frozenset[str]:
    """Words between a document's number and its issuer or date."""
    words = rule_pack().raw("questions")["document_links"]["words"]
    return frozenset(word for phrase in words for word in fold_key(phrase).split())


def documents_titled(db: Connection, words: str) -> list[Row]:
    """The documents whose title, type, issuer or file name hold all the words (at least two that are no numbers)."""
    wanted = set(fold_key(words).split())
    if sum(1 for word in wanted if len(word) > 1 and not word.isdigit()) < _LEAST_WORDS:
        return []
    fields = ("type", "symbol", "title", "issuer", "place", "file")
    found = [
        row["pk"]
        for row in db.rows("document_titles", match=" AND ".join(f'"{word}"' for word in sorted(wanted)))
        if wanted <= set(fold_key(" ".join(row[name] or "" for name in fields)).split())
    ]
    return db.rows("documents_by_pk_full", pks=json.dumps(found)) if found else []


def find_document(db: Connection, words: str) -> Row:
    """The one document; QuestionError DP501 (none) or DP502 (several, named)."""
    words = unicodedata.normalize("NFC", words).strip()
    found = matching_documents(db, words) or _of_place(db, words) or documents_titled(db, words)
    if len(found) == 1:
        return found[0]
    asked = words.strip() or "(trống)"
    if found:
        names = "; ".join(_candidate(row) for row in found[:_MANY]) + ("; …" if len(found) > _MANY else "")
        raise QuestionError("DP502", asked, f"có {len(found)} văn bản như vậy: {names}", how_to_name(found))
    near = _near(db, words)
    advice = f"có phải {near}?" if near else "xem các văn bản: docparse list"
    raise QuestionError("DP501", asked, "kho không có văn bản này", advice)


def how_to_name(rows: list[Row]) -> str:
    """How one of several documents is told from the others."""
    first = rows[0]
    if first["symbol"] and first["place"]:
        return f'thêm nơi hoặc ngày ban hành, ví dụ "{first["symbol"]} {first["place"]}", hoặc ghi mã định danh'
    return f'ghi tên tệp hoặc mã định danh, ví dụ "{first["file"] or first["id"]}"'


def _candidate(row: Row) -> str:
    date = "/".join(reversed(row["date"].split("-"))) if row["date"] else ""
    about = ", ".join(filter(None, (row["issuer"], date)))
    return f"{row['symbol'] or row['file'] or row['title'] or row['id']} ({about or row['id']})"


def _near(db: Connection, words: str) -> str:
    """Symbols like the one asked for, for the error's advice."""
    from rapidfuzz import fuzz, process

    names = [row["symbol"] or row["title"] or row["id"] for row in db.rows("documents_like")]
    keys = [fold_key(name) for name in names]
    close = process.extract(fold_key(words), keys, scorer=fuzz.ratio, score_cutoff=70, limit=3)
    return ", ".join(names[at] for _, _, at in close)
