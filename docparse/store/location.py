"""Which file a store URL means."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs

from docparse.errors import StoreError

VARIABLE = "DOCPARSE_STORE"
MEMORY = ":memory:"
_SCHEME = "sqlite:///"


@dataclass(frozen=True, slots=True)
class Location:
    """``path`` is absolute, or :data:`MEMORY`; ``own_folder``: the folder is ours to make."""

    path: str
    read_only: bool = False
    own_folder: bool = False

    @property
    def url(self) -> str:
        return _SCHEME + self.path


def locate(url: str | None) -> Location:
    """The place that ``url``, else ``DOCPARSE_STORE``, else the user's data folder names; StoreError DP405."""
    url = url or os.environ.get(VARIABLE) or None
    if url is None:
        import platformdirs

        return Location(str(Path(platformdirs.user_data_dir("docparse", appauthor=False)) / "kho.db"), own_folder=True)
    if not url.startswith(_SCHEME):
        scheme = url.partition(":")[0] if "://" in url else None
        what = f"docparse chưa có loại kho {scheme!r}" if scheme else "không phải địa chỉ kho"
        raise StoreError("DP405", url, what, "viết địa chỉ kho theo dạng sqlite:///TỆP")
    path, _, query = url[len(_SCHEME) :].partition("?")
    mode = parse_qs(query).get("mode", ["rw"])[-1]
    if not path or "\0" in path or mode not in ("ro", "rw"):
        raise StoreError("DP405", repr(url)[1:-1], "địa chỉ kho không đúng", "viết theo dạng sqlite:///TỆP")
    if path == MEMORY:
        return Location(MEMORY)
    return Location(os.path.abspath(os.path.expanduser(path)), read_only=mode == "ro")
