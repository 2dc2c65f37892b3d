"""Checklist, goals, references and show; every quote is exact; every answer is JSON."""

from __future__ import annotations

import json

import pytest

from docparse.errors import QuestionError
from docparse.questions import Store
from tests.questions.conftest import all_quotes
from tests.store.builders import CAC_SO, HUYEN, KH82, KH3243, KL51, NQ29, SO_GD, SO_TC, PlanBuilder, province_plan


@pytest.mark.parametrize("name", [SO_GD, "Sở GD&ĐT", "so gddt", "SGDĐT", "sgddt", "SỞ GIÁO DỤC VÀ ĐÀO TẠO"])
def test_checklist_under_any_spelling(store: Store, name: str) -> None:
    answer = store.checklist(name)
    assert [(r.number, r.place, r.role_label) for r in answer.rows] == [
        (1, "V.1, đoạn 1", "chủ trì"),
        (2, "V.1, đoạn 2", "chủ trì"),
        (3, "V.1, đoạn 2", "thực hiện"),
    ]
    assert answer.names == (SO_GD,)
    assert answer.rows[1].partners == (CAC_SO, HUYEN)
    assert (answer.rows[2].product, answer.rows[2].due_text) == ("Báo cáo", "hằng năm")
    assert [r.text for r in answer.inferred] == [
        "Quán triệt Nghị quyết số 29-NQ/TW về đổi mới giáo dục",
        "Tuyên truyền nâng cao nhận thức",
    ]


def test_pages_of_a_checklist_make_the_whole(store: Store) -> None:
    whole = store.checklist(SO_GD)
    rows, inferred, start = [], [], 0
    while page := store.checklist(SO_GD, limit=2, start=start):
        assert (page.total, page.start, page.groups) == (5, start, whole.groups)
        rows, inferred, start = [*rows, *page.rows], [*inferred, *page.inferred], start + 2
        if start >= page.total:
            break
    assert (tuple(rows), tuple(inferred)) == (whole.rows, whole.inferred)
    beyond = store.checklist(SO_GD, limit=2, start=8)
    assert (beyond.rows, beyond.inferred, beyond.total) == ((), (), 5)


def test_checklist_through_groups(store: Store) -> None:
    answer = store.checklist("UBND huyện Tủa Chùa")
    assert answer.groups == (HUYEN,)
    assert {r.via_group for r in answer.rows} == {HUYEN}
    assert [r.place for r in answer.rows] == ["V.1, đoạn 2", "V.4, đoạn 1", "V.4, đoạn 1"]
    finance = store.checklist(SO_TC)
    assert [(r.place, r.role, r.via_group) for r in finance.rows] == [
        ("V.1, đoạn 2", "coordinate", CAC_SO),
        ("V.4, đoạn 1", "coordinate", None),
    ]


def test_checklist_by_name_beats_by_group(store: Store) -> None:
    rows = store.checklist(SO_GD).rows  # also a member of the group that coordinates the second task
    assert rows[1].roles == ("lead",)
    assert rows[1].via_group is None


def test_checklist_by_role(store: Store) -> None:
    assert [r.place for r in store.checklist(SO_GD, "implement").rows] == ["V.1, đoạn 2"]
    assert store.checklist(SO_GD, "monitor").rows == ()
    with pytest.raises(QuestionError) as caught:
        store.checklist(SO_GD, "boss")  # type: ignore[arg-type]
    assert caught.value.code == "DP505"


def test_checklist_across_documents(store: Store) -> None:
    answer = store.checklist("Ban cán sự đảng Ủy ban nhân dân tỉnh")
    assert [(r.document.symbol, r.due_text) for r in answer.rows] == [("82-KH/TU", "trong năm 2019")]


def test_checklist_suggests_near_names(store: Store) -> None:
    answer = store.checklist("Sở Giáo dục và Đào tạp")
    assert (answer.names, answer.groups) == ((), (CAC_SO,))
    assert answer.suggestions[0] == SO_GD
    assert store.checklist("Cục Hàng không").suggestions == ()
    with pytest.raises(QuestionError):
        store.checklist("  ")


def test_goals(store: Store) -> None:
    answer = store.goals("3243")
    assert [(r.code, r.kind, r.name, r.comparator, r.value, r.unit, r.due, r.quote.section) for r in answer.rows] == [
        ("CT1.1", "milestone", "tỉnh đạt chuẩn phổ cập THCS mức độ 3", None, None, None, "2025", "II.1"),
        ("CT2.1", "indicator", "Trẻ dưới 36 tháng tuổi ra lớp", ">", 55.0, "%", None, "II.2"),
        ("CT2.2", "indicator", "học sinh học trường nội trú", "=", 8.0, "%", "2025", "II.2"),
        ("CT3", "qualitative", "Tiếp tục đổi mới hệ thống tổ chức và quản lý", None, None, None, None, "II.3"),
    ]
    assert (answer.goals, answer.indicators, answer.percentages, answer.milestones, answer.qualitative) == (
        3,
        2,
        2,
        1,
        1,
    )


def test_goals_of_an_annex_are_counted() -> None:
    with Store("sqlite:///:memory:") as store:
        b = PlanBuilder("urn:a", symbol="1/KH").section("II", "MỤC TIÊU", "goals").line("Xanh.").goal("Xanh")
        b.section("PHỤ LỤC", "CHỈ TIÊU", "appendix").line("Sạch. Đẹp.").goal("Sạch").goal("Đẹp")
        b.section("Phụ lục II", "CHỈ TIÊU", "appendix").line("Mới.").goal("Mới")
        store.add(b.build())
        assert [(r.code, r.name) for r in store.goals("1/KH").rows] == [
            ("CTII", "Xanh"), ("CTPL.1", "Sạch"), ("CTPL.2", "Đẹp"), ("CTPLII", "Mới"),
        ]  # fmt: skip


