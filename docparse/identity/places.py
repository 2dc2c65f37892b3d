"""Whether a body is of the whole country or of a place."""

from __future__ import annotations

from docparse.folding import canon
from docparse.matching.engine import rule_pack
from docparse.matching.perpack import per_pack


@per_pack(1024)
def is_central(issuer: str) -> bool:
    """True for a body of the State or Party at the centre ("Bộ Tài chính"), False for one with a place of its own."""
    key = canon(issuer)
    pack = rule_pack()
    if pack.phrase("issuers", "place_kinds").search(key):
        return False
    return pack.phrase("issuers", "central").search(key) is not None
