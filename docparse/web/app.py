"""The server put together: pages, downloads, the API, and the guard before all of them."""

from __future__ import annotations

import logging
from importlib.resources import files
from typing import TYPE_CHECKING

from docparse.output.htmlstyle import COLOURS, TEXT_STYLE
from docparse.store.location import locate
from docparse.web.desk import Desk
from docparse.web.guard import API, ICON, STATIC, Guard
from docparse.web.settings import Settings

if TYPE_CHECKING:
    from fastapi import FastAPI

    from docparse.accounts import Accounts

_HEAD = (
    '<meta name="robots" content="noindex"><link rel="stylesheet" href="/tinh/van-ban.css">'
    '<link rel="stylesheet" href="/tinh/desk.css"><script src="/tinh/desk.js" defer></script>'
)
_ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="6" fill="#0b4a8f"/>'
    '<path d="M9 8h14M9 14h14M9 20h9" stroke="#fff" stroke-width="3"/></svg>'
)


def create_app(settings: Settings, accounts: Accounts | None = None) -> FastAPI:
    """The whole as one ASGI application; NiceGUI keeps its pages for the process, so there is one server in each."""
    from fastapi import FastAPI, Response
    from fastapi.staticfiles import StaticFiles
    from nicegui import ui
    from starlette.middleware.gzip import GZipMiddleware

    from docparse.web import downloads, login, own, pictures
    from docparse.web.pages import PAGES

    logging.getLogger("nicegui").setLevel(logging.ERROR)
    app = FastAPI(title="docparse", openapi_url=None, docs_url=None, redoc_url=None)
    desk = Desk(settings, accounts)

    @app.get(f"{STATIC}van-ban.css")
    def text_style() -> Response:
        # nested, so that the looks of a document's text reach nothing else
        return Response(f"{COLOURS}.van-ban{{{TEXT_STYLE}}}", media_type="text/css")

    @app.get(ICON)
    def icon() -> Response:
        return Response(_ICON, media_type="image/svg+xml")

    app.mount(STATIC.rstrip("/"), StaticFiles(directory=str(files("docparse.web") / "static")))
    login.register(app, desk)
    downloads.register(app, desk)
    own.register(app, desk)
    pictures.register(app, desk)
    _mount_api(app, settings, accounts)
    ui.add_head_html(_HEAD, shared=True)
    for register in PAGES:
        register(desk)
    ui.run_with(
        app,
        title="docparse",
        favicon=_ICON,
        language="vi",
        tailwind=False,
        gzip_middleware_factory=None,
        show_welcome_message=False,
        reconnect_timeout=30.0,
    )
    app.add_middleware(Guard, settings=settings, accounts=accounts)
    app.add_middleware(GZipMiddleware, minimum_size=1024, compresslevel=5)
    return app


def _mount_api(app: FastAPI, settings: Settings, accounts: Accounts | None) -> None:
    """The questions for programs."""
    from docparse.api import create_api

    url = settings.store or locate(None).url
    limit = settings.upload_limit
    app.mount(API, create_api(url, accounts, secret_open=settings.secret_open, upload_limit=limit))