def test_references(store: Store) -> None:
    answer = store.references("3243")
    assert [(r.target, r.symbol, r.date, r.relation, r.count, r.in_store) for r in answer.rows] == [
        (KL51, "51-KL/TW", "2019-05-30", "implements", 1, False),
        (KH82, "82-KH/TU", "2019-08-27", "implements", 1, True),
        (NQ29, "29-NQ/TW", None, "implements", 2, False),
    ]
    row = answer.rows[2]
    assert [(m.relation, m.of, m.of_label) for m in row.mentions] == [
        ("continues", KH82, "Kế hoạch 82-KH/TU"),
        ("implements", None, None),
    ]
    assert [w.code for w in row.warnings] == ["DP207"]
    assert answer.rows[0].warnings == ()
    assert answer.mentions == 4


def test_show(store: Store) -> None:
    answer = store.show("3243")
    assert [(s.path, s.role_label, s.counts.tasks) for s in answer.sections] == [
        ("I", "mục đích, yêu cầu", 0),
        ("II", "mục tiêu", 0),
        ("III", "nhiệm vụ, giải pháp", 5),
        ("V", "tổ chức thực hiện", 6),
    ]
    assert [s.path for s in answer.sections[1].sections] == ["II.1", "II.2", "II.3"]
    assert (answer.counts.goals, answer.counts.indicators, answer.counts.tasks) == (3, 2, 11)
    assert (answer.counts.unassigned, answer.counts.references) == (5, 4)
    assert [v.version for v in answer.versions] == [1]


def test_every_quote_is_exact_and_every_answer_is_json(store: Store) -> None:
    text = province_plan().build().text
    answers = [
        store.who("ai chủ trì triển khai kế hoạch 3243"),
        store.who("xã hội hóa giáo dục"),
        store.who("III.7"),
        store.checklist(HUYEN),
        store.goals("3243"),
        store.references("3243"),
        store.show("3243"),
    ]
    for answer in answers:
        plain = json.loads(json.dumps(answer.to_dict()))
        for quote in all_quotes(plain):
            assert text[quote["start"] : quote["end"]] == quote["text"] != ""  # type: ignore[misc]
    assert sum(len(all_quotes(json.loads(json.dumps(a.to_dict())))) for a in answers) > 30


def test_unknown_documents(store: Store) -> None:
    for question in (store.goals, store.references, store.show, store.trace):
        with pytest.raises(QuestionError) as caught:
            question("999/KH-UBND")
        assert caught.value.code == "DP501"


def test_same_answers_again(store: Store) -> None:
    assert store.who("giáo dục") == store.who("giáo dục")
    assert store.trace(KH3243).root == store.trace("3243").root


def test_checklist_with_the_registry_of_agencies() -> None:
    with Store("sqlite:///:memory:") as store:
        for place, name in (("dien.bien", "Điện Biên"), ("ha.noi", "Hà Nội")):
            builder = PlanBuilder(f"urn:{place}", symbol="1/KH-UBND", place=name).section("I", "NHIỆM VỤ", "tasks")
            builder.line("Sở Giáo dục và Đào tạo mở lớp. Các sở, ban, ngành góp ý. UBND các xã, phường tuyên truyền.")
            part = ("Sở Giáo dục và Đào tạo", "implement", "explicit", f"agency:vn;{place}:so.giao.duc.va.dao.tao")
            builder.task("Sở Giáo dục và Đào tạo mở lớp", part)
            group = ("Các sở, ban, ngành", "coordinate", "explicit", f"group:vn;{place}:cac.so.ban.nganh")
            builder.task("Các sở, ban, ngành góp ý", group)
            all_communes = f"group:vn;{place}:cac.uy.ban.nhan.dan.cac.xa.phuong"
            builder.task("UBND các xã, phường tuyên truyền",
                         ("Ủy ban nhân dân các xã, phường", "implement", "explicit", all_communes))  # fmt: skip
            store.add(builder.build())
        for spelling in ("so gddt", "SGDĐT", "Sở GD&ĐT"):
            assert [(r.document.id, r.via_group) for r in store.checklist(spelling).rows] == [
                ("urn:dien.bien", None),
                ("urn:dien.bien", "Các sở, ban, ngành"),
                ("urn:ha.noi", None),
                ("urn:ha.noi", "Các sở, ban, ngành"),
            ]
        one = store.checklist("Sở Giáo dục và Đào tạo tỉnh Điện Biên")
        assert [(r.document.id, r.via_group) for r in one.rows] == [
            ("urn:dien.bien", None),
            ("urn:dien.bien", "Các sở, ban, ngành"),
        ]
        commune = store.checklist("UBND xã Mường Phăng")  # no document says in which province it lies, the list does
        assert ([r.document.id for r in commune.rows], commune.province) == (["urn:dien.bien"], "Điện Biên")
        commune = store.checklist("UBND xã An Khánh")  # of Hà Nội, Hải Phòng and Thái Nguyên
        assert (commune.rows, commune.province) == ((), None)
        assert [(r.document.id, r.via_group) for r in commune.unplaced] == [
            ("urn:ha.noi", "Ủy ban nhân dân các xã, phường"),
        ]
