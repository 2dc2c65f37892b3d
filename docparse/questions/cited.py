"""Citations in a question: "Kế hoạch số 3243/KH-UBND ngày 06/11/2019 của UBND tỉnh …", "Nghị quyết 57-NQ/TW"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from docparse.errors import QuestionError
from docparse.folding import canon, fold, fold_key
from docparse.identity.joining import AMBIGUOUS
from docparse.matching.engine import rule_pack
from docparse.model import Document, Reference
from docparse.questions.answers import DirectiveRef
from docparse.questions.directives import directive_ref, directive_rows, registry_ref
from docparse.questions.phrases import match_at, phrases, words_of
from docparse.questions.views import document_ref, keys
from docparse.store.connection import Connection, Row
from docparse.store.directives import DirectiveBook
from docparse.store.finding import matching_documents, symbol_key

_SHOWN = 5
_DAY = re.compile(r"(\d{1,2})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?(\d{4})(?!\d)")
_SYMBOL = re.compile(r"\d\s?[-–/]\s?[^\W\d]")


@dataclass(frozen=True, slots=True)
class Cited:
    """What a citation at ``start:end`` of a question names: documents of the store, else the directives that it may
    mean, of the store first; ``title_end`` is where the title behind it ends."""

    text: str
    start: int
    end: int
    title_end: int
    documents: tuple[Row, ...] = ()
    directives: tuple[DirectiveRef, ...] = ()


def cited_in(db: Connection, book: DirectiveBook, text: str) -> Cited | None:
    """The first directive that a text cites by its symbol, or by plenum and term; None where it cites none, or
    something that neither store nor registry has.

    QuestionError DP501 where a document of this symbol is here but the date or issuer said is another's.
    """
    reference = _read(text) if _SYMBOL.search(text) or any(f" {word} " in canon(text) for word in _terms()) else None
    if reference is None:
        return None
    title = text.find(reference.title, reference.end) if reference.title else -1
    end = title + len(reference.title) if reference.title and title >= 0 else reference.end
    at = (text[reference.start : reference.end], reference.start, reference.end, end)
    rows = _of_type(matching_documents(db, reference.symbol), reference) if reference.symbol else []
    documents = [row for row in rows if _is_document(row, reference)]
    if documents:
        return Cited(*at, documents=tuple(documents))
    directives = _directives(db, book, reference)
    if rows and not directives:
        raise _others(at[0], rows)
    return Cited(*at, directives=directives) if directives else None


def of_day(rows: list[Row], named: str, behind: str) -> tuple[list[Row], int]:
    """Of the documents of a number those of the day that stands ``behind`` it ("ngày 19/11/2025"), and where that ends.

    QuestionError DP501 where all have another day; ``named`` is the number as asked.
    """
    words = words_of(behind)
    size = match_at(words, 0, phrases("time", "day"))
    said = _DAY.match(behind, words[size].start) if 0 < size < len(words) else None
    if said is None:
        return rows, 0
    day = "-".join((said[3], said[2].zfill(2), said[1].zfill(2)))
    fitting = [row for row in rows if row["date"] in (None, day)]
    if not fitting:
        raise _others(named + behind[: said.end()], rows)
    return fitting, said.end()


def _others(named: str, rows: list[Row]) -> QuestionError:
    known = "; ".join(_named(row) for row in rows[:_SHOWN])
    return QuestionError("DP501", named, "kho không có văn bản này", f"văn bản cùng số mà kho có: {known}")


def _terms() -> tuple[str, ...]:
    return rule_pack().words("references", "term_word")


def _named(row: Row) -> str:
    ref = document_ref(row)
    return f"{ref.name} ({row['issuer']}, {'/'.join(reversed((row['date'] or '').split('-')))})"


def _read(text: str) -> Reference | None:
    from docparse.extraction.references import find_references
    from docparse.outline.header import Header

    nobody = Document("", None, None, None, None, None, None)
    found, _ = find_references(text, canon(text), Header(nobody, 0))
    return next((one for one in found if one.symbol or one.known), None)


def _of_type(rows: Iterable[Row], reference: Reference) -> list[Row]:
    """Of documents with one symbol those of the type that is said, if any is."""
    found = list(rows)
    wanted = fold(reference.type or "")
    return [row for row in found if row["type"] and fold(row["type"]) == wanted] or found


def _is_document(row: Row, reference: Reference) -> bool:
    """Whether nothing that the citation says of date and issuer is another's."""
    if row["id"] == reference.target:
        return True
    if reference.date and row["date"] and not row["date"].startswith(reference.date):
        return False
    levels = {
        word for level in rule_pack().raw("places")["lists"]["province_levels"] for word in fold_key(level).split()
    }
    own = set(fold_key(f"{row['issuer'] or ''} {row['place'] or ''}").split())
    return set(fold_key(reference.issuer or "").split()) - levels <= own


def _directives(db: Connection, book: DirectiveBook, reference: Reference) -> tuple[DirectiveRef, ...]:
    """The directives that documents of the store cite so, else those of the registry."""
    symbol = reference.symbol or (reference.known.symbol if reference.known else None) or ""
    named = {row["pk"] for row in db.rows("namesakes", keys=keys([symbol_key(symbol)]))}
    refs = [directive_ref(row, book.describe(row["id"])) for row in directive_rows(db, named).values()]
    here = [ref for ref in refs if not (ref.in_store or ref.id.startswith(AMBIGUOUS))]
    told = [(key, book.describe(key)) for key in book.named(symbol)]
    for found in (here, [registry_ref(key, entry) for key, entry in told if entry is not None]):
        exact = [ref for ref in found if ref.id == reference.target]
        fits = exact or [ref for ref in found if not (reference.date and ref.date) or _dated(ref, reference)]
        if fits:
            return tuple(fits)
    return ()


def _dated(ref: DirectiveRef, reference: Reference) -> bool:
    return (ref.date or "").startswith(reference.date or "")
