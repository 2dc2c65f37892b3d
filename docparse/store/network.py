"""The store as a graph: its nodes and edges in a fixed order, a few documents at a time, with the ids of the store."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING, Any

from docparse.model import Due
from docparse.store.connection import Connection, Row
from docparse.store.directives import DirectiveBook
from docparse.store.vocabulary import edge_label, node_properties, property_type, ranks

if TYPE_CHECKING:
    import networkx

_NO_DUE = {f.name: None for f in fields(Due)}
_COLUMNS = {"start": "start_at", "end": "end_at"}
_DOCUMENTS, _OTHERS = 20, 500  # ids a query


@dataclass(frozen=True, slots=True)
class Node:
    """``values`` are the properties that ``graph/vocabulary.yaml`` names for the kind, without those that are empty."""

    id: str
    kind: str
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Edge:
    """``values``: ``label``, ``provenance``, ``count`` and what the kind has besides; no two edges of a network have
    the same ends and kind."""

    source: str
    target: str
    kind: str
    values: Mapping[str, Any]


def part_id(document: str, part: str) -> str:
    """A section's, goal's or task's id in a graph of many documents: ``DOCUMENT#PART``."""
    return part if part.startswith(document) else f"{document}#{part}"


class Network:
    """All nodes and edges, or those of one document (its id) and what it names; inside ``db.reading()``."""

    def __init__(self, db: Connection, registry: DirectiveBook, document: str | None = None) -> None:
        self._db, self._registry, self._document = db, registry, document

    def nodes(self) -> Iterator[Node]:
        """Works by id, then the parts of each document, agencies by id, works that only the registry knows."""
        for ids in self._directives():
            for row in self._db.rows("export_directives", ids=ids):
                yield _node(row["id"], "document" if row["document_pk"] is not None else "directive", row)
        for ids in self._documents():
            yield from self._parts(ids)
        for ids in self._pages("export_page_agencies", "export_agencies_of", _OTHERS):
            for row in self._db.rows("export_agencies", ids=ids):
                yield _node(row["id"], "agency", row)
        yield from self._links.nodes

    def edges(self) -> Iterator[Edge]:
        """What holds documents together, who does what, then how works stand to each other."""
        for ids in self._documents():
            yield from self._structure(ids)
            yield from self._roles(ids)
        for ids in self._directives() if self._document is None else self._documents():
            name = "export_mentions" if self._document is None else "export_mentions_of"
            rows = self._db.rows(name, ids=ids)
            yield from _merged(rows, "source", "target", "relation", ("rule", "in_document", "text", "start", "end"))
        yield from self._links.edges

    # --- pieces

    def _documents(self) -> Iterator[str]:
        """JSON lists of ids, as the queries take them."""
        if self._document is not None:
            yield json.dumps([self._document])
        else:
            yield from self._pages("export_page_documents", "", _DOCUMENTS)

    def _directives(self) -> Iterator[str]:
        return self._pages("export_page_directives", "export_directives_of", _OTHERS)

    def _pages(self, name: str, of_document: str, count: int) -> Iterator[str]:
        if self._document is not None:
            yield json.dumps([row["id"] for row in self._db.rows(of_document, document=self._document)])
            return
        after = ""
        while found := [row["id"] for row in self._db.rows(name, after=after, count=count)]:
            yield json.dumps(found)
            after = found[-1]

    def _parts(self, ids: str) -> Iterator[Node]:
        for kind in ("section", "goal", "milestone", "task", "indicator"):
            for row in self._db.rows(f"export_{kind}s", ids=ids):
                yield _node(_key(kind, row), kind, row)

    def _structure(self, ids: str) -> Iterator[Edge]:
        rows: Callable[[str], Sequence[Row]] = lambda name: self._db.rows(name, ids=ids)  # noqa: E731
        for row in rows("export_sections"):
            key = _key("section", row)
            if row["parent"]:
                yield _edge(part_id(row["document"], row["parent"]), key, "has_subsection")
            else:
                yield _edge(row["document"], key, "has_section")
        for row in rows("export_goals"):
            yield _edge(_place(row), _key("goal", row), "sets_goal")
        for row in rows("export_milestones"):
            yield _edge(part_id(row["document"], row["goal"]), _key("milestone", row), "has_milestone")
        tasks = rows("export_tasks")
        known = {(row["document"], row["id"]) for row in tasks}
        for row in tasks:
            key = _key("task", row)
            yield _edge(_place(row), key, "sets_task")
            yield _edge(key, row["document"], "belongs_to")
            if (row["document"], row["same_as"]) in known:
                yield _edge(key, part_id(row["document"], row["same_as"]), "same_as")
        for row in rows("export_indicators"):
            yield _edge(_owner(row), _key("indicator", row), "has_indicator")

    def _roles(self, ids: str) -> Iterator[Edge]:
        roles = ranks("role")
        rows = self._db.rows("export_assignments", ids=ids)
        for edge in _merged(rows, "agency_id", "task", "role", ("basis", "rule", "wording", "start", "end")):
            if edge.kind in roles:
                yield edge
        rows = self._db.rows("export_task_directives", ids=ids)
        for (document, task, target), same in groupby(
            rows, key=lambda row: (row["document"], row["task"], row["target"])
        ):
            yield _edge(part_id(document, task), target, "names", count=len(list(same)))

    # --- what the registry adds

    @cached_property
    def _links(self) -> _Links:
        """The works that open ids may be, and what the registry knows to lead on from the works of the store."""
        own: set[str] = set()  # only of one document: of the whole store it could be millions
        waiting: list[str] = []
        links = _Links([], [])
        for ids in self._directives():
            found = json.loads(ids)
            own |= set(found) if self._document is not None else set()
            waiting += [key for key in found if self._registry.relations(key)]
            for row in self._db.rows("export_candidates", ids=ids):
                links.edges.append(_edge(row["source"], row["target"], "may_be", "suy ra", count=row["uses"]))
        known = set(waiting)
        for edge in list(links.edges):
            self._add(edge.target, known, own, links, waiting)
        while waiting:
            source = waiting.pop()
            for relation, target, origin in self._registry.relations(source):
                self._add(target, known, own, links, waiting)
                asked = {"source": source, "target": target, "relation": relation}
                if self._db.row("export_has_mention", **asked) is None:
                    links.edges.append(_edge(source, target, relation, "danh mục", origin=origin))
        links.nodes.sort(key=lambda node: node.id)
        links.edges.sort(key=lambda edge: (edge.source, edge.target, edge.kind))
        return links

    def _add(self, key: str, known: set[str], own: set[str], links: _Links, waiting: list[str]) -> None:
        """A work that an edge leads to: put in if no other node is it, to be asked what it leads on to."""
        if key in known:
            return
        known.add(key)
        waiting.append(key)
        if key in own:
            return
        stored = self._db.rows("export_directives", ids=json.dumps([key]))
        if stored and self._document is None:
            return
        for row in stored:
            links.nodes.append(_node(key, "document" if row["document_pk"] is not None else "directive", row))
        if not stored:
            told = self._registry.describe(key) or {}
            links.nodes.append(Node(key, "directive", {name: value for name, value in told.items() if value}))


