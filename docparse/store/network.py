"""The whole store as a networkx graph, with the ids of the store."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from docparse.model import Due
from docparse.store.connection import Connection, Row
from docparse.store.directives import DirectiveBook
from docparse.store.vocabulary import edge_label, ranks

if TYPE_CHECKING:
    import networkx

_HIDDEN = {"pk", "id", "ordinal", "document_pk", "section_pk", "goal_pk", "task_pk", "agency_pk", "directive_pk"}
_HIDDEN |= {"source_pk", "target_pk", "parent_pk", "path_key", "symbol_key", "file_key", "key", "document", "source"}
_HIDDEN |= {"place_key", "target", "parent", "section", "goal", "task", "agency_id", "provenance"}
_NO_DUE = {f.name: None for f in fields(Due)}
_HIDDEN |= {"added"}  # when a document came is no fact of the graph


def part_id(document: str, part: str) -> str:
    """A section's, goal's or task's id in a graph of many documents: ``DOCUMENT#PART``."""
    return part if part.startswith(document) else f"{document}#{part}"


def build(db: Connection, registry: DirectiveBook) -> networkx.MultiDiGraph[str]:
    """Nodes carry ``kind`` and their columns; edges ``kind`` (also their key), ``label`` and ``provenance``.

    Several mentions of one relation between two works are one edge with ``count``.
    """
    import networkx

    graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()

    def node(key: str, kind: str, row: Row) -> None:
        graph.add_node(key, kind=kind, **_attributes(row))

    def edge(source: str, target: str, kind: str, provenance: str = "văn bản", **more: Any) -> None:
        known = graph.get_edge_data(source, target, kind)
        if known is not None:
            known["count"] += 1
            return
        label = edge_label(kind)
        graph.add_edge(source, target, key=kind, kind=kind, label=label, provenance=provenance, count=1, **more)

    for row in db.rows("export_directives"):
        node(row["id"], "directive", row)
    for row in db.rows("export_documents"):
        node(row["id"], "document", row)
    for row in db.rows("export_agencies"):
        node(row["id"], "agency", row)
    for row in db.rows("export_sections"):
        key = part_id(row["document"], row["id"])
        node(key, "section", row)
        if row["parent"]:
            edge(part_id(row["document"], row["parent"]), key, "has_subsection")
        else:
            edge(row["document"], key, "has_section")
    for name, kind, relation in (("export_goals", "goal", "sets_goal"), ("export_tasks", "task", "sets_task")):
        for row in db.rows(name):
            key = part_id(row["document"], row["id"])
            node(key, kind, row)
            edge(part_id(row["document"], row["section"]) if row["section"] else row["document"], key, relation)
            if kind == "task":
                edge(key, row["document"], "belongs_to")
                if row["same_as"]:
                    edge(key, part_id(row["document"], row["same_as"]), "same_as")
    for row in db.rows("export_indicators"):
        owner = part_id(row["document"], row["goal"] or row["task"])
        key = f"{owner}/{row['ordinal'] + 1}"
        node(key, "indicator", row)
        edge(owner, key, "has_indicator")
    roles = ranks("role")
    for row in db.rows("export_assignments"):
        if row["role"] in roles:
            task = part_id(row["document"], row["task"])
            edge(row["agency_id"], task, row["role"], row["provenance"], basis=row["basis"], rule=row["rule"])
    for row in db.rows("export_task_directives"):
        edge(part_id(row["document"], row["task"]), row["target"], "names")
    for row in db.rows("export_mentions"):
        edge(row["source"], row["target"], row["relation"], row["provenance"])
    for row in db.rows("export_candidates"):
        if row["target"] not in graph:
            graph.add_node(row["target"], kind="directive", **(registry.describe(row["target"]) or {}))
        edge(row["source"], row["target"], "may_be", "suy ra")
    _registry_edges(graph, registry)
    return graph


def _registry_edges(graph: networkx.MultiDiGraph[str], registry: DirectiveBook) -> None:
    """What the registry knows to lead on from a directive of the store, and from there."""
    waiting = [key for key, data in graph.nodes(data=True) if data.get("kind") in ("document", "directive")]
    seen = set(waiting)
    while waiting:
        source = waiting.pop()
        for relation, target, origin in registry.relations(source):
            if target not in seen:
                seen.add(target)
                waiting.append(target)
                graph.add_node(target, kind="directive", **(registry.describe(target) or {}))
            if not graph.has_edge(source, target, key=relation):
                label = edge_label(relation)
                more = {"provenance": "danh mục", "source": origin, "count": 1}
                graph.add_edge(source, target, key=relation, kind=relation, label=label, **more)


def _attributes(row: Row) -> dict[str, Any]:
    names = {"start_at": "start", "end_at": "end"}
    found = {
        names.get(key, key): row[key]
        for key in row.keys()  # noqa: SIM118 - sqlite3.Row iterates over values
        if key not in _HIDDEN and row[key] is not None
    }
    if str(found.get("due", "")).startswith("{"):  # a task's, whole again
        found["due"] = json.dumps({**_NO_DUE, **json.loads(found["due"])}, ensure_ascii=False)
    return found
