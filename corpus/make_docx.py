"""Write documents/4120-KH-UBND.docx, the corpus plan whose tasks stand in an annex table.

    python corpus/make_docx.py [TARGET]

The same input gives the same bytes: all dates inside the file are fixed.
"""

from __future__ import annotations

import sys
import zipfile
from datetime import datetime
from io import BytesIO
from pathlib import Path

from docx import Document
from docx.document import Document as DocumentObject
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt

TARGET = Path(__file__).parent / "documents" / "4120-KH-UBND.docx"
FIXED = datetime(2025, 9, 15)

TITLE = (
    "Thực hiện Kết luận số 91-KL/TW ngày 12/8/2024 của Bộ Chính trị tiếp tục thực hiện Nghị quyết số 29-NQ/TW "
    "ngày 04/11/2013 của Ban Chấp hành Trung ương Đảng khóa XI trên địa bàn tỉnh Điện Biên"
)

BODY = [
    "Căn cứ Luật Giáo dục số 43/2019/QH14 ngày 14/6/2019;",
    "Thực hiện Kết luận số 91-KL/TW ngày 12/8/2024 của Bộ Chính trị tiếp tục thực hiện Nghị quyết số 29-NQ/TW ngày "
    "04/11/2013 của Ban Chấp hành Trung ương Đảng khóa XI; kế thừa kết quả của Kế hoạch số 3243/KH-UBND ngày "
    "06/11/2019, Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:",
    "# I. MỤC ĐÍCH, YÊU CẦU",
    "Cụ thể hóa Kết luận số 91-KL/TW thành việc làm phù hợp với mô hình chính quyền địa phương hai cấp.",
    "# II. MỤC TIÊU ĐẾN NĂM 2030",
    "1. Ít nhất 75% trường mầm non, phổ thông đạt chuẩn quốc gia.",
    "2. Tỷ lệ phòng học kiên cố đạt trên 90%; xóa 100% phòng học tạm vào năm 2027.",
    "3. Tỷ lệ học sinh bỏ học giảm còn dưới 0,3%.",
    "4. Hình thành từ 03 đến 05 trường phổ thông nội trú liên cấp ở các xã biên giới.",
    "# III. NHIỆM VỤ, GIẢI PHÁP",
    "# 1. Nâng cao nhận thức",
    "Tổ chức quán triệt Kết luận số 91-KL/TW đến toàn thể cán bộ, giáo viên; phê phán biểu hiện chạy theo thành tích.",
    "# 2. Phát triển trường, lớp",
    "- Sở Xây dựng chủ trì, phối hợp với Sở Giáo dục và Đào tạo ban hành mẫu thiết kế trường nội trú trong năm 2026.",
    "- UBND các xã, phường dành quỹ đất sạch cho giáo dục; không chuyển đất trường học sang mục đích khác.",
    "(Các nhiệm vụ cụ thể theo Phụ lục kèm theo.)",
    "# IV. KINH PHÍ THỰC HIỆN",
    "Kinh phí từ ngân sách nhà nước theo phân cấp và các nguồn hợp pháp khác.",
    "# V. TỔ CHỨC THỰC HIỆN",
    "1. Sở Giáo dục và Đào tạo là cơ quan thường trực theo dõi, tổng hợp việc thực hiện Kế hoạch; tham mưu UBND tỉnh "
    "sơ kết vào năm 2028.",
    "2. Sở Tài chính: Cân đối, bố trí kinh phí theo phân cấp ngân sách; hướng dẫn, kiểm tra việc sử dụng kinh phí.",
    "3. Các sở, ban, ngành tỉnh và UBND các xã, phường xây dựng kế hoạch thực hiện trước ngày 31/10/2025; gửi báo "
    "cáo về Sở Giáo dục và Đào tạo trước ngày 15/11 hằng năm.",
    "4. Giao Văn phòng UBND tỉnh đôn đốc tiến độ các nhiệm vụ tại Phụ lục.",
    "Trên đây là Kế hoạch của Ủy ban nhân dân tỉnh, yêu cầu các cơ quan, đơn vị, địa phương triển khai thực hiện./.",
]

