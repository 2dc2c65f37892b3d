"""Who: the agencies of a task, their roles, and what each is taken from."""

from __future__ import annotations

import pytest

from tests.extraction.plans import HEAD, plan_of, roles, under, who


def one(passage: str, agency: str = "Sở Y tế") -> dict[str, str]:
    """Roles in the single task of a lettered item under an agency's heading."""
    (task,) = plan_of(under(agency, f"a) {passage}\n")).tasks
    return roles(task)


def alone(passage: str) -> dict[str, str]:
    """Roles in the single task of a numbered item that stands under no agency."""
    (task,) = plan_of(f"I. TỔ CHỨC THỰC HIỆN\n1. {passage}\n").tasks
    return roles(task)


def test_the_actor_of_a_clause_stays_that_of_the_next_ones() -> None:
    tasks = plan_of(
        "I. NHIỆM VỤ\n1. Quản lý nguồn nước\n"
        "a) Sở Y tế kiểm tra nguồn nước; lập hồ sơ theo dõi. Công bố kết quả trên báo. "
        "Công an tỉnh tuần tra lòng hồ; xử lý vi phạm.\nb) Trồng cây ven hồ.\n"
    ).tasks
    assert [(t.text, who(t)) for t in tasks] == [
        ("Sở Y tế kiểm tra nguồn nước", [("Sở Y tế", "implement", "explicit")]),
        ("lập hồ sơ theo dõi", [("Sở Y tế", "implement", "inherited")]),
        ("Công bố kết quả trên báo", [("Sở Y tế", "implement", "inherited")]),
        ("Công an tỉnh tuần tra lòng hồ", [("Công an tỉnh", "implement", "explicit")]),
        ("xử lý vi phạm", [("Công an tỉnh", "implement", "inherited")]),
        ("Trồng cây ven hồ", []),
    ]


def test_a_headings_agency_does_what_stands_below_it() -> None:
    tasks = plan_of(under("Sở Y tế", "a) Lấy mẫu nước.\n- Phân tích mẫu.\n2. Sở Xây dựng\nNạo vét hồ.\n")).tasks
    assert [who(t) for t in tasks] == [
        [("Sở Y tế", "implement", "heading")],
        [("Sở Y tế", "implement", "heading")],
        [("Sở Xây dựng", "implement", "heading")],
    ]


def test_a_heading_that_names_a_partner_gives_it_to_what_stands_below() -> None:
    heading = "Các sở, ngành tỉnh phối hợp với Sở Kế hoạch và Đầu tư:"
    (task,) = plan_of(under(heading, "- Xây dựng kế hoạch bảo vệ nguồn nước.\n")).tasks
    assert roles(task) == {"Các sở, ngành tỉnh": "coordinate", "Sở Kế hoạch và Đầu tư": "coordinate"}


def test_a_subject_or_an_order_in_the_clause_overrides_the_heading() -> None:
    assert one("Giao Trung tâm Kiểm soát bệnh tật tỉnh lấy mẫu nước.") == {
        "Trung tâm Kiểm soát bệnh tật tỉnh": "implement"
    }
    assert one("Sở Xây dựng nạo vét lòng hồ.") == {"Sở Xây dựng": "implement"}


def test_partners_belong_to_their_clause_only() -> None:
    first, second = plan_of(
        under("Sở Y tế", "a) Chủ trì, phối hợp với Sở Xây dựng, Công an tỉnh nạo vét hồ; lập báo cáo.\n")
    ).tasks
    assert roles(first) == {"Sở Y tế": "lead", "Sở Xây dựng": "coordinate", "Công an tỉnh": "coordinate"}
    assert who(second) == [("Sở Y tế", "implement", "heading")]


def test_helping_under_a_heading() -> None:
    found = one("Phối hợp với Sở Tài chính thẩm định kinh phí.")
    assert found["Sở Y tế"] in ("implement", "coordinate")
    assert found["Sở Tài chính"] == "coordinate"


