"""Names of agencies that a person typed and nobody knows: perhaps written wrongly."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from docparse.folding import fold
from docparse.store.agencies import registry_book
from docparse.store.corrections import ROLES

if TYPE_CHECKING:
    from docparse.store.graphstore import GraphStore


def unlisted(store: GraphStore, values: Iterable[Mapping[Any, Any]]) -> tuple[str, ...]:
    """Of the agencies in ``values`` (lists of names by role, beside other fields), those that neither the registry nor
    a document of the store names. To be asked before they are kept."""
    typed = dict.fromkeys(name for one in values for role in ROLES for name in one.get(role) or ())
    book = registry_book()
    strange = [name for name in typed if not book.is_group(name) and not book.resolve(fold(name))]
    with store.db.reading():
        return tuple(name for name in strange if not store.db.rows("agencies_by_key", key=book.key(name)))
