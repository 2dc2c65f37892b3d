"""A commune that prints no province cites "UBND tỉnh": the one paper of the store that can be meant, in any order."""

from __future__ import annotations

import random

import pytest

import docparse
from docparse.cli import main
from docparse.errors import StoreError
from docparse.identity.joining import Said, base_of, join_placeless, placeless
from docparse.model import Plan
from docparse.output.plain import plain
from docparse.output.references import references_page
from docparse.output.trace import trace_page
from docparse.questions import Store
from docparse.questions.answers import TraceEdge
from docparse.store.spans import most

BASE = "uy.ban.nhan.dan:ke.hoach"
CITED = "Kế hoạch số 200/KH-UBND ngày 05/01/2026 của UBND tỉnh"


def plan(number: str, body: str, place: str, date: str = "05 tháng 02 năm 2026", text: str = "") -> Plan:
    head = f"ỦY BAN NHÂN DÂN\n{body.upper()}\nSố: {number}/KH-UBND\n{place}, ngày {date}\n\nKẾ HOẠCH\nPhát triển\n\n"
    return docparse.parse_bytes(f"{head}{text}\nI. NHIỆM VỤ\n1. Sở Y tế báo cáo.\n".encode(), f"{number}-{body}.txt")


def upper(province: str, date: str = "05 tháng 01 năm 2026") -> Plan:
    return plan("200", f"tỉnh {province}", province, date)


def lower(cited: str = CITED, name: str = "Tân Lập", number: str = "31") -> Plan:
    return plan(number, f"xã {name}", name, text=f"Thực hiện {cited}, UBND xã ban hành kế hoạch:")


def edge(plans: list[Plan]) -> TraceEdge:
    with Store("sqlite:///:memory:") as store:
        for one in plans:
            store.add(one)
        (found,) = store.trace("31").root.edges
    return found


@pytest.mark.parametrize(
    ("provinces", "meant"),
    [
        (["Lâm Đồng"], "lam.dong"),
        (["Lâm Đồng", "Điện Biên"], "lam.dong"),  # no commune of that name is in Điện Biên
        (["Điện Biên"], None),
        (["Lâm Đồng", "Tây Ninh"], None),
        ([], None),
    ],
)
def test_by_number_and_full_date_where_one_province_can_be(provinces: list[str], meant: str | None) -> None:
    found = edge([lower(), *map(upper, provinces)])
    if meant:
        assert (found.node.id, found.provenance) == (f"urn:lex:vn;{meant}:{BASE}:2026-01-05;200-kh-ubnd", "suy ra")
    else:
        assert found.node.id.startswith(f"urn:docparse:ambiguous:vn;nn:{BASE}:2026-01-05;200-kh-ubnd:")
        assert [ref.issuer for ref in found.node.candidates] == (
            ["Ủy ban nhân dân tỉnh Lâm Đồng", "Ủy ban nhân dân tỉnh Tây Ninh"] if len(provinces) == 2 else []
        )


def test_another_day_is_another_paper_and_no_day_stays_open() -> None:
    assert edge([lower(), upper("Lâm Đồng", "06 tháng 01 năm 2026")]).node.candidates == ()
    undated = edge([lower("Kế hoạch số 200/KH-UBND của UBND tỉnh"), upper("Lâm Đồng")])
    assert undated.node.id.startswith("urn:docparse:ambiguous:")
    assert [ref.in_store for ref in undated.node.candidates] == [True]


def test_two_communes_without_province_do_not_share_what_they_cite() -> None:
    first, second = lower(), lower(name="Tân Tiến", number="32")
    assert first.references[0].target != second.references[0].target


