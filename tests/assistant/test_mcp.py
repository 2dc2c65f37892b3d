"""``docparse mcp`` as assistants use it: a child process over stdio, and over HTTP."""

from __future__ import annotations

import asyncio
import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from docparse import open_store
from docparse.accounts import Accounts, Role
from docparse.cli import main
from tests.store.builders import party_plan, province_plan

mcp_client = pytest.importorskip("mcp.client")
TOOLS = {"who", "checklist", "trace", "search", "references", "agency", "document", "tasks"}
ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def url(tmp_path: Path) -> str:
    found = f"sqlite:///{tmp_path / 'kho.db'}"
    secret = party_plan().build()
    with open_store(found) as store:
        store.add(province_plan().build())
        store.add(replace(secret, document=replace(secret.document, secrecy="Tối mật")))
    return found


WRONG: list[tuple[str, dict[str, Any]]] = [
    ("tasks", {"agancy": "Sở Y tế"}),
    ("tasks", {"role": "boss"}),
    ("tasks", {"due_from": "30/6/2031"}),
    ("who", {}),
]
WHY = [
    "DP668 tasks agancy: công cụ không có tham số này; có các tham số: agency, role",
    "DP668 tasks role: giá trị không đúng; một trong '', 'lead'",
    "DP668 tasks due_from: giá trị không đúng; due_from ghi như 2026-06-30",
    "DP668 who question: thiếu giá trị",
]


def test_over_stdio(url: str) -> None:
    from mcp import StdioServerParameters
    from mcp.client.stdio import stdio_client

    wrong: list[Any] = []

    async def talk() -> tuple[Any, Any, Any, Any]:
        args = ["-m", "docparse", "mcp", "--store", url]
        child = StdioServerParameters(command=sys.executable, args=args, cwd=ROOT)
        async with mcp_client.Client(stdio_client(child)) as client:
            tools = (await client.list_tools()).tools
            references = (await client.call_tool("references", {"document": "3243"})).structured_content
            tasks = (await client.call_tool("tasks", {"limit": 100})).structured_content
            secret = await client.call_tool("document", {"document": "82-KH/TU"})
            wrong.extend([await client.call_tool(*call) for call in WRONG])
            return tools, references, tasks, secret

    tools, references, tasks, secret = asyncio.run(talk())
    assert {tool.name for tool in tools} == TOOLS
    assert all("giữ nguyên văn trích dẫn" in tool.description for tool in tools)
    with open_store(url) as store:
        assert references["document"]["id"] == store.find_document("3243").id
        text = store.plan("3243")["text"]
    quotes = [task["quote"] for task in tasks["tasks"]]
    assert quotes
    assert all(quote["text"] == text[quote["start"] : quote["end"]] and quote["place"] for quote in quotes)
    assert [one.content[0].text[: len(why)] for one, why in zip(wrong, WHY, strict=True)] == WHY
    assert secret.is_error
    assert "DP501 82-KH/TU" in secret.content[0].text


def test_over_http_with_a_token(url: str, tmp_path: Path) -> None:
    from docparse.assistant.http import create_http
    from docparse.assistant.server import create_server

    accounts = Accounts.open(tmp_path / "tai-khoan.db")
    accounts.add("sep", "mot cau that dai", Role.ADMIN)
    token = accounts.new_token("sep", "trợ lý")
    app = create_http(create_server(url, accounts), "127.0.0.1", accounts)
    call = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": "tasks", "arguments": {}}}
    accept = {"Accept": "application/json, text/event-stream"}
    with TestClient(app, base_url="http://127.0.0.1:8081") as client:
        assert client.post("/mcp", json=call, headers=accept).status_code == 401
        answer = client.post("/mcp", json=call, headers={**accept, "Authorization": f"Bearer {token}"})
    assert answer.status_code == 200
    found = answer.json()["result"]["structuredContent"]["tasks"]
    assert {task["document"]["symbol"] for task in found} == {"3243/KH-UBND"}


def test_not_beyond_loopback_without_accounts(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["mcp", "--http", "--host", "0.0.0.0", "--store", url]) == 1
    assert "DP666 0.0.0.0" in capsys.readouterr().err


def test_secret_documents_are_not_opened_without_a_log(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["mcp", "--open-secret", "--store", url]) == 1
    assert "DP667 docparse mcp --open-secret" in capsys.readouterr().err


def test_a_long_answer_is_cut_and_says_so() -> None:
    from docparse.assistant.fitting import fitted

    tree = {"label": "a", "edges": [{"quote": "x" * 90, "edges": [{"quote": "y" * 90}] * 30} for _ in range(20)]}
    answer = {"root": tree, "warnings": ["w"] * 3, "total": 7}
    assert fitted(answer, 10**6) == answer
    cut = fitted(answer, 20_000)
    assert len(json.dumps(cut, ensure_ascii=False)) <= 20_100
    assert (cut["total"], cut["warnings"]) == (7, ["w"] * 3)
    assert len(cut["root"]["edges"]) + cut["left_out"]["root.edges"] == 20
    assert len(answer["root"]["edges"]) == 20
    assert len(json.dumps(fitted({"a": ["z" * 50] * 2}, 10), ensure_ascii=False)) > 10
