"""Which names are one agency's."""

from __future__ import annotations

import pytest

from docparse.evaluation.compare import label_key, pair_up, similarity, symbol_key, unit_key
from docparse.evaluation.names import agency_key, alike, same_agency


@pytest.mark.parametrize(
    ("found", "gold"),
    [
        ("UBND tỉnh", "Ủy ban nhân dân tỉnh Điện Biên"),
        ("Sở GD&ĐT", "Sở Giáo dục và Đào tạo"),
        ("Sở GDĐT", "Sở Giáo dục và Đào tạo tỉnh Cao Bằng"),
        ("Giám đốc Sở Y tế", "Sở Y tế"),
        ("các sở, ngành", "sở, ngành"),
        ("Bộ Y tế", ["Bộ Nội vụ", "Bộ Y tế"]),
        ("SỞ Y TẾ", "Sở Y tế"),
        ("Mặt trận Tổ quốc", "Mặt trận Tổ quốc Việt Nam tỉnh Phú Yên"),
    ],
)
def test_one_agency(found: str, gold: str | list[str]) -> None:
    assert same_agency(found, gold)


@pytest.mark.parametrize(
    ("found", "gold"),
    [
        ("Sở Y tế", "Sở Nội vụ"),
        ("Sở Văn hóa", "Sở Văn hóa, Thể thao và Du lịch"),
        ("Ủy ban nhân dân", "Ủy ban nhân dân xã Mường Ảng"),
        ("", "Sở Y tế"),
        ("Giám đốc", ""),
    ],
)
def test_two_agencies(found: str, gold: str) -> None:
    assert not same_agency(found, gold)


def test_a_name_cut_elsewhere_is_alike() -> None:
    assert alike("Sở Văn hóa", "Sở Văn hóa, Thể thao và Du lịch")
    assert not alike("Sở Y tế", "Bộ Quốc phòng")


def test_abbreviations_are_written_out_in_capitals_only() -> None:
    assert agency_key("UBND TP. Huế") == agency_key("Ủy ban nhân dân thành phố Huế")
    assert agency_key("th") == "th"


@pytest.mark.parametrize(
    ("found", "key"),
    [("029–NQ/TW", "29-NQ/TW"), ("82 KH/TU", "82-KH/TU"), ("51 - KL / TW", "51-KL/TW"), (None, "")],
)
def test_symbols(found: str | None, key: str) -> None:
    assert symbol_key(found) == key


def test_units_and_labels() -> None:
    assert unit_key(" % ") == unit_key("phần trăm") == "%"
    assert unit_key("điểm phần trăm") != "%"
    assert unit_key("%/năm") != "%"
    assert unit_key("xã") == "xa"
    assert label_key("Điều 1.") == label_key("1") == "1"
    assert label_key("Phụ lục I") != label_key("I")


def test_similarity_counts_words_in_order() -> None:
    assert similarity("Kỹ thuật viên", "kĩ thuật viên") == 1.0
    assert similarity("một hai ba bốn", "một hai ba năm") == 0.75
    assert similarity("một hai ba bốn", "một hai ba năm", 0.8) == 0.0
    assert similarity("", "một") == 0.0


def test_pairs_are_one_to_one_best_first() -> None:
    assert pair_up([1.0, 2.0], [2.0, 1.5], lambda a, b: 1 - abs(a - b), 0.4) == [(1, 0), (0, 1)]
    assert pair_up([1.0], [9.0], lambda a, b: 1 - abs(a - b), 0.4) == []
