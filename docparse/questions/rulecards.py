"""Rules as their files state them, by id, with file and line: for showing, not for matching."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from weakref import WeakKeyDictionary

import yaml

from docparse.matching.check import rule_files
from docparse.matching.engine import RulePack, rule_pack
from docparse.matching.rules import Rule
from docparse.questions.whyvalues import RuleCard

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_RULES: WeakKeyDictionary[RulePack, Mapping[str, Rule]] = WeakKeyDictionary()

# what code decides without a rule of its own: shown in the place of a rule
_BY_CODE = {
    "clause": "một vế câu trong mục giao việc: mở đầu bằng động từ, hoặc có cơ quan làm chủ ngữ",
    "task-table-row": "một dòng của bảng nhiệm vụ; cột được nhận theo tên cột (rules/fields.yaml, nhãn column)",
    "heading-agency": "đề mục chỉ nêu cơ quan: mọi vế ở dưới là việc của cơ quan ấy",
    "heading-of-duties": "đề mục nêu trách nhiệm của một tên không có trong danh mục: cả đề mục được lấy làm tên",
    "subject": "tên cơ quan đứng đầu vế, ngay sau là vị ngữ",
    "goal-item": "mục thấp nhất của phần mục tiêu",
    "target-table-row": "một dòng của bảng chỉ tiêu",
}


def rules_by_id(pack: RulePack) -> Mapping[str, Rule]:
    """Every rule of a pack by its id."""
    if pack not in _RULES:
        _RULES[pack] = {rule.id: rule for name in rule_files(pack) for rule in pack.file(name).rules}
    return _RULES[pack]


def rule_card(name: str, pack: RulePack | None = None) -> RuleCard:
    """The rule of an id; one that no file knows has no file, and ``why`` says what code did."""
    rule = rules_by_id(pack or rule_pack()).get(name)
    if rule is None:
        return RuleCard(name, None, None, None, (), _BY_CODE.get(name, ""))
    folder = rule.where.path.parent.name if rule.where.path is not None else "rules"
    return RuleCard(name, f"{folder}/{rule.where.name}", _line(rule), rule.label, shown_patterns(rule), rule.why)


def shown_patterns(rule: Rule) -> tuple[str, ...]:
    """The patterns as written; a regular expression stands between strokes."""
    return tuple(f"/{pattern}/" for pattern in rule.patterns) if is_regex(rule) else rule.patterns


def is_regex(rule: Rule) -> bool:
    return rule.where.path is not None and "regex" in _of_file(rule.where.path).get(rule.id, (0, ()))[1]


def _line(rule: Rule) -> int | None:
    return _of_file(rule.where.path).get(rule.id, (None, ()))[0] if rule.where.path is not None else None


@lru_cache(maxsize=64)
def _of_file(path: Path) -> Mapping[str, tuple[int | None, tuple[str, ...]]]:
    """The line (from 1) and the keys of every rule in a file."""
    return dict(_read(path))


def _read(path: Path) -> Iterator[tuple[str, tuple[int | None, tuple[str, ...]]]]:
    root = yaml.compose(path.read_text(encoding="utf-8"), Loader=_Loader)
    if not isinstance(root, yaml.MappingNode):
        return
    for key, rules in root.value:
        for node in rules.value if key.value == "rules" else ():
            if isinstance(node, yaml.MappingNode):
                entry = {name.value: value for name, value in node.value}
                if "id" in entry:
                    yield str(entry["id"].value), (node.start_mark.line + 1, tuple(entry))
