"""What a store holds, whatever its keys and times: two stores filled with the same documents must have it in common."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import closing
from hashlib import blake2b
from pathlib import Path
from typing import Any

from docparse.questions import Store
from docparse.store.backup import tables
from docparse.store.queries import schema

TIMES = frozenset({"created", "added", "done", "said", "undone"})
CORPUS = Path(__file__).parents[2] / "corpus" / "documents"
_WHOM = ("Ai chủ trì xã hội hóa giáo dục?", "báo cáo kết quả thực hiện hằng năm", "đào tạo giáo viên")


def content(store: Store) -> dict[str, Counter[str]]:
    """The rows of each table as sums of what they say; a key stands for what the row that it points at says."""
    with store.db.reading():
        said: dict[str, dict[Any, str]] = {}
        points = _points()
        return {name: Counter(_rows(store, name, columns, points[name], said)) for name, columns in tables().items()}


def _rows(
    store: Store, name: str, columns: tuple[str, ...], points: Mapping[str, str], said: dict[str, dict[Any, str]]
) -> Iterator[str]:
    own = said[name] = {}  # at once: sections point at those above them, which come before them
    key = columns.index("pk") if "pk" in columns else None
    rows = list(store.db.each(name, columns))
    for row in rows if key is None else sorted(rows, key=lambda row: int(row[key])):
        plain = [
            said[points[column]][value] if column in points and value is not None else _plain(value)
            for column, value in zip(columns, row, strict=True)
            if column not in TIMES and column != "pk"
        ]
        digest = blake2b(repr(plain).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
        if key is not None:
            own[row[key]] = digest
        yield digest


def _plain(value: Any) -> Any:
    return bytes(value) if isinstance(value, memoryview) else value


def _points() -> dict[str, dict[str, str]]:
    """By table and column, the table whose keys the column holds."""
    with closing(sqlite3.connect(":memory:")) as raw:
        raw.executescript(schema("sqlite"))
        found = {
            name: {row[3]: row[2] for row in raw.execute("SELECT * FROM pragma_foreign_key_list(?)", (name,))}
            for name in tables()
        }
    found["assignment_rows"]["name_pk"] = "agency_names"
    return found


def answers(store: Store) -> str:
    """What the store answers."""
    asked = [store.who(one) for one in _WHOM]
    return repr([*asked, store.checklist("Sở Giáo dục và Đào tạo"), store.trace("45/KH-UBND")])


def problems(store: Store) -> list[tuple[str, str]]:
    """What ``docparse verify`` finds."""
    return [(one.where, one.what) for checked in store.verify() for one in checked.problems]


def make_folder(folder: Path, copies: int) -> Path:
    """The corpus and small copies of its documents, with other numbers."""
    folder.mkdir(parents=True)
    small = []
    for path in sorted(CORPUS.iterdir()):
        (folder / path.name).write_bytes(path.read_bytes())
        if path.suffix in (".txt", ".md") and path.stat().st_size < 6000:
            small.append(path)
    for number in range(copies):
        path = small[number % len(small)]
        symbol = path.stem.split("-")[0]
        text = (
            path.read_text(encoding="utf-8")
            .replace(f"{symbol}/", f"{1000 + number}/")
            .replace(f"{symbol}-", f"{1000 + number}-")
        )
        (folder / f"{1000 + number}{path.stem[len(symbol) :]}{path.suffix}").write_text(text, encoding="utf-8")
    return folder
