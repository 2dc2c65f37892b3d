"""The agencies of one document: the same as of single passages, but remembered, and names learned from headings."""

from __future__ import annotations

import pytest

from docparse.folding import canon
from docparse.identity.agencies import DocumentAgencies, find_agencies, is_agency_heading, read_agency_list

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


def test_a_cut_inside_a_name_is_told() -> None:
    text = "Sở Y tế chủ trì, phối hợp với các Sở: Tài chính, Nội vụ thực hiện"
    agencies = document(text)
    assert agencies.splits(text.index(": Tài") + 1)
    assert not agencies.splits(text.index("phối hợp"))
    assert not agencies.splits(0)
    assert not agencies.splits(len(text))
