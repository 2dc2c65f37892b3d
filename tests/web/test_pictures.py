"""The pictures in the pages: words for those who do not see them, files to keep, and nothing that runs."""

from __future__ import annotations

import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree

import pytest

import docparse
from tests.web.serving import PLAN, Server, Watched, serving

UPPER = PLAN.with_name("82-KH-TU.txt")
NASTY = "</title><script>window.hit=1</script><image href=x onerror=window.hit=1>"
PLACES = (
    ("/chi-thi?cua=3243", "cây văn bản chỉ đạo"),
    ("/co-quan?ten=Sở Tài chính", "việc theo tháng đến hạn"),
    ("/chi-tieu?van_ban=3243", "mục tiêu × nhiệm vụ"),
)
SECRET = "ỦY BAN NHÂN DÂN\nTỈNH ĐIỆN BIÊN\nMẬT\nSố: 5/KH-UBND\nĐiện Biên, ngày 02 tháng 3 năm 2020\nKẾ HOẠCH\n"
HOSTILE = (
    "ỦY BAN NHÂN DÂN\nTỈNH ĐIỆN BIÊN\nSố: 77/KH-UBND\nĐiện Biên, ngày 02 tháng 3 năm 2020\nKẾ HOẠCH\n"
    f"Thực hiện Kế hoạch số 3243/KH-UBND {NASTY}\n"
)
WORK = "I. NHIỆM VỤ\n1. Sở Nội vụ\n- Chủ trì rà soát kho lưu trữ trước ngày 30/6/2020.\n"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder: Path = tmp_path_factory.mktemp("kho")
    store = f"sqlite:///{folder}/kho.sqlite"
    (folder / "mat.txt").write_text(SECRET + WORK, encoding="utf-8")
    (folder / "xau.txt").write_text(HOSTILE + WORK, encoding="utf-8")
    with docparse.open_store(store) as opened:
        for path in (PLAN, UPPER, folder / "mat.txt", folder / "xau.txt"):
            opened.add(docparse.parse(path))
    with serving(store) as found:
        yield found


def got(server: Server, path: str) -> Any:
    return urllib.request.urlopen(server.url + quote(path, safe="/?=&%"))


@pytest.mark.parametrize(("path", "told"), PLACES)
def test_a_picture_stands_in_the_page(browser: Any, server: Server, path: str, told: str) -> None:
    seen = Watched(browser, server, accept_downloads=True)
    page = seen.open(path)
    page.locator("details.hinh").evaluate("one => { one.open = true; }")
    image = page.locator(".hinh img")
    image.scroll_into_view_if_needed()
    page.wait_for_function("document.querySelector('.hinh img').naturalWidth > 300")
    assert told in (image.get_attribute("alt") or "")
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Tải hình .svg").click()
    assert waiting.value.suggested_filename.endswith(".svg")
    root = ElementTree.parse(waiting.value.path()).getroot()
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    seen.context.close()
    assert seen.foreign == seen.faults == []


def test_a_picture_can_do_nothing(browser: Any, server: Server) -> None:
    answer = got(server, "/hinh/chi-thi.svg?cua=77/KH-UBND")
    assert answer.headers["Content-Type"].startswith("image/svg+xml")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'; sandbox")
    tags = {one.tag.rpartition("}")[2] for one in ElementTree.fromstring(answer.read()).iter()}
    assert tags <= {"svg", "title", "rect", "polyline", "polygon", "text"}
    seen = Watched(browser, server)
    seen.page.goto(f"{server.url}/hinh/chi-thi.svg?cua=77/KH-UBND")
    assert seen.page.evaluate("window.hit") is None
    seen.context.close()


def test_secret_documents_have_none(browser: Any, server: Server) -> None:
    with pytest.raises(urllib.error.HTTPError) as refused:
        got(server, "/hinh/chi-thi.svg?cua=5/KH-UBND")
    assert refused.value.code == 404
    assert "DP507" in refused.value.read().decode()
    seen = Watched(browser, server)
    page = seen.open("/van-ban/5")
    assert page.locator(".hinh").count() == 0
    seen.context.close()


def test_a_name_that_is_none_is_told(server: Server) -> None:
    with pytest.raises(urllib.error.HTTPError) as refused:
        got(server, "/hinh/chi-tieu.svg?cua=999")
    assert refused.value.code == 404
    assert refused.value.read().decode().startswith("DP501")
    with pytest.raises(urllib.error.HTTPError) as unknown:
        got(server, "/hinh/khac.svg?cua=3243")
    assert unknown.value.code == 422
