"""The whole story in a browser: files in, who leads, a correction, confirmations, the sheet, and all of it kept."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
from docx import Document

import docparse
from tests.web.serving import PLAN, Watched, start

LEAD = "Sở Nội vụ tỉnh Điện Biên"


def annex(path: Path) -> Path:
    """A plan with its tasks in a table, as offices write annexes."""
    word = Document()
    for line in (
        "ỦY BAN NHÂN DÂN",
        "TỈNH ĐIỆN BIÊN",
        "Số: 901/KH-UBND",
        "Điện Biên, ngày 10 tháng 02 năm 2020",
        "KẾ HOẠCH",
        "Triển khai công tác chuyển đổi số năm 2020",
        "I. NHIỆM VỤ",
        "Các nhiệm vụ cụ thể tại bảng sau:",
    ):
        word.add_paragraph(line)
    rows = (
        ("TT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời hạn"),
        ("1", "Xây dựng kho dữ liệu dùng chung của tỉnh", "Sở Thông tin và Truyền thông", "Các sở, ngành", "30/6/2020"),
        ("2", "Tập huấn kỹ năng số cho cán bộ cấp xã", "Sở Nội vụ", "UBND các huyện", "Quý III/2020"),
    )
    table = word.add_table(rows=0, cols=5)
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    word.save(str(path))
    return path


def test_the_whole_story(browser: Any, tmp_path: Path) -> None:
    store = f"sqlite:///{tmp_path}/kho.sqlite"
    server = start(store)
    seen = Watched(browser, server, accept_downloads=True)
    try:
        page = seen.open("/tiep-nhan")
        page.set_input_files("input[type=file]", [str(PLAN), str(annex(tmp_path / "phu-luc.docx"))])
        page.wait_for_function("document.querySelectorAll('.the tbody a').length >= 4", timeout=30_000)
        told = page.inner_text(".the")
        assert "Kế hoạch 3243/KH-UBND" in told
        assert "Kế hoạch 901/KH-UBND" in told

        page = seen.open("/?q=ai chủ trì triển khai kế hoạch 3243")
        row = page.locator("tr", has_text="Chủ trì phối hợp với các sở").first
        assert "Sở Giáo dục và Đào tạo" in row.inner_text()
        row.locator("a.cau").click()
        page.wait_for_selector("mark.dang-xem")
        assert "Chủ trì phối hợp với các sở" in page.inner_text("mark.dang-xem")
        assert "chủ trì: Sở Giáo dục và Đào tạo" in page.inner_text("#giai-thich")

        page = seen.open("/nhiem-vu?co_quan=Sở Thông tin và Truyền thông&van_ban=")
        row = page.locator("tr", has_text="kho dữ liệu dùng chung")
        row.locator("button.sua[data-field=lead]").click()
        page.get_by_label("Chủ trì", exact=True).last.fill(LEAD)
        page.get_by_role("button", name="Lưu").click()
        page.get_by_role("dialog").wait_for(state="detached")  # it closes when all is kept
        page = seen.open("/nhiem-vu?co_quan=Sở Nội vụ")
        row = page.locator("tr", has_text="kho dữ liệu dùng chung")
        assert LEAD in row.inner_text()
        assert "máy đọc: Sở Thông tin và Truyền thông – Nguyễn An" in row.inner_text()

        row.locator("a.cau").click()
        page.wait_for_selector("mark.dang-xem")
        assert f"chủ trì: {LEAD} (máy đọc: Sở Thông tin và Truyền thông; Nguyễn An" in page.inner_text("#giai-thich")

        page = seen.open("/nhiem-vu")
        boxes = page.locator("input[data-task]")
        for at in range(10):
            boxes.nth(at).check()
        assert page.inner_text("#so-da-chon") == "10"
        page.locator("button[data-act=confirm]").click()
        page.wait_for_function("document.body.innerText.split('✓').length === 11")

        with page.expect_download() as waiting:
            page.get_by_role("link", name="Tải bảng nhiệm vụ: Excel").click()
        sheet = tmp_path / "bang.xlsx"
        waiting.value.save_as(sheet)
    finally:
        seen.context.close()
        server.end()

    lines = list(openpyxl.load_workbook(sheet).worksheets[0].iter_rows(values_only=True))
    line = next(line for line in lines if "kho dữ liệu dùng chung" in str(line[1]))
    assert line[2] == LEAD
    assert "máy đọc: Sở Thông tin và Truyền thông" in str(line[6])
    assert sum("xác nhận: đúng" in str(line[6]) for line in lines[4:]) == 10

    again = start(store)
    kept = Watched(browser, again)
    try:
        page = kept.open("/nhiem-vu?co_quan=Sở Nội vụ")
        row = page.locator("tr", has_text="kho dữ liệu dùng chung")
        assert LEAD in row.inner_text()
        row.get_by_role("button", name="Gỡ: chủ trì").click()
        page.wait_for_function("!document.body.innerText.includes('máy đọc: Sở Thông tin')")
    finally:
        kept.context.close()
        again.end()
    with docparse.open_store(store) as opened:
        task = next(one for one in opened.sheet("901/KH-UBND").tasks if "kho dữ liệu" in one.text)
        assert [part.agency for part in task.lead] == ["Sở Thông tin và Truyền thông"]
    assert seen.foreign == kept.foreign == []
    assert seen.faults == kept.faults == []
