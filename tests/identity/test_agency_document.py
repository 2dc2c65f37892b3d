"""The agencies of one document: the same as of single passages, but remembered, and names learned from headings."""

from __future__ import annotations

from pathlib import Path

import pytest

from docparse.folding import canon
from docparse.identity.agencies import DocumentAgencies, find_agencies, is_agency_heading, read_agency_list
from docparse.identity.agency_grammar import Grammar
from docparse.identity.agency_lexicon import Lexicon, lexicon
from docparse.identity.agency_lists import heads
from docparse.identity.agency_tokens import Tokens

DOCUMENTS = Path(__file__).parents[2] / "corpus" / "documents"

TEXT = """III. TỔ CHỨC THỰC HIỆN
1. Giao Sở Y tế (chủ trì), các Sở: Tài chính, Nội vụ và Công an tỉnh
2. Trung tâm Quan trắc và dự báo môi trường
Sở Xây dựng phối hợp với Trung tâm Quan trắc và dự báo môi trường rà soát; Thủy điện Nậm Mức lắp đặt trạm.
Đơn vị phối hợp: Thủy điện Nậm Mức, Sở Tư pháp
"""


def document(text: str = TEXT) -> DocumentAgencies:
    return DocumentAgencies(text, canon(text))


def span(words: str, text: str = TEXT) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


def test_the_same_as_of_single_passages() -> None:
    keys, agencies = canon(TEXT), document()
    spans = [(a, b) for a in range(0, len(TEXT), 7) for b in range(a + 1, len(TEXT), 23)]
    for start, end in [*spans, (0, len(TEXT))]:
        assert agencies.find(start, end) == find_agencies(TEXT, keys, start, end)
        assert agencies.read_list(start, end) == read_agency_list(TEXT, keys, start, end)
        assert agencies.is_heading(start, end) == is_agency_heading(TEXT, keys, start, end)


def test_what_is_returned_is_the_callers_own() -> None:
    agencies = document()
    agencies.find(0, len(TEXT)).clear()
    agencies.read_list(0, len(TEXT)).clear()
    assert agencies.find(0, len(TEXT))
    assert agencies.read_list(0, len(TEXT))


def test_a_heading_teaches_a_whole_name() -> None:
    agencies, sentence = document(), span("Sở Xây dựng phối hợp với Trung tâm Quan trắc và dự báo môi trường rà soát")
    assert agencies.learn(*span("Trung tâm Quan trắc và dự báo môi trường")) == [
        "trung tâm quan trắc và dự báo môi trường"
    ]
    names = [m.name for m in agencies.find(*sentence)]
    assert names == ["Sở Xây dựng", "Trung tâm Quan trắc và dự báo môi trường"]


def test_a_field_line_teaches_a_name_without_a_head_noun() -> None:
    agencies, sentence = document(), span("Thủy điện Nậm Mức lắp đặt trạm")
    assert agencies.find(*sentence) == []
    assert agencies.learn(*span("Thủy điện Nậm Mức, Sở Tư pháp")) == ["thủy điện nậm mức"]
    (found,) = agencies.find(*sentence)
    assert (found.name, found.kind, found.rule) == ("Thủy điện Nậm Mức", "khác", "agency.unlisted")
    assert TEXT[found.start : found.end] == "Thủy điện Nậm Mức"
    assert agencies.is_heading(*span("Thủy điện Nậm Mức"))


def test_a_learned_name_keeps_its_office_holder_and_place() -> None:
    text = "Đơn vị: Bưu chính Viettel\nGiám đốc Bưu chính Viettel tỉnh báo cáo."
    agencies = document(text)
    agencies.learn(*span("Bưu chính Viettel\n", text))
    (found,) = agencies.find(*span("Giám đốc Bưu chính Viettel tỉnh báo cáo", text))
    assert (found.name, text[found.start : found.end]) == ("Bưu chính Viettel tỉnh", "Giám đốc Bưu chính Viettel tỉnh")


@pytest.mark.parametrize(
    "text",
    [
        "Sở Y tế, các đơn vị liên quan",
        "Hằng năm",
        "Xây dựng kế hoạch",
        "Báo cáo kết quả",
        "BÁO CÁO KẾT QUẢ",
        "Quý I/2026",
        "Điện lực",
        "Ban Chỉ đạo",
        "12",
        "",
    ],
)
def test_what_teaches_nothing(text: str) -> None:
    assert document(text).learn(0, len(text)) == []


def test_learning_twice_is_learning_once() -> None:
    agencies, heading = document(), span("Thủy điện Nậm Mức")
    assert agencies.learn(*heading)
    assert agencies.learn(*heading) == []


@pytest.mark.parametrize("name", sorted(p.name for p in DOCUMENTS.iterdir() if p.suffix in {".md", ".txt"}))
def test_no_agency_begins_where_none_is_looked_for(name: str) -> None:
    text = (DOCUMENTS / name).read_text(encoding="utf-8")
    grammar = Grammar(lexicon(), Tokens(text, canon(text), 0, len(text)))
    named = [i for i in range(grammar.tokens.stop) if grammar.read(i)]
    assert named
    assert set(named) <= set(heads(grammar))


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("bộ máy và bộ phim", []),
        ("bộ, ngành", ["bộ", "ngành"]),
        ("các trường học", ["các", "trường"]),
        ("các giải pháp", []),
        ("ngành y tế", ["ngành"]),
        ("Sở, sở nào", ["Sở"]),
        ("công trình, quốc lộ", []),
    ],
)
def test_where_an_agency_may_begin(text: str, begins: list[str]) -> None:
    tokens = Tokens(text, canon(text), 0, len(text))
    assert [tokens.raw(i, i + 1) for i in heads(Grammar(lexicon(), tokens))] == begins


def test_given_names_stand_for_those_of_the_rules() -> None:
    names = [f"Nhà hát Số {n}" for n in range(2000)]
    given = Lexicon(entries=[{"id": "agency.listed", "kind": "khác", "shape": "name", "names": names}])
    text = "Nhà hát Số 7, Nhà hát Số 1999 và Sở Y tế; Nhà hát Số 2000"
    found = DocumentAgencies(text, canon(text), given).find(0, len(text))
    assert [(m.name, m.kind, m.rule) for m in found] == [
        ("Nhà hát Số 7", "khác", "agency.listed"),
        ("Nhà hát Số 1999", "khác", "agency.listed"),
    ]
