"""What the titles of columns mean, in the wordings of real annexes."""

from __future__ import annotations

import pytest

from docparse.extraction.fields import FieldReader
from docparse.folding import canon
from docparse.matching.engine import rule_pack

TITLES = {
    "lead": "Cơ quan chủ trì|Đơn vị chủ trì|CHỦ TRÌ|CQCT|CQ chủ trì|ĐVCT|ĐV chủ trì|"
    "Sở, ngành chủ trì tham mưu|Chủ trì thực hiện|Đầu mối|Cơ quan đầu mối|"
    "Đơn vị đầu mối tham mưu|Cơ quan chủ trì tham mưu, thực hiện|Cơ quan chủ trì soạn thảo|"
    "Cơ quan, đơn vị chủ trì|Chịu trách nhiệm chính|Cơ quan thường trực|"
    "Đơn vị chủ trì thực hiện|Đơn vị đầu mối|Đơn vị chủ trì, đầu mối|"
    "Đơn vị chịu trách nhiệm chính|Cơ quan soạn thảo",
    "agencies": "Cơ quan chủ trì, phối hợp|Chủ trì/Phối hợp|Chủ trì, phối hợp|"
    "Đơn vị chủ trì/đơn vị phối hợp|CQ chủ trì, CQ phối hợp|"
    "Cơ quan chủ trì và phối hợp thực hiện|CT/PH|Đơn vị chủ trì/phối hợp|Chủ trì – phối hợp|"
    "Cơ quan chủ trì, cơ quan phối hợp|Cơ quan, đơn vị chủ trì và phối hợp thực hiện|"
    "Đơn vị thực hiện (chủ trì, phối hợp)",
    "coordinate": "Cơ quan phối hợp|PHỐI HỢP|CQPH|CQ phối hợp|ĐVPH|ĐV phối hợp|Cùng phối hợp|"
    "Cơ quan tham gia|Đơn vị hỗ trợ|Đơn vị phối hợp thực hiện|Đơn vị tham gia|"
    "Cơ quan, đơn vị cùng thực hiện|Cơ quan, đơn vị liên quan",
    "implement": "Đơn vị thực hiện|ĐVTH|CQTH|Cơ quan trình|Đơn vị trình|Cơ quan tham mưu|Đơn vị tham mưu|"
    "Cơ quan tham mưu trình|Người thực hiện|Cán bộ phụ trách|Người chịu trách nhiệm|"
    "Phân công thực hiện|Trách nhiệm thực hiện|Đơn vị/cá nhân phụ trách|Chủ thể thực hiện|"
    "Bộ phận thực hiện|Cơ quan thực hiện|Sở, ban, ngành thực hiện|Đơn vị chịu trách nhiệm|"
    "Đơn vị triển khai|Ai làm|Người phụ trách|Họ và tên người phụ trách|Giao đơn vị|Đơn vị|"
    "Phòng chuyên môn|Tổ chức thực hiện|Thành viên phụ trách",
    "monitor": "Lãnh đạo phụ trách|Lãnh đạo chỉ đạo|Lãnh đạo UBND tỉnh chỉ đạo|Đồng chí chỉ đạo|"
    "Cơ quan theo dõi, đôn đốc|Đơn vị giám sát|Đơn vị theo dõi|Đồng chí theo dõi|"
    "Cơ quan giám sát",
    "time": "Thời gian|THỜI GIAN|TGTH|TG thực hiện|TG hoàn thành|Thời gian thực hiện|"
    "Thời hạn hoàn thành|Thời gian hoàn thành/trình|Thời gian trình|Thời điểm hoàn thành|"
    "Hạn hoàn thành|Hạn xử lý|Tiến độ|Lộ trình thực hiện|Mốc thời gian|Mốc hoàn thành|Kỳ hạn|"
    "Ngày hoàn thành|Năm thực hiện|Thời gian dự kiến|Dự kiến hoàn thành|Thời gian ban hành|"
    "Tần suất|Tần suất thực hiện|Kết thúc|Tiến độ thực hiện|Hoàn thành trước|"
    "Giai đoạn thực hiện|Thời gian, địa điểm",
    "start": "Bắt đầu|Ngày bắt đầu|Thời gian bắt đầu|Từ ngày",
    "product": "Sản phẩm|SP|SP đầu ra|Sản phẩm/Kết quả|Kết quả đầu ra|Sản phẩm dự kiến|Kết quả cần đạt|"
    "Kết quả dự kiến|Đầu ra|Yêu cầu sản phẩm|Sản phẩm hoàn thành|Hình thức văn bản|"
    "Loại văn bản|Thể loại văn bản|Hình thức sản phẩm|Quy mô, mục tiêu, kết quả|"
    "Chỉ tiêu đạt được|KPI|Minh chứng|Yêu cầu cần đạt",
    "task": "Nhiệm vụ|NHIỆM VỤ VÀ GIẢI PHÁP|Nội dung/nhiệm vụ|Nội dung, nhiệm vụ giải pháp|"
    "Tên nhiệm vụ /Dự án|Nhiệm vụ cụ thể|Nhiệm vụ thực hiện|Nội dung công việc|"
    "Đầu mục công việc|Hạng mục công việc|Công việc thực hiện|Nội dung triển khai|"
    "Tên đề án, chương trình|Tên văn bản|Tên loại và trích yếu nội dung văn bản|Tên hoạt động|"
    "Nội dung hoạt động|Việc phải làm|Nội dung chỉ đạo|Phần việc|Nội dung trọng tâm|"
    "Nhiệm vụ, giải pháp|Tên dự án, nhiệm vụ|Việc cần làm|Biện pháp",
    "number": "STT|TT|Số TT|Mã NV|Mã số nhiệm vụ|Mã nhiệm vụ",
    "target": "Chỉ tiêu|Tên chỉ tiêu|Mục tiêu cụ thể",
    "unit": "ĐVT|Đơn vị tính",
    "money": "Kinh phí|Nguồn kinh phí|Kinh phí dự kiến (triệu đồng)|KP (tr.đ)|Kinh phí thực hiện|"
    "Nguồn vốn|Tổng mức đầu tư",
    "note": "Ghi chú|GC|Căn cứ|Địa điểm|Nguồn lực thực hiện|Đối tượng|Tình trạng|Địa điểm thực hiện|"
    "Kết quả thực hiện trong tháng|Khó khăn, vướng mắc",
    "person": "Họ và tên|Họ, tên|Họ tên (chức vụ)",
    "price": "Đơn giá|Thành tiền (đồng)",
    "session": "Buổi|Giờ|Thứ, ngày",
    "inspected": "Tên đơn vị được kiểm tra",
    "receive": "Cấp trình|Trình cấp|Cơ quan phê duyệt|Cấp phê duyệt|Cấp quyết định|Nơi nhận báo cáo|"
    "Cơ quan nhận báo cáo|Cơ quan tiếp nhận, tổng hợp",
    "time_product": "Thời hạn, sản phẩm|Thời gian/Sản phẩm|Sản phẩm, thời hạn hoàn thành|Tiến độ và kết quả|"
    "Thời gian thực hiện và sản phẩm",
    "group": "Thuộc nhóm nhiệm vụ, hành động|Lĩnh vực|Nhóm nhiệm vụ",
}


@pytest.mark.parametrize(("meaning", "title"), [(m, t) for m, row in TITLES.items() for t in row.split("|")])
def test_titles(meaning: str, title: str) -> None:
    found = FieldReader(rule_pack(), title, canon(title), None).column(0, len(title))
    assert found is not None
    assert found.name == meaning
