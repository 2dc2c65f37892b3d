"""Việc của tôi: the agency is named once; then its own tasks stand there by how urgent they are."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import docparse
from tests.web.serving import ROOT, WIDTHS, Server, Watched, logged_in, serving, start_shared, violations

AGENCY = "Sở GD&ĐT tỉnh Điện Biên"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    url = f"sqlite:///{tmp_path_factory.mktemp('kho')}/kho.sqlite"
    with docparse.open_store(url) as opened:
        for name in ("3243-KH-UBND.txt", "06-CT-UBND.txt"):
            opened.add(docparse.parse(ROOT / "corpus" / "documents" / name))
    return url


@pytest.fixture(scope="module")
def server(store: str) -> Iterator[Server]:
    with serving(store) as found:
        yield found


def choose(page: Any, name: str) -> None:
    page.get_by_label("Cơ quan", exact=True).fill(name)
    page.get_by_role("button", name="Đặt làm cơ quan của tôi").click()
    page.wait_for_url("**/viec-cua-toi")
    page.wait_for_selector("h1")


def test_the_agency_is_named_once(browser: Any, server: Server, store: str, axe: str) -> None:
    seen = Watched(browser, server)
    choose(seen.open("/viec-cua-toi"), AGENCY)
    page = seen.open("/viec-cua-toi")
    assert page.locator("h2").first.inner_text() == "Sở Giáo dục và Đào tạo (Điện Biên)"
    groups = page.locator("caption").all_inner_texts()
    assert groups[0].startswith("Quá hạn: ")
    with docparse.open_store(store) as opened:
        answer = opened.checklist(AGENCY)
    assert sum(int(text.partition(": ")[2]) for text in groups) == answer.total
    assert page.locator("strong.qua").first.inner_text().startswith("quá ")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 768})
        assert violations(page, axe) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.set_viewport_size({"width": 1366, "height": 768})
    page.locator("a.cau").first.click()
    page.wait_for_selector("#toan-van")
    assert "task=" in page.url
    # what the terminal calls by the same name
    settings = Path(f"{store.removeprefix('sqlite:///')}.yaml")
    assert AGENCY in settings.read_text("utf-8")
    page = seen.open("/viec-cua-toi")
    page.get_by_text("Đổi cơ quan của mình").click()
    choose(page, "")
    assert page.locator("table").count() == 0
    seen.context.close()
    assert seen.faults == []


def test_with_accounts_each_browser_has_its_own(browser: Any, store: str) -> None:
    shared = start_shared(store)
    try:
        for name, agency in (("an", AGENCY), ("chi", "Sở Tài chính")):
            seen = logged_in(browser, shared, "/viec-cua-toi", name)
            page = seen.page
            assert page.locator("table").count() == 0
            choose(page, agency)
            assert page.locator("table").count() > 0
            seen.context.close()
    finally:
        shared.end()