HEAD = ["STT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Sản phẩm", "Thời gian hoàn thành"]
EDUCATION = "Sở Giáo dục và Đào tạo"
# A string alone is a group row; None continues the cell above (merged down).
ROWS: list[str | list[str | None]] = [
    "I. HOÀN THIỆN CƠ CHẾ, CHÍNH SÁCH",
    ["1", "Xây dựng nghị quyết của HĐND tỉnh về hỗ trợ học sinh bán trú", EDUCATION, "Sở Tài chính; Sở Tư pháp",
     "Nghị quyết của HĐND tỉnh", "Quý IV/2025"],
    ["2", "Ban hành quy định về tuyển dụng giáo viên vùng cao", "Sở Nội vụ", EDUCATION,
     "Quyết định của UBND tỉnh", "6/2026"],
    "II. TỔ CHỨC DẠY VÀ HỌC",
    ["3", "Dạy học 2 buổi/ngày ở tất cả các trường tiểu học", EDUCATION, "UBND các xã, phường", "",
     "2025 và những năm tiếp theo"],
    ["4", "Bồi dưỡng tiếng dân tộc thiểu số cho giáo viên; cấp chứng chỉ theo quy định", None,
     "Sở Dân tộc và Tôn giáo", "Chứng chỉ", "Hằng năm"],
    ["5", "Rà soát, công bố danh sách xã, phường đạt chuẩn xóa mù chữ", "UBND các xã, phường",
     "Phòng Văn hóa - Xã hội các xã; các cơ quan liên quan", "Danh sách công bố", "Thường xuyên"],
    "III. CHUYỂN ĐỔI SỐ",
    ["6", "Kết nối cơ sở dữ liệu giáo dục với cơ sở dữ liệu quốc gia về dân cư", "Sở Khoa học và Công nghệ",
     "Công an tỉnh; Sở Giáo dục và Đào tạo", "Hệ thống được kết nối", "Trước ngày 30/6/2026"],
    ["7", "Thí điểm lớp học trực tuyến dùng chung cho các điểm trường lẻ", "Sở GD&ĐT", "Các doanh nghiệp viễn thông",
     "Báo cáo thí điểm", "2026 - 2027"],
]  # fmt: skip

RECIPIENTS = [
    "Nơi nhận:", "- Bộ Giáo dục và Đào tạo (b/c);", "- Thường trực Tỉnh ủy, HĐND tỉnh;",
    "- Các sở, ban, ngành tỉnh;", "- UBND các xã, phường;", "- Lưu: VT, KGVX.",
]  # fmt: skip
SIGNATURE = ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "", "Mùa A Tượng Trưng"]


def two_columns(document: DocumentObject, rows: list[tuple[list[str], list[str]]]) -> None:
    """Add a borderless table of two columns; each cell is given as its lines."""
    table = document.add_table(rows=len(rows), cols=2)
    for row, pair in zip(table.rows, rows, strict=True):
        for cell, lines in zip(row.cells, pair, strict=True):
            cell.text = "\n".join(lines)
            cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER


def centred(document: DocumentObject, text: str, new_page: bool = False) -> None:
    paragraph = document.add_paragraph()
    paragraph.add_run(text).bold = True
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.page_break_before = new_page


def task_table(document: DocumentObject) -> None:
    """Add the annex table: group rows span all columns, row 4 shares the lead of row 3."""
    table = document.add_table(rows=1, cols=len(HEAD))
    table.style = "Table Grid"
    for cell, name in zip(table.rows[0].cells, HEAD, strict=True):
        cell.text = name
        cell.paragraphs[0].runs[0].bold = True
    for row in ROWS:
        cells = table.add_row().cells
        if isinstance(row, str):
            cells[0].merge(cells[-1]).text = row
            continue
        for column, (cell, text) in enumerate(zip(cells, row, strict=True)):
            if text is None:
                above = table.rows[-2].cells[column]
                text, above.text = above.text, ""
                above.merge(cell).text = text
            else:
                cell.text = text


def build() -> DocumentObject:
    document = Document()
    document.styles["Normal"].font.name = "Times New Roman"
    document.styles["Normal"].font.size = Pt(14)
    properties = document.core_properties
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.created = properties.modified = FIXED
    state = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "---------------"]
    two_columns(document, [
        (["ỦY BAN NHÂN DÂN", "TỈNH ĐIỆN BIÊN", "-------"], state),
        (["Số: 4120/KH-UBND"], ["Điện Biên, ngày 15 tháng 9 năm 2025"]),
    ])  # fmt: skip
    centred(document, "KẾ HOẠCH")
    centred(document, TITLE)
    for line in BODY:
        if line.startswith("# "):
            document.add_paragraph().add_run(line[2:]).bold = True
        else:
            document.add_paragraph(line)
    two_columns(document, [(RECIPIENTS, SIGNATURE)])
    centred(document, "PHỤ LỤC", new_page=True)
    centred(document, "DANH MỤC NHIỆM VỤ")
    centred(document, "(Kèm theo Kế hoạch số 4120/KH-UBND ngày 15/9/2025 của UBND tỉnh Điện Biên)")
    task_table(document)
    return document


def main(target: Path) -> None:
    packed = BytesIO()
    build().save(packed)
    with zipfile.ZipFile(packed) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out:
        for name in sorted(source.namelist()):
            # a zip keeps the time of writing for each part: set it, else no two builds are equal
            out.writestr(zipfile.ZipInfo(name, FIXED.timetuple()[:6]), source.read(name), zipfile.ZIP_DEFLATED)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET)
