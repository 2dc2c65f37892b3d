"""Analyses of the whole graph: chains of works, cycles, what is led up to most, agencies by load, rootless tasks."""

from __future__ import annotations

import heapq
from collections import Counter
from typing import TYPE_CHECKING

from docparse.questions.answers_network import (
    Central,
    CentralAnswer,
    ChainsAnswer,
    CyclesAnswer,
    Load,
    LoadAnswer,
    OrphansAnswer,
    Rootless,
)
from docparse.questions.localities import province_name, province_of_agency
from docparse.questions.views import Reader, keys
from docparse.questions.works import Works
from docparse.store.vocabulary import ranks, upward

if TYPE_CHECKING:
    from collections.abc import Iterator

    import networkx

    from docparse.store.graphstore import GraphStore

_TRIED = 200  # works with the most direct steps, of which all that lead up are counted


def chains(store: GraphStore, limit: int | None = 20) -> ChainsAnswer:
    """The longest way up from each document that no other document leads up to. Steps inside a cycle do not count."""
    import networkx

    with store.db.reading():
        works = Works(store)
        graph = works.graph.copy()
        knots = [knot for knot in networkx.strongly_connected_components(graph) if len(knot) > 1]
        graph.remove_edges_from([ends for knot in knots for ends in graph.subgraph(knot).edges])
        graph.remove_edges_from(list(networkx.selfloop_edges(graph)))
        above = _longest(graph)
        starts = [key for key in works.documents if graph.out_degree(key) and not graph.in_degree(key)]
        starts.sort(key=lambda key: (-above[key][0], key))
        lengths = Counter(above[key][0] for key in starts)
        found = works.chains(_way(above, key) for key in starts[:limit])
    return ChainsAnswer(tuple(found), len(starts), {str(length): lengths[length] for length in sorted(lengths)})


def _longest(graph: networkx.DiGraph[str]) -> dict[str, tuple[int, str | None]]:
    """For each work how many steps lead up from it at most, and the next of them; the strongest relation first."""
    import networkx

    found: dict[str, tuple[int, str | None]] = {}
    for key in reversed(list(networkx.topological_sort(graph))):
        ways = ((-found[to][0], data["link"].rank, to) for _, to, data in graph.out_edges(key, data=True))
        best = min(ways, default=None)
        found[key] = (0, None) if best is None else (1 - best[0], best[2])
    return found


def _way(above: dict[str, tuple[int, str | None]], key: str) -> list[str]:
    way = [key]
    while (following := above[way[-1]][1]) is not None:
        way.append(following)
    return way


def cycles(store: GraphStore, limit: int | None = 20) -> CyclesAnswer:
    """Works that lead up to themselves: one of the shortest cycles of each group of them."""
    import networkx

    with store.db.reading():
        works = Works(store)
        graph = works.graph
        loops = sorted(key for key, _ in networkx.selfloop_edges(graph))
        knots = sorted(sorted(knot) for knot in networkx.strongly_connected_components(graph) if len(knot) > 1)
        ways = [[key, key] for key in loops] + [_cycle(graph, knot) for knot in knots]
        found = works.chains(ways[:limit])
    return CyclesAnswer(tuple(found), len(ways), len(loops) + sum(map(len, knots)))


def _cycle(graph: networkx.DiGraph[str], knot: list[str]) -> list[str]:
    """The shortest way from the first of them back to it."""
    import networkx

    inside, first = graph.subgraph(knot), knot[0]
    back = (networkx.shortest_path(inside, to, first) for to in sorted(inside.successors(first)) if to != first)
    return [first, *min(back, key=len)]


def central(store: GraphStore, limit: int | None = 20) -> CentralAnswer:
    """The works that most others lead up to."""
    import networkx

    with store.db.reading():
        works = Works(store)
        graph = works.graph
        direct = {key: degree for key, degree in graph.in_degree() if degree}
        tried = heapq.nsmallest(max(limit or 0, _TRIED), direct, key=lambda key: (-direct[key], key))
        below = {key: len(networkx.ancestors(graph, key)) for key in (tried if limit else direct)}
        first = sorted(below, key=lambda key: (-below[key], -direct[key], key))[:limit]
        examples = works.chains([min(graph.predecessors(key)), key] for key in first)
        refs = works.refs(first)
        found = [
            Central(refs[key], direct[key], below[key], example.steps[0], example.start)
            for key, example in zip(first, examples, strict=True)
        ]
    return CentralAnswer(tuple(found), len(direct))


def load(store: GraphStore, limit: int | None = 20) -> LoadAnswer:
    """Agencies by how many tasks they have a part in."""
    db = store.db
    with db.reading():
        totals = db.rows("network_load_total")
        shown = keys(row["agency_pk"] for row in totals[:limit])
        agencies = {row["pk"]: row for row in db.rows("network_agencies", pks=shown)}
        roles: dict[int, dict[str, int]] = {}
        for row in db.rows("network_load"):
            roles.setdefault(row["agency_pk"], dict.fromkeys(ranks("role"), 0))[row["role"]] = row["tasks"]
        months: dict[int, dict[str, int]] = {}
        for row in db.rows("network_load_months", pks=shown):
            months.setdefault(row["agency_pk"], {})[row["due_month"]] = row["tasks"]
    found = [
        Load(
            agency=agencies[key]["name"],
            agency_id=agencies[key]["id"],
            place=province_name(province_of_agency(agencies[key]["id"])),
            collective=bool(agencies[key]["collective"]),
            tasks=row["tasks"],
            documents=row["documents"],
            roles=roles[key],
            months=months.get(key, {}),
        )
        for row in totals[:limit]
        for key in (row["agency_pk"],)
    ]
    return LoadAnswer(tuple(found), len(totals))


def orphans(store: GraphStore, limit: int | None = 20) -> OrphansAnswer:
    """Tasks that name no other work, in documents that lead to none."""
    db, relations = store.db, keys(upward())
    with db.reading():
        reader = Reader(db)
        rows = db.rows("network_rootless", relations=relations)
        rootless = [row["pk"] for row in rows if not any(_upward(store, row["id"]))]
        counts = {row["pk"]: row["tasks"] for row in db.rows("network_rootless_counts", pks=keys(rootless))}
        reader.load_documents(counts)
        documents = tuple(Rootless(reader.document(pk), tasks) for pk, tasks in counts.items())
        total = sum(counts.values())
        tasks = db.rows("network_rootless_tasks", pks=keys(counts), count=limit or total)
        views = reader.tasks([row["pk"] for row in tasks])
    return OrphansAnswer(documents, tuple(views), total)


def _upward(store: GraphStore, key: str) -> Iterator[bool]:
    return (relation in upward() for relation, _, _ in store.directive_book.relations(key))
