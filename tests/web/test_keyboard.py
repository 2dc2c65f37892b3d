"""The story without a mouse: ask, open the sentence, correct a lead, confirm, take back, see how far the work is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import docparse
from tests.web.serving import PLAN, Server, Watched, serving

LEAD = "Sở Nội vụ"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    store = f"sqlite:///{tmp_path}/kho.sqlite"
    with docparse.open_store(store) as opened:
        opened.add(docparse.parse(PLAN))
    with serving(store) as found:
        yield found


def tab_to(page: Any, selector: str, most: int = 150) -> None:
    """Press Tab until the keyboard is there."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("(wanted) => document.activeElement.matches(wanted)", selector):
            return
    raise AssertionError(f"{selector}: not reached")


def test_the_story_without_a_mouse(browser: Any, server: Server) -> None:
    seen = Watched(browser, server)
    page = seen.open("/")
    tab_to(page, "#o-q")
    page.keyboard.type("ai chủ trì kế hoạch 3243")
    page.keyboard.press("Enter")
    page.wait_for_selector("a.cau")
    tab_to(page, "a.cau")
    page.keyboard.press("Enter")
    page.wait_for_selector("mark.dang-xem")

    tab_to(page, 'a[href="/nhiem-vu"]')
    page.keyboard.press("Enter")
    page.wait_for_selector(".viec-bang")
    page.wait_for_function("window.socket === undefined || window.socket.connected")
    tab_to(page, "button.sua[data-field=lead]")
    page.keyboard.press("Enter")
    page.get_by_role("dialog").wait_for()
    page.wait_for_function("document.activeElement.matches('.hop input')")
    page.keyboard.type(LEAD)
    page.keyboard.press("Enter")
    page.get_by_role("dialog").wait_for(state="detached")
    page.locator("tbody tr").first.get_by_text(f"{LEAD}").first.wait_for()
    page.wait_for_function("document.activeElement.dataset.act === 'edit'")  # back at the task

    page.keyboard.press("Tab")
    tab_to(page, "input[data-task]")
    page.keyboard.press("Space")
    assert page.inner_text("#so-da-chon") == "1"
    page.keyboard.press("Shift+Tab")
    for _ in range(40):
        if page.evaluate("document.activeElement.dataset.act === 'confirm'"):
            break
        page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    page.wait_for_function("document.body.innerText.includes('✓')")

    page = seen.open("/tien-do")
    tab_to(page, '.the-tab a[href*="tien_do=done"]')
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Không có nhiệm vụ nào như vậy")
    seen.context.close()
    assert seen.foreign == seen.faults == []
