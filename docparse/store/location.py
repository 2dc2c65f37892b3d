"""Which file or database a store URL means."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qs, parse_qsl, quote, urlencode, urlsplit

from docparse.errors import StoreError

VARIABLE = "DOCPARSE_STORE"
MEMORY = ":memory:"
_SCHEME = "sqlite:///"
_SERVERS = ("postgresql", "postgres")
_FORMS = "sqlite:///TỆP hoặc postgresql://NGƯỜI_DÙNG@MÁY_CHỦ/CƠ_SỞ_DỮ_LIỆU"


@dataclass(frozen=True, slots=True)
class Location:
    """``path``, for people: a file's absolute path, :data:`MEMORY`, or a server's address without its password.

    ``server`` is the address that a PostgreSQL driver takes; ``own_folder``: the folder is ours to make.
    """

    path: str
    read_only: bool = False
    own_folder: bool = False
    server: str | None = field(default=None, repr=False)

    @property
    def url(self) -> str:
        """What opens the same store; with the password of a server's address, so not for printing."""
        return self.server or _SCHEME + self.path


def locate(url: str | None) -> Location:
    """The place that ``url``, else ``DOCPARSE_STORE``, else the user's data folder names; StoreError DP405."""
    url = url or os.environ.get(VARIABLE) or None
    if url is None:
        import platformdirs

        return Location(str(Path(platformdirs.user_data_dir("docparse", appauthor=False)) / "kho.db"), own_folder=True)
    if url.partition("://")[0] in _SERVERS:
        return _server(url)
    if not url.startswith(_SCHEME):
        scheme = url.partition(":")[0] if "://" in url else None
        what = f"docparse chưa có loại kho {scheme!r}" if scheme else "không phải địa chỉ kho"
        raise StoreError("DP405", url, what, f"viết địa chỉ kho theo dạng {_FORMS}")
    path, _, query = url[len(_SCHEME) :].partition("?")
    mode = parse_qs(query).get("mode", ["rw"])[-1]
    if not path or "\0" in path or mode not in ("ro", "rw"):
        raise StoreError("DP405", repr(url)[1:-1], "địa chỉ kho không đúng", "viết theo dạng sqlite:///TỆP")
    if path == MEMORY:
        return Location(MEMORY)
    return Location(os.path.abspath(os.path.expanduser(path)), read_only=mode == "ro")


def _server(url: str) -> Location:
    """``postgresql://user:secret@host/db?mode=ro``: the driver's address, and the same without what is secret."""
    try:
        parts = urlsplit(url)
        given = dict(parse_qsl(parts.query, strict_parsing=bool(parts.query)))
        port = parts.port
    except ValueError:
        port, given, parts = None, {"mode": ""}, urlsplit("postgresql://")
    mode = given.pop("mode", "rw")
    host, user = parts.hostname or given.get("host", ""), parts.username
    shown = f"postgresql://{f'{user}@' if user else ''}{host}{f':{port}' if port else ''}{parts.path}"
    if mode not in ("ro", "rw") or not parts.path.strip("/") or "\0" in url:
        raise StoreError("DP405", shown, "địa chỉ kho không đúng", f"viết theo dạng {_FORMS}")
    more = f"?{urlencode(given, quote_via=quote)}" if given else ""
    return Location(shown, read_only=mode == "ro", server=url.partition("?")[0] + more)
