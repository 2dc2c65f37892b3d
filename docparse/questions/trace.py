"""The way up: which directives a task or document carries out, and what stands above those."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from docparse.errors import QuestionError
from docparse.identity.joining import AMBIGUOUS
from docparse.questions.answers import DirectiveRef, Provenance, Quote, TraceAnswer, TraceEdge, TraceNode
from docparse.questions.cited import cited_in
from docparse.questions.directives import (
    candidate_refs,
    directive_ref,
    directive_rows,
    from_registry,
    prints,
    registry_ref,
)
from docparse.questions.places import tasks_at
from docparse.questions.understanding import understand
from docparse.questions.views import Reader, keys
from docparse.store.connection import Row
from docparse.store.finding import find_document, matching_documents, symbol_key
from docparse.store.vocabulary import edge_label, ranks, upward

if TYPE_CHECKING:
    from docparse.store.graphstore import GraphStore

_HEAD = ("preamble", "purpose", "other")
_UNRANKED = 99
_DEEPEST = 100  # no real chain comes near; a made-up one must not exhaust the stack


def trace(store: GraphStore, what: str) -> TraceAnswer:
    """The tree above a document (symbol, number, id, file) or a task (its id, or its place: "3243 III.1").

    QuestionError DP501 for something unknown, DP502 for a name of several, DP506 for a place without tasks.
    """
    with store.db.reading():
        return _Tracing(store).answer(what.strip())


class _Tracing:
    def __init__(self, store: GraphStore) -> None:
        self.db = store.db
        self.registry = store.directive_book
        self.reader = Reader(store.db)
        self.said: dict[int, dict[str, str | None]] = {}  # what the document in question prints, by directive
        self.done: dict[str, TraceNode] = {}  # nodes whose edges stand in the tree already

    def answer(self, what: str) -> TraceAnswer:
        if not matching_documents(self.db, what):
            if (root := self._cited(what)) is not None:
                return self._result(what, None, root)
            tasks, name = self._tasks(what)
            if tasks:
                self.said = prints(self.db.rows("mentions_of", document=tasks[0]["document_pk"]))
                return self._result(what, tasks[0]["document_pk"], self._task_node(tasks, name))
        document = self._document(what)
        self.said = prints(self.db.rows("mentions_of", document=document["pk"]))
        return self._result(what, document["pk"], self._work(document["directive_pk"], ()))

    def _document(self, what: str) -> Row:
        cited = cited_in(self.db, self.registry, what)
        return cited.documents[0] if cited and len(cited.documents) == 1 else find_document(self.db, what)

    def _cited(self, what: str) -> TraceNode | None:
        """The directive that the words cite, whose text the store does not have."""
        cited = cited_in(self.db, self.registry, what)
        if cited is None or not cited.directives:
            return None
        if len(cited.directives) > 1:
            names = "; ".join(f"{ref.label} ({ref.date or ref.id})" for ref in cited.directives)
            advice = "ghi thêm ngày ban hành"
            raise QuestionError("DP502", what, f"có {len(cited.directives)} văn bản như vậy: {names}", advice)
        (ref,) = cited.directives
        row = self.db.row("directive_named", id=ref.id)
        if row is not None:
            return self._work(row["pk"], ())
        told = self.registry.describe(ref.id)
        assert told is not None  # of the registry where the store has none
        edges: dict[str, TraceEdge] = {}
        self._registry_edges(ref.id, edges, (ref.id,))
        return replace(self._registry_node(ref.id, told), edges=tuple(edges.values()))

    def _tasks(self, what: str) -> tuple[list[Row], str]:
        """The tasks that ``what`` names by id or place, all of one document, and what to call them."""
        document, _, part = what.rpartition("#")
        found = self.db.rows("tasks_by_id", id=part)
        if document:
            found = [row for row in found if self.reader.document(row["document_pk"]).id == document]
        if found:
            self._one_document(what, found)
            rows = self.db.rows("tasks_by_pk", pks=keys(row["pk"] for row in found[:1]))
            return rows, f"{rows[0]['path'] or ''}, đoạn {rows[0]['paragraph']}".strip(", ")
        question = understand(self.db, what)
        if question.asked_place is None:
            return [], ""
        rows = self.db.rows("tasks_by_pk", pks=keys(tasks_at(self.db, question)))
        if not rows:
            raise QuestionError("DP506", what, "không có nhiệm vụ nào ở chỗ này", "xem các mục: docparse show VĂN_BẢN")
        self._one_document(what, rows)
        return rows, question.place or what

    def _one_document(self, what: str, rows: Iterable[Row]) -> None:
        documents = dict.fromkeys(self.reader.document(row["document_pk"]).name for row in rows)
        if len(documents) > 1:
            names = "; ".join(list(documents)[:5])
            advice = f'nêu cả văn bản, ví dụ "{next(iter(documents))} {what}"'
            raise QuestionError("DP502", what, f"có trong {len(documents)} văn bản: {names}", advice)

    def _result(self, what: str, document: int | None, root: TraceNode) -> TraceAnswer:
        nodes = {node.id: node for node in _walk(root)}
        about = None if document is None else self.reader.document(document)
        return TraceAnswer(what, about, root, len(nodes), self._namesakes(nodes))

    def _task_node(self, rows: list[Row], name: str) -> TraceNode:
        """One task, or all tasks of a place as one node; what they name themselves comes first."""
        document = self.reader.document(rows[0]["document_pk"])
        above = self._work(self._directive_pk(document.id), ())
        parent = TraceEdge("belongs_to", edge_label("belongs_to"), "văn bản", above)
        direct: dict[int, TraceEdge] = {}
        for row in rows:
            for mention in self.db.rows("mentions_in_task", task=row["pk"]):
                quote = self.reader.quote(mention["document_pk"], mention)
                known = direct.get(mention["target_pk"])
                if known is None or _rank(mention["relation"]) < _rank(known.relation):
                    direct[mention["target_pk"]] = self._edge(
                        mention["relation"], mention["target_pk"], quote, mention["provenance"]
                    )
            for named in self.db.rows("directives_of_task", task=row["pk"]):
                if named["directive_pk"] not in direct:
                    direct[named["directive_pk"]] = self._edge("names", named["directive_pk"], None)
        edges = (*(replace(edge, direct=True) for edge in direct.values()), parent)
        single = rows[0] if len(rows) == 1 else None
        return TraceNode(
            id=f"{document.id}#{single['id']}" if single else f"{document.id}#{name}",
            kind="task",
            label=name,
            type=None,
            symbol=None,
            title=single["text"] if single else rows[0]["heading"],
            date=None,
            issuer=None,
            in_store=True,
            identity="văn bản",
            repeated=False,
            edges=edges,
        )

    def _directive_pk(self, key: str) -> int:
        row = self.db.row("directive_named", id=key)
        assert row is not None  # every document has its directive
        return int(row["pk"])

    def _edge(self, relation: str, target: int, quote: Quote | None, provenance: Provenance = "văn bản") -> TraceEdge:
        return TraceEdge(relation, edge_label(relation), provenance, self._work(target, ()), quote)

    def _work(self, pk: int, path: tuple[str, ...]) -> TraceNode:
        """A document or directive with all that stands above it; once in the tree, after that only its name."""
        row = directive_rows(self.db, (pk,))[pk]
        node = self._node(row)
        if node.id in path or node.id in self.done:
            return replace(node, repeated=node.id in path or bool(self.done[node.id].edges))
        if len(path) >= _DEEPEST:
            return replace(node, repeated=True)
        path = (*path, node.id)
        self.done[node.id] = node
        edges: dict[str, TraceEdge] = {}
        for target, mention in self._steps(row).items():
            quote = self.reader.quote(mention["document_pk"], mention)
            above = self._work(target, path)
            edges[above.id] = TraceEdge(
                mention["relation"], edge_label(mention["relation"]), mention["provenance"], above, quote
            )
        self._registry_edges(node.id, edges, path)
        self.done[node.id] = replace(node, edges=tuple(edges.values()))
        return self.done[node.id]

    def _node(self, row: Row) -> TraceNode:
        told = self.registry.describe(row["id"])
        ref = directive_ref(row, told, self.said.get(row["pk"]))
        if told is not None and not ref.in_store and not row["symbol"]:
            return self._registry_node(ref.id, told)
        return TraceNode(
            id=ref.id,
            kind="document" if ref.in_store else "directive",
            label=ref.label,
            type=ref.type,
            symbol=ref.symbol,
            title=ref.title,
            date=ref.date,
            issuer=ref.issuer,
            in_store=ref.in_store,
            identity="danh mục" if from_registry(row) else "văn bản",
            repeated=False,
            candidates=candidate_refs(self.db, self.registry, row["pk"]),
        )

    def _registry_node(self, key: str, told: Mapping[str, str]) -> TraceNode:
        ref = registry_ref(key, told)
        values = {name: getattr(ref, name) for name in ("id", "label", "type", "symbol", "title", "date", "issuer")}
        return TraceNode(kind="directive", in_store=False, identity="danh mục", repeated=False, **values)

    def _steps(self, row: Row) -> dict[int, Row]:
        """The strongest step from a work to each one above it: from its head, else its sections, else its tasks."""
        steps = self.db.rows("steps_up", source=row["pk"], relations=keys(upward()))
        own = [step for step in steps if step["document_pk"] == row["document_pk"]]
        others = [step for step in steps if step["document_pk"] != row["document_pk"]]
        head = [step for step in own if step["task_pk"] is None and (step["section_role"] or "other") in _HEAD]
        outside = [step for step in own if step["task_pk"] is None]
        best: dict[int, Row] = {}
        for step in (*(head or outside or own), *others):
            known = best.get(step["to_pk"])
            if known is None or _rank(step["relation"]) < _rank(known["relation"]):
                best[step["to_pk"]] = step
        return best

    def _registry_edges(self, key: str, edges: dict[str, TraceEdge], path: tuple[str, ...]) -> None:
        for relation, target, source in self.registry.relations(key):
            if target in edges or target == key or relation not in upward():
                continue
            found = self.db.row("directive_named", id=target)
            if found is not None:
                above = self._work(found["pk"], path)
            else:
                told = self.registry.describe(target)
                if told is None:
                    continue
                above = self._registry_node(target, told)
                if target in self.done:
                    above = replace(above, repeated=bool(self.done[target].edges))
                else:
                    self.done[target] = above
                    more: dict[str, TraceEdge] = {}
                    self._registry_edges(target, more, (*path, target))
                    above = self.done[target] = replace(above, edges=tuple(more.values()))
            edges[target] = TraceEdge(relation, edge_label(relation), "danh mục", above, None, source)

    def _namesakes(self, nodes: Mapping[str, TraceNode]) -> tuple[DirectiveRef, ...]:
        """Other works with a symbol that stands in the tree, known to the store or the registry."""
        symbols = {node.symbol for node in nodes.values() if node.symbol}
        wanted = keys(sorted(map(symbol_key, symbols)))
        rows = directive_rows(self.db, (row["pk"] for row in self.db.rows("namesakes", keys=wanted)))
        found = {
            row["id"]: directive_ref(row, self.registry.describe(row["id"]))
            for row in rows.values()
            if row["id"] not in nodes and not row["id"].startswith(AMBIGUOUS)
        }
        for symbol in sorted(symbols):
            for key in self.registry.named(symbol):
                told = self.registry.describe(key)
                if key not in nodes and key not in found and told is not None:
                    found[key] = registry_ref(key, told)
        same = {(symbol_key(node.symbol), node.date) for node in nodes.values() if node.symbol and node.date}
        meant = {ref.id for node in nodes.values() for ref in node.candidates}
        others = (found[key] for key in sorted(found) if key not in meant)
        return tuple(ref for ref in others if (symbol_key(ref.symbol or ""), ref.date) not in same)


def _walk(node: TraceNode) -> Iterable[TraceNode]:
    yield node
    for edge in node.edges:
        yield from _walk(edge.node)


def _rank(relation: str) -> int:
    return ranks("relation").get(relation, _UNRANKED)
