"""Questions that name an agency, a province or a time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from docparse.errors import QuestionError
from docparse.model import Due
from docparse.output.plain import plain
from docparse.output.who import who_page
from docparse.questions import Store
from tests.store.builders import PlanBuilder

TODAY = date(2025, 12, 5)
BEFORE_JULY = ["Góp ý hồ sơ", "Chủ trì mở lớp tập huấn", "Chủ trì trồng cây"]


def by(text: str, to: str) -> Due:
    return Due(text, "by", to=to)


@pytest.fixture
def store() -> Iterator[Store]:
    with Store("sqlite:///:memory:") as opened:
        b = PlanBuilder("urn:lex:vn;bac.ninh:ubnd:kh:2025;141", type="Kế hoạch", symbol="141/KH-UBND",
                        date="2025-11-20", issuer="Ủy ban nhân dân tỉnh Bắc Ninh", place="Bắc Ninh")  # fmt: skip
        b.section("1", "Sở Tư pháp", "organisation").line("Chủ trì mở lớp tập huấn. Góp ý hồ sơ. Soát xét văn bản.")
        b.task("Chủ trì mở lớp tập huấn", ("Sở Tư pháp", "lead", "heading"), due=by("tháng 12/2025", "2025-12"))
        b.task("Góp ý hồ sơ", ("Sở Tư pháp", "coordinate", "heading"), due=by("trước ngày 10/12/2025", "2025-12-10"))
        b.task(
            "Soát xét văn bản",
            ("Các sở, ngành", "lead", "heading"),
            due=Due("hằng năm", "recurring", every="year", on="12-15"),
        )
        b.line("Nộp báo cáo. Trực cơ quan.")
        b.task(
            "Nộp báo cáo",
            ("Thuế tỉnh", "implement"),
            due=Due("hằng năm trước 31/3", "recurring", every="year", on="03-31"),
        )
        opened.add(b.task("Trực cơ quan", ("Sở Y tế", "lead"), due=Due("thường xuyên", "ongoing")).build())
        b = PlanBuilder("urn:lex:vn;lao.cai:ubnd:kh:2026;141", type="Kế hoạch", symbol="141/KH-UBND", date="2026-01-05",
                        issuer="Ủy ban nhân dân tỉnh Lào Cai", place="Lào Cai")  # fmt: skip
        b.section("1", "NHIỆM VỤ", "tasks").line("Chủ trì trồng cây. Làm du lịch cộng đồng.")
        b.task("Chủ trì trồng cây", ("Sở Tư pháp", "lead"), due=by("quý I/2026", "2026-03"))
        opened.add(b.task("Làm du lịch cộng đồng", ("Sở Y tế", "lead")).build())
        yield opened


def texts(store: Store, question: str) -> list[str]:
    return [task.text for task in store.who(question, today=TODAY).tasks]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("sở tư phap chủ tri gi trong ke hoach 141 Bắc Ninh", ["Chủ trì mở lớp tập huấn", "Soát xét văn bản"]),
        ("Sở Tư pháp phối hợp gì", ["Góp ý hồ sơ"]),
        ("so tu phap lao cai lam gi", ["Chủ trì trồng cây"]),
        ("Thuế tỉnh", ["Nộp báo cáo"]),
        ("Sở Tư pháp làm gì về tập huấn", ["Chủ trì mở lớp tập huấn"]),
        ("du lịch Lào Cai", ["Làm du lịch cộng đồng"]),
    ],
)
def test_an_agency_is_asked_for_by_its_parts(store: Store, question: str, expected: list[str]) -> None:
    assert texts(store, question) == expected


def test_an_agency_that_does_not_lead_shows_what_else_it_does(store: Store) -> None:
    answer = store.who("Thuế tỉnh chủ trì gì", today=TODAY)
    assert (answer.tasks, answer.total) == ((), 0)
    assert [task.text for task in answer.near] == ["Nộp báo cáo"]
    assert "Gần đúng" in plain(who_page(answer))


def test_an_agency_of_another_province_is_not_this_one(store: Store) -> None:
    assert texts(store, "Sở Y tế Nghệ An chủ trì việc gì") == []
    assert store.who("Sở Tư pháp chủ trì gì", today=TODAY).total == 3


def test_a_body_that_the_store_does_not_name(store: Store) -> None:
    answer = store.who("Bộ CHQS tỉnh làm gì về phòng thủ dân sự", today=TODAY)
    assert (answer.tasks, answer.near, answer.understood.agency) == ((), (), "Bộ CHQS tỉnh")


def test_a_place_tells_two_documents_apart(store: Store) -> None:
    assert [d.date for d in store.who("141 của Lào Cai").understood.documents] == ["2026-01-05"]
    assert [d.date for d in store.who("Bắc Ninh").understood.documents] == ["2025-11-20"]
    with pytest.raises(QuestionError) as caught:
        store.who("kế hoạch 141 của Đồng Tháp")
    assert caught.value.code == "DP501"


def test_words_that_stand_nowhere_are_not_passed_over(store: Store) -> None:
    answer = store.who("trồng cây ngập mặn")
    assert (answer.tasks, answer.total) == ((), 0)
    assert [task.text for task in answer.near] == ["Chủ trì trồng cây"]


def test_what_falls_due(store: Store) -> None:
    found = store.who("việc nào đến hạn tháng 12/2025", today=TODAY).deadlines
    assert found is not None
    assert (found.first, found.last) == ("2025-12-01", "2025-12-31")
    assert [(task.text, day) for task, day in zip(found.tasks, found.days, strict=True)] == [
        ("Góp ý hồ sơ", "2025-12-10"), ("Chủ trì mở lớp tập huấn", "2025-12-31"),
    ]  # fmt: skip
    assert [task.text for task in found.recurring] == ["Soát xét văn bản"]
    assert (found.total, found.recurring_total, found.undated, found.without) == (2, 1, 1, 1)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("tháng này", ["Góp ý hồ sơ", "Chủ trì mở lớp tập huấn"]),
        ("quý I/2026", ["Chủ trì trồng cây"]),
        ("trước 30/6/2026", BEFORE_JULY),
        ("việc đến hạn năm 2026 của Lào Cai", ["Chủ trì trồng cây"]),
        ("Sở Tư pháp có việc nào đến hạn trước 30/6/2026", BEFORE_JULY),
        ("việc nào quá hạn", []),
        ("năm 2020", []),
    ],
)  # fmt: skip
def test_spans_of_time(store: Store, question: str, expected: list[str]) -> None:
    assert texts(store, question) == expected


def test_a_long_list_says_how_much_is_left(store: Store) -> None:
    answer = store.who("trước 30/6/2026", limit=1, today=TODAY)
    assert (len(answer.tasks), answer.total) == (1, 3)
    page = plain(who_page(answer))
    assert "Còn 2 nhiệm vụ (--limit 3)" in page
    assert "1 nhiệm vụ không nêu thời hạn; 1 nhiệm vụ có thời hạn không ghi ngày" in page
    assert store.who("trước 30/6/2026", limit=1, today=TODAY).to_dict()["total"] == 3


def test_syllables_apart_are_another_thing() -> None:
    with Store("sqlite:///:memory:") as store:
        b = PlanBuilder("urn:a", symbol="1/KH").section("I", "NHIỆM VỤ", "tasks")
        b.line("Thu dọn phòng học, giữ sự đoàn kết nhân dân. Tập huấn phòng thủ dân sự.")
        b.task("Thu dọn phòng học, giữ sự đoàn kết nhân dân").task("Tập huấn phòng thủ dân sự")
        store.add(b.build())
        assert [task.text for task in store.who("phòng thủ dân sự").tasks] == ["Tập huấn phòng thủ dân sự"]
        answer = store.who("dân phòng sự thu")
        assert (answer.tasks, answer.near) == ((), ())
