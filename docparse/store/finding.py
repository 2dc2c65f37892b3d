"""Which document people mean by a symbol, a number, a file name or an id."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePosixPath

from docparse.errors import QuestionError
from docparse.folding import fold_key
from docparse.store.connection import Connection, Row

_MANY = 5


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


def find_document(db: Connection, words: str) -> Row:
    """The one document; QuestionError DP501 (none) or DP502 (several, named)."""
    found = matching_documents(db, words)
    if len(found) == 1:
        return found[0]
    asked = words.strip() or "(trống)"
    if found:
        names = "; ".join(_candidate(row) for row in found[:_MANY]) + ("; …" if len(found) > _MANY else "")
        raise QuestionError("DP502", asked, f"có {len(found)} văn bản như vậy: {names}", "ghi đủ số, ký hiệu hoặc id")
    near = _near(db, words)
    advice = f"có phải {near}?" if near else "xem danh sách văn bản trong kho"
    raise QuestionError("DP501", asked, "kho không có văn bản này", advice)


def _candidate(row: Row) -> str:
    date = f", {row['date']}" if row["date"] else ""
    return f"{row['symbol'] or row['title'] or row['file'] or row['id']}{date} ({row['id']})"


def _near(db: Connection, words: str) -> str:
    """Symbols like the one asked for, for the error's advice."""
    from rapidfuzz import fuzz, process

    names = [row["symbol"] or row["title"] or row["id"] for row in db.rows("documents_like")]
    keys = [fold_key(name) for name in names]
    close = process.extract(fold_key(words), keys, scorer=fuzz.ratio, score_cutoff=70, limit=3)
    return ", ".join(names[at] for _, _, at in close)
