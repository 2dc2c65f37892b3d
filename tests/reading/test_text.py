"""Plain text: a line a paragraph, hard wraps, pages as pdftotext prints them."""

from __future__ import annotations

from tests.reading.helpers import cells, source_of, texts


def test_a_line_is_a_paragraph() -> None:
    source = source_of("\tỦY BAN NHÂN DÂN\nTỈNH A\n-------\n\tSố: 1/KH-UBND\n\nI. MỤC TIÊU\nMột.\nHai\n", "a.txt")
    assert source.format == "text"
    assert texts(source) == ["ỦY BAN NHÂN DÂN", "TỈNH A", "Số: 1/KH-UBND", "I. MỤC TIÊU", "Một.", "Hai"]
    assert [b.origin.line for b in source.blocks] == [1, 2, 4, 6, 7, 8]


def test_a_lone_marker_takes_the_next_line() -> None:
    assert texts(source_of("A.\nNội dung\n1.\nTình hình\nĐiều 1.\nBan hành\nSố:\n132/2020/QH14\n", "a.txt")) == [
        "A. Nội dung", "1. Tình hình", "Điều 1. Ban hành", "Số: 132/2020/QH14",
    ]  # fmt: skip


PAGES = """   ỦY BAN NHÂN DÂN                             CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM
     TỈNH A                                         Độc lập - Tự do - Hạnh phúc

     Số: 5 /UBND-KT                                   Tỉnh A, ngày 11 tháng 6 năm 2026
V/v tăng cường công tác quản
 lý, thanh tra

                       Kính gửi:
                                       - Các Sở, ban, ngành;
                                       - Công an tỉnh.

      Để nâng cao hiệu lực, hiệu quả công tác quản lý nhà nước về khoáng sản
và tăng cường công tác thanh tra, kiểm tra hoạt động khoáng sản1 trên địa bàn,
tỉnh yêu cầu:
       1. Thanh tra tỉnh
       - Chủ trì, phối hợp với các Sở, ban, ngành và địa phương xây dựng kế hoạch

   1 Các quy định của Luật Địa chất; Nghị quyết số 10-

NQ/TW ngày 10/02/2022.
\f                                        2

thanh tra hàng năm theo hướng có trọng tâm.
       - Theo dõi việc thực hiện.
Nơi nhận:                                               KT. CHỦ TỊCH
- Như trên;
- Lưu: VT, KT.                                          PHÓ CHỦ TỊCH



                                                      Nguyễn Văn A
"""


def test_pages() -> None:
    source = source_of(PAGES, "a.txt")
    assert cells(source, source.blocks[0]) == [
        ["ỦY BAN NHÂN DÂN\nTỈNH A", "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"],
        ["Số: 5 /UBND-KT\nV/v tăng cường công tác quản lý, thanh tra", "Tỉnh A, ngày 11 tháng 6 năm 2026"],
    ]
    assert texts(source)[1:9] == [
        "Kính gửi:",
        "- Các Sở, ban, ngành;",
        "- Công an tỉnh.",
        "Để nâng cao hiệu lực, hiệu quả công tác quản lý nhà nước về khoáng sản và tăng cường công tác thanh tra, "
        "kiểm tra hoạt động khoáng sản1 trên địa bàn, tỉnh yêu cầu:",
        "1. Thanh tra tỉnh",
        "- Chủ trì, phối hợp với các Sở, ban, ngành và địa phương xây dựng kế hoạch thanh tra hàng năm theo hướng có "
        "trọng tâm.",
        "1 Các quy định của Luật Địa chất; Nghị quyết số 10-NQ/TW ngày 10/02/2022.",
        "- Theo dõi việc thực hiện.",
    ]
    assert [b.kind for b in source.blocks].index("footnote") == 7
    assert cells(source, source.blocks[-1]) == [
        ["Nơi nhận:\n- Như trên;\n- Lưu: VT, KT.", "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nNguyễn Văn A"]
    ]
