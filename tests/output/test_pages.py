"""Pages of the other answers, from small plans."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from docparse.model import Document, Plan
from docparse.output.goals import goals_page
from docparse.output.plain import plain
from docparse.output.plan import plan_page
from docparse.output.references import references_page
from docparse.output.show import show_page
from docparse.output.trace import trace_page
from docparse.output.who import who_page
from docparse.questions import Store
from tests.store.builders import party_plan, province_plan


@pytest.fixture
def store() -> Iterator[Store]:
    with Store("sqlite:///:memory:") as opened:
        opened.add(province_plan().build())
        opened.add(party_plan().build())
        yield opened


def test_plan_summary() -> None:
    text = plain(plan_page(province_plan().build()))
    lines = text.splitlines()
    assert lines[0] == "Kế hoạch 3243/KH-UBND"
    assert "Cơ quan ban hành: Ủy ban nhân dân tỉnh Điện Biên" in lines
    assert "Người ký:         không nêu" in lines
    assert not any(line.startswith("Độ mật") for line in lines)
    assert any(line.startswith("Sở Giáo dục và Đào tạo (3 nhiệm vụ)") for line in lines)
    assert "chủ trì (theo đề mục)" in text
    assert "Văn bản không nêu cơ quan thực hiện (5 nhiệm vụ)" in lines
    assert "Suy ra: Sở Giáo dục và Đào tạo (cơ quan thường trực); cần xác nhận" in text
    assert "DP207" in text


def test_a_plan_with_nothing_in_it() -> None:
    nothing = Document("urn:docparse:text:0", None, None, None, None, None, None)
    text = plain(plan_page(Plan(nothing, (), (), (), (), (), "")))
    assert text.startswith("urn:docparse:text:0\nCơ quan ban hành: không nêu\n")
    assert "0 mục tiêu" in text


def test_goals(store: Store) -> None:
    text = plain(goals_page(store.goals("3243/KH-UBND")))
    row = next(line for line in text.splitlines() if "nội trú" in line)
    assert row.split("  ")[0].startswith("CT")
    assert [cell for cell in row.split("  ") if cell.strip()][2:5] == ["=", "      8", "%"] or "8  %" in row
    assert "2025" in row
    assert "Mốc định tính" in text


def test_references(store: Store) -> None:
    text = plain(references_page(store.references("3243/KH-UBND")))
    row = next(line for line in text.splitlines() if line.startswith("51-KL/TW"))
    assert "30/05/2019" in row
    assert "thực hiện" in row
    assert "DP207 III.1: không ghi ngày" in text


def test_trace(store: Store) -> None:
    lines = plain(trace_page(store.trace("3243/KH-UBND"))).splitlines()
    assert lines[0].startswith("Kế hoạch 3243/KH-UBND (06/11/2019")
    assert any(line.startswith("  - thực hiện → Kế hoạch 82-KH/TU") and "[văn bản]" in line for line in lines)
    assert any(line.startswith("    - ") for line in lines)


def test_show(store: Store) -> None:
    lines = plain(show_page(store.show("3243/KH-UBND"))).splitlines()
    assert any(line.startswith("  - V. TỔ CHỨC THỰC HIỆN [tổ chức thực hiện] – ") for line in lines)
    assert any("không nêu cơ quan" in line for line in lines)


def test_who_offers_the_standing_agency_as_inferred(store: Store) -> None:
    text = plain(who_page(store.who("khởi nghiệp sáng tạo")))
    assert "“khuyến khích học sinh khởi nghiệp sáng tạo”" in text
    assert "Cơ quan thực hiện: không nêu" in text
    assert "Suy ra:            Sở Giáo dục và Đào tạo – vì là cơ quan thường trực (V.1, đoạn 1)" in text


def test_who_without_an_answer(store: Store) -> None:
    assert "Không tìm thấy nhiệm vụ nào" in plain(who_page(store.who("tàu vũ trụ")))
