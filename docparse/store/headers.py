"""The words by which a document is found: of its header and of the place that its id belongs to."""

from __future__ import annotations

import re

from docparse.folding import fold_key

_JURISDICTION = re.compile(r"urn:lex:vn;([^:]+):")
HEADER = ("type", "symbol", "title", "issuer", "place", "file", "id")


def header_words(
    type_: str | None,
    symbol: str | None,
    title: str | None,
    issuer: str | None,
    place: str | None,
    file: str | None,
    id_: str,
) -> str:
    """Folded words of all fields; of the id only its jurisdiction."""
    home = _JURISDICTION.match(id_)
    said = (type_, symbol, title, issuer, place, file, home[1] if home else None)
    return " ".join(fold_key(one) for one in said if one)
