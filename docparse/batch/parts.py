"""Plans as Parquet: parts that any number of runs write into one folder, and that ``docparse load`` merges."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from docparse.errors import DocparseError, reason
from docparse.model import Plan
from docparse.store.planvalues import plan_of

PART = 500  # documents in a part
_COLUMNS = ("id", "file", "sha256", "rules", "plan", "code", "error")
_INSTALL = "cài thêm: pip install 'docparse[parquet]'"


class PartWriter:
    """Writes plans and errors into a folder, :data:`PART` at a time; a context manager. DocparseError DP431, DP434.

    A part is named after what it holds: written twice it is the same file, and one cut short is none.
    """

    def __init__(self, folder: str) -> None:
        self._folder = Path(folder)
        self._parquet, self._arrow = parquet_libraries(folder)
        self._rows: list[dict[str, str | None]] = []
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise _unusable(folder, reason(error)) from error

    def __enter__(self) -> PartWriter:
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        if kind is None:
            self._flush()

    def add(self, plan: Plan) -> None:
        source = plan.source
        values = {"id": plan.document.id, "file": source.get("name"), "sha256": source.get("sha256")}
        text = json.dumps(plan.to_dict(), ensure_ascii=False)
        self._put({**values, "rules": source.get("rules"), "plan": text, "code": None, "error": None})

    def failed(self, file: str, error: DocparseError) -> None:
        """Note a document that could not be read."""
        self._put({**dict.fromkeys(_COLUMNS), "file": file, "code": error.code, "error": str(error)})

    def _put(self, row: dict[str, str | None]) -> None:
        self._rows.append(row)
        if len(self._rows) >= PART:
            self._flush()

    def _flush(self) -> None:
        if not self._rows:
            return
        held = "\n".join(f"{row['file']} {row['sha256']} {row['rules']} {row['code']}" for row in self._rows)
        path = self._folder / f"part-{hashlib.sha256(held.encode(errors='replace')).hexdigest()[:16]}.parquet"
        unfinished = path.with_suffix(".tmp")
        columns = [(name, self._arrow.string()) for name in _COLUMNS]
        try:
            table = self._arrow.Table.from_pylist(self._rows, schema=self._arrow.schema(columns))
            self._parquet.write_table(table, unfinished, compression="zstd")
            os.replace(unfinished, path)
        except OSError as error:
            raise _unusable(str(self._folder), reason(error)) from error
        self._rows = []


def read_parts(folder: str) -> Iterator[tuple[str, Plan | DocparseError]]:
    """Each document's file and its plan, or why it could not be read, part by part; DocparseError DP431, DP434."""
    parquet, _ = parquet_libraries(folder)
    parts = sorted(Path(folder).glob("*.parquet"))
    if not parts:
        raise _unusable(folder, "không có tệp .parquet nào")
    for part in parts:
        try:
            file = parquet.ParquetFile(part)
            if not set(_COLUMNS) <= set(file.schema_arrow.names):
                raise _unusable(str(part), "không phải tệp do docparse add --to ghi")
            batches = list(file.iter_batches(batch_size=50))
        except (OSError, ValueError) as error:
            raise _unusable(str(part), "tệp hỏng") from error
        for batch in batches:
            for row in batch.to_pylist():
                yield row["file"] or "", _value(row)


def _value(row: dict[str, Any]) -> Plan | DocparseError:
    if row["plan"] is None:
        where, _, what = (row["error"] or "").removeprefix(f"{row['code']} ").partition(": ")
        said, _, advice = what.rpartition("; ")
        return DocparseError(row["code"] or "DP434", where, said, advice)
    return plan_of(json.loads(row["plan"]))


def parquet_libraries(where: str) -> tuple[Any, Any]:
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise DocparseError("DP431", where, "cần pyarrow để ghi và đọc Parquet", _INSTALL) from error
    return pyarrow.parquet, pyarrow


def _unusable(where: str, what: str) -> DocparseError:
    return DocparseError("DP434", where, f"không dùng được thư mục Parquet này ({what})", "kiểm tra lại thư mục")
