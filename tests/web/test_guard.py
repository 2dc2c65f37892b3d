"""What stands before every request; the numbers are those of OWASP ASVS 4.0, level 1."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("nicegui", reason="the extra “web” is not installed")
testclient = pytest.importorskip("starlette.testclient", reason="httpx is not installed (extra “test”)")

from fastapi import FastAPI, Request, Response  # noqa: E402
from fastapi.responses import HTMLResponse  # noqa: E402
from starlette.websockets import WebSocketDisconnect  # noqa: E402

from docparse.errors import DocparseError  # noqa: E402
from docparse.web import downloads, login, own  # noqa: E402
from docparse.web.desk import Desk  # noqa: E402
from docparse.web.guard import Guard  # noqa: E402
from docparse.web.settings import Settings  # noqa: E402
from docparse.web.visit import ADMIN, EDIT, VIEW, Visit, visit_of  # noqa: E402
from tests.web.fakes import Accounts  # noqa: E402

HOST = "http://localhost:8080"


def client(accounts: Accounts | None = None, store: str | None = None, **options: Any) -> Any:
    settings = Settings(store, **options)
    app = FastAPI(openapi_url=None)
    desk = Desk(settings, accounts)
    login.register(app, desk)
    downloads.register(app, desk)
    own.register(app, desk)

    @app.get("/trang")
    def page(request: Request) -> Response:
        visit = visit_of(request.scope)
        return HTMLResponse(f"<script>1</script>{visit.name} {visit.role} &lt;script&gt;")

    @app.post("/ghi")
    async def write(request: Request) -> int:
        return len(await request.body())

    app.add_middleware(Guard, settings=settings, accounts=accounts)
    return testclient.TestClient(app, base_url=HOST, follow_redirects=False)


def people() -> Accounts:
    accounts = Accounts()
    accounts.add("an", "mat-khau-dai", ADMIN, "Nguyễn An")
    return accounts


def logged_in(browser: Any) -> Any:
    form = browser.get("/dang-nhap").text
    token = re.search(r'name="ma" value="([^"]+)"', form)
    assert token is not None
    data = {"ten": "an", "mat_khau": "mat-khau-dai", "den": "/trang", "ma": token[1]}
    return browser.post("/dang-nhap", data=data, headers={"Origin": HOST})


def test_headers_of_every_answer() -> None:
    """V14.4: type, CSP, nosniff, referrer, framing."""
    for path in ("/trang", "/khong-co"):
        headers = client().get(path).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
        assert headers["referrer-policy"] == "same-origin"
        assert headers["cache-control"] == "no-store"
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "http" not in policy.replace("script-src", "")
        assert "'unsafe-inline'" not in policy.split("style-src")[0]


def test_only_our_own_scripts_may_run() -> None:
    """V5.3.3, V14.4.3: a number of each answer, which only the page's own tags get."""
    first, second = (client().get("/trang") for _ in range(2))
    numbers = [re.search(r"'nonce-([^']+)'", one.headers["content-security-policy"]) for one in (first, second)]
    assert numbers[0] is not None
    assert numbers[1] is not None
    assert numbers[0][1] != numbers[1][1]
    assert f'<script nonce="{numbers[0][1]}">1</script>' in first.text
    assert "&lt;script&gt;" in first.text


@pytest.mark.parametrize("origin", [None, "https://evil.example", "http://localhost:9999", "null"])
def test_writing_takes_our_own_origin(origin: str | None) -> None:
    """V4.2.2, V13.2.3: no request forged by another site."""
    headers = {"Origin": origin} if origin else {}
    answer = client().post("/ghi", content=b"x", headers=headers)
    assert (answer.status_code, answer.text[:5]) == (403, "DP625")
    assert client().post("/ghi", content=b"x", headers={"Origin": HOST}).json() == 1


def test_a_websocket_takes_our_own_origin() -> None:
    foreign = {"Origin": "https://evil.example"}
    with pytest.raises(WebSocketDisconnect), client().websocket_connect("/_nicegui_ws/socket.io/", headers=foreign):
        pass