@pytest.mark.parametrize(
    ("clause", "role"),
    [
        ("Sở Y tế chủ trì nạo vét hồ.", "lead"),
        ("Sở Y tế là cơ quan thường trực giúp Ủy ban nhân dân tỉnh.", "lead"),
        ("Sở Y tế làm đầu mối tổng hợp số liệu.", "lead"),
        ("Sở Y tế chịu trách nhiệm chính nạo vét hồ.", "lead"),
        ("Sở Y tế nạo vét hồ.", "implement"),
        ("Sở Y tế có trách nhiệm nạo vét hồ.", "implement"),
        ("Sở Y tế tổ chức nạo vét hồ.", "implement"),
        ("Sở Y tế phối hợp nạo vét hồ.", "coordinate"),
    ],
)
def test_lead_only_where_the_clause_says_so(clause: str, role: str) -> None:
    assert alone(clause)["Sở Y tế"] == role


@pytest.mark.parametrize(
    ("clause", "receiver"),
    [
        ("Báo cáo Ủy ban nhân dân tỉnh kết quả.", "Ủy ban nhân dân tỉnh"),
        ("Báo cáo kết quả về Ủy ban nhân dân tỉnh.", "Ủy ban nhân dân tỉnh"),
        ("Trình Hội đồng nhân dân tỉnh ban hành chính sách.", "Hội đồng nhân dân tỉnh"),
        ("Tham mưu cho Ủy ban nhân dân tỉnh ban hành quy chế.", "Ủy ban nhân dân tỉnh"),
        ("Kiến nghị với Bộ Tài chính sửa đổi định mức.", "Bộ Tài chính"),
        ("Đề xuất với Sở Tài chính bổ sung vốn.", "Sở Tài chính"),
        ("Báo cáo kết quả hằng tháng (qua Sở Nội vụ).", "Sở Nội vụ"),
        ("Lập danh sách, gửi Sở Tài chính tổng hợp.", "Sở Tài chính"),
        ("Trình cấp có thẩm quyền phê duyệt.", "cấp có thẩm quyền"),
    ],
)
def test_those_reported_to_receive(clause: str, receiver: str) -> None:
    assert one(clause) == {"Sở Y tế": "implement", receiver: "receive"}


@pytest.mark.parametrize(
    "clause",
    [
        "Chỉ đạo Trung tâm Y tế khu vực phun thuốc.",
        "Đôn đốc Ủy ban nhân dân xã thu gom rác.",
        "Hướng dẫn các trường học rửa tay.",
        "Vận động Hội Nông dân tỉnh dọn hồ.",
        "Lắp máy lọc nước trong các trường học.",
    ],
)
def test_objects_and_places_have_no_role(clause: str) -> None:
    assert one(clause) == {"Sở Y tế": "implement"}


def test_one_clause_with_a_doer_and_an_overseer() -> None:
    assert alone("Sở Xây dựng nạo vét hồ, Thanh tra tỉnh giám sát việc thực hiện.") == {
        "Sở Xây dựng": "implement",
        "Thanh tra tỉnh": "monitor",
    }


def test_overseeing_alone_is_doing() -> None:
    assert alone("Thanh tra tỉnh kiểm tra việc nạo vét hồ.")["Thanh tra tỉnh"] in ("implement", "monitor")


@pytest.mark.parametrize(
    ("clause", "agencies"),
    [
        ("Giám đốc Sở Y tế kiểm tra hồ.", ["Sở Y tế"]),
        ("Chủ tịch Ủy ban nhân dân các xã kiểm tra hồ.", ["Ủy ban nhân dân các xã"]),
        ("Các sở, ban, ngành rà soát hồ.", ["Các sở, ban, ngành"]),
        ("Các sở và các xã ký cam kết.", ["Các sở", "các xã"]),
        ("Sở Y tế; Sở Xây dựng kiểm tra hồ.", ["Sở Y tế", "Sở Xây dựng"]),
        ("Các Sở: Y tế, Xây dựng, Tài chính lập tổ công tác.", ["Sở Y tế", "Sở Xây dựng", "Sở Tài chính"]),
    ],
)
def test_one_agency_or_several(clause: str, agencies: list[str]) -> None:
    found = alone(clause)
    assert list(found) == agencies
    assert set(found.values()) == {"implement"}


