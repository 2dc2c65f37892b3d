"""The documents of a store, a page at a time, all or those whose header holds some words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from docparse.folding import fold_key
from docparse.questions.views import keys
from docparse.store.graphstore import StoredDocument, stored

if TYPE_CHECKING:
    from docparse.store.graphstore import GraphStore


@dataclass(frozen=True, slots=True)
class DocumentList:
    """A page of documents by date, ``page`` from 1 of ``pages``; ``total`` counts all."""

    documents: tuple[StoredDocument, ...]
    total: int
    page: int
    pages: int


def document_list(store: GraphStore, words: str = "", *, page: int = 1, limit: int = 100) -> DocumentList:
    """``words``: each begins a word of type, symbol, title, issuer, place or file; past the end, the last page."""
    with store.db.reading():
        match = " AND ".join(f'"{word}"*' for word in fold_key(words).split())
        held = [row["pk"] for row in store.db.rows("headers_holding", match=match)] if match else []
        row = store.db.row("document_count")
        total = len(held) if match else int(row["documents"]) if row else 0
        pages = max(1, -(-total // limit))
        page = min(max(1, page), pages)
        part = store.db.rows(
            "document_page", every=int(not match), held=keys(held), most=limit, skip=(page - 1) * limit
        )
        rows = store.db.rows("documents_held", held=keys(row["pk"] for row in part))
        return DocumentList(tuple(stored(row) for row in rows), total, page, pages)
