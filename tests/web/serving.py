"""A server of its own process, as people start it, and a browser that tells of whatever leaves this machine."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
PLAN = ROOT / "corpus" / "documents" / "3243-KH-UBND.txt"
WIDTHS = (390, 768, 1366)
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]
_STARTED = 30.0  # seconds; a loaded machine is slow
_QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip


@dataclass(frozen=True)
class Server:
    url: str
    process: subprocess.Popen[str]

    def end(self) -> None:
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(20)


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


def start(store: str, *options: str, port: int | None = None) -> Server:
    """``docparse serve`` once it answers."""
    pytest.importorskip("nicegui", reason="the extra “web” is not installed")
    number = port or free_port()
    config = f"{store.removeprefix('sqlite:///')}.yaml"
    command = [sys.executable, "-m", "docparse", "serve", "--port", str(number), "--store", store, *options]
    return _run(command, number, DOCPARSE_CONFIG=config)


def start_shared(store: str) -> Server:
    """A server for several people (:mod:`tests.web.fakes`)."""
    pytest.importorskip("nicegui", reason="the extra “web” is not installed")
    number = free_port()
    return _run([sys.executable, "-m", "tests.web.fakes", store, str(number)], number)


def _run(command: list[str], number: int, **more: str) -> Server:
    env = {**os.environ, "PYTHONPATH": str(ROOT), "DOCPARSE_USER": "Nguyễn An", **more}
    process = subprocess.Popen(command, cwd=ROOT, env=env, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    server = Server(f"http://127.0.0.1:{number}", process)
    until = time.monotonic() + _STARTED
    while time.monotonic() < until and process.poll() is None:
        try:
            urllib.request.urlopen(f"{server.url}/favicon.ico", timeout=1).close()
            return server
        except urllib.error.HTTPError:
            return server
        except OSError:
            time.sleep(0.05)
    process.kill()
    raise AssertionError(process.communicate()[0])


@contextmanager
def serving(store: str, *options: str) -> Iterator[Server]:
    server = start(store, *options)
    try:
        yield server
    finally:
        server.end()


@contextmanager
def chromium() -> Iterator[Any]:
    """A browser; skips with the reason where there is none."""
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed (extra “test”)")
    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if program is None:
        pytest.skip("Chromium is not installed on this machine")
    with api.sync_playwright() as play:
        browser = play.chromium.launch(executable_path=program, args=list(_QUIET))
        yield browser
        browser.close()


class Watched:
    """A page of the browser that keeps what it asked of other machines and what failed in it."""

    def __init__(self, browser: Any, server: Server, width: int = 1366, **options: Any) -> None:
        self.context = browser.new_context(viewport={"width": width, "height": 768}, **options)
        self.page = self.context.new_page()
        self.server = server
        self.foreign: list[str] = []
        self.faults: list[str] = []
        self.page.on("request", self._asked)
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("console", lambda said: self.faults.append(said.text) if said.type == "error" else None)

    def _asked(self, request: Any) -> None:
        if not request.url.startswith((self.server.url, self.server.url.replace("http", "ws", 1), "data:", "blob:")):
            self.foreign.append(request.url)

    def open(self, path: str) -> Any:
        """The page, once it is drawn and talks with the server."""
        self.page.goto(self.server.url + path)
        self.page.wait_for_selector("h1")
        self.page.wait_for_function("window.socket === undefined || window.socket.connected")
        return self.page


def logged_in(browser: Any, server: Server, path: str, name: str) -> Watched:
    """``path`` as one of the people of :func:`start_shared` sees it first."""
    seen = Watched(browser, server)
    seen.page.goto(server.url + path)
    seen.page.get_by_label("Tên đăng nhập").fill(name)
    seen.page.get_by_label("Mật khẩu").fill(name * 6)
    seen.page.get_by_role("button", name="Đăng nhập").click()
    seen.page.wait_for_selector("h1")
    return seen


def violations(page: Any, axe: str) -> list[str]:
    """What axe finds against WCAG 2.1 AA."""
    page.evaluate(axe)
    found = page.evaluate("async (tags) => (await axe.run(document, {runOnly: tags})).violations", RULES)
    return [f"{one['id']}: {node['html']} {node['failureSummary']}" for one in found for node in one["nodes"]]
