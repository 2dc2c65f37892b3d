"""The form of an administrative document: parts that are missing, no căn cứ."""

from __future__ import annotations

from collections.abc import Iterator

from docparse.folding import canon
from docparse.lint.findings import Finding, finding
from docparse.lint.view import View

_HEAD = 1500  # characters at the top in which number and date stand


def check_form(view: View) -> Iterator[Finding]:
    """DP761 and DP762, each once."""
    document = view.plan.document
    blank = {mention.values["field"] for mention in view.find("blank", 0, _HEAD)}
    parts = (
        ("số, ký hiệu", document.symbol or "symbol" in blank),
        ("địa danh", document.place),
        ("ngày, tháng, năm", document.date or "date" in blank),
        ("cơ quan ban hành", document.issuer),
        ("trích yếu", document.title),
        ("người ký", document.signer),
        ("nơi nhận", document.recipients),
        ("dấu kết thúc “./.”", view.find("end_mark") or view.is_party),
    )
    missing = [name for name, value in parts if not value]
    if missing and len(missing) < len(parts) - 1:
        yield finding("DP761", ", ".join(missing), count=len(missing))
    kind = canon(document.type or "")
    if kind in view.pack.words("lint", "needs_basis") and not view.plan.references:
        yield finding("DP762", "")
