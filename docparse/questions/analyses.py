"""What the graph as a whole shows: chains of directives, circles, agencies by load, tasks without a way up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from docparse.questions.answer import Answer
from docparse.questions.views import keys
from docparse.store.connection import Row
from docparse.store.vocabulary import ranks, upward

if TYPE_CHECKING:
    import networkx

    from docparse.store.graphstore import GraphStore

_CIRCLES = 100  # that are looked for


@dataclass(frozen=True, slots=True)
class Link(Answer):
    """A directive on a chain; ``relation`` leads to the next one up, None at the top."""

    id: str
    name: str
    relation: str | None


@dataclass(frozen=True, slots=True)
class Chain(Answer):
    """From a document up by the longest way; ``passages`` are what says each step (for circles)."""

    links: tuple[Link, ...]
    passages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Load(Answer):
    """An agency's tasks: by role, and by the month in which they are due (``2026-06``, "" for none)."""

    agency_id: str
    agency: str
    roles: dict[str, int]
    months: dict[str, int]

    @property
    def tasks(self) -> int:
        return sum(self.roles.values())


@dataclass(frozen=True, slots=True)
class Orphan(Answer):
    """A document with tasks that no directive stands above."""

    id: str
    name: str
    title: str | None
    tasks: int


def chains(store: GraphStore) -> tuple[Chain, ...]:
    """For every directive that nothing is above in the other direction: its longest way up, the longest first."""
    import networkx

    with store.db.reading():
        graph = _upward(store)
        acyclic = graph.copy()
        while not networkx.is_directed_acyclic_graph(acyclic):  # a circle has no longest way: cut where it closes
            acyclic.remove_edges_from([networkx.find_cycle(acyclic)[-1][:2]])
        longest: dict[str, list[str]] = {}
        for node in reversed(list(networkx.lexicographical_topological_sort(acyclic))):
            above = [longest[other] for other in acyclic.successors(node)]
            longest[node] = [node, *max(above, key=lambda way: (len(way), way), default=[])]
        found = [longest[node] for node in graph if graph.in_degree(node) == 0 and len(longest[node]) > 1]
        found.sort(key=lambda way: (-len(way), way))
        names = _names(store, {node for way in found for node in way})
        return tuple(Chain(_links(graph, way, names)) for way in found)


def cycles(store: GraphStore) -> tuple[Chain, ...]:
    """Circles of directives, each with the passages that say its steps; a sound store has none."""
    import networkx

    with store.db.reading():
        graph = _upward(store)
        found = [_turned(circle) for circle in islice(networkx.simple_cycles(graph), _CIRCLES)]
        names = _names(store, {node for circle in found for node in circle})
        out = []
        for circle in sorted(found):
            way = [*circle, circle[0]]
            said = [store.db.rows("relation_passages", source=a, target=b)[0]["text"] for a, b in pairwise(way)]
            out.append(Chain(_links(graph, way, names), tuple(said)))
        return tuple(out)


def _turned(circle: list[str]) -> list[str]:
    at = circle.index(min(circle))
    return circle[at:] + circle[:at]


def _upward(store: GraphStore) -> networkx.DiGraph[str]:
    """The directives and the strongest relation of each step up."""
    import networkx

    graph: networkx.DiGraph[str] = networkx.DiGraph()
    rank = ranks("relation")
    for row in store.db.rows("relation_edges", relations=keys(upward())):
        known = graph.get_edge_data(row["source"], row["target"])
        if row["source"] != row["target"] and (known is None or rank[row["relation"]] < rank[known["relation"]]):
            graph.add_edge(row["source"], row["target"], relation=row["relation"])
    return graph


def _links(graph: networkx.DiGraph[str], way: list[str], names: dict[str, str]) -> tuple[Link, ...]:
    relations = [graph.edges[a, b]["relation"] for a, b in pairwise(way)]
    return tuple(
        Link(node, names.get(node, node), relation) for node, relation in zip(way, [*relations, None], strict=True)
    )


def _names(store: GraphStore, ids: Iterable[str]) -> dict[str, str]:
    return {row["id"]: _name(row) for row in store.db.rows("directive_names", ids=keys(sorted(ids)))}


def _name(row: Row) -> str:
    return " ".join(filter(None, (row["type"], row["symbol"]))) or row["title"] or row["id"]


def load(store: GraphStore) -> tuple[Load, ...]:
    """Every agency that a document names, those with most tasks first; what is inferred does not count."""
    roles: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    months: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    names: dict[str, str] = {}
    for row in store.db.rows("agency_load"):
        names[row["id"]] = row["name"]
        roles[row["id"]][row["role"]] += row["tasks"]
        months[row["id"]][row["month"] or ""] += row["tasks"]
    found = [Load(id_, name, dict(roles[id_]), dict(sorted(months[id_].items()))) for id_, name in names.items()]
    return tuple(sorted(found, key=lambda one: (-one.tasks, one.agency_id)))


def orphans(store: GraphStore) -> tuple[Orphan, ...]:
    """Documents with tasks that neither the document nor the task leads up to any directive."""
    rows = store.db.rows("tasks_without_way_up", relations=keys(upward()))
    return tuple(
        Orphan(
            row["id"],
            _name(row),
            row["title"],
            row["tasks"],
        )
        for row in rows
    )
