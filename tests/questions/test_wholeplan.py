"""Who carries a plan as a whole: not who has a side duty, a part, or a row of an annex."""

from __future__ import annotations

import pytest

from docparse.questions import open_store
from docparse.questions.wholeplan import whole_kind
from tests.store.builders import PlanBuilder

PLAN = "Kế hoạch"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Là cơ quan thường trực, đôn đốc các sở trong việc triển khai thực hiện Kế hoạch này", "standing"),
        ("Sở Nội vụ là cơ quan thường trực theo dõi, tổng hợp việc thực hiện Kế hoạch", "standing"),
        ("Là đầu mối theo dõi, đôn đốc, tổng hợp việc thực hiện Kế hoạch", "focal"),
        ("Chủ trì, phối hợp với các sở, ngành tổ chức triển khai thực hiện Kế hoạch", "lead"),
        ("Chủ trì triển khai thực hiện kế hoạch này", "lead"),
        ("Chủ trì thực hiện Kế hoạch; báo cáo kết quả", "lead"),
        # side duties
        ("Chủ trì bố trí kinh phí để triển khai Kế hoạch", None),
        ("Chủ trì tham mưu cân đối ngân sách triển khai Kế hoạch", None),
        ("Chủ trì tuyên truyền việc thực hiện Kế hoạch", None),
        # other plans, parts of this one
        ("Chủ trì xây dựng và tổ chức thực hiện Kế hoạch của từng địa phương", None),
        ("Chủ trì triển khai thực hiện Kế hoạch phát triển kinh tế năm 2026", None),
        ("Chủ trì triển khai thực hiện Kế hoạch số 12/KH-UBND", None),
        ("Chủ trì thực hiện các nhiệm vụ tại mục IV.3 Kế hoạch này", None),
        ("Chủ trì triển khai thực hiện Nghị quyết", None),
        ("Chủ trì xây dựng kế hoạch trồng rừng", None),
        # somebody is told of a standing agency, nobody is one
        ("Cơ cấu Ban Chỉ đạo và cơ quan thường trực các cấp do Bộ Quốc phòng hướng dẫn thực hiện", None),
        ("Thành lập Ban Chỉ đạo, Bộ Chỉ huy quân sự tỉnh là cơ quan thường trực", None),
    ],
)  # fmt: skip
def test_lead_clauses(text: str, kind: str | None) -> None:
    assert whole_kind(text, PLAN, leads=True, named=True) == kind


def test_who_follows_does_not_lead() -> None:
    text = "Giao Sở Tư pháp theo dõi, đôn đốc các cơ quan triển khai thực hiện Kế hoạch này"
    assert whole_kind(text, PLAN, leads=False, named=True) == "watch"
    assert whole_kind("Triển khai thực hiện Kế hoạch này", PLAN, leads=False, named=True) is None


def test_a_heading_makes_the_opening_words_its_own() -> None:
    text = "Cơ quan thường trực giúp UBND tỉnh tổ chức thực hiện Kế hoạch"
    assert whole_kind(text, PLAN, leads=True, named=False) == "standing"
    assert whole_kind("Là cơ quan thường trực", PLAN, leads=True, named=False) == "standing"


def test_a_decision_may_carry_a_plan() -> None:
    assert whole_kind("Chủ trì triển khai thực hiện Đề án", "Quyết định", leads=True, named=False) == "lead"
    assert whole_kind("Chủ trì triển khai thực hiện Đề án", PLAN, leads=True, named=False) is None


def test_a_plan_without_leader_says_so_and_lists_who_leads_parts() -> None:
    with open_store("sqlite:///:memory:") as store:
        b = PlanBuilder("urn:p", type=PLAN, symbol="7/KH-UBND", date="2025-01-02")
        b.section("IV", "TỔ CHỨC THỰC HIỆN", "organisation")
        for text, agency in (
            ("Chủ trì bố trí kinh phí để triển khai Kế hoạch", "Sở Tài chính"),
            ("Chủ trì mở lớp tập huấn", "Sở Nội vụ"),
            ("Chủ trì sơ kết phong trào", "Sở Nội vụ"),
        ):
            b.line(text).task(text, (agency, "lead", "heading"))
        b.line("Đẩy mạnh trồng cây").task("Đẩy mạnh trồng cây")
        b.section("PHỤ LỤC", "DANH MỤC", "appendix").line("Chủ trì triển khai thực hiện Kế hoạch này")
        b.task("Chủ trì triển khai thực hiện Kế hoạch này", ("Sở Y tế", "lead", "table"))
        store.add(b.build())
        answer = store.who("ai chủ trì kế hoạch 7/KH-UBND")
        assert (answer.rows, [about.symbol for about in answer.unled]) == ((), ["7/KH-UBND"])
        assert [(part.agency, part.role_label, part.tasks) for part in answer.leaders] == [
            ("Sở Nội vụ", "chủ trì", 2), ("Sở Tài chính", "chủ trì", 1), ("Sở Y tế", "chủ trì", 1),
        ]  # fmt: skip
        (task,) = store.who("trồng cây").tasks
        assert task.inferred == ()  # leading something is no reason


def test_a_group_leads_nothing_as_a_whole() -> None:
    with open_store("sqlite:///:memory:") as store:
        b = PlanBuilder("urn:g", type=PLAN, symbol="8/KH-UBND").section("I", "TỔ CHỨC", "organisation")
        b.line("Các sở, ngành chủ trì triển khai thực hiện Kế hoạch này")
        b.task("Các sở, ngành chủ trì triển khai thực hiện Kế hoạch này", ("Các sở, ngành", "lead"))
        store.add(b.build())
        answer = store.who("ai chủ trì kế hoạch 8/KH-UBND")
        assert answer.rows == ()
        assert [part.agency for part in answer.leaders] == ["Các sở, ngành"]
