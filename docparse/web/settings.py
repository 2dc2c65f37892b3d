"""What a server is started with."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Language = Literal["vi", "en"]
LANGUAGES: tuple[Language, ...] = ("vi", "en")
LOCAL_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True)
class Settings:
    """``store`` as :func:`docparse.open_store` takes it; ``accounts`` a file, None for one user without a password.

    ``upload_limit``: bytes of one file; ``secret_open``: documents marked Mật and above may be exported.
    """

    store: str | None
    host: str = "127.0.0.1"
    port: int = 8080
    accounts: Path | None = None
    language: Language = "vi"
    upload_limit: int = 50 * 1024 * 1024
    secret_open: bool = False

    @property
    def loopback(self) -> bool:
        """Whether only this machine can reach the server."""
        if self.host in LOCAL_NAMES:
            return True
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False
