"""Whether a document may take the place of the one that the store holds under its id."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docparse.errors import StoreError
from docparse.folding import fold_key
from docparse.identity.directives import UNKNOWN
from docparse.store.connection import Connection, Row
from docparse.store.names import name_of

if TYPE_CHECKING:
    from docparse.model import Plan

_MATTERS = 4  # tasks; below this halving says nothing


def check_replacing(db: Connection, old: Row, plan: Plan, file: str | None) -> None:
    """StoreError DP410 where what is added is a part of the document that is there, or may be another body's.

    Two communes of one name, whose provinces neither paper tells, may give papers of one day the same number.
    """
    row = db.row("text", document=old["pk"])
    before, now_ = (row["text"] if row else "").strip(), plan.text.strip()
    if len(now_) < len(before) and before.startswith(now_):
        fault = "chỉ là phần đầu của bản đang có"
    elif old["tasks"] >= _MATTERS and 2 * len(plan.tasks) < old["tasks"]:
        fault = f"mất phần lớn nội dung ({old['tasks']} nhiệm vụ còn {len(plan.tasks)})"
    elif f";{UNKNOWN};" in old["id"] and fold_key(old["title"] or "") != fold_key(plan.document.title or ""):
        fault = "có trích yếu khác, có thể là văn bản cùng số, cùng ngày của nơi cùng tên ở tỉnh khác"
    else:
        return
    advice = "kiểm tra lại tệp; nếu đúng là bản thay thế, thêm lại với --force"
    raise StoreError("DP410", file or name_of(old), f"bản mới của {name_of(old)} {fault}; kho giữ nguyên", advice)