def test_the_order_of_adding_does_not_show() -> None:
    plans = [lower(), lower(name="Tân Tiến", number="32"), upper("Lâm Đồng"), upper("Tây Ninh"), upper("Điện Biên")]
    found = set()
    for seed in range(20):
        chance = random.Random(seed)
        with Store("sqlite:///:memory:") as store:
            for one in chance.sample(plans, len(plans)):
                store.add(one)
            store.remove(plans[3].document.id)
            graph = store.graph()
            found.add(
                tuple(
                    sorted((a, b, kind, data["provenance"]) for a, b, kind, data in graph.edges(keys=True, data=True))
                )
            )
            node = store.trace("31").root.edges[0].node.id
        assert node.startswith("urn:lex:vn;lam.dong:")
    assert len(found) == 1


def test_what_is_inferred_is_said_and_open_is_not_missing() -> None:
    with Store("sqlite:///:memory:") as store:
        store.add(lower())
        store.add(upper("Lâm Đồng"))
        assert "[suy ra]" in plain(trace_page(store.trace("31")))
        assert "suy ra là Kế hoạch 200/KH-UBND trong kho" in " ".join(
            plain(references_page(store.references("31"))).split()
        )
        store.add(upper("Tây Ninh"))
        shown = " ".join(plain(trace_page(store.trace("31"))).split())
        assert (
            "Ủy ban nhân dân tỉnh Lâm Đồng) hoặc Kế hoạch 200/KH-UBND (05/01/2026, Ủy ban nhân dân tỉnh Tây Ninh)"
            in shown
        )
        assert "kho chưa có toàn văn" not in shown


def test_bases_without_province() -> None:
    open_ = f"urn:docparse:ambiguous:vn;nn:{BASE}:2026-01-05;200-kh-ubnd:0123456789abcdef"
    assert base_of(open_) == f"urn:lex:vn;nn:{BASE};200-kh-ubnd" == placeless(f"urn:lex:vn;lam.dong:{BASE};200-kh-ubnd")
    assert placeless("urn:lex:vn:chinh.phu:nghi.quyet;1-nq-cp") is None
    assert placeless(f"urn:lex:vn;lam.dong;tan.lap:{BASE};200-kh-ubnd") is None
    document = Said(f"urn:lex:vn;lam.dong:{BASE}:2026-01-05;200-kh-ubnd", own=True)
    assert join_placeless([Said(open_)], [document]).inferred == {open_}
    elsewhere = join_placeless([Said(open_, provinces=frozenset({"tay.ninh"}))], [document])
    assert (elsewhere.same, elsewhere.candidates) == ({open_: open_}, {})


# --- what a directive is called -----------------------------------------------------------------------------


def test_another_plans_odd_wording_is_not_a_directives_name() -> None:
    odd = "Quyết định số 9/QĐ-UBND ngày 02/01/2025 của Chủ tịch Hội đồng nhân dân và Ủy ban nhân dân tỉnh"
    right = "Quyết định số 9/QĐ-UBND ngày 02/01/2025 của UBND tỉnh"
    plans = [
        plan(str(n), "tỉnh Tây Ninh", "Tây Ninh", text=f"Căn cứ {odd if n == 42 else right};") for n in (41, 42, 43)
    ]
    with Store("sqlite:///:memory:") as store:
        for one in plans:
            store.add(one)
        names = {n: store.trace(str(n)).root.edges[0].node.issuer for n in (41, 42, 43)}
        assert names[41] == names[43] == "Ủy ban nhân dân tỉnh" != names[42]


def test_the_registry_goes_before_a_misprint() -> None:
    text = "Căn cứ Chỉ thị số 18-NQ/TW ngày 25/10/2017 của Bộ Chính trị và Ban Bí thư Trung ương Đảng khóa XII;"
    with Store("sqlite:///:memory:") as store:
        store.add(plan("41", "tỉnh Tây Ninh", "Tây Ninh", text=text))
        node = store.trace("41").root.edges[0].node
    assert (node.label, node.issuer) == ("Nghị quyết 18-NQ/TW", "Ban Chấp hành Trung ương Đảng khóa XII")


