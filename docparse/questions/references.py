"""The directives that a document names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docparse.model import Known
from docparse.questions.answers import DirectiveRef
from docparse.questions.answers_document import Mention, ReferenceRow, ReferencesAnswer
from docparse.questions.directives import candidate_refs, directive_ref, directive_rows, prints
from docparse.questions.views import Reader, document_ref
from docparse.store.connection import Row
from docparse.store.finding import find_document
from docparse.store.spans import weight
from docparse.store.vocabulary import edge_label, ranks

if TYPE_CHECKING:
    from docparse.store.graphstore import GraphStore

BY_NAME = "ref-name"  # "Chương trình GDPT 2018" is no type of the circular that it means


def references(store: GraphStore, document: str) -> ReferencesAnswer:
    """One row a directive, in the order of first mention. What is printed here stands before what others print."""
    with store.db.reading():
        row = find_document(store.db, document)
        pk = row["pk"]
        reader = Reader(store.db)
        mentions: dict[int, list[Row]] = {}
        for mention in store.db.rows("mentions_of", document=pk):
            mentions.setdefault(mention["target_pk"], []).append(mention)
        said = prints(mention for group in mentions.values() for mention in group)
        book = store.directive_book
        sources = {mention["source_pk"] for group in mentions.values() for mention in group}
        rows_ = directive_rows(store.db, {*mentions, *sources})
        refs = {key: directive_ref(one, book.describe(one["id"]), said.get(key)) for key, one in rows_.items()}
        notices = reader.notices(pk, reader.section_spans(pk))
        rows = []
        for target, group in mentions.items():
            shown = tuple(_mention(reader, pk, row["directive_pk"], mention, refs) for mention in group)
            # this document's own relation counts before what another directive does to it
            best = min(shown, key=lambda m: (m.of is not None, ranks("relation").get(m.relation, 99)))
            spans = [(mention["start_at"], mention["end_at"]) for mention in group]
            touching = tuple(n for n in notices if any(s < n.quote.end and n.quote.start < e for s, e in spans))
            ref = refs[target]
            rows.append(
                ReferenceRow(
                    target=ref.id,
                    label=ref.label,
                    type=_printed([m for m in group if m["rule"] != BY_NAME] or group, "type"),
                    symbol=_printed(group, "symbol"),
                    title=_printed(group, "title"),
                    date=_printed(group, "date"),
                    issuer=_printed(group, "issuer"),
                    relation=best.relation,
                    relation_label=best.relation_label,
                    of_label=best.of_label,
                    count=len(group),
                    mentions=shown,
                    known=_known(group),
                    in_store=ref.in_store,
                    warnings=touching,
                    candidates=candidate_refs(store.db, book, target),
                    inferred=any(mention["provenance"] == "suy ra" for mention in group),
                )
            )
        touched = {notice for entry in rows for notice in entry.warnings}
        total = sum(len(group) for group in mentions.values())
        return ReferencesAnswer(document_ref(row), tuple(rows), total, tuple(n for n in notices if n in touched))


def _mention(reader: Reader, document: int, own: int, row: Row, refs: dict[int, DirectiveRef]) -> Mention:
    other = row["source_pk"] != own
    return Mention(
        relation=row["relation"],
        relation_label=edge_label(row["relation"]),
        of=row["source"] if other else None,
        of_label=refs[row["source_pk"]].label if other else None,
        quote=reader.quote(document, row),
        rule=row["rule"],
    )


def _printed(group: list[Row], name: str) -> str | None:
    """What the document prints, its fullest form."""
    return max((row[name] for row in group if row[name]), key=weight, default=None)


def _known(group: list[Row]) -> Known | None:
    values = {name: _printed(group, f"known_{name}") for name in ("symbol", "title", "date", "issuer")}
    return Known(**values) if any(values.values()) else None