def test_a_foreign_name_for_this_machine_is_refused() -> None:
    """DNS rebinding: without accounts only names of this machine count."""
    assert client().get("/trang", headers={"Host": "evil.example"}).status_code == 400
    assert client().get("/trang", headers={"Host": "127.0.0.1:8080"}).status_code == 200


def test_bodies_have_a_limit() -> None:
    """V12.1.1: announced or not."""
    browser = client(upload_limit=1000)
    big = b"x" * 200_000
    assert browser.post("/ghi", content=big, headers={"Origin": HOST}).status_code == 413

    def unannounced() -> Any:
        yield from (big[:1000] for _ in range(200))

    assert browser.post("/ghi", content=unannounced(), headers={"Origin": HOST}).status_code == 413


def test_without_accounts_whoever_is_here_is_the_administrator(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCPARSE_USER", "Trần Bình")
    assert "Trần Bình quản trị" in client().get("/trang").text


def test_nothing_is_seen_before_logging_in() -> None:
    """V4.1.1, V4.1.3: every path but the login asks who it is."""
    browser = client(people())
    page = browser.get("/trang?a=1", headers={"Accept": "text/html"})
    assert (page.status_code, page.headers["location"]) == (303, "/dang-nhap?den=/trang%3Fa%3D1")
    for path in ("/trang", "/xuat/nhiem-vu.xlsx", "/_nicegui/client/1/upload/2", "/_nicegui_ws/socket.io/?EIO=4"):
        assert browser.get(path).status_code == 401
    with pytest.raises(WebSocketDisconnect), browser.websocket_connect("/x", headers={"Origin": HOST}):
        pass


def test_logging_in_and_out() -> None:
    """V3.4: the cookie is out of reach of scripts and of other sites; V3.3.1: logging out ends the session."""
    accounts = people()
    browser = client(accounts)
    answer = logged_in(browser)
    assert (answer.status_code, answer.headers["location"]) == (303, "/trang")
    cookie = next(one for one in answer.headers.get_list("set-cookie") if one.startswith("docparse_phien"))
    assert "HttpOnly" in cookie
    assert "samesite=strict" in cookie.lower()
    assert "an quản trị" in browser.get("/trang").text
    assert browser.post("/dang-xuat", data={"ma": "sai"}, headers={"Origin": HOST}).status_code == 403
    token = login.form_token("phien-an")
    assert browser.post("/dang-xuat", data={"ma": token}, headers={"Origin": HOST}).status_code == 303
    assert accounts.sessions == {}
    assert browser.get("/trang").status_code == 401


def test_a_login_form_from_elsewhere_is_refused() -> None:
    """V4.2.2: the token of the form must be the one that our page gave."""
    browser = client(people())
    data = {"ten": "an", "mat_khau": "mat-khau-dai", "ma": "x"}
    assert browser.post("/dang-nhap", data=data, headers={"Origin": HOST}).status_code == 403
    browser.get("/dang-nhap")
    assert browser.post("/dang-nhap", data=data, headers={"Origin": HOST}).status_code == 403


def test_a_wrong_password_says_no_more_than_that() -> None:
    browser = client(people())
    token = re.search(r'name="ma" value="([^"]+)"', browser.get("/dang-nhap").text)
    assert token is not None
    data = {"ten": "an", "mat_khau": "sai", "ma": token[1]}
    answer = browser.post("/dang-nhap", data=data, headers={"Origin": HOST})
    assert answer.status_code == 401
    assert "DP660" in answer.text
    assert "docparse_phien" not in str(answer.headers)


@pytest.mark.parametrize("to", ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)"])
def test_the_login_leads_nowhere_else(to: str) -> None:
    """V5.1.5: no open redirect."""
    page = client(people()).get("/dang-nhap", params={"den": to}).text
    assert 'name="den" value="/"' in page


def test_roles() -> None:
    """V4.1.3: who may only look may not edit."""
    with pytest.raises(DocparseError) as refused:
        Visit("b", VIEW, "vi", "").must(EDIT)
    assert refused.value.code == "DP624"
    Visit("c", ADMIN, "vi", "").must(EDIT)
    assert not Visit("d", "lạ", "vi", "").may(VIEW)


def test_secret_documents_stay_out_of_downloads(tmp_path: Path) -> None:
    """V8.3.4: and every download stands in the log."""
    import io

    import openpyxl

    import docparse

    store = f"sqlite:///{tmp_path}/kho.sqlite"
    head = "ỦY BAN NHÂN DÂN\nTỈNH ĐIỆN BIÊN\n{}Số: {}/KH-UBND\nĐiện Biên, ngày 02 tháng 3 năm 2020\nKẾ HOẠCH\nVề {}\n"
    body = "I. NHIỆM VỤ\n1. Sở Nội vụ\n- Chủ trì {} trước ngày 30/6/2020.\n"
    with docparse.open_store(store) as opened:
        for number, mark, what in ((5, "MẬT\n", "rà soát kho lưu trữ"), (6, "", "tập huấn cán bộ cấp xã")):
            (tmp_path / f"{number}.txt").write_text(head.format(mark, number, what) + body.format(what), "utf-8")
            opened.add(docparse.parse(tmp_path / f"{number}.txt"))
        assert len(opened.documents()) == 2

    def rows(path: str, **options: Any) -> str:
        accounts = people()
        browser = client(accounts, store, **options)
        logged_in(browser)
        answer = browser.get(path)
        if answer.status_code == 404:
            return str(answer.text)
        assert accounts.log[-1][:2] == ("an", "tải tệp")
        book = openpyxl.load_workbook(io.BytesIO(answer.content))
        return str(list(book.worksheets[0].iter_rows(values_only=True)))

    seen = rows("/xuat/nhiem-vu.xlsx")
    assert "tập huấn cán bộ" in seen
    assert "kho lưu trữ" not in seen
    assert "kho lưu trữ" not in rows("/xuat/phieu.xlsx?ten=Sở Nội vụ")
    assert rows("/xuat/van-ban.xlsx?van_ban=5/KH-UBND").startswith("DP507")
    assert "kho lưu trữ" in rows("/xuat/nhiem-vu.xlsx", secret_open=True)
    for path in ("/xuat/ma-tran.csv?van_ban=5/KH-UBND", "/xuat/bao-phu.csv?tren=6/KH-UBND&duoi=5/KH-UBND"):
        assert rows(path).startswith("DP507")


def test_loopback() -> None:
    assert Settings(None).loopback
    assert Settings(None, host="::1").loopback
    assert Settings(None, host="127.0.0.9").loopback
    assert not Settings(None, host="0.0.0.0").loopback
    assert not Settings(None, host="may-chu").loopback


def test_too_many_tasks_for_a_file_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import io

    import openpyxl

    import docparse
    from tests.web.serving import PLAN

    store = f"sqlite:///{tmp_path}/kho.sqlite"
    with docparse.open_store(store) as opened:
        opened.add(docparse.parse(PLAN))
    monkeypatch.setattr(downloads, "_MOST_IN_WORD", 20)
    monkeypatch.setattr(downloads, "_MOST", 30)
    browser = client(None, store)
    answer = browser.get("/xuat/nhiem-vu.docx")
    assert (answer.status_code, answer.text[:5]) == (404, "DP525")
    sheet = openpyxl.load_workbook(io.BytesIO(browser.get("/xuat/nhiem-vu.xlsx").content)).worksheets[0]
    assert sheet["A2"].value == "94 nhiệm vụ; chỉ ghi 30 nhiệm vụ đầu"


def test_the_choice_of_an_agency_is_of_this_site() -> None:
    accounts = people()
    browser = client(accounts)
    logged_in(browser)
    foreign = browser.post("/co-quan-cua-toi", data={"ten": "Sở Y tế"}, headers={"Origin": "http://xau.vn"})
    assert foreign.status_code == 403
    answer = browser.post("/co-quan-cua-toi", data={"ten": " Sở  Y tế\\r\\nSet-Cookie: x=1"}, headers={"Origin": HOST})
    assert answer.status_code == 303
    kept = answer.headers["set-cookie"].lower()
    assert all(part in kept for part in ("httponly", "samesite=strict", "path=/"))
    assert "\n" not in kept
    assert browser.post("/co-quan-cua-toi", data={"ten": "x" * 301}, headers={"Origin": HOST}).status_code == 422
