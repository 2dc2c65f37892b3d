"""Directives as answers show them: the document's own header where its text is here, else what mentions print."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from docparse.folding import fold_key
from docparse.questions.answers import DirectiveRef
from docparse.questions.views import keys
from docparse.store.connection import Connection, Row
from docparse.store.directives import DirectiveBook
from docparse.store.spans import most

_FIELDS = ("type", "symbol", "title", "date", "issuer")


def directive_rows(db: Connection, pks: Iterable[int]) -> dict[int, Row]:
    return {row["pk"]: row for row in db.rows("directives_by_pk", pks=keys(sorted(set(pks))))}


def directive_ref(
    row: Row, told: Mapping[str, str] | None = None, said: Mapping[str, str | None] | None = None
) -> DirectiveRef:
    """A directive by its own document, else as the registry has it (``told``), else as the document in question
    prints it (``said``), else as most documents do. Its symbol is as printed: many name it by a symbol not its own."""
    values: dict[str, str | None] = {}
    for name in _FIELDS:
        prints = ((said or {}).get(name), row[name])
        known = (told or {}).get(name) or (None if name == "type" else row[f"known_{name}"])
        order = (*prints, known) if name == "symbol" else (known, *prints)
        values[name] = next((value for value in (row[f"own_{name}"], *order) if value), None)
    name = _label(values["type"], values["symbol"], values["title"]) or _open_label(row)
    return DirectiveRef(id=row["id"], label=name, in_store=row["document_pk"] is not None, **values)


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
            ref = directive_ref(directive_rows(db, (row["pk"],))[row["pk"]], registry.describe(row["id"]))
        elif (told := registry.describe(row["id"])) is not None:
            ref = registry_ref(row["id"], told)
        else:
            ref = DirectiveRef(row["id"], _by_id(row["id"]), None, None, None, None, None, False)
        found[ref.id] = ref
    return tuple(found[key] for key in sorted(found))


def prints(mentions: Iterable[Row]) -> dict[int, dict[str, str | None]]:
    """What the mentions of one document print of each directive, by its key: what most of them have."""
    said: dict[int, list[Row]] = {}
    for mention in mentions:
        said.setdefault(mention["target_pk"], []).append(mention)
    return {key: {name: most((row["pk"], row[name]) for row in rows) for name in _FIELDS} for key, rows in said.items()}


def _label(kind: str | None, symbol: str | None, title: str | None) -> str:
    """``Kết luận 51-KL/TW``; without a symbol its type and title."""
    if symbol:
        return f"{kind or ''} {symbol}".strip()
    return type_and_title(kind, title) if title else ""


def _open_label(row: Row) -> str:
    """A directive that nothing names is called by the words of its mention, else by what its id says."""
    return " ".join((row["said"] or "").split()) or _by_id(row["id"])


def _by_id(target: str) -> str:
    """``12-QD-UBND`` of an id; no one reads a URN."""
    return target.rpartition(";")[2].partition(":")[0].replace(".", " ").upper()


def type_and_title(kind: str | None, title: str | None) -> str:
    """``Luật Tổ chức Chính phủ``, whether or not the title begins with the type; "" without either."""
    kind, title = kind or "", title or ""
    return title if kind and f"{fold_key(title)} ".startswith(f"{fold_key(kind)} ") else f"{kind} {title}".strip()


def from_registry(row: Row) -> bool:
    """Whether only the registry knows its symbol."""
    return not (row["own_symbol"] or row["symbol"]) and bool(row["known_symbol"])
