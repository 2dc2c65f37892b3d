"""``docparse serve`` from the command line: what it refuses, in one coded line."""

from __future__ import annotations

import socket
import subprocess
import sys
from pathlib import Path

import pytest

from docparse.cli import main
from tests.web.serving import free_port, serving, start


def refusal(capsys: pytest.CaptureFixture[str], *options: str) -> str:
    assert main(["serve", *options]) == 1
    return capsys.readouterr().err


def test_beyond_this_machine_only_with_accounts(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert refusal(capsys, "--host", "0.0.0.0").startswith("DP620 0.0.0.0: ")
    assert refusal(capsys, "--host", "::").startswith("DP620 ::: ")
    assert refusal(capsys, "--accounts", str(tmp_path / "nguoi.sqlite")).startswith("DP620 nguoi.sqlite: ")


def test_without_the_extra_it_says_what_to_install(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("docparse.cli_serve.find_spec", lambda name: None)
    assert "pip install 'docparse[web]'" in refusal(capsys)


def test_a_port_in_use_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("nicegui", reason="the extra “web” is not installed")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert refusal(capsys, "--port", str(port)).startswith(f"DP622 127.0.0.1:{port}: ")
    assert refusal(capsys, "--port", "99999").startswith("DP622 127.0.0.1:99999: ")


def test_nothing_of_it_is_loaded_before_it_is_asked_for() -> None:
    code = "import sys; from docparse.cli import main; main(['--help']); print('nicegui' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "False"


def test_it_ends_when_told_to(tmp_path: Path) -> None:
    server = start(f"sqlite:///{tmp_path}/kho.sqlite", port=free_port())
    server.end()
    assert server.process.returncode in (0, -15, 143)


def test_a_store_that_is_not_there_yet_is_empty_and_not_an_error(tmp_path: Path) -> None:
    import urllib.request

    with serving(f"sqlite:///{tmp_path}/moi.sqlite") as server:
        for path in ("/", "/van-ban", "/nhiem-vu", "/tien-do", "/co-quan", "/chi-thi", "/chi-tieu"):
            text = urllib.request.urlopen(f"{server.url}{path}").read().decode()
            assert "DP9" not in text, path
            assert "DP4" not in text, path


def test_an_address_that_is_no_page_shows_the_way_to_those_that_are(tmp_path: Path) -> None:
    import urllib.error
    import urllib.request

    with serving(f"sqlite:///{tmp_path}/moi.sqlite") as server:
        with pytest.raises(urllib.error.HTTPError) as told:
            urllib.request.urlopen(f"{server.url}/khong-co?<b>")
        text = told.value.read().decode()
    assert told.value.code == 404
    assert "DP626" in text
    assert "/van-ban" in text
    assert "HTTPException" not in text
