"""Documents that lie elsewhere, in object stores and on servers: listed and fetched by fsspec."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

from docparse.errors import ReadError
from docparse.reading import LIMIT

_OWN = ("memory",)  # these lie in one process: its workers are given the bytes


def is_address(path: str) -> bool:
    """``s3://kho/van-ban``; a path of this machine has no such beginning."""
    scheme, mark, _ = path.partition("://")
    return bool(mark) and scheme.replace("+", "").replace("-", "").isalnum()


def stays_here(address: str) -> bool:
    """Whether only this process can fetch it."""
    return address.partition("://")[0] in _OWN


def listed(address: str, endings: frozenset[str]) -> Iterator[str]:
    """The documents below an address in the order of names, or itself if it is one; ReadError DP431, DP433."""
    system, path = _opened(address)
    try:
        if not system.isdir(path):
            yield address
            return
        found = sorted(system.find(path))
    except Exception as error:
        raise _unreadable(address, error) from error
    for one in found:
        name = one.rpartition("/")[2]
        inside = one.removeprefix(system._strip_protocol(path)).strip("/").split("/")
        hidden = any(part.startswith((".", "~$")) for part in inside)
        if os.path.splitext(name)[1].lower() in endings and not hidden:
            yield system.unstrip_protocol(one)


def fetch(address: str) -> bytes:
    """The bytes there, up to more than may be read; ReadError DP431, DP433."""
    system, path = _opened(address)
    try:
        with system.open(path, "rb") as file:
            data: bytes = file.read(LIMIT + 1)
            return data
    except Exception as error:
        raise _unreadable(address, error) from error


def _opened(address: str) -> tuple[Any, str]:
    try:
        import fsspec
    except ImportError as error:
        raise ReadError(
            "DP431", address, "cần fsspec để đọc địa chỉ này", "cài thêm: pip install 'docparse[ray]'"
        ) from error
    try:
        return fsspec.core.url_to_fs(address)  # type: ignore[no-any-return]
    except Exception as error:
        raise _unreadable(address, error) from error


def _unreadable(address: str, error: Exception) -> ReadError:
    said = " ".join(str(error).split())[:200] or type(error).__name__
    return ReadError(
        "DP433", address, f"không mở được địa chỉ này ({said})", "kiểm tra địa chỉ, quyền truy cập và mạng"
    )
