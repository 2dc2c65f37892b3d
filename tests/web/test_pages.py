"""Every page: nothing that WCAG 2.1 AA forbids (axe), nothing asked of others, no page wider than the screen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import docparse
from tests.web.serving import ROOT, WIDTHS, Server, Watched, serving, violations

PATHS = (
    "/",
    "/?q=ai chủ trì triển khai kế hoạch 3243",
    "/?q=xã hội hóa giáo dục",
    "/?q=kế hoạch 3243 có bao nhiêu nhiệm vụ",
    "/?q=chỉ tiêu của kế hoạch 3243",
    "/?q=phiếu nhiệm vụ của UBND huyện Mường Ảng",
    "/?q=3243 III.1 thực hiện chủ trương nào",
    "/?q=tìm giáo dục",
    "/?q=đến hạn năm 2020",
    "/?q=mục XX.9 kế hoạch 3243",
    "/viec-cua-toi",
    "/van-ban",
    "/van-ban/3243?task=t:V.1:2bd32ffe",
    "/van-ban/06-CT-UBND.txt",
    "/nhiem-vu",
    "/nhiem-vu?co_quan=Sở Tài chính&tien_do=open",
    "/tiep-nhan",
    "/co-quan",
    "/co-quan?ten=Sở LĐ-TB%26XH",
    "/chi-thi?cua=3243 III.1",
    "/chi-thi?tren=82-KH/TU&duoi=3243",
    "/chi-tieu?van_ban=3243",
    "/tien-do",
)

# what only the program says
SCAFFOLDING = ("Chủ trì\t", "nêu rõ", "theo đề mục", "suy ra", "Vị trí", "Trong tệp", "máy đọc", "không nêu", "Tô màu")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    store = f"sqlite:///{tmp_path_factory.mktemp('kho')}/kho.sqlite"
    with docparse.open_store(store) as opened:
        for path in sorted((ROOT / "corpus" / "documents").iterdir()):
            opened.add(docparse.parse(path))
    with serving(store) as found:
        yield found


@pytest.mark.parametrize("path", PATHS)
def test_a_page_is_fit_for_everybody(browser: Any, server: Server, axe: str, path: str) -> None:
    seen = Watched(browser, server)
    for width in WIDTHS:
        seen.page.set_viewport_size({"width": width, "height": 768})
        page = seen.open(path)
        assert violations(page, axe) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    seen.context.close()
    assert seen.foreign == []
    assert seen.faults == []


def test_the_dialog_is_fit_for_everybody(browser: Any, server: Server, axe: str) -> None:
    seen = Watched(browser, server)
    page = seen.open("/nhiem-vu")
    page.locator("button[data-act=edit]").first.click()
    page.get_by_role("dialog").wait_for()
    page.wait_for_timeout(500)  # it fades in: half of a colour has half of the contrast
    assert violations(page, axe) == []
    page.keyboard.press("Escape")
    page.get_by_role("dialog").wait_for(state="detached")
    seen.context.close()
    assert seen.faults == []


def test_everything_works_from_the_keyboard(browser: Any, server: Server) -> None:
    seen = Watched(browser, server)
    page = seen.open("/?q=3243 V.1")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "bo-qua"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.tagName") == "H1"
    page = seen.open("/van-ban/3243")
    page.locator("a.n").first.focus()
    page.keyboard.press("Enter")
    assert "Vị trí: II.1" in page.inner_text("#giai-thich-noi-dung")
    assert page.evaluate("document.activeElement.id") == "giai-thich"
    page = seen.open("/nhiem-vu")
    page.locator("select[data-act=status]").first.focus()
    page.keyboard.press("ArrowDown")
    page.locator(".may", has_text="Nguyễn An").first.wait_for()
    page.wait_for_function("document.activeElement.dataset.act === 'edit'")  # back at the task
    page.locator("button[data-act=undo]").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_function("document.querySelectorAll('button[data-act=undo]').length === 0")
    seen.context.close()


def test_on_a_phone_the_list_of_pages_opens(browser: Any, server: Server) -> None:
    seen = Watched(browser, server, 390)
    page = seen.open("/")
    page.get_by_role("button", name="Mở danh mục trang").click()
    page.get_by_role("link", name="Nhiệm vụ", exact=True).click()
    page.wait_for_url("**/nhiem-vu")
    seen.context.close()


def test_english(browser: Any, server: Server) -> None:
    """Quotes and names stay Vietnamese; the words around them do not."""
    seen = Watched(browser, server)
    page = seen.open("/")
    page.get_by_role("link", name="English").click()
    page.wait_for_selector("text=Higher directives")
    assert page.evaluate("document.documentElement.lang") == "en"
    assert seen.open("/tien-do").inner_text("h1") == "Progress"
    for path in PATHS:
        page = seen.open(path)
        told = page.inner_text("body")
        assert [told[told.index(words) - 60 :][:90] for words in SCAFFOLDING if words in told] == [], path
    page = seen.open("/van-ban/3243?task=t:V.1:2bd32ffe")
    page.wait_for_selector("mark.dang-xem")
    assert "coordinates: Sở Giáo dục và Đào tạo (by heading, rule" in page.inner_text("#giai-thich")
    seen.context.close()


def test_hostile_documents_are_shown_harmlessly(browser: Any, tmp_path: Path) -> None:
    nasty = "<script>window.hit=1</script><img src=x onerror=window.hit=1>{{ 7*7 }}${window.hit=1}`</script>"
    text = (
        "ỦY BAN NHÂN DÂN\nTỈNH ĐIỆN BIÊN\nSố: 77/KH-UBND\nĐiện Biên, ngày 02 tháng 3 năm 2020\nKẾ HOẠCH\n"
        f"Về việc {nasty}\nI. NHIỆM VỤ\n1. Sở Nội vụ\n- Chủ trì xây dựng {nasty} trước ngày 30/6/2020.\n"
        f'- =HYPERLINK("x") Rà soát {nasty}.\n'
        + "a" * 300_000
        + "\n"
    )  # fmt: skip
    (tmp_path / "xau.txt").write_text(text, encoding="utf-8")
    store = f"sqlite:///{tmp_path}/kho.sqlite"
    with docparse.open_store(store) as opened:
        opened.add(docparse.parse(tmp_path / "xau.txt"))
    with serving(store) as server:
        seen = Watched(browser, server, 768)
        others = '.noi-dung script, .noi-dung img:not([src^="/hinh/"])'
        paths = ("/", f"/?q={nasty}", "/van-ban", "/van-ban/77", "/nhiem-vu", "/?q=sở nội vụ", f"/co-quan?ten={nasty}")
        for path in paths:
            page = seen.open(path)
            assert page.evaluate("window.hit") is None
            assert page.evaluate(f"document.querySelectorAll('{others}').length") == 0
        assert "<script>window.hit=1</script>" in seen.open("/van-ban/77").inner_text("#toan-van")
        assert "{{ 7*7 }}" in seen.open("/nhiem-vu").inner_text("table")
        seen.context.close()
        assert seen.foreign == []
        assert seen.faults == []