def test_abbreviations_are_spelled_out_and_no_place_is_added() -> None:
    assert alone("UBND tỉnh kiểm tra hồ.") == {"Ủy ban nhân dân tỉnh": "implement"}


def test_an_introducing_sentence_gives_the_items_below_to_those_it_orders() -> None:
    tasks = plan_of(
        "I. TỔ CHỨC THỰC HIỆN\nYêu cầu Giám đốc các sở, Chủ tịch UBND các xã tập trung thực hiện như sau:\n"
        "1. Rà soát hồ chứa.\n2. Sở Tài chính bố trí kinh phí.\n"
    ).tasks
    assert [who(t) for t in tasks] == [
        [("các sở", "implement", "inherited"), ("Ủy ban nhân dân các xã", "implement", "inherited")],
        [("Sở Tài chính", "implement", "explicit")],
    ]


def test_the_standing_agency_is_assumed_and_marked_so() -> None:
    tasks = plan_of(
        "I. NHIỆM VỤ\n1. Trồng cây ven hồ.\nII. TỔ CHỨC THỰC HIỆN\n"
        "1. Sở Y tế là cơ quan thường trực giúp Ủy ban nhân dân tỉnh theo dõi kế hoạch.\n"
    ).tasks
    assert who(tasks[0]) == [("Sở Y tế", "lead", "default")]


def test_every_assignment_points_at_its_words_and_names_its_rule() -> None:
    plan = plan_of(under("Sở Y tế", "a) Chủ trì, phối hợp với UBND các xã vớt rác; báo cáo Sở Nội vụ.\n"))
    given = [a for t in plan.tasks for a in t.assignments]
    assert [plan.text[a.start : a.end] for a in given] == ["Sở Y tế", "UBND các xã", "Sở Y tế", "Sở Nội vụ"]
    assert all(a.rule for a in given)


def test_who_serves_the_issuer_passes_its_order_on() -> None:
    order = "Ủy ban nhân dân tỉnh yêu cầu các sở, ngành và Ủy ban nhân dân các xã nạo vét lòng hồ; báo cáo kết quả."
    for office in ("ỦY BAN NHÂN DÂN\nTỈNH ĐIỆN BIÊN", "ỦY BAN NHÂN DÂN TỈNH ĐIỆN BIÊN\nVĂN PHÒNG"):
        head = HEAD.replace("ỦY BAN NHÂN DÂN\nTỈNH ĐIỆN BIÊN", office)
        tasks = plan_of(f"I. TỔ CHỨC THỰC HIỆN\n1. Quản lý nguồn nước\na) {order}\n", head=head).tasks
        assert [[name for name, _, _ in who(t)] for t in tasks] == [
            ["các sở, ngành", "Ủy ban nhân dân các xã"],
            ["các sở, ngành", "Ủy ban nhân dân các xã"],
        ]


def test_a_list_of_partners_goes_on_behind_a_modifier_and_a_remark() -> None:
    assert one("Chủ trì, phối hợp với các chủ đầu tư hạ tầng cụm công nghiệp, Sở Xây dựng nạo vét lòng hồ.") == {
        "Sở Y tế": "lead",
        "các chủ đầu tư": "coordinate",
        "Sở Xây dựng": "coordinate",
    }
    assert one("Báo cáo kết quả rà soát tới Bộ Y tế (đối với hồ lớn) và Bộ Công Thương (đối với hồ nhỏ).") == {
        "Sở Y tế": "implement",
        "Bộ Y tế": "receive",
        "Bộ Công Thương": "receive",
    }


def test_those_who_are_helped_do_nothing_themselves() -> None:
    assert alone("Sở Xây dựng hỗ trợ nhân dân, các cơ quan, doanh nghiệp dọn dẹp lòng hồ.") == {
        "Sở Xây dựng": "implement"
    }
    assert alone("Sở Xây dựng nạo vét lòng hồ, Sở Y tế có trách nhiệm lấy mẫu.") == {
        "Sở Xây dựng": "implement",
        "Sở Y tế": "implement",
    }


