"""The questions over HTTP for programs, with the JSON of the command line's ``--json``.

Errors are ``application/problem+json`` (RFC 9457) with the codes of docparse; DP660 a token that is missing or unknown,
DP661 a role that may not do this, DP662 an upload that is too large, DP663 a request that cannot be understood.
"""

from __future__ import annotations

from docparse.api.app import create_api

__all__ = ["create_api"]
