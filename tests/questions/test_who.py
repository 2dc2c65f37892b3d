"""Who is responsible: documents, places and words in a free question."""

from __future__ import annotations

import pytest

from docparse.errors import QuestionError
from docparse.questions import Store, open_store
from tests.store.builders import CAC_SO, HUYEN, KH3243, SO_GD, PlanBuilder, province_plan


@pytest.mark.parametrize(
    "question",
    [
        "Ai chủ trì triển khai Kế hoạch 3243?",
        "ai chu tri trien khai ke hoach 3243",
        "ai chủ trì triển khai thực hiện kế hoạch số 3243/KH-UBND",
        "cơ quan nào chịu trách nhiệm kế hoạch 3243",
        "3243/KH-UBND",
    ],
)
def test_who_carries_out_a_document(store: Store, question: str) -> None:
    answer = store.who(question)
    assert [d.id for d in answer.understood.documents] == [KH3243]
    assert answer.understood.whole
    assert [(r.role_label, r.agency, r.quote and r.quote.place) for r in answer.rows] == [
        ("Cơ quan thường trực", SO_GD, "V.1, đoạn 1"),
        ("Chủ trì", SO_GD, "V.1, đoạn 2"),
        ("Phối hợp", CAC_SO, "V.1, đoạn 2"),
        ("Phối hợp", HUYEN, "V.1, đoạn 2"),
    ]
    assert answer.rows[0].certainty == "theo đề mục"
    assert answer.rows[0].quote is not None
    assert answer.rows[0].quote.text.startswith("Là cơ quan thường trực")


def test_roles_are_understood(store: Store) -> None:
    assert store.who("ai chủ trì triển khai kế hoạch 3243").understood.roles == ("lead", "implement")
    assert store.who("ai phoi hop can doi ngan sach").understood.roles == ("coordinate",)


@pytest.mark.parametrize("question", ["xã hội hóa giáo dục", "xa hoi hoa giao duc", "Ai làm xã hội hoá giáo dục?"])
def test_words_with_and_without_diacritics(store: Store, question: str) -> None:
    answer = store.who(question)
    assert [t.quote.place for t in answer.tasks] == ["V.5, đoạn 1", "III.7, đoạn 2", "V.4, đoạn 1"]
    assert answer.total == 3
    assert answer.tasks[0].score == 1.0
    assert [p.agency for p in answer.tasks[0].implement] == ["Ủy ban Mặt trận Tổ quốc tỉnh"]


def test_d_with_stroke_is_found_without_it(store: Store) -> None:
    assert [t.quote.place for t in store.who("can doi ngan sach").tasks] == ["V.4, đoạn 1"]
    assert [t.quote.place for t in store.who("lãnh đạo xây dựng kế hoạch trong năm 2019").tasks] == ["I, đoạn 1"]


def test_diacritics_that_differ_are_another_word() -> None:
    with open_store("sqlite:///:memory:") as store:
        builder = (
            PlanBuilder("urn:a").section("I", "NHIỆM VỤ", "tasks").line("Xây dựng nền hòa bình. Xây dựng hóa đơn.")
        )
        builder.task("Xây dựng nền hòa bình").task("Xây dựng hóa đơn")
        store.add(builder.build())
        assert [t.text for t in store.who("hóa đơn").tasks] == ["Xây dựng hóa đơn"]
        assert [t.text for t in store.who("hoa binh").tasks] == ["Xây dựng nền hòa bình"]


def test_a_task_that_names_nobody(store: Store) -> None:
    answer = store.who("III.7 (nghiên cứu khoa học) ai làm?")
    assert answer.understood.place == "III.7"
    assert len(answer.tasks) == 3
    task = answer.tasks[0]
    assert (task.text, task.stated, task.parts, task.due_text) == (
        "Đẩy mạnh nghiên cứu khoa học",
        False,
        (),
        "không nêu",
    )
    (offer,) = task.inferred
    assert (offer.agency, offer.provenance) == (SO_GD, "suy ra")
    assert offer.reason == "vì là cơ quan thường trực (V.1, đoạn 1)"
    assert offer.quote is not None
    assert offer.quote.text.startswith("Là cơ quan thường trực")


def test_an_assumed_agency_is_not_stated(store: Store) -> None:
    answer = store.who("tuyên truyền nâng cao nhận thức")
    assert (answer.tasks[0].stated, answer.tasks[0].lead) == (False, ())
    assert [i.agency for i in answer.tasks[0].inferred] == [SO_GD]


@pytest.mark.parametrize(
    ("question", "places"),
    [
        ("V.1", {"V.1"}),
        ("mục V.1 của kế hoạch 3243", {"V.1"}),
        ("phần III kế hoạch 3243 ai làm", {"III.1", "III.7"}),
        ("muc v.4", {"V.4"}),
        ("kế hoạch 12/KH-UBND mục I", {"I"}),
    ],
)
def test_places(store: Store, question: str, places: set[str]) -> None:
    assert {t.quote.section for t in store.who(question).tasks} == places


def test_a_document_limits_the_search(store: Store) -> None:
    assert {t.document.symbol for t in store.who("giáo dục và đào tạo").tasks} == {"3243/KH-UBND", "12/KH-UBND"}
    answer = store.who("giáo dục trong kế hoạch 12/KH-UBND")
    assert {t.document.symbol for t in answer.tasks} == {"12/KH-UBND"}


def test_deadline_and_product(store: Store) -> None:
    task = store.who("tổng hợp hằng năm báo cáo").tasks[0]
    assert task.due is not None
    assert (task.due_text, task.due.every, task.product) == ("hằng năm", "year", "Báo cáo")
    assert [p.agency for p in task.receive] == ["Ủy ban nhân dân tỉnh"]


def test_nothing_found_is_an_empty_answer(store: Store) -> None:
    answer = store.who("trồng rừng ngập mặn")
    assert (answer.tasks, answer.total) == ((), 0)


def test_unknown_document(store: Store) -> None:
    with pytest.raises(QuestionError) as caught:
        store.who("ai chủ trì kế hoạch 9999")
    assert caught.value.code == "DP501"


@pytest.mark.parametrize("question", ["", "   ", "???", "ai?", "ai chủ trì"])
def test_a_question_without_content(store: Store, question: str) -> None:
    with pytest.raises(QuestionError) as caught:
        store.who(question)
    assert caught.value.code == "DP504"


def test_one_document_needs_no_name() -> None:
    with open_store("sqlite:///:memory:") as store:
        store.add(province_plan().build())
        assert store.who("ai chủ trì thực hiện kế hoạch").rows[0].agency == SO_GD


@pytest.mark.parametrize("question", ["xã hội* OR (", "a" * 5000, "NEAR(giáo dục)", "đ'--", "\0giáo dục", "-giáo"])
def test_hostile_questions(store: Store, question: str) -> None:
    store.who(question)


def test_a_document_without_standing_agency_offers_nobody() -> None:
    with open_store("sqlite:///:memory:") as store:
        builder = PlanBuilder("urn:b", symbol="7/KH-X").section("I", "NHIỆM VỤ", "tasks").line("Trồng rừng phòng hộ.")
        store.add(builder.task("Trồng rừng phòng hộ").build())
        (task,) = store.who("trồng rừng").tasks
        assert (task.stated, task.inferred) == (False, ())
        assert store.who("ai chủ trì kế hoạch 7/KH-X").rows == ()


def test_more_than_the_limit(store: Store) -> None:
    answer = store.who("xã hội hóa giáo dục", limit=1)
    assert (len(answer.tasks), answer.total) == (1, 3)
