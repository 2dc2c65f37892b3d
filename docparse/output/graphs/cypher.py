"""Cypher: statements that build the graph in Neo4j or another database of that language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeVar

from docparse.store.network import Network

T = TypeVar("T")

_MANY = 200  # rows a statement
_ESCAPES = str.maketrans({"\\": "\\\\", "'": "\\'", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"})


def cypher(network: Network) -> Iterator[str]:
    """Every node has the labels ``docparse`` and its kind, every edge its kind as type; a statement a line."""
    yield "CREATE CONSTRAINT docparse_id IF NOT EXISTS FOR (n:docparse) REQUIRE n.id IS UNIQUE;\n"
    nodes = ((node.kind, _map({"id": node.id, **node.values})) for node in network.nodes())
    for kind, rows in _batches(nodes):
        yield f"UNWIND [{', '.join(rows)}] AS row CREATE (n:docparse:{kind}) SET n = row;\n"
    edges = (
        (edge.kind, f"{{s: {_literal(edge.source)}, t: {_literal(edge.target)}, p: {_map(edge.values)}}}")
        for edge in network.edges()
    )
    for kind, rows in _batches(edges):
        ends = "MATCH (a:docparse {id: row.s}), (b:docparse {id: row.t})"
        yield f"UNWIND [{', '.join(rows)}] AS row {ends} CREATE (a)-[r:{kind}]->(b) SET r = row.p;\n"


def _batches(items: Iterable[tuple[str, T]]) -> Iterator[tuple[str, list[T]]]:
    """Rows of one kind together, so that a statement makes many."""
    waiting: dict[str, list[T]] = {}
    for kind, item in items:
        waiting.setdefault(kind, []).append(item)
        if len(waiting[kind]) == _MANY:
            yield kind, waiting.pop(kind)
    yield from sorted(waiting.items(), key=lambda entry: entry[0])


def _map(values: Mapping[str, Any]) -> str:
    return "{" + ", ".join(f"`{name}`: {_literal(value)}" for name, value in values.items()) + "}"


def _literal(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return repr(value)
    # Neo4j reads \uXXXX before it reads strings, also behind an escaped backslash: keep the two apart
    return "'" + str(value).translate(_ESCAPES).replace("\\\\u", "\\\\' + 'u") + "'"
