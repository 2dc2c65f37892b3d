"""Analyses of the graph as tables."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from docparse.output.page import NONE
from docparse.output.words import date
from docparse.questions.analyses import Chain, Load, Orphan
from docparse.store.vocabulary import edge_label, ranks, view_columns

VIEW_TITLES = ("Bảng", "Cột", "Ý nghĩa")
HEADINGS = {
    "chains": ("Chuỗi văn bản", "Không văn bản nào dẫn lên văn bản khác."),
    "cycles": ("Văn bản dẫn vòng", "Không có văn bản nào dẫn vòng."),
    "load": ("Khối lượng việc theo cơ quan", "Chưa có nhiệm vụ nào giao cho cơ quan."),
    "orphans": ("Nhiệm vụ không dẫn lên văn bản nào", "Mọi nhiệm vụ đều dẫn lên một văn bản."),
}


def view_rows() -> list[tuple[str, str, str]]:
    return [(view, column, why) for view, told in view_columns().items() for column, why in told.items()]


def _chain_rows(found: Sequence[Chain]) -> list[tuple[str, ...]]:
    return [(str(len(one.links)), _way(one), "; ".join(f"“{text}”" for text in one.passages) or NONE) for one in found]


def _way(chain: Chain) -> str:
    return "".join(one.name + (f" → ({edge_label(one.relation)}) " if one.relation else "") for one in chain.links)


def _load_rows(found: Sequence[Load]) -> list[tuple[str, ...]]:
    roles = tuple(ranks("role"))
    return [
        (one.agency, str(one.tasks), *(str(one.roles.get(role, 0)) for role in roles), _months(one), one.agency_id)
        for one in found
    ]


def _months(one: Load) -> str:
    dated = [f"{date(month)}: {count}" for month, count in one.months.items() if month]
    without = one.months.get("", 0)
    return "; ".join([*dated, *([f"không nêu: {without}"] if without else [])])


def _orphan_rows(found: Sequence[Orphan]) -> list[tuple[str, ...]]:
    return [(one.name, one.title or NONE, str(one.tasks), one.id) for one in found]


TABLES: dict[str, tuple[tuple[str, ...], Callable[[Any], list[tuple[str, ...]]]]] = {
    "chains": (("Số văn bản", "Từ dưới lên", "Đoạn văn"), _chain_rows),
    "cycles": (("Số văn bản", "Vòng", "Đoạn văn"), _chain_rows),
    "load": (
        ("Cơ quan", "Nhiệm vụ", "Chủ trì", "Thực hiện", "Phối hợp", "Theo dõi", "Nhận báo cáo", "Theo tháng hạn", "Mã"),
        _load_rows,
    ),
    "orphans": (("Văn bản", "Trích yếu", "Nhiệm vụ", "Mã"), _orphan_rows),
}