@dataclass(frozen=True, slots=True)
class _Links:
    nodes: list[Node]
    edges: list[Edge]


def build(db: Connection, registry: DirectiveBook, document: str | None = None) -> networkx.MultiDiGraph[str]:
    """Nodes carry ``kind`` and their properties; edges ``kind`` (also their key), ``label``, ``provenance``, ``count``.

    Several mentions of one relation between two works are one edge with ``count``.
    """
    import networkx

    graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    network = Network(db, registry, document)
    for node in network.nodes():
        graph.add_node(node.id, kind=node.kind, **node.values)
    for edge in network.edges():
        graph.add_edge(edge.source, edge.target, key=edge.kind, kind=edge.kind, **edge.values)
    return graph


def _key(kind: str, row: Row) -> str:
    if kind == "milestone":
        return f"{part_id(row['document'], row['goal'])}/m{row['ordinal'] + 1}"
    if kind == "indicator":
        return f"{_owner(row)}/{row['ordinal'] + 1}"
    return part_id(row["document"], row["id"])


def _place(row: Row) -> str:
    return part_id(row["document"], row["section"]) if row["section"] else str(row["document"])


def _owner(row: Row) -> str:
    return part_id(row["document"], row["goal"] or row["task"])


def _node(key: str, kind: str, row: Row) -> Node:
    return Node(key, kind, _values(row, node_properties(kind)))


def _edge(source: str, target: str, kind: str, provenance: str = "văn bản", count: int = 1, **more: Any) -> Edge:
    return Edge(source, target, kind, {"label": edge_label(kind), "provenance": provenance, "count": count, **more})


def _merged(rows: Iterable[Row], source: str, target: str, kind: str, names: Sequence[str]) -> Iterator[Edge]:
    """Rows of the same ends and kind, which follow one another, as one edge: the values of the first that the
    document itself gives, else of the first."""

    def ends(row: Row) -> tuple[str, str, str]:
        to = part_id(row["document"], row[target]) if target == "task" else row[target]
        return row[source], to, row[kind]

    for (start, end, relation), same in groupby(rows, key=ends):
        group = list(same)
        row = next((one for one in group if one["provenance"] == "văn bản"), group[0])
        yield _edge(start, end, relation, row["provenance"], len(group), **_values(row, names))


def _values(row: Row, names: Sequence[str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name in names:
        value = row[_COLUMNS.get(name, name)]
        if value is None or value == "":  # not every format can tell one from the other
            continue
        if name == "due" and value.startswith("{"):  # a task's, whole again
            value = json.dumps({**_NO_DUE, **json.loads(value)}, ensure_ascii=False)
        found[name] = bool(value) if property_type(name) == "boolean" else value
    return found
