"""The command that answers an assistant; gives the exit status."""

from __future__ import annotations

from argparse import Namespace
from importlib.util import find_spec
from pathlib import Path

from docparse.errors import DocparseError
from docparse.output.screen import Screen

_LOOPBACK = ("127.0.0.1", "::1", "localhost")


def run(arguments: Namespace, screen: Screen) -> int:
    """Answer until told to end; DP665 without the package; without accounts DP666 beyond loopback, DP667 secrets."""
    if find_spec("mcp") is None:
        raise DocparseError("DP665", "docparse mcp", "chưa cài phần mcp", "pip install 'docparse[mcp]'")
    if arguments.http and arguments.host not in _LOOPBACK and not arguments.accounts:
        what = "nghe ra ngoài máy này mà không có tài khoản thì ai cũng hỏi được"
        raise DocparseError("DP666", arguments.host, what, "thêm --accounts TỆP, hoặc bỏ --host")
    if arguments.open_secret and not arguments.accounts:
        what = "mở văn bản mật mà không có sổ ghi ai đã xem"
        raise DocparseError("DP667", "docparse mcp --open-secret", what, "thêm --accounts TỆP")
    from docparse.accounts import Accounts
    from docparse.assistant.server import create_server

    accounts = Accounts.open(Path(arguments.accounts)) if arguments.accounts else None
    server = create_server(arguments.store, accounts, secret_open=arguments.open_secret)
    if not arguments.http:
        server.run("stdio")
        return 0
    import uvicorn

    from docparse.assistant.http import create_http

    app = create_http(server, arguments.host, accounts, admin_only=arguments.open_secret)
    screen.line(f"docparse: http://{arguments.host}:{arguments.port}/mcp (Ctrl-C để dừng)")
    screen.out.flush()
    uvicorn.run(app, host=arguments.host, port=arguments.port, log_level="warning", access_log=False)
    return 0
