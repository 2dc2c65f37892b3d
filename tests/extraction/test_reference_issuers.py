"""Whose directive it is: names with small words inside are not cut, and what follows them is not taken in."""

from __future__ import annotations

import pytest

from docparse.extraction.references import find_references
from docparse.folding import canon
from docparse.model import Document
from docparse.outline.header import Header

ISSUERS = [
    "Bộ Y tế", "Bộ trưởng Bộ Y tế", "Sở Y tế", "Cục Y tế dự phòng", "Bảo hiểm xã hội Việt Nam",
    "Bộ Văn hóa, Thể thao và Du lịch", "Bộ Lao động - Thương binh và Xã hội", "Tổng Liên đoàn Lao động Việt Nam",
    "Viện kiểm sát nhân dân tối cao", "Đoàn đại biểu Quốc hội", "Trung tâm Kiểm soát bệnh tật",
    "Tổng cục Thi hành án dân sự", "Ban Chính sách, chiến lược Trung ương", "Ủy ban Quốc phòng, An ninh và Đối ngoại",
    "Ban Bí thư", "Ủy ban nhân dân tỉnh Bắc Ninh", "Sở Nội vụ",
]  # fmt: skip


@pytest.mark.parametrize("behind", [" ban hành quy chế.", " về việc mở lớp.", ", Sở Tài chính gửi dự toán.", "."])
@pytest.mark.parametrize("issuer", ISSUERS)
def test_an_issuer_is_named_whole(issuer: str, behind: str) -> None:
    text = f"Thực hiện Quyết định số 20/QĐ-ABC ngày 03/01/2024 của {issuer}{behind}"
    document = Document("x", "Kế hoạch", "99/KH-UBND", "Ủy ban nhân dân tỉnh Bắc Ninh", "Bắc Ninh", "2025-11-01", None)
    (found,) = find_references(text, canon(text), Header(document, 0))[0]
    assert found.issuer == issuer
