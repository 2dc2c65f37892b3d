"""OWASP ASVS 4.0.3, level 1: the items that apply to the API, each test naming its own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from docparse.accounts import Accounts
from docparse.api import create_api

Clients = Callable[..., TestClient]
SECRET = "82-KH/TU"
PATHS = ("/documents", "/tasks", "/who?question=ai", "/search?words=x%C3%A3", "/document?document=3243")


@pytest.mark.parametrize("path", PATHS)
def test_v4_1_1_nothing_without_a_token(path: str, as_user: Clients) -> None:
    refused = as_user("").get(path)
    assert (refused.status_code, refused.json()["code"]) == (401, "DP660")
    assert refused.headers["www-authenticate"] == "Bearer"


def test_v3_5_2_a_token_taken_back_is_none(as_user: Clients, accounts: Accounts) -> None:
    client = as_user("xem")
    assert client.get("/documents").status_code == 200
    accounts.drop_tokens("xem")
    assert client.get("/documents").status_code == 401


@pytest.mark.parametrize(("path", "body"), [("/corrections", {"what": "x", "note": "y"}), ("/undo", {"numbers": [1]})])
def test_v4_1_3_a_viewer_writes_nothing(path: str, body: dict[str, object], as_user: Clients) -> None:
    assert as_user("xem").post(path, json=body).json()["code"] == "DP661"
    assert as_user("sua").post(path, json=body).status_code == 404


def test_v4_1_5_an_unknown_role_is_refused_before_the_body(as_user: Clients) -> None:
    assert as_user("xem").post("/documents?name=a.txt", content=b"x" * 5000).status_code == 403


def test_v5_1_2_unknown_fields_are_refused(as_user: Clients) -> None:
    sent = {"what": "3243", "note": "a", "person": "another"}
    assert as_user("sua").post("/corrections", json=sent).status_code == 422


@pytest.mark.parametrize("words", ["' OR 1=1 --", '"; DROP TABLE documents; --', "a* NEAR b", "\x00", "%_", "<script>"])
def test_v5_3_4_sql_is_only_text(words: str, as_user: Clients) -> None:
    client = as_user("xem")
    for path, name in (("/search", "words"), ("/who", "question"), ("/checklist", "agency"), ("/document", "document")):
        assert client.get(path, params={name: words}).status_code < 500
    assert client.get("/documents").json()["total"] == 1


def test_v7_4_1_a_failure_tells_nothing_of_the_inside(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from docparse.questions import Store

    def broken(*_: object) -> None:
        raise RuntimeError("mysql://secret")

    monkeypatch.setattr(Store, "documents", broken)
    answer = TestClient(create_api(url, None), raise_server_exceptions=False).get("/documents")
    assert (answer.status_code, answer.json()["code"]) == (500, "DP900")
    assert "secret" not in answer.text
    assert "Traceback" not in answer.text


def test_v12_1_1_a_large_file_is_refused(as_user: Clients) -> None:
    refused = as_user("sua", limit=1000).post("/documents?name=a.txt", content=b"x" * 1001)
    assert (refused.status_code, refused.json()["code"]) == (413, "DP662")


def test_v12_3_1_a_file_name_is_no_path(as_user: Clients, tmp_path: Path) -> None:
    before = sorted(path.name for path in tmp_path.iterdir())
    as_user("sua").post("/documents?name=../../x.txt", content="Sở Y tế chủ trì.".encode())
    assert not (tmp_path.parent.parent / "x.txt").exists()
    assert {name for name in before if name.endswith(".db")} <= {path.name for path in tmp_path.iterdir()}


def test_v14_4_headers(as_user: Clients) -> None:
    headers = as_user("xem").get("/documents").headers
    assert headers["content-type"] == "application/json"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["content-security-policy"] == "default-src 'none'; frame-ancestors 'none'"
    assert headers["cache-control"] == "private, no-cache"


def test_v14_5_1_only_known_methods(as_user: Clients) -> None:
    refused = as_user("xem").delete("/documents")
    assert (refused.status_code, refused.headers["allow"]) == (405, "GET")


@pytest.mark.parametrize("name", ["xem", "sua", "sep"])
def test_v8_secret_documents_are_in_no_answer(name: str, as_user: Clients) -> None:
    client = as_user(name)
    assert client.get("/documents").json()["total"] == 1
    assert client.get("/document", params={"document": SECRET}).json()["code"] == "DP501"
    everything = client.get("/tasks", params={"limit": 500}).json()
    assert {task["document"]["symbol"] for task in everything["tasks"]} == {"3243/KH-UBND"}


def test_v8_opened_for_the_administrator_alone_and_logged(as_user: Clients, accounts: Accounts) -> None:
    assert as_user("sua", opened=True).get("/documents").json()["total"] == 1
    assert as_user("sep", opened=True).get("/documents").json()["total"] == 2
    seen = [line for line in accounts.audited() if line.who == "sep" and "Mật" in line.what]
    assert [line.on for line in seen] == ["/documents?"]


def test_v8_what_is_said_of_a_secret_task_stays(as_user: Clients) -> None:
    opened = as_user("sep", opened=True)
    tasks = opened.get("/tasks", params={"limit": 500}).json()["tasks"]
    task = next(one["id"] for one in tasks if one["document"]["symbol"] == SECRET)
    assert as_user("sua").post("/corrections", json={"what": task, "note": "a"}).json()["code"] == "DP506"
    said = opened.post("/corrections", json={"what": task, "note": "a"}).json()["tasks"][0]["said"]
    assert as_user("sua").post("/undo", json={"numbers": [said[0]["number"]]}).json()["code"] == "DP453"
