"""Cells of agencies that say themselves who leads and who helps."""

from __future__ import annotations

import pytest

from tests.extraction.plans import annex, roles

CELLS = [
    "Chủ trì: Sở Tư pháp; phối hợp: Sở Xây dựng, Công an tỉnh",
    "Chủ trì: Sở Tư pháp<br>Phối hợp: Sở Xây dựng, Công an tỉnh",
    "- Chủ trì: Sở Tư pháp<br>- Phối hợp: Sở Xây dựng, Công an tỉnh",
    "Cơ quan chủ trì: Sở Tư pháp. Cơ quan phối hợp: Sở Xây dựng, Công an tỉnh.",
    "Sở Tư pháp (chủ trì); Sở Xây dựng, Công an tỉnh (phối hợp)",
    "Sở Tư pháp chủ trì, phối hợp với Sở Xây dựng, Công an tỉnh",
    "Sở Tư pháp chủ trì; Sở Xây dựng, Công an tỉnh phối hợp",
    "Sở Tư pháp (CT), Sở Xây dựng (PH), Công an tỉnh (PH)",
    "CT: Sở Tư pháp; PH: Sở Xây dựng, Công an tỉnh",
]
TITLES = ["Đơn vị chủ trì/phối hợp", "Đơn vị thực hiện", "Cơ quan chủ trì", "Phân công thực hiện"]


@pytest.mark.parametrize("cell", CELLS)
@pytest.mark.parametrize("title", TITLES)
def test_words_in_the_cell_beat_the_title_of_its_column(title: str, cell: str) -> None:
    plan = annex(["STT", "Nhiệm vụ", title, "Thời gian"], ["1", "Trồng cây quanh hồ", cell, "2026"])
    assert roles(plan.tasks[0]) == {"Sở Tư pháp": "lead", "Sở Xây dựng": "coordinate", "Công an tỉnh": "coordinate"}


@pytest.mark.parametrize(
    ("title", "cell", "expected"),
    [
        ("Chủ trì, phối hợp", "Chủ trì: Sở Tư pháp, Sở Y tế; phối hợp: Sở Xây dựng",
         {"Sở Tư pháp": "lead", "Sở Y tế": "lead", "Sở Xây dựng": "coordinate"}),
        ("Chủ trì, phối hợp", "Sở Tư pháp; phối hợp: Sở Xây dựng", {"Sở Tư pháp": "lead", "Sở Xây dựng": "coordinate"}),
        ("Đơn vị thực hiện", "Sở Tư pháp; phối hợp: Sở Xây dựng",
         {"Sở Tư pháp": "implement", "Sở Xây dựng": "coordinate"}),
        ("Chủ trì – phối hợp", "Sở Tư pháp, Sở Xây dựng", {"Sở Tư pháp": "lead", "Sở Xây dựng": "coordinate"}),
        ("Cơ quan chủ trì", "Sở Tư pháp (chủ trì phần chính sách); UBND các xã (chủ trì thực hiện)",
         {"Sở Tư pháp": "lead", "Ủy ban nhân dân các xã": "lead"}),
    ],
)  # fmt: skip
def test_names_without_a_word_have_the_part_of_the_column(title: str, cell: str, expected: dict[str, str]) -> None:
    plan = annex(["STT", "Nhiệm vụ", title, "Thời gian"], ["1", "Trồng cây", cell, "2026"])
    assert roles(plan.tasks[0]) == expected


def test_columns_beside_one_another_all_count() -> None:
    plan = annex(
        ["STT", "Nhiệm vụ", "Cơ quan chủ trì", "Đơn vị thực hiện", "Cơ quan theo dõi", "Thời gian"],
        ["1", "Trồng cây", "Sở Y tế", "UBND các xã", "Sở Tư pháp", "2026"],
    )
    assert roles(plan.tasks[0]) == {"Sở Y tế": "lead", "Ủy ban nhân dân các xã": "implement", "Sở Tư pháp": "monitor"}
