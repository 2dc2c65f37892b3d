"""The command that opens the workspace in the browser; gives the exit status."""

from __future__ import annotations

import socket
import threading
from argparse import Namespace
from contextlib import suppress
from contextvars import copy_context
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from docparse.errors import DocparseError, StoreError, reason
from docparse.output.screen import Screen
from docparse.web.settings import Settings

if TYPE_CHECKING:
    from docparse.accounts import Accounts

_MB = 1024 * 1024


def serve(arguments: Namespace, screen: Screen) -> int:
    """Serve until told to end; DP620 beyond loopback without accounts, DP621 without NiceGUI, DP622 a port in use."""
    settings = Settings(
        store=arguments.store,
        host=arguments.host,
        port=arguments.port,
        accounts=Path(arguments.accounts) if arguments.accounts else None,
        language=arguments.lang,
        upload_limit=max(1, arguments.upload_limit) * _MB,
        secret_open=arguments.open_secret,
    )
    accounts = _accounts(settings)
    _check_port(settings)
    where = _ready(settings.store)
    _warm(settings.store)
    import uvicorn

    from docparse.web.app import create_app

    app = create_app(settings, accounts)
    shown = f"[{settings.host}]" if ":" in settings.host else settings.host
    screen.line(f"docparse: http://{shown}:{settings.port} (Ctrl-C để dừng)")
    screen.line(f"Kho: {where}")
    screen.out.flush()
    uvicorn.run(app, host=settings.host, port=settings.port, log_level="warning", access_log=False, server_header=False)
    return 0


def _accounts(settings: Settings) -> Accounts | None:
    if find_spec("nicegui") is None:
        raise DocparseError("DP621", "docparse serve", "chưa cài phần web", "pip install 'docparse[web]'")
    if settings.accounts is None:
        if settings.loopback:
            return None
        what = "nghe ra ngoài máy này mà không có tài khoản thì ai cũng vào được"
        raise DocparseError("DP620", settings.host, what, "thêm --accounts TỆP (docparse users add), hoặc bỏ --host")
    from docparse.web.people import open_accounts

    return open_accounts(settings.accounts)


def _ready(store: str | None) -> str:
    """Where the store is; one that is not there yet begins empty, one that cannot be used is an error now."""
    from docparse import open_store

    with open_store(store) as opened:
        try:
            opened.db.row("document_count")
        except StoreError as error:
            if error.code != "DP401":
                raise
            with opened.db.writing(create=True):
                pass
        return opened.db.location.path


def _warm(store: str | None) -> None:
    """Load what the first question needs while the server starts: nobody waits for rules and registries."""

    def load() -> None:
        from docparse import open_store
        from docparse.questions.oneask import one_ask
        from docparse.questions.tasklist import frequent_agencies

        with suppress(DocparseError), open_store(store) as opened:
            for name in frequent_agencies(opened, 1):
                opened.agency(name)
                one_ask(opened, name)

    # in the same context: an office's own rules are of it
    threading.Thread(target=copy_context().run, args=(load,), daemon=True).start()


def _check_port(settings: Settings) -> None:
    """DP622 now, in one line, rather than later from the server."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((settings.host, settings.port))
        except (OSError, OverflowError) as error:
            why = reason(error) if isinstance(error, OSError) else "không có cổng này"
            where = f"{settings.host}:{settings.port}"
            advice = "chọn cổng khác bằng --port, hoặc dừng chương trình đang giữ cổng"
            raise DocparseError("DP622", where, f"không mở được cổng ({why})", advice) from error
