"""Characters that no database takes: the empty one and half of a surrogate pair."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from docparse.errors import StoreError

_NONE = re.compile("[\\0\ud800-\udfff]")


def unkeepable(where: str) -> StoreError:
    """That ``where`` holds a character that no database takes."""
    what = "có ký tự mà kho không giữ được (ký tự rỗng hoặc nửa ký tự), chưa ghi gì"
    return StoreError("DP445", where, what, "bỏ ký tự ấy rồi thử lại")


def keepable(text: str) -> bool:
    """Whether both databases keep the text as it is."""
    return "\0" not in text and (text.isascii() or _encodes(text))


def _encodes(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def askable(values: Mapping[str, Any]) -> Mapping[str, Any]:
    """What is asked for, with a sign that no text holds in place of what no database takes."""
    return {
        key: _NONE.sub("\ufffd", value) if isinstance(value, str) and not keepable(value) else value
        for key, value in values.items()
    }
