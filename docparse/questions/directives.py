"""Directives as answers show them: the document's own header where its text is here, else what mentions print."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from docparse.folding import fold_key
from docparse.questions.answers import DirectiveRef
from docparse.questions.views import keys
from docparse.store.connection import Connection, Row
from docparse.store.directives import DirectiveBook

_FIELDS = ("type", "symbol", "title", "date", "issuer")


def directive_rows(db: Connection, pks: Iterable[int]) -> dict[int, Row]:
    return {row["pk"]: row for row in db.rows("directives_by_pk", pks=keys(sorted(set(pks))))}


def directive_ref(row: Row) -> DirectiveRef:
    values = {name: _value(row, name) for name in _FIELDS}
    return DirectiveRef(id=row["id"], label=label(row), in_store=row["document_pk"] is not None, **values)


def registry_ref(key: str, told: Mapping[str, str]) -> DirectiveRef:
    """A directive that only the registry knows."""
    return DirectiveRef(
        id=key, label=f"{told['type']} {told['symbol']}", in_store=False, **{n: told[n] for n in _FIELDS}
    )


def candidate_refs(db: Connection, registry: DirectiveBook, directive: int) -> tuple[DirectiveRef, ...]:
    """What a directive that the text leaves open may be."""
    found: dict[str, DirectiveRef] = {}
    for row in db.rows("candidates_of", directive=directive):
        if row["pk"] is not None:
            ref = directive_ref(directive_rows(db, (row["pk"],))[row["pk"]])
        elif (told := registry.describe(row["id"])) is not None:
            ref = registry_ref(row["id"], told)
        else:
            ref = DirectiveRef(row["id"], row["id"], None, None, None, None, None, False)
        found[ref.id] = ref
    return tuple(found[key] for key in sorted(found))


def label(row: Row) -> str:
    """``Kết luận 51-KL/TW``; without a symbol its type and title, else its id."""
    kind, symbol, title = (_value(row, name) for name in ("type", "symbol", "title"))
    if symbol:
        return f"{kind or ''} {symbol}".strip()
    if title:
        return type_and_title(kind, title)
    return str(row["id"])


def type_and_title(kind: str | None, title: str | None) -> str:
    """``Luật Tổ chức Chính phủ``, whether or not the title begins with the type; "" without either."""
    kind, title = kind or "", title or ""
    return title if kind and f"{fold_key(title)} ".startswith(f"{fold_key(kind)} ") else f"{kind} {title}".strip()


def from_registry(row: Row) -> bool:
    """Whether only the registry knows its symbol."""
    return not (row["own_symbol"] or row["symbol"]) and bool(row["known_symbol"])


def _value(row: Row, name: str) -> str | None:
    known = None if name == "type" else row[f"known_{name}"]
    return row[f"own_{name}"] or row[name] or known
