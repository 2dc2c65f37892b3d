"""The works of a store and the steps up between them, as a networkx graph: of what documents hold nothing is read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from docparse.questions.answers import DirectiveRef
from docparse.questions.answers_network import Chain, Step
from docparse.questions.directives import directive_ref, directive_rows, registry_ref
from docparse.questions.views import Reader, keys
from docparse.store.vocabulary import edge_label, ranks, upward

if TYPE_CHECKING:
    import networkx

    from docparse.store.graphstore import GraphStore


@dataclass(frozen=True, slots=True)
class Link:
    """The strongest relation of two works: by a mention (its key), or by the registry alone (``origin``)."""

    relation: str
    mention: int | None
    origin: str | None

    @property
    def rank(self) -> tuple[int, bool]:
        return ranks("relation")[self.relation], self.mention is None


class Works:
    """For one answer, inside ``db.reading()``."""

    def __init__(self, store: GraphStore) -> None:
        self._db, self._registry = store.db, store.directive_book
        self._reader = Reader(store.db)
        self._pks: dict[str, int] = {}
        self.documents: set[str] = set()  # works whose text is here

    @cached_property
    def graph(self) -> networkx.DiGraph[str]:
        """Works by id; an edge leads up and carries its :class:`Link` as ``link``."""
        import networkx

        graph: networkx.DiGraph[str] = networkx.DiGraph()
        names: dict[int, str] = {}
        for row in self._db.rows("network_works"):
            names[row["pk"]] = row["id"]
            self._pks[row["id"]] = row["pk"]
            if row["document_pk"] is not None:
                self.documents.add(row["id"])
        graph.add_nodes_from(sorted(self._pks))
        for row in self._db.rows("network_steps", relations=keys(upward())):
            _link(graph, names[row["source_pk"]], names[row["target_pk"]], Link(row["relation"], row["mention"], None))
        waiting = sorted(self._pks)
        while waiting:
            source = waiting.pop()
            for relation, target, origin in self._registry.relations(source):
                if relation not in upward():
                    continue
                if target not in graph:
                    waiting.append(target)
                _link(graph, source, target, Link(relation, None, origin))
        return graph

    def refs(self, ids: Iterable[str]) -> dict[str, DirectiveRef]:
        """How to name the works."""
        wanted = set(ids)
        rows = directive_rows(self._db, (self._pks[key] for key in wanted if key in self._pks))
        found = {row["id"]: directive_ref(row) for row in rows.values()}
        for key in wanted - found.keys():
            unknown = DirectiveRef(key, key, None, None, None, None, None, in_store=False)
            told = self._registry.describe(key)
            found[key] = registry_ref(key, told) if told else unknown
        return found

    def chains(self, ways: Iterable[list[str]]) -> list[Chain]:
        """Ways of works, each step with its passage."""
        ways = list(ways)
        refs = self.refs({key for way in ways for key in way})
        links = [self.graph.edges[ends]["link"] for way in ways for ends in pairwise(way)]
        rows = self._db.rows("network_mentions", pks=keys(link.mention for link in links if link.mention is not None))
        mentions = {row["pk"]: row for row in rows}
        found = []
        for way in ways:
            steps = []
            for ends in pairwise(way):
                link: Link = self.graph.edges[ends]["link"]
                label, to = edge_label(link.relation), refs[ends[1]]
                if link.mention is None:
                    steps.append(Step(link.relation, label, "danh mục", to, None, None, link.origin))
                    continue
                row = mentions[link.mention]
                document = self._reader.document(row["document_pk"])
                quote = self._reader.quote(row["document_pk"], row)
                steps.append(Step(link.relation, label, row["provenance"], to, document, quote))
            found.append(Chain(refs[way[0]], len(steps), tuple(steps)))
        return found


def _link(graph: networkx.DiGraph[str], source: str, target: str, link: Link) -> None:
    known = graph.get_edge_data(source, target)
    if known is None or link.rank < known["link"].rank:
        graph.add_edge(source, target, link=link)
