"""Papers of other bodies under the document's own number and kind: references, not the document itself."""

from __future__ import annotations

import pytest

from docparse.extraction.references import find_references
from docparse.folding import canon
from docparse.model import Document
from docparse.outline.header import Header

PROVINCE = "Ủy ban nhân dân tỉnh Điện Biên"
DISTRICT = "Ủy ban nhân dân huyện Mường Ảng"
COMMUNE = "Ủy ban nhân dân xã Nà Nhạn"
LEX = "urn:lex:vn;dien.bien"


def targets(text: str, issuer: str, symbol: str = "12/KH-UBND") -> list[str]:
    document = Document("x", "Kế hoạch", symbol, issuer, "Điện Biên", "2025-11-01", None)
    references, _ = find_references(text, canon(text), Header(document, 0))
    return [reference.target.rpartition(":")[0] for reference in references]


@pytest.mark.parametrize(
    ("issuer", "text", "target"),
    [
        (PROVINCE, "Kế hoạch số 12/KH-UBND ngày 01/02/2025 của UBND huyện Mường Ảng", f"{LEX};muong.ang"),
        (PROVINCE, "Kế hoạch 12/KH-UBND ngày 04/5/2025 của UBND tỉnh Sơn La", "urn:lex:vn;son.la"),
        (PROVINCE, "Kế hoạch số 12/KH-UBND ngày 4/5/2025 của Ủy ban nhân dân thành phố Hà Nội", "urn:lex:vn;ha.noi"),
        (DISTRICT, "Kế hoạch số 12/KH-UBND ngày 04/5/2025 của UBND tỉnh", LEX),
        (DISTRICT, "Kế hoạch số 12/KH-UBND ngày 04/5/2025 của UBND huyện Tủa Chùa", f"{LEX};tua.chua"),
        (COMMUNE, "Kế hoạch số 12/KH-UBND ngày 04/5/2025 của UBND tỉnh Điện Biên", LEX),
        (COMMUNE, "Kế hoạch số 12/KH-UBND ngày 04/5/2025 của Ủy ban nhân dân xã Nà Tấu", f"{LEX};na.tau"),
    ],
)
def test_another_bodys_paper_of_the_same_number_is_a_reference(issuer: str, text: str, target: str) -> None:
    assert targets(f"Thực hiện {text}.", issuer) == [f"{target}:uy.ban.nhan.dan:ke.hoach"]


@pytest.mark.parametrize(
    ("issuer", "text"),
    [
        (PROVINCE, "Kế hoạch số 12/KH-UBND ngày 01/11/2025 của UBND tỉnh"),
        (PROVINCE, "Kèm theo Kế hoạch số 12/KH-UBND ngày 01/11/2025 của Ủy ban nhân dân tỉnh Điện Biên"),
        (PROVINCE, "Kế hoạch số 12/KH-UBND của Ủy ban nhân dân"),
        (PROVINCE, "Kế hoạch số 12/KH-UBND"),
        (DISTRICT, "Kèm theo Kế hoạch số 12/KH-UBND ngày 01/11/2025 của UBND huyện"),
        (DISTRICT, "Kế hoạch số 12/KH-UBND ngày 01/11/2025 của Ủy ban nhân dân huyện Mường Ảng"),
        (COMMUNE, "Kế hoạch số 12/KH-UBND ngày 01/11/2025 của UBND xã"),
    ],
)
def test_the_document_itself_is_none(issuer: str, text: str) -> None:
    assert targets(f"({text})", issuer) == []


def test_a_bare_mention_of_the_other_papers_date_is_the_other_paper() -> None:
    text = (
        "Theo Kế hoạch số 12/KH-UBND ngày 01/02/2025 của UBND huyện Mường Ảng; tiếp tục Kế hoạch số 12/KH-UBND ngày "
        "01/02/2025; thực hiện Kế hoạch số 12/KH-UBND này."
    )
    assert targets(text, PROVINCE) == [f"{LEX};muong.ang:uy.ban.nhan.dan:ke.hoach"] * 2


def test_committees_and_offices_of_other_provinces() -> None:
    plan = "Kế hoạch số 82-KH/TU ngày"
    party = f"{plan} 1/2/2025 của Ban Thường vụ Tỉnh ủy; {plan} 3/4/2024 của Tỉnh ủy Sơn La"
    assert targets(party, "Tỉnh ủy Điện Biên", "82-KH/TU") == ["urn:lex:vn;son.la:tinh.uy:ke.hoach"]
    plan = "Kế hoạch số 15/KH-SYT ngày 1/2/2025 của Sở Y tế"
    office = f"{plan}; {plan} tỉnh Sơn La"
    assert targets(office, "Sở Y tế tỉnh Điện Biên", "15/KH-SYT") == ["urn:lex:vn;son.la:so.y.te:ke.hoach"]
