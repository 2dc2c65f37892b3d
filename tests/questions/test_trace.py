"""The way up, across documents, through the registry, and round in circles."""

from __future__ import annotations

import pytest

from docparse.errors import QuestionError
from docparse.questions import Store
from docparse.questions.answers import TraceNode
from tests.store.builders import KH82, KH3243, KL51, NQ29, PlanBuilder, party_plan, province_plan


def shape(node: TraceNode) -> list[object]:
    """``[id, (relation, provenance, shape) …]``, ``…`` for a repeated node."""
    edges = [(e.relation, e.provenance, shape(e.node)) for e in node.edges]
    return [node.id, *edges, *(["…"] if node.repeated else [])]


class OneRelation:
    """A registry that knows 51-KL/TW to continue 29-NQ/TW, and a namesake of it."""

    namesake = "urn:lex:vn:trung.uong.dang:ket.luan:2026-06-17;51-kl-tw"

    def relations(self, target: str) -> list[tuple[str, str, str]]:
        return [("continues", NQ29, "toàn văn 51-KL/TW")] if target == KL51 else []

    def describe(self, target: str) -> dict[str, str] | None:
        known = {NQ29: ("Nghị quyết", "29-NQ/TW", "2013-11-04"), self.namesake: ("Kết luận", "51-KL/TW", "2026-06-17")}
        if target not in known:
            return None
        kind, symbol, date = known[target]
        return {"type": kind, "symbol": symbol, "date": date, "title": "Tên gọi", "issuer": "Ban Chấp hành Trung ương"}

    def named(self, symbol: str) -> list[str]:
        return [self.namesake] if symbol == "51-KL/TW" else []


def test_a_document_whose_directives_are_only_names(store: Store) -> None:
    store.remove("82-KH/TU")
    answer = store.trace("3243")
    assert shape(answer.root) == [
        KH3243,
        ("implements", "văn bản", [KL51]),
        ("implements", "văn bản", [KH82, ("continues", "văn bản", [NQ29])]),
    ]
    node = answer.root.edges[1].node
    assert (node.kind, node.label, node.in_store) == ("directive", "Kế hoạch 82-KH/TU", False)
    assert answer.root.edges[1].relation_label == "thực hiện"
    assert answer.root.edges[1].quote is not None
    assert answer.root.edges[1].quote.text == "Kế hoạch số 82-KH/TU ngày 27/8/2019"
    assert answer.nodes == 4


def test_across_documents(store: Store) -> None:
    answer = store.trace("12/KH-UBND")
    assert shape(answer.root)[1] == (
        "implements",
        "văn bản",
        [
            KH3243,
            ("implements", "văn bản", [KL51]),
            ("implements", "văn bản", [KH82, ("basis", "văn bản", [KL51]), ("continues", "văn bản", [NQ29])]),
        ],
    )
    assert answer.root.edges[0].node.in_store
    assert answer.root.edges[0].node.edges[1].node.kind == "document"


@pytest.mark.parametrize("what", ["III.1", "3243 III.1", "mục III.1 kế hoạch 3243/KH-UBND"])
def test_a_place_shows_first_what_its_tasks_name(store: Store, what: str) -> None:
    answer = store.trace(what)
    assert [(e.relation, e.direct, e.node.id) for e in answer.root.edges] == [
        ("implements", True, NQ29),
        ("belongs_to", False, KH3243),
    ]
    assert answer.root.label == "III.1"
    assert answer.root.edges[0].quote is not None
    assert answer.root.edges[0].quote.place == "III.1, đoạn 1"
    assert answer.root.edges[1].relation_label == "thuộc"


def test_a_task_by_id(store: Store) -> None:
    task = store.who("quán triệt nghị quyết 29-NQ/TW").tasks[0]
    for what in (task.id, f"{KH3243}#{task.id}"):
        answer = store.trace(what)
        assert answer.root.kind == "task"
        assert answer.root.id == f"{KH3243}#{task.id}"
        assert answer.root.title == task.text
        assert answer.root.edges[0].node.id == NQ29


def test_what_the_registry_knows(tmp_path: object) -> None:
    with Store("sqlite:///:memory:", directives=OneRelation()) as store:
        builder = PlanBuilder(KH3243, symbol="3243/KH-UBND", type="Kế hoạch").line("Thực hiện Kết luận số 51-KL/TW.")
        builder.reference("Kết luận số 51-KL/TW", KL51, "implements", type="Kết luận", symbol="51-KL/TW")
        store.add(builder.build())
        answer = store.trace("3243")
        assert shape(answer.root) == [KH3243, ("implements", "văn bản", [KL51, ("continues", "danh mục", [NQ29])])]
        step = answer.root.edges[0].node.edges[0]
        assert (step.source, step.quote, step.node.label) == ("toàn văn 51-KL/TW", None, "Nghị quyết 29-NQ/TW")
        assert step.node.identity == "danh mục"
        assert [n.id for n in answer.namesakes] == [OneRelation.namesake]
        edge = store.graph().edges[KL51, NQ29, "continues"]
        assert (edge["provenance"], edge["origin"]) == ("danh mục", "toàn văn 51-KL/TW")


def test_what_the_text_says_comes_before_what_the_registry_knows() -> None:
    with Store("sqlite:///:memory:", directives=OneRelation()) as store:
        store.add(province_plan().build())
        own = PlanBuilder(KL51, symbol="51-KL/TW", type="Kết luận").line("Tiếp tục thực hiện Nghị quyết số 29-NQ/TW.")
        store.add(own.reference("Nghị quyết số 29-NQ/TW", NQ29, "implements", symbol="29-NQ/TW").build())
        (step,) = store.trace("51-KL/TW").root.edges
        assert (step.relation, step.provenance) == ("implements", "văn bản")


def test_circles_end() -> None:
    with Store("sqlite:///:memory:") as store:
        for own, other in (("urn:a", "urn:b"), ("urn:b", "urn:a")):
            builder = PlanBuilder(own, symbol=f"{own[-1]}1/KH-X").line("Thực hiện kế hoạch kia và chính kế hoạch này.")
            builder.reference("kế hoạch kia", other, "implements").reference("kế hoạch này", own, "implements")
            store.add(builder.build())
        answer = store.trace("urn:a")
        assert shape(answer.root) == [
            "urn:a",
            ("implements", "văn bản", ["urn:b", ("implements", "văn bản", ["urn:a", "…"])]),
        ]


def test_namesakes_are_named(store: Store) -> None:
    other = "urn:lex:vn:trung.uong.dang:ket.luan:2026-06-17;51-kl-tw"
    builder = PlanBuilder("urn:c", symbol="9/KH-Y").line("Căn cứ Kết luận số 51-KL/TW ngày 17/6/2026.")
    builder.reference("Kết luận số 51-KL/TW ngày 17/6/2026", other, "basis", symbol="51-KL/TW", date="2026-06-17")
    store.add(builder.build())
    assert [(n.id, n.date) for n in store.trace("3243").namesakes] == [(other, "2026-06-17")]


def test_ambiguous_and_unknown(store: Store) -> None:
    store.add(party_plan().section("III", "KHÁC", "tasks").section("1", "Gì đó", "tasks", "III").line("Làm tốt.")
              .task("Làm tốt").build(sha256="9" * 64))  # fmt: skip
    with pytest.raises(QuestionError) as caught:
        store.trace("III.1")
    assert caught.value.code == "DP502"
    assert "3243/KH-UBND" in str(caught.value)
    with pytest.raises(QuestionError) as caught:
        store.trace("3243 IX.9")
    assert caught.value.code == "DP506"
