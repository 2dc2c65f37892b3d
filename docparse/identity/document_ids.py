"""The id of a document: by its header, in its place."""

from __future__ import annotations

import hashlib
import re

from docparse.folding import canon
from docparse.identity.directives import directive_id, jurisdiction, organs, parse_symbol
from docparse.identity.homes import UNKNOWN, home_of_document
from docparse.matching.engine import rule_pack
from docparse.matching.perpack import per_pack
from docparse.model import Document

COUNTRY, CENTRAL = "vn", "central"
HEAD = 2000  # code points in which a document's date stands


def text_id(text: str) -> str:
    """The id of a text that has neither number nor date."""
    return f"urn:docparse:text:{hashlib.sha256(text.encode()).hexdigest()[:16]}"


@per_pack()
def _open_dates() -> re.Pattern[str]:
    return re.compile(rule_pack().file("directives").variables["open_date"], re.MULTILINE)


def open_year(text: str) -> str | None:
    """The year of a head whose day or month is left blank: "ngày … tháng … năm 2025" -> ``2025``."""
    found = _open_dates().search(canon(text[:HEAD]))
    return next((year for year in found.groups() if year), None) if found else None


def document_id(document: Document, text: str) -> str:
    """The id of a document by its header, with the year alone where day or month is blank; without number, or
    without any year, that of its text.

    A body that no list knows is of the document's place, so that two with one symbol are not one: "nn" where the
    province is not known.
    """
    parsed = parse_symbol(document.symbol) if document.symbol else None
    date = document.date or (open_year(text) if parsed else None)
    if parsed is None or not (date or parsed.year or parsed.session):
        return text_id(text)
    home = home_of_document(document, text).jurisdiction
    place = jurisdiction(parsed, document.issuer, home)
    organ = organs().get(parsed.organ or "")
    if place == f"{COUNTRY};{UNKNOWN}" or (place == COUNTRY and not (organ and organ.level == CENTRAL)):
        place = home
    return directive_id(document.symbol, document.type, date, document.issuer, document.title, own=place)
