"""Goals against tasks: what serves what, orphans, conditions."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import docparse
from docparse.questions.answers_across import MatrixAnswer

CORPUS = Path(__file__).parents[2] / "corpus"
PLAN = """ỦY BAN NHÂN DÂN
TỈNH SƠN LA
-------
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
-------
Số: 9300/KH-UBND
Sơn La, ngày 04 tháng 3 năm 2025

KẾ HOẠCH
Phát triển cây ăn quả

I. MỤC TIÊU
1. Diện tích cây ăn quả được cấp mã số vùng trồng đạt 60%.
2. 100% hợp tác xã có tem truy xuất nguồn gốc.
3. Thu nhập bình quân đầu người đạt 75 triệu đồng.
II. NHIỆM VỤ
1. Vùng trồng
- Rà soát, cấp mã số vùng trồng cho các huyện trồng nhãn, xoài.
- Tập huấn nông dân ghi chép sổ tay canh tác.
2. Truy xuất
- Hỗ trợ hợp tác xã in tem truy xuất nguồn gốc.
- Xây dựng tượng đài tại trung tâm thành phố.
III. KINH PHÍ
Giao Sở Tài chính bố trí kinh phí từ nguồn sự nghiệp nông nghiệp.
IV. TỔ CHỨC THỰC HIỆN
1. Sở Nông nghiệp và Môi trường
- Theo dõi, đôn đốc các đơn vị thực hiện Kế hoạch này.
- Tổng hợp, báo cáo Ủy ban nhân dân tỉnh trước ngày 15/12 hằng năm.
- Xây dựng kế hoạch thực hiện hằng năm.
- Tuyên truyền, phổ biến Kế hoạch này đến các xã.
"""


@cache
def answer() -> MatrixAnswer:
    return docparse.matrix(docparse.parse_bytes(PLAN.encode(), "a.txt"))


def test_goals_have_the_tasks_that_speak_of_them() -> None:
    served = {row.text: [task.text for task in row.tasks] for row in answer().rows}
    assert served == {
        "Diện tích cây ăn quả được cấp mã số vùng trồng đạt 60%.": [
            "Rà soát, cấp mã số vùng trồng cho các huyện trồng nhãn, xoài"
        ],
        "100% hợp tác xã có tem truy xuất nguồn gốc.": ["Hỗ trợ hợp tác xã in tem truy xuất nguồn gốc"],
        "Thu nhập bình quân đầu người đạt 75 triệu đồng.": [],
    }


def test_tasks_that_serve_nothing_are_told() -> None:
    orphans = [task.text for task in answer().orphans]
    assert "Xây dựng tượng đài tại trung tâm thành phố" in orphans
    assert "Tập huấn nông dân ghi chép sổ tay canh tác" in orphans


def test_conditions_stand_apart_by_kind() -> None:
    assert [task.condition for task in answer().conditions] == [
        "funding", "inspection", "reporting", "planning", "communication",
    ]  # fmt: skip
    assert answer().tasks == len(answer().conditions) + len(answer().orphans) + 2


def test_the_clauses_of_a_goal_are_served_together() -> None:
    matrix = docparse.matrix(docparse.parse(CORPUS / "documents" / "3243-KH-UBND.txt"))
    assert [row.quote.place for row in matrix.rows] == [f"II.{n}, đoạn 1" for n in range(1, 6)]
    fifth = [task.quote.place for task in matrix.rows[4].tasks]
    assert "III.3, đoạn 4" in fifth
    assert "V.4, đoạn 2" in [task.quote.place for task in matrix.conditions]
