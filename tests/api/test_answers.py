"""The API answers as the command line does."""

from __future__ import annotations

import json

import pytest
from fastapi.testclient import TestClient

from docparse.accounts import Accounts
from docparse.api import create_api
from docparse.cli import main

ASKED = [
    ("/who", {"question": "ai chủ trì"}, ["who", "ai chủ trì"]),
    ("/checklist", {"agency": "Sở Y tế"}, ["checklist", "Sở Y tế"]),
    ("/search", {"words": "xã"}, ["search", "xã"]),
    ("/agency", {"name": "Sở Y tế"}, ["agency", "Sở Y tế"]),
    ("/trace", {"what": "3243"}, ["trace", "3243"]),
    ("/references", {"document": "3243"}, ["references", "3243"]),
    ("/goals", {"document": "3243"}, ["goals", "3243"]),
    ("/document", {"document": "3243"}, ["show", "3243"]),
    ("/sheet", {"document": "3243"}, ["sheet", "3243"]),
]


@pytest.fixture
def open_url(url: str) -> str:
    """The same store without its secret document, for the command line leaves nothing out of answers."""
    from docparse import open_store
    from docparse.accounts.visible import secret_documents

    with open_store(url) as store:
        for document in secret_documents(store):
            store.remove(document)
    return url


@pytest.mark.parametrize(("path", "query", "command"), ASKED, ids=[path for path, _, _ in ASKED])
def test_same_json_as_the_command(
    path: str, query: dict[str, str], command: list[str], open_url: str, client: TestClient,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    assert main([*command, "--json", "--store", open_url]) == 0
    assert client.get(path, params=query).json() == json.loads(capsys.readouterr().out)


def test_what_people_said_is_listed_but_not_of_secret_documents(url: str, client: TestClient) -> None:
    from docparse import open_store
    from docparse.accounts.visible import secret_documents
    from docparse.questions.correcting import correct

    task = client.get("/tasks").json()["tasks"][0]
    client.post("/corrections", json={"what": task["id"], "lead": ["Sở Tư pháp"]})
    with open_store(url) as store:
        (secret,) = secret_documents(store)
        hidden = store.sheet(secret).tasks[0]
        correct(store, hidden.id, {"lead": ["Sở Nội vụ"]}, "An")
    said = client.get("/corrections").json()["rows"]
    assert [(one["document"], one["task_id"]) for one in said] == [(task["document"]["name"], task["id"])]
    assert client.get("/corrections", params={"document": "3243", "orphaned": True}).json()["rows"] == []
    assert client.get("/corrections", params={"document": secret}).status_code == 404


def test_an_older_version_stays_closed_after_its_paper_was_opened(url: str, accounts: Accounts) -> None:
    from dataclasses import replace

    from docparse import open_store
    from tests.store.builders import party_plan

    plan = party_plan().build()
    with open_store(url) as store:
        opened = replace(plan, source={**plan.source, "sha256": "0" * 64})
        assert store.add(opened).version == 2
        id_ = plan.document.id
        assert store.plan(id_, 1)["document"]["secrecy"] == "Mật"
    asked = {"old": f"{id_}@1", "new": id_}
    for shown, status in ((False, 404), (True, 200)):
        token = accounts.new_token("sep", "t")
        client = TestClient(create_api(url, accounts, secret_open=shown), headers={"Authorization": f"Bearer {token}"})
        assert client.get("/diff", params=asked).status_code == status
        assert client.get("/diff", params={"old": id_, "new": id_}).status_code == 200


def test_tasks_by_the_days_of_their_deadlines(client: TestClient) -> None:
    task = client.get("/tasks").json()["tasks"][0]
    client.post("/corrections", json={"what": task["id"], "due": "trước ngày 30/6/2031"})
    for last, ids in (("2031-06-30", [task["id"]]), ("2031-06-29", [])):
        found = client.get("/tasks", params={"due_from": "2031-06-01", "due_until": last}).json()
        assert [one["id"] for one in found["tasks"]] == ids
    assert client.get("/tasks", params={"due_from": "30/6/2031"}).status_code == 422


def test_a_parameter_that_nothing_reads_is_refused(client: TestClient) -> None:
    answer = client.get("/tasks", params={"agancy": "Sở Y tế"})
    assert (answer.status_code, answer.json()["code"], answer.json()["where"]) == (422, "DP663", "agancy")
    assert "agency, role, document" in answer.json()["advice"]
    assert client.post("/undo?now=1", json={"numbers": [1]}).json()["where"] == "now"
    wrong = client.get("/tasks", params={"role": "boss"}).json()
    assert wrong["advice"].startswith("một trong 'lead', 'implement'")
    assert client.get("/who").json()["title"] == "thiếu giá trị"


def test_documents_come_in_pages(client: TestClient) -> None:
    answer = client.get("/documents", params={"limit": 1}).json()
    assert (answer["total"], answer["next"], len(answer["documents"])) == (1, None, 1)
    assert client.get("/documents", params={"offset": 5}).json()["documents"] == []


def test_etag_stands_until_a_person_corrects(client: TestClient) -> None:
    tag = client.get("/tasks").headers["etag"]
    assert client.get("/tasks", headers={"If-None-Match": tag}).status_code == 304
    task = client.get("/tasks").json()["tasks"][0]
    said = client.post("/corrections", json={"what": task["id"], "lead": ["Sở Tư pháp"]})
    assert said.json()["tasks"][0]["lead"][0]["agency"] == "Sở Tư pháp"
    after = client.get("/tasks", headers={"If-None-Match": tag})
    assert after.status_code == 200
    assert after.headers["etag"] != tag
    number = said.json()["tasks"][0]["said"][0]["number"]
    assert client.post("/undo", json={"numbers": [number]}).status_code == 200
    assert client.get("/tasks").json()["tasks"][0]["said"] == []


def test_a_document_is_uploaded(client: TestClient) -> None:
    text = "ỦY BAN NHÂN DÂN TỈNH ĐIỆN BIÊN\nSố: 77/KH-UBND\nKẾ HOẠCH\nThử\nI. NHIỆM VỤ\n1. Sở Y tế chủ trì kiểm tra.\n"
    done = client.post("/documents", params={"name": "thu.txt"}, content=text.encode())
    assert done.status_code == 200
    assert done.json()["status"] == "added"
    assert client.get("/documents").json()["total"] == 2


def test_errors_are_problems_with_codes(client: TestClient) -> None:
    missing = client.get("/document", params={"document": "khong-co"})
    assert missing.status_code == 404
    assert missing.headers["content-type"] == "application/problem+json"
    assert missing.json()["code"] == "DP501"
    assert client.get("/tasks", params={"limit": 0}).json()["code"] == "DP663"
    assert client.get("/nowhere").json()["status"] == 404
    broken = client.post("/documents", params={"name": "a.docx"}, content=b"no archive")
    assert broken.status_code == 409
    assert broken.json()["code"].startswith("DP1")


def test_a_checklist_comes_in_pages(client: TestClient) -> None:
    whole = client.get("/checklist", params={"agency": "Sở Giáo dục và Đào tạo"}).json()
    pages = [
        client.get("/checklist", params={"agency": "Sở Giáo dục và Đào tạo", "limit": 2, "offset": offset}).json()
        for offset in range(0, whole["total"], 2)
    ]
    assert [row for page in pages for row in page["rows"]] == whole["rows"]
    assert {page["total"] for page in pages} == {whole["total"]}