def test_a_named_body_behind_the_ground_is_the_subject_and_a_group_word_may_not_be() -> None:
    assert alone("Căn cứ hướng dẫn của Bộ Y tế, Sở Xây dựng xây dựng kế hoạch.") == {"Sở Xây dựng": "implement"}
    assert alone("Căn cứ khả năng của Bộ Y tế, các địa phương xây dựng kế hoạch.") == {}
    assert alone("Theo chỉ đạo của Bộ Y tế, Sở Xây dựng, lấy mẫu nước.") == {}


def test_a_contact_point_leads_also_where_the_clause_goes_on() -> None:
    tasks = plan_of("I. NHIỆM VỤ\n1. Quản lý nguồn nước\na) Sở Y tế lấy mẫu; đầu mối tổng hợp kết quả.\n").tasks
    assert [roles(t) for t in tasks] == [{"Sở Y tế": "implement"}, {"Sở Y tế": "lead"}]


def test_work_done_together_is_done_by_all_who_are_named() -> None:
    assert one("Phối hợp chặt chẽ, không đùn đẩy, né tránh.") == {"Sở Y tế": "implement"}


def test_a_noun_that_ends_like_a_verb_submits_nothing() -> None:
    assert one("Phân công rõ việc, lộ trình, thời gian cho từng ngành, địa phương.") == {"Sở Y tế": "implement"}
    assert one("Xây dựng chương trình, trình Ủy ban nhân dân tỉnh.") == {
        "Sở Y tế": "implement",
        "Ủy ban nhân dân tỉnh": "receive",
    }


def test_the_predicate_may_stand_behind_a_scope() -> None:
    assert alone("Các bộ, ngành trong phạm vi chức năng, nhiệm vụ, tăng cường công tác quản lý.") == {
        "Các bộ, ngành": "implement"
    }


def test_a_partnership_in_a_title_is_nobodys_part() -> None:
    assert one("Ban hành Quy chế phối hợp giữa Sở Xây dựng với Sở Công Thương.") == {"Sở Y tế": "implement"}


@pytest.mark.parametrize("group", ["Các thành viên Đoàn", "Các thành viên Đoàn kiểm tra", "Các thành viên Tổ công tác"])
def test_the_members_of_a_body_are_who_acts(group: str) -> None:
    (task,) = plan_of(f"I. TỔ CHỨC THỰC HIỆN\n- {group} thực hiện nghiêm quy chế làm việc.\n").tasks
    assert who(task) == [(group, "implement", "explicit")]


@pytest.mark.parametrize(
    ("clause", "own", "partner"),
    [
        ("Xây dựng kế hoạch, chủ trì, phối hợp với Sở Tài chính triển khai thực hiện", "lead", "Sở Tài chính"),
        ("Tiếp nhận hồ sơ, chủ trì phối hợp với Sở Y tế thẩm định", "lead", "Sở Y tế"),
        ("Rà soát, thống kê và chủ trì, phối hợp với Công an tỉnh kiểm tra", "lead", "Công an tỉnh"),
        ("Tham mưu UBND tỉnh ban hành kế hoạch, chủ trì, phối hợp chặt chẽ với Sở Y tế triển khai", "lead", "Sở Y tế"),
        ("Giúp đơn vị chủ trì, phối hợp với Sở Y tế thẩm định", "implement", "Sở Y tế"),
        ("Hướng dẫn UBND các xã lập kế hoạch, chủ trì, phối hợp với Sở Y tế thẩm định", "implement", "Sở Y tế"),
    ],
)
def test_to_lead_said_in_the_middle_of_a_clause(clause: str, own: str, partner: str) -> None:
    (task,) = plan_of(under("Sở Nội vụ", f"- {clause}.")).tasks
    assert (roles(task)["Sở Nội vụ"], roles(task)[partner]) == (own, "coordinate")


def test_the_clauses_own_subject_leads_where_the_clause_says_so() -> None:
    (task,) = plan_of("I. NHIỆM VỤ\n1. Sở Xây dựng lập kế hoạch, chủ trì, phối hợp với Sở Y tế thẩm định.").tasks
    assert who(task) == [("Sở Xây dựng", "lead", "explicit"), ("Sở Y tế", "coordinate", "explicit")]
