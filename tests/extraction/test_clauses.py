"""Splitting: which words are one task, and which are none."""

from __future__ import annotations

import itertools

import pytest

from docparse.extraction.clauses import sentences, trim
from docparse.folding import canon
from docparse.matching.engine import rule_pack
from tests.extraction.plans import tasks_of, under


def split(passage: str) -> list[str]:
    """The tasks of one lettered item."""
    return tasks_of(under("Sở Y tế", f"a) {passage}\n"))


def cut(text: str) -> list[str]:
    found = sentences(rule_pack(), text, canon(text), 0, len(text))
    return [text[slice(*trim(text, *span))] for span in found]


@pytest.mark.parametrize(
    ("passage", "tasks"),
    [
        pytest.param(
            "Rà soát 45 hồ chứa, xong trong năm 2025. Lập danh sách hồ hư hỏng. 12 xã ven hồ cắm biển cấm.",
            ["Rà soát 45 hồ chứa, xong trong năm 2025", "Lập danh sách hồ hư hỏng", "12 xã ven hồ cắm biển cấm"],
            id="every sentence, also after a digit",
        ),
        pytest.param(
            "Rà soát hồ chứa; lập danh sách hồ hư hỏng; sửa chữa đập tràn.",
            ["Rà soát hồ chứa", "lập danh sách hồ hư hỏng", "sửa chữa đập tràn"],
            id="clauses with their own verb",
        ),
        pytest.param(
            "Rà soát hồ chứa; hệ thống kênh dẫn và các trạm bơm.",
            ["Rà soát hồ chứa; hệ thống kênh dẫn và các trạm bơm"],
            id="a clause that begins with a noun",
        ),
        pytest.param(
            "Rà soát, thống kê, phân loại, đánh giá hồ chứa.",
            ["Rà soát, thống kê, phân loại, đánh giá hồ chứa"],
            id="commas",
        ),
        pytest.param(
            "Rà soát hồ chứa; đồng thời lập danh sách hồ hư hỏng.",
            ["Rà soát hồ chứa", "đồng thời lập danh sách hồ hư hỏng"],
            id="đồng thời",
        ),
        pytest.param(
            "Thu gom rác; không để tồn đọng qua ngày; nếu phát hiện vi phạm, phải xử lý ngay.",
            ["Thu gom rác", "không để tồn đọng qua ngày", "nếu phát hiện vi phạm, phải xử lý ngay"],
            id="không để, nếu",
        ),
        pytest.param(
            "Kiểm tra nguồn nước; Sở Xây dựng sửa chữa đập tràn; Công an tỉnh tuần tra lòng hồ.",
            ["Kiểm tra nguồn nước", "Sở Xây dựng sửa chữa đập tràn", "Công an tỉnh tuần tra lòng hồ"],
            id="a new agency with its verb",
        ),
        pytest.param(
            "Xử lý nghiêm các hành vi: đổ rác xuống hồ; lấn chiếm lòng hồ; đánh bắt bằng chất nổ.",
            ["Xử lý nghiêm các hành vi: đổ rác xuống hồ; lấn chiếm lòng hồ; đánh bắt bằng chất nổ"],
            id="forbidden acts",
        ),
        pytest.param(
            "Tổ chức học tập các luật: Luật Tài nguyên nước; Luật Bảo vệ môi trường; Luật Đê điều.",
            ["Tổ chức học tập các luật: Luật Tài nguyên nước; Luật Bảo vệ môi trường; Luật Đê điều"],
            id="laws",
        ),
        pytest.param(
            "Rà soát các chỉ tiêu: diện tích mặt hồ; số hộ dùng nước; tỷ lệ hồ đạt chuẩn.",
            ["Rà soát các chỉ tiêu: diện tích mặt hồ; số hộ dùng nước; tỷ lệ hồ đạt chuẩn"],
            id="targets",
        ),
        pytest.param(
            "Tăng cường truyền thông, trong đó chú trọng: phát thanh; truyền hình; mạng xã hội.",
            ["Tăng cường truyền thông, trong đó chú trọng: phát thanh; truyền hình; mạng xã hội"],
            id="trong đó chú trọng",
        ),
        pytest.param(
            "Hỗ trợ các hộ, cụ thể: cấp thuyền; cấp lưới; cấp áo phao.",
            ["Hỗ trợ các hộ, cụ thể: cấp thuyền; cấp lưới; cấp áo phao"],
            id="cụ thể",
        ),
        pytest.param(
            "Phát triển hồ chứa là nhiệm vụ quan trọng. Xác định nạo vét, khơi thông là nhiệm vụ trọng tâm.",
            ["Xác định nạo vét, khơi thông là nhiệm vụ trọng tâm"],
            id="what a duty is, and a duty that says so",
        ),
        pytest.param(
            "Rà soát số hồ đã nạo vét; kết luận số hồ phải sửa chữa.",
            ["Rà soát số hồ đã nạo vét", "kết luận số hồ phải sửa chữa"],
            id="kết luận as a verb",
        ),
        pytest.param(
            "Phối hợp tốt với các phòng, ban của Sở trong việc kiểm tra hồ; phối hợp với Công an tỉnh tuần tra.",
            ["Phối hợp tốt với các phòng, ban của Sở trong việc kiểm tra hồ", "phối hợp với Công an tỉnh tuần tra"],
            id="partners with their work",
        ),
        pytest.param(
            "Hoàn thiện quy định về: quản lý hồ; tăng cường đầu tư cho hồ; phát triển du lịch hồ.",
            ["Hoàn thiện quy định về: quản lý hồ; tăng cường đầu tư cho hồ; phát triển du lịch hồ"],
            id="what rules are about",
        ),
        pytest.param("Chủ đề: “Vì dòng sông xanh”. Treo băng rôn.", ["Treo băng rôn"], id="a label with its value"),
        pytest.param("Nội dung: Rà soát hồ chứa.", ["Rà soát hồ chứa"], id="Nội dung is dropped"),
        pytest.param("Nội dung thực hiện: Lập danh sách hồ.", ["Lập danh sách hồ"], id="Nội dung thực hiện"),
    ],
)
def test_tasks_of_one_item(passage: str, tasks: list[str]) -> None:
    assert split(passage) == tasks


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rà soát 45 hồ. Lập 2 đội.", ["Rà soát 45 hồ", "Lập 2 đội"]),
        ("Kiểm tra tại TP. Điện Biên Phủ. Báo cáo ngay.", ["Kiểm tra tại TP. Điện Biên Phủ", "Báo cáo ngay"]),
        ("Hồ rộng 1.200 ha. Sâu 3,5 m.", ["Hồ rộng 1.200 ha", "Sâu 3,5 m"]),
        ("Rà soát hồ (có hồ cạn. Có hồ đầy). Báo cáo.", ["Rà soát hồ (có hồ cạn. Có hồ đầy)", "Báo cáo"]),
        ("Rà soát hồ\nLập danh sách", ["Rà soát hồ", "Lập danh sách"]),
        ("Rà soát các hồ v.v. và báo cáo.", ["Rà soát các hồ v.v. và báo cáo"]),
        ("...", []),
        ("", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert cut(text) == expected


def test_sentences_lose_no_word() -> None:
    text = "Rà soát (a. B) hồ. 3 đội? Có! Hết... \n Xong"
    spans = list(sentences(rule_pack(), text, canon(text), 0, len(text)))
    assert "".join(text[s:e] for s, e in spans) == text
    assert all(before[1] == after[0] for before, after in itertools.pairwise(spans))
