"""Rules as their files state them, by id, with file and line: for showing, not for matching."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from docparse.matching.engine import RulePack, rule_pack
from docparse.questions.whyvalues import RuleCard

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

# what code decides without a rule of its own: shown in the place of a rule
_BY_CODE = {
    "clause": "một vế câu trong mục giao việc: mở đầu bằng động từ, hoặc có cơ quan làm chủ ngữ",
    "task-table-row": "một dòng của bảng nhiệm vụ; cột được nhận theo tên cột (rules/fields.yaml, nhãn column)",
    "heading-agency": "đề mục chỉ nêu cơ quan: mọi vế ở dưới là việc của cơ quan ấy",
    "subject": "tên cơ quan đứng đầu vế, ngay sau là vị ngữ",
    "goal-item": "mục thấp nhất của phần mục tiêu",
    "target-table-row": "một dòng của bảng chỉ tiêu",
}


@lru_cache(maxsize=4)
def _cards(folder: Path) -> Mapping[str, RuleCard]:
    found: dict[str, RuleCard] = {}
    for path in sorted(folder.glob("*.yaml")):
        for card in _of_file(path):
            found.setdefault(card.id, card)
    return found


def _of_file(path: Path) -> Iterator[RuleCard]:
    root = yaml.compose(path.read_text(encoding="utf-8"), Loader=_Loader)
    if not isinstance(root, yaml.MappingNode):
        return
    top = {key.value: value for key, value in root.value}
    label = top["label"].value if "label" in top else ""
    for node in getattr(top.get("rules"), "value", ()):
        if isinstance(node, yaml.MappingNode):
            entry = {key.value: value for key, value in node.value}
            if "id" in entry:
                yield _card(path, node, entry, label)


def _card(path: Path, node: yaml.MappingNode, entry: Mapping[str, Any], label: str) -> RuleCard:
    def one(key: str) -> str:
        return str(entry[key].value) if key in entry else ""

    form = entry.get("pattern") or entry.get("regex")
    raw = getattr(form, "value", "")
    patterns = tuple(str(item.value) for item in raw) if isinstance(raw, list) else (str(raw),)
    if "pattern" not in entry:
        patterns = tuple(f"/{pattern}/" for pattern in patterns if pattern)
    where = f"rules/{path.name}"
    return RuleCard(one("id"), where, node.start_mark.line + 1, one("label") or label, patterns, one("why"))


def rule_card(name: str, pack: RulePack | None = None) -> RuleCard:
    """The rule of an id; one that no file knows has no file, and ``why`` says what code did."""
    found = _cards((pack or rule_pack()).folder).get(name)
    return found or RuleCard(name, None, None, None, (), _BY_CODE.get(name, ""))


def all_cards(pack: RulePack | None = None) -> Mapping[str, RuleCard]:
    """Every rule of the pack by id."""
    return _cards((pack or rule_pack()).folder)
