"""What an answer prints as a place can be typed back; a place that is not there is said so."""

from __future__ import annotations

import pytest

from docparse.errors import QuestionError
from docparse.output.plain import plain
from docparse.output.who import who_page
from docparse.questions import Store, open_store
from docparse.questions.why import explain
from docparse.store.planvalues import plan_of
from tests.store.builders import PlanBuilder


@pytest.fixture
def deep() -> Store:
    b = PlanBuilder("urn:deep", type="Kế hoạch", symbol="252/KH-BCĐ")
    b.section("B", "NỘI DUNG", "tasks").section("V", "THÔNG TIN", "tasks", "B")
    b.section("1", "Biện pháp", "tasks", "B.V")
    for label, text in (("a", "Giải mã ký hiệu"), ("d", "Lập bản đồ"), ("đ", "Lấy mẫu")):
        b.section(label, "", "tasks", "B.V.1").line(text).task(text)
    b.section("10", "Tài chính", "organisation")
    b.section("b", "Chi tiêu", "organisation", "10").line("Bố trí kinh phí. Thanh toán.")
    b.task("Bố trí kinh phí", paragraph=1).task("Thanh toán", paragraph=2)
    b.section("Phụ lục II", "DANH MỤC", "appendix")
    b.section("5", "Dự án", "appendix", "Phụ lục II").line("Xây cầu").task("Xây cầu")
    b.section("II", "CÔNG TÁC", "tasks").section("5", "Đường", "tasks", "II").line("Xây đường").task("Xây đường")
    store = open_store("sqlite:///:memory:")
    store.add(b.build())
    return store


@pytest.mark.parametrize(
    ("question", "texts"),
    [
        ("252 B.V.1.a", ["Giải mã ký hiệu"]),
        ("252/KH-BCĐ b.v.1.a", ["Giải mã ký hiệu"]),
        ("mục B.V.1 điểm a", ["Giải mã ký hiệu"]),
        ("điểm a mục B.V.1 của kế hoạch 252", ["Giải mã ký hiệu"]),
        ("252 B.V.1.đ", ["Lấy mẫu"]),
        ("252 B.V.1.d", ["Lập bản đồ"]),
        ("252 B", ["Giải mã ký hiệu", "Lập bản đồ", "Lấy mẫu"]),
        ("điểm b mục 10", ["Bố trí kinh phí", "Thanh toán"]),
        ("252 10", ["Bố trí kinh phí", "Thanh toán"]),
        ("252 10.b, đoạn 2", ["Thanh toán"]),
        ("Phụ lục II.5", ["Xây cầu"]),
        ("phu luc II, 5", ["Xây cầu"]),
        ("252 phụ lục II", ["Xây cầu"]),
        ("252 II.5", ["Xây đường"]),
    ],
)
def test_places_as_they_are_printed(deep: Store, question: str, texts: list[str]) -> None:
    assert [task.text for task in deep.who(question).tasks] == texts


@pytest.mark.parametrize(
    ("place", "texts"),
    [
        ("Phụ lục II, 5, đoạn 1", ["Xây cầu"]),
        ("phu luc II", ["Xây cầu"]),
        ("II.5, đoạn 1", ["Xây đường"]),
        ("điểm b mục 10 đoạn 2", ["Thanh toán"]),
        ("mục B.V.1", ["Giải mã ký hiệu", "Lập bản đồ", "Lấy mẫu"]),
        ("điểm đ mục B.V.1", ["Lấy mẫu"]),
    ],
)
def test_why_reads_places_as_who_does(deep: Store, place: str, texts: list[str]) -> None:
    assert [fact.quote.text for fact in deep.why(f"252 {place}").facts] == texts
    plan = plan_of(deep.plan("252"))
    assert [fact.quote.text for fact in explain(plan, place).facts] == texts


def test_every_printed_place_is_found_again(deep: Store) -> None:
    places = [
        (task.quote.place, task.text) for name in ("B", "10", "Phụ lục II") for task in deep.who(f"252 {name}").tasks
    ]
    assert len(places) == 6
    for place, text in places:
        assert text in [task.text for task in deep.who(f"252 {place}").tasks], place


@pytest.mark.parametrize("question", ["252 IX.9", "mục IX.9 kế hoạch 252", "252 Phụ lục III", "252 B.V.7"])
def test_a_place_that_is_not_there(deep: Store, question: str) -> None:
    for ask in (deep.who, deep.trace):
        with pytest.raises(QuestionError) as caught:
            ask(question)
        assert caught.value.code == "DP506"
        assert caught.value.what.startswith("không có ")
        assert caught.value.what.endswith(" trong Kế hoạch 252/KH-BCĐ")


def test_trace_takes_the_same_places(deep: Store) -> None:
    assert deep.trace("252 B.V.1.a").root.title == "Giải mã ký hiệu"
    assert deep.trace("252 10").root.label == "10"


def test_no_word_for_a_place_stands_twice(deep: Store) -> None:
    assert "mục mục" not in plain(who_page(deep.who("mục B.V.1 điểm a"))).lower()
    assert deep.who("mục 10 kế hoạch 252").understood.place == "10"
    assert "Điểm b mục 10" in plain(who_page(deep.who("điểm b mục 10")))
