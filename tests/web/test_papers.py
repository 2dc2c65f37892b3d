"""The files of an office by the browser: each form of a list, the report, and a table that comes back from Excel."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from docx import Document as Word
from openpyxl import load_workbook

import docparse
from tests.web.serving import ROOT, WIDTHS, Server, Watched, logged_in, serving, start_shared, violations

PLAN = ROOT / "corpus" / "documents" / "3243-KH-UBND.txt"
SECRET = """ỦY BAN NHÂN DÂN\nTỈNH ĐIỆN BIÊN\nMẬT\nSố: 5/KH-UBND\nĐiện Biên, ngày 02 tháng 3 năm 2020\nKẾ HOẠCH
Về rà soát kho\nI. NHIỆM VỤ\n1. Sở Tài chính chủ trì rà soát kho lưu trữ trước ngày 30/6/2020.\n"""
OTHER = SECRET.replace("MẬT\n", "").replace("Số: 5/", "Số: 9/").replace("kho lưu trữ", "nhà công vụ")
AGENCY = "Sở Tài chính tỉnh Điện Biên"
SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    store = f"sqlite:///{tmp_path_factory.mktemp('kho')}/kho.sqlite"
    with docparse.open_store(store) as opened:
        opened.add(docparse.parse(PLAN))
        opened.add(docparse.parse_bytes(SECRET.encode(), "mat.txt"))
        opened.add(docparse.parse_bytes(OTHER.encode(), "thua.txt"))
    with serving(store) as found:
        yield found


def fetched(seen: Watched, path: str, **query: str) -> Any:
    return seen.context.request.get(f"{seen.server.url}{path}", params=query)


def words_of(answer: Any, form: str) -> str:
    if form == "xlsx":
        sheet = load_workbook(io.BytesIO(answer.body())).worksheets[0]
        return "\n".join(str(value) for row in sheet.iter_rows(values_only=True) for value in row if value)
    if form == "docx":
        word = Word(io.BytesIO(answer.body()))
        cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
        return "\n".join([*(paragraph.text for paragraph in word.paragraphs), *cells])
    return str(answer.text().replace("\r\n ", ""))


@pytest.mark.parametrize("form", ["xlsx", "docx", "ics"])
@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("/xuat/phieu", {"ten": AGENCY}),
        ("/xuat/van-ban", {"van_ban": "3243"}),
        ("/xuat/nhiem-vu", {"van_ban": "3243", "vai_tro": "lead"}),
    ],
)
def test_every_list_in_every_form(browser: Any, server: Server, path: str, query: dict[str, str], form: str) -> None:
    seen = Watched(browser, server)
    answer = fetched(seen, f"{path}.{form}", **query)
    assert answer.status == 200
    assert f".{form}" in answer.headers["content-disposition"]
    told = words_of(answer, form)
    assert ("3243/KH-UBND" in told) or form == "ics"
    assert "kho lưu trữ" not in told
    if form == "xlsx" and path == "/xuat/phieu":
        assert "không gồm 1 nhiệm vụ của văn bản mật" in told
    assert fetched(seen, f"{path}.exe", **query).status == 422
    seen.context.close()


def test_a_secret_document_offers_no_file(browser: Any, server: Server) -> None:
    seen = Watched(browser, server)
    page = seen.open("/van-ban/mat.txt")
    assert page.get_by_text("Văn bản mật không có trong tệp tải về.").is_visible()
    assert page.locator("a[href*='/xuat/van-ban']").count() == 0
    answer = fetched(seen, "/xuat/bao-cao.docx", van_ban="5/KH-UBND", quy="2", nam="2020")
    assert (answer.status, answer.text()[:5]) == (404, "DP507")
    seen.context.close()


def test_the_report_of_an_agency_and_of_a_plan(browser: Any, server: Server) -> None:
    seen = Watched(browser, server)
    page = seen.open(f"/co-quan?ten={AGENCY}")
    page.locator("form.bao-cao select").select_option("4")
    page.locator("form.bao-cao input[name=nam]").fill("2020")
    with page.expect_download() as kept:
        page.get_by_role("button", name="Tải báo cáo (Word)").click()
    told = words_of_file(kept.value.path())
    assert kept.value.suggested_filename == "bao-cao-quy-4-2020.docx"
    assert "BÁO CÁO" in told
    assert "quý IV/2020" in told
    assert "kho lưu trữ" not in told
    answer = fetched(seen, "/xuat/bao-cao.docx", van_ban="3243", quy="4", nam="2020")
    assert "94 nhiệm vụ" in words_of(answer, "docx")
    assert fetched(seen, "/xuat/bao-cao.docx", van_ban="3243", quy="4", nam="2018").status == 404
    assert fetched(seen, "/xuat/bao-cao.docx", van_ban="3243", quy="5", nam="2018").status == 422
    seen.context.close()


def words_of_file(path: Path) -> str:
    word = Word(str(path))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in word.paragraphs), *cells])


def test_a_table_comes_back(browser: Any, server: Server, axe: str) -> None:
    seen = Watched(browser, server)
    book = load_workbook(io.BytesIO(fetched(seen, "/xuat/van-ban.xlsx", van_ban="3243").body()))
    sheet = book.worksheets[0]
    titles = {str(cell.value): cell.column for cell in sheet[4]}
    sheet.cell(5, titles["Sản phẩm"]).value = "Tờ trình <b>"
    sheet.cell(6, titles["Thời hạn"]).value = "lúc nào đó"
    out = io.BytesIO()
    book.save(out)
    page = seen.open("/tiep-nhan")
    file = {"name": "tra-ve.xlsx", "mimeType": SPREADSHEET, "buffer": out.getvalue()}
    page.locator("input[type=file]").set_input_files([file])
    page.get_by_role("heading", name="Bảng trả về: tra-ve.xlsx").wait_for()
    assert page.get_by_text("Tờ trình <b>").is_visible()
    assert page.get_by_text("không hiểu là thời hạn nào").is_visible()
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 768})
        assert violations(page, axe) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.get_by_role("button", name="Ghi những chỗ này (1)").click()
    page.get_by_text("1 điều đã ghi: tra-ve.xlsx").wait_for()
    again = words_of(fetched(seen, "/xuat/van-ban.xlsx", van_ban="3243"), "xlsx")
    assert "Tờ trình <b>" in again
    page = seen.open("/tiep-nhan")
    page.locator("input[type=file]").set_input_files([file])
    page.get_by_role("heading", name="Bảng trả về: tra-ve.xlsx").wait_for()
    assert page.get_by_role("button", name="Ghi những chỗ này").count() == 0
    page.get_by_role("button", name="Bỏ qua").click()
    page.get_by_role("heading", name="Bảng trả về").wait_for(state="detached")
    seen.context.close()
    assert seen.faults == []


def test_a_document_goes_after_a_second_question(browser: Any, server: Server, axe: str) -> None:
    seen = Watched(browser, server)
    page = seen.open("/van-ban/thua.txt")
    page.get_by_role("button", name="Gỡ khỏi kho").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_text("Gỡ khỏi kho Kế hoạch 9/KH-UBND (02/03/2020)?").wait_for()
    assert dialog.get_by_text("tệp gốc không bị đụng tới").is_visible()
    page.wait_for_timeout(500)  # it fades in
    assert violations(page, axe) == []
    dialog.get_by_role("button", name="Thôi").click()
    dialog.wait_for(state="detached")
    assert "9/KH-UBND" in seen.open("/van-ban").content()
    page = seen.open("/van-ban/thua.txt")
    page.get_by_role("button", name="Gỡ khỏi kho").click()
    page.get_by_role("dialog").get_by_role("button", name="Gỡ khỏi kho").click()
    page.wait_for_url("**/van-ban")
    page.wait_for_selector("h1")
    assert "9/KH-UBND" not in page.content()
    assert "3243/KH-UBND" in page.content()
    seen.context.close()
    assert seen.faults == []


def test_only_the_administrator_takes_a_document_out(browser: Any, tmp_path: Path) -> None:
    store = f"sqlite:///{tmp_path}/kho.sqlite"
    with docparse.open_store(store) as opened:
        opened.add(docparse.parse_bytes(SECRET.replace("MẬT\n", "").encode(), "a.txt"))
    shared = start_shared(store)
    try:
        for name, buttons in (("an", 1), ("binh", 0), ("chi", 0)):
            seen = logged_in(browser, shared, "/van-ban/a.txt", name)
            page = seen.page
            page.wait_for_selector("#toan-van")
            assert page.get_by_role("button", name="Gỡ khỏi kho").count() == buttons
            seen.context.close()
    finally:
        shared.end()
