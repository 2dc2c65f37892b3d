"""Cypher: statements that make the graph in Neo4j, Memgraph and their like."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import networkx


def cypher(graph: networkx.MultiDiGraph[str]) -> str:
    """One statement a line: an index, the nodes, then the edges, each found by the ids of its ends."""
    return "".join(f"{line}\n" for line in _lines(graph))


def _lines(graph: networkx.MultiDiGraph[str]) -> Iterator[str]:
    yield "CREATE CONSTRAINT docparse_id IF NOT EXISTS FOR (n:Docparse) REQUIRE n.id IS UNIQUE;"
    for node, data in graph.nodes(data=True):
        label = str(data.get("kind", "directive")).capitalize()
        yield f"CREATE (:Docparse:{label} {_map({'id': node, **_but(data, 'kind')})});"
    for source, target, data in graph.edges(data=True):
        ends = f"MATCH (a:Docparse {_map({'id': source})}), (b:Docparse {_map({'id': target})})"
        yield f"{ends} CREATE (a)-[:{str(data['kind']).upper()} {_map(_but(data, 'kind'))}]->(b);"


def _but(data: Mapping[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in sorted(data.items()) if key != name}


def _map(values: Mapping[str, Any]) -> str:
    return "{" + ", ".join(f"`{key}`: {literal(value)}" for key, value in values.items()) + "}"


def literal(value: Any) -> str:
    """A value as Cypher reads it: a JSON string is one of Cypher's too."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return repr(value) if isinstance(value, (int, float)) else json.dumps(str(value), ensure_ascii=True)
