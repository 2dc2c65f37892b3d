"""What the titles of columns mean, in the wordings of real annexes."""

from __future__ import annotations

import pytest

from docparse.extraction.fields import FieldReader
from docparse.folding import canon
from docparse.matching.engine import rule_pack

TITLES = {
    "lead": "Cơ quan chủ trì|Đơn vị chủ trì thực hiện|Sở, ngành chủ trì tham mưu|Cơ quan, đơn vị chủ trì|"
    "Đơn vị đầu mối|CQ chủ trì|Đơn vị chủ trì, đầu mối|Cơ quan thường trực|"
    "Đơn vị chịu trách nhiệm chính|Cơ quan soạn thảo",
    "agencies": "Đơn vị chủ trì/phối hợp|Chủ trì – phối hợp|Cơ quan chủ trì, cơ quan phối hợp|Cơ quan, đơn vị "
    "chủ trì và phối hợp thực hiện|Đơn vị thực hiện (chủ trì, phối hợp)",
    "coordinate": "Cơ quan phối hợp|Đơn vị phối hợp thực hiện|Đơn vị tham gia|Cơ quan, đơn vị cùng thực hiện|"
    "Cơ quan, đơn vị liên quan",
    "implement": "Đơn vị thực hiện|Người phụ trách|Họ và tên người phụ trách|Cán bộ phụ trách|Phân công thực hiện|"
    "Trách nhiệm thực hiện|Đơn vị tham mưu|Giao đơn vị|Đơn vị|Phòng chuyên môn|Tổ chức thực hiện|Thành viên phụ trách",
    "monitor": "Đơn vị theo dõi|Cơ quan giám sát|Cơ quan theo dõi, đôn đốc",
    "time": "Thời gian|Thời hạn hoàn thành|Tiến độ|Tiến độ thực hiện|Lộ trình thực hiện|Hoàn thành trước|Năm thực hiện|"
    "Kết thúc|Giai đoạn thực hiện|Thời gian, địa điểm|TG thực hiện",
    "start": "Bắt đầu|Thời gian bắt đầu|Từ ngày",
    "product": "Sản phẩm dự kiến|Sản phẩm/Kết quả|Kết quả đầu ra|Sản phẩm hoàn thành|Chỉ tiêu đạt được|Yêu cầu cần đạt|"
    "Hình thức văn bản|Minh chứng",
    "task": "Nhiệm vụ|Nội dung công việc|Nhiệm vụ, giải pháp|Nội dung/nhiệm vụ|Tên dự án, nhiệm vụ|"
    "Việc cần làm|Biện pháp",
    "number": "STT|TT|Số TT|Mã nhiệm vụ",
    "target": "Chỉ tiêu|Tên chỉ tiêu|Mục tiêu cụ thể",
    "unit": "ĐVT|Đơn vị tính",
    "money": "Kinh phí thực hiện|Nguồn vốn|Tổng mức đầu tư",
    "note": "Ghi chú|Cấp trình|Cơ quan phê duyệt|Địa điểm thực hiện|Tình trạng|Kết quả thực hiện trong tháng|"
    "Khó khăn, vướng mắc|Lãnh đạo phụ trách",
    "person": "Họ và tên|Họ, tên|Họ tên (chức vụ)",
    "price": "Đơn giá|Thành tiền (đồng)",
    "session": "Buổi|Giờ|Thứ, ngày",
    "inspected": "Tên đơn vị được kiểm tra",
}


@pytest.mark.parametrize(("meaning", "title"), [(m, t) for m, row in TITLES.items() for t in row.split("|")])
def test_titles(meaning: str, title: str) -> None:
    found = FieldReader(rule_pack(), title, canon(title), None).column(0, len(title))
    assert found is not None
    assert found.name == meaning
