"""Places in a document for people: ``V.1``, ``V.1, đoạn 2``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from docparse.folding import fold
from docparse.model import Place, Plan, Section

_SIMPLE = re.compile(r"[\w.]+\Z")


def label_paths(sections: Sequence[Section]) -> dict[str, str]:
    """The path of labels of every section by its id: ``1`` below ``V`` is ``V.1``; ``1.1`` below that is ``V.1.1``.

    A section without a label has its parent's path; parents that are missing or circular count as none.
    """
    known = {section.id: section for section in sections}
    paths: dict[str, str] = {}
    for section in sections:
        chain: list[Section] = []
        at: Section | None = section
        while at is not None and at.id not in paths and at not in chain:
            chain.append(at)
            at = known.get(at.parent) if at.parent else None
        path = paths.get(at.id, "") if at is not None else ""
        for part in reversed(chain):
            path = join(path, part.label)
            paths[part.id] = path
    return paths


def join(path: str, label: str | None) -> str:
    """``V`` and ``1`` to ``V.1``; words are set off by a comma: ``Chương I, Điều 2``."""
    label = (label or "").strip()
    if not label:
        return path
    if not path:
        return label
    *above, last = path.split(", ")
    parts = last.split(".")
    for at in range(len(parts)):  # "1.1" below "1" repeats it
        if label.startswith(".".join(parts[at:]) + "."):
            return ", ".join([*above, ".".join([*parts[:at], label])])
    simple = _SIMPLE.match(label) and _SIMPLE.match(last)
    return f"{path}.{label}" if simple else f"{path}, {label}"


def path_key(path: str) -> str:
    """For comparing paths: ``v.1``."""
    return fold(path).replace(" ", "")


def place(path: str | None, paragraph: int | None) -> str:
    """``V.1, đoạn 2``; what stands above the first section is ``phần đầu``."""
    where = path or "phần đầu"
    return f"{where}, đoạn {paragraph}" if paragraph else where


def in_file(where: Place | None) -> str:
    """The way back to the file: ``trang 3``, ``bảng 2, hàng 5``, ``đoạn 14``, ``dòng 120``; empty where not known."""
    if where is None:
        return ""
    found = [("trang", where.page), ("bảng", where.table), ("hàng", where.row)]
    if where.row is None:
        found = [("trang", where.page), ("đoạn", where.paragraph)]
    found.append(("dòng", where.line))
    return ", ".join(f"{name} {number}" for name, number in found if number is not None)


def way_back(plan: Plan, at: int) -> str:
    """:func:`in_file` of ``plan.text[at]``, behind the file's name where an annex came in a file of its own."""
    back = in_file(plan.place_of(at))
    annex = next((a for a in plan.annexes if a.start <= at < a.end), None)
    return ": ".join(filter(None, (annex.name, back))) if annex else back