def test_most_documents_win_and_one_document_has_one_vote() -> None:
    assert most([(1, "a"), (2, "a"), (3, "longer"), (3, "longer"), (3, "longer")]) == "a"
    assert most([(1, "a"), (2, "longer")]) == "longer"
    assert most([(1, None)]) is None


def test_no_urn_and_no_empty_brackets_are_shown() -> None:
    text = "Thực hiện Nghị quyết 57 và Kế hoạch số 31/KH-UBND của UBND tỉnh Lào Cai;"
    with Store("sqlite:///:memory:") as store:
        store.add(plan("41", "tỉnh Tây Ninh", "Tây Ninh", text=text))
        store.add(plan("31", "tỉnh Tây Ninh", "Tây Ninh"))
        shown = plain(trace_page(store.trace("41"))) + plain(trace_page(store.trace("31")))
    assert "urn:" not in shown
    assert "()" not in shown
    assert "Nghị quyết 57" in shown


def test_references_as_csv(tmp_path: object, capsys: pytest.CaptureFixture[str]) -> None:
    address = f"sqlite:///{tmp_path}/kho.sqlite"
    with Store(address) as store:
        store.add(plan("41", "tỉnh Tây Ninh", "Tây Ninh", text="Căn cứ Nghị quyết số 57-NQ/TW ngày 22/12/2024;"))
    assert main(["references", "41", "--csv", "--store", address]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].endswith("Ký hiệu,Loại,Ngày,Cơ quan (theo văn bản),Quan hệ,Số lần,Cảnh báo")
    assert lines[1].startswith("57-NQ/TW,Nghị quyết,22/12/2024,")
    assert main(["references", "41", "--md", "--store", address]) == 0
    assert "| 57-NQ/TW | Nghị quyết |" in capsys.readouterr().out


def test_communes_whose_names_fold_to_one_stay_two() -> None:
    """Both of a province that nothing tells, with one number and date."""
    with Store("sqlite:///:memory:") as store:
        for name in ("Tân Thành", "Tân Thạnh"):
            store.add(plan("31", f"xã {name}", name))
        ids = sorted(row["id"] for row in store.db.rows("documents"))
    assert ids == [f"urn:lex:vn;nn;taan.thanh{tone}:{BASE}:2026-02-05;31-kh-ubnd" for tone in "fj"]


def test_a_commune_cites_its_own_and_the_other_one_apart() -> None:
    other, own = (f"Kế hoạch số 1{n}/KH-UBND ngày 05/01/2026 của UBND xã" for n in (2, 3))
    text = f"Thực hiện {other} Tân Thạnh và {own}, UBND xã ban hành kế hoạch:"
    found = plan("31", "xã Tân Thành", "Tân Thành", text=text)
    assert [one.target.split(":")[2] for one in found.references] == ["vn;nn;taan.thanhj", "vn;nn;taan.thanhf"]


def test_a_paper_of_another_commune_of_one_name_does_not_take_the_first_ones_place() -> None:
    def one(title: str, place: str = "Tân Lập") -> Plan:
        text = f"Thực hiện kế hoạch về {title}, UBND xã ban hành kế hoạch:"
        head = f"ỦY BAN NHÂN DÂN\nXÃ {place.upper()}\nSố: 31/KH-UBND\n{place}, ngày 05 tháng 02 năm 2026\n\nKẾ HOẠCH\n"
        body = f"{head}Về {title}\n\n{text}\nI. NHIỆM VỤ\n1. Công an xã báo cáo.\n"
        return docparse.parse_bytes(body.encode(), f"{title}.txt")

    with Store("sqlite:///:memory:") as store:
        first = store.add(one("trồng rừng"))
        assert ";nn;" in first.document_id
        assert store.add(one("trồng  RỪNG")).status == "updated"
        with pytest.raises(StoreError, match=r"DP410 .*trích yếu khác"):
            store.add(one("nuôi ong"))
        assert [d.title for d in store.documents()] == ["Về trồng RỪNG"]
        assert store.add(one("nuôi ong"), force=True).status == "updated"
