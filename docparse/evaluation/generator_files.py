"""Generated documents as files, with what is known of them beside."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from docparse.errors import DocparseError, reason
from docparse.evaluation.generator import Generated, Generator

ANSWERS = "dap-an.jsonl"


def write_files(generator: Generator, folder: Path) -> int:
    """Write all documents and :data:`ANSWERS`, one line of JSON each; bytes of the documents. DP603 where it fails."""
    size = 0
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with open(folder / ANSWERS, "w", encoding="utf-8") as answers:
            for one in generator:
                data = one.text.encode()
                (folder / one.name).write_bytes(data)
                size += len(data)
                answers.write(json.dumps(known(one), ensure_ascii=False) + "\n")
    except OSError as error:
        what = f"không ghi được ({reason(error)})"
        raise DocparseError("DP603", str(folder), what, "chọn thư mục khác hoặc kiểm tra chỗ trống") from error
    return size


def known(one: Generated) -> dict[str, Any]:
    """The file's name, its symbol and date, the directives above (nearest first) and the tasks in their order."""
    paper = one.paper
    return {
        "file": one.name,
        "symbol": paper.symbol,
        "date": paper.date.isoformat(),
        "issuer": paper.issuer,
        "level": paper.level,
        "chain": [{"symbol": upper.symbol, "date": upper.date.isoformat()} for upper in paper.chain],
        "tasks": [
            {"text": t.text, "parts": [{"role": r, "agency": a.name, "home": a.home} for r, a in t.parts], "due": t.due}
            for t in one.tasks
        ],
    }
