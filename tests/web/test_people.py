"""A server that several people share: logging in, roles, and what stands in the log."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import docparse
from tests.web.serving import PLAN, Server, Watched, start_shared, violations

SECRET = """ỦY BAN NHÂN DÂN
TỈNH ĐIỆN BIÊN
MẬT
Số: 5/KH-UBND
Điện Biên, ngày 02 tháng 3 năm 2020
KẾ HOẠCH
Rà soát kho lưu trữ
I. NHIỆM VỤ
1. Sở Nội vụ
- Chủ trì rà soát kho lưu trữ trước ngày 30/6/2020.
"""


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    store = f"sqlite:///{tmp_path}/kho.sqlite"
    (tmp_path / "mat.txt").write_text(SECRET, encoding="utf-8")
    with docparse.open_store(store) as opened:
        opened.add(docparse.parse(PLAN))
        opened.add(docparse.parse(tmp_path / "mat.txt"))
    found = start_shared(store)
    yield found
    found.end()


def logged_in(browser: Any, server: Server, name: str, path: str = "/") -> Watched:
    seen = Watched(browser, server)
    page = seen.open(path)
    assert page.url.startswith(f"{server.url}/dang-nhap")
    page.get_by_label("Tên đăng nhập").fill(name)
    page.get_by_label("Mật khẩu").fill(name * 6)
    page.get_by_role("button", name="Đăng nhập").click()
    page.wait_for_selector(".cac-trang")
    return seen


def test_the_pages_of_a_shared_server_are_fit_for_everybody(browser: Any, server: Server, axe: str) -> None:
    seen = Watched(browser, server, 390)
    assert violations(seen.open("/dang-nhap"), axe) == []
    seen.context.close()
    admin = logged_in(browser, server, "an", "/nguoi-dung")
    admin.page.wait_for_selector("text=Nhật ký")
    assert violations(admin.page, axe) == []
    admin.context.close()


def test_who_may_look_may_not_edit(browser: Any, server: Server) -> None:
    seen = logged_in(browser, server, "chi", "/nhiem-vu?van_ban=")
    page = seen.page
    assert page.url == f"{server.url}/nhiem-vu?van_ban="
    page.wait_for_selector(".viec-bang")
    assert page.locator("[data-act]").count() == 0
    assert page.get_by_role("link", name="Tiếp nhận").count() == 0
    assert "DP624" in seen.open("/tiep-nhan").inner_text(".loi")
    assert "DP624" in seen.open("/nguoi-dung").inner_text(".loi")
    page = seen.open("/nhiem-vu")
    key = page.locator("a.cau").first.get_attribute("href")
    assert key
    # what the page does not offer is refused when it is said all the same
    page.evaluate("""() => {
        const button = document.createElement('button');
        button.dataset.act = 'status'; button.dataset.key = 'x#y';
        document.querySelector('.viec-bang').append(button); button.click();
    }""")
    page.wait_for_selector("text=DP624")
    page.get_by_role("button", name="Đăng xuất").click()
    page.wait_for_selector("text=Mật khẩu")
    assert seen.open("/nhiem-vu").url.startswith(f"{server.url}/dang-nhap")
    seen.context.close()


def test_words_are_signed_and_looks_at_secrets_are_logged(browser: Any, server: Server) -> None:
    seen = logged_in(browser, server, "binh")
    page = seen.open("/nhiem-vu?van_ban=")
    page.locator("select[data-act=status]").first.select_option("doing")
    page.locator(".may", has_text="binh").first.wait_for()
    with docparse.open_store(f"sqlite:///{Path(server.process.args[3][10:])}") as opened:  # type: ignore[index, arg-type]
        secret = next(one.id for one in opened.documents() if one.symbol == "5/KH-UBND")
    page = seen.open(f"/van-ban/{secret}".replace(";", "%3B"))
    assert "MẬT" in page.inner_text(".mat").upper()
    for path in ("/?q=5/KH-UBND", f"/nhiem-vu?van_ban={secret}".replace(";", "%3B")):
        seen.open(path)
    seen.context.close()

    admin = logged_in(browser, server, "an", "/nguoi-dung")
    admin.page.wait_for_selector("text=Nhật ký")
    told = admin.page.inner_text(".noi-dung")
    assert "xem văn bản mật" in told
    assert told.count(secret) >= len(("its page", "an answer", "its tasks"))
    assert "sửa nhiệm vụ" in told
    admin.context.close()
    assert seen.foreign == admin.foreign == []
