"""The strict schema of rule files: what keys they may have, of what type. Every error names file and line (DP3xx).

======  ====================================================================================
DP300   no such rule file, or not readable        DP301  broken YAML
DP302   a key that is not known                   DP303  a variable or list that is not well formed
DP304   a key or variable that is missing         DP305  a pattern that does not compile
DP306   a value of the wrong type                 DP307  a list that the engine needs is missing
DP308   an id used twice                          DP309  a label that rules/labels.yaml does not name
DP310   a rule without why or examples            DP311  an example that fails
DP312   a pattern that can blow up                DP313  a rule fires on rules/benign.txt
DP314   no such rule                              DP316  a set that the label does not take
======  ====================================================================================
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from docparse.errors import RuleError
from docparse.matching.entries import check_shape
from docparse.matching.labels import Label, check_label
from docparse.matching.lines import Where, meant
from docparse.matching.reach import DIRECTIONS, SCOPES

REMOVE = "remove"  # ids of ours that an office's pack does without
FILE_KEYS: Mapping[str, type | tuple[type, ...]] = {
    "label": str,
    "why": str,
    "variables": dict,
    "lists": dict,
    "rules": list,
    "entries": list,
    REMOVE: list,
}
RULE_KEYS: Mapping[str, type | tuple[type, ...]] = {
    "id": str,
    "label": str,
    "pattern": (str, list),
    "regex": str,
    "anchor": str,
    "set": dict,
    "priority": int,
    "why": str,
    "examples": list,
    "not": list,
    "reach": dict,
}
REACH_KEYS: Mapping[str, type | tuple[type, ...]] = {"direction": str, "scope": str, "until": list, "unless": list}
_TYPES = {str: "chữ", int: "số nguyên", list: "danh sách", dict: "nhóm khóa"}


def check_file(raw: Any, where: Where, labels: Mapping[str, Label]) -> None:
    """RuleError for the first thing in a loaded rule file that is not as it must be; examples are not run here."""
    check_shape(raw, where)
    _keys(raw, FILE_KEYS, where)
    for name, value in (raw.get("variables") or {}).items():
        _variable(value, where.bind("variables", name))
    seen: set[str] = set()
    for number, rule in enumerate(raw.get("rules") or ()):
        _rule(rule, raw, where.bind("rules", number), labels, seen)


def check_complete(raw: Mapping[str, Any], where: Where) -> None:
    """RuleError DP310 for a rule without examples, or without a reason of its own or of its file."""
    for number, rule in enumerate(raw.get("rules") or ()):
        place = where.bind("rules", number)
        if not rule.get("examples"):
            raise RuleError("DP310", place(), f"luật {rule['id']} không có ví dụ nào", "thêm examples: [câu mẫu]")
        if not (rule.get("why") or raw.get("why")):
            raise RuleError("DP310", place(), f"luật {rule['id']} không nói vì sao", "thêm why: nguồn hoặc lý do")


def _keys(raw: Mapping[str, Any], known: Mapping[str, type | tuple[type, ...]], where: Where) -> None:
    for key, value in raw.items():
        if key not in known:
            raise RuleError("DP302", where(key), f"khóa không được biết: {key}", meant(str(key), known))
        kind = known[key]
        if value is not None and (not isinstance(value, kind) or isinstance(value, bool)):
            kinds = kind if isinstance(kind, tuple) else (kind,)
            name = " hoặc ".join(_TYPES[k] for k in kinds)
            raise RuleError("DP306", where(key), f"{key} phải là {name}, không phải {value!r:.40}", "sửa giá trị này")


def _variable(value: Any, where: Where) -> None:
    if isinstance(value, list) and value and all(isinstance(v, (str, int)) for v in value):
        return
    if isinstance(value, dict) and set(value) == {"regex"} and isinstance(value["regex"], str):
        return
    if isinstance(value, dict) and "mentions" in value and set(value) <= {"mentions", "joined"}:
        return
    raise RuleError(
        "DP303",
        where(),
        "biến phải là danh sách cụm từ, {regex: …} hoặc {mentions: nhãn, joined: […]}",
        "sửa biến này",
    )


def _rule(rule: Any, raw: Mapping[str, Any], where: Where, labels: Mapping[str, Label], seen: set[str]) -> None:
    if not isinstance(rule, dict):
        raise RuleError("DP306", where(), "mỗi luật phải là một nhóm khóa", "viết: - id: …")
    _keys(rule, RULE_KEYS, where)
    if not rule.get("id"):
        raise RuleError("DP304", where(), "luật không có id", "đặt id cho luật")
    if rule["id"] in seen:
        raise RuleError("DP308", where("id"), f"id {rule['id']} dùng hai lần trong tệp", "đặt id khác cho một luật")
    seen.add(rule["id"])
    if ("pattern" in rule) == ("regex" in rule):
        raise RuleError("DP304", where(), f"luật {rule['id']} cần pattern hoặc regex", "viết đúng một trong hai")
    patterns = rule.get("pattern")
    if isinstance(patterns, list) and not (patterns and all(isinstance(p, str) for p in patterns)):
        raise RuleError("DP306", where("pattern"), "pattern phải là một hay nhiều mẫu bằng chữ", "sửa mẫu này")
    label = str(rule.get("label") or raw.get("label") or "")
    if not label:
        raise RuleError("DP304", where(), f"luật {rule['id']} không có nhãn", "thêm label cho luật hoặc cho cả tệp")
    check_label(label, None, labels, where)
    if rule.get("reach") is not None:
        _reach(rule["reach"], where.bind("reach"))
    for key in ("examples", "not"):
        for number, example in enumerate(rule.get(key) or ()):
            if isinstance(example, dict) and (len(example) != 1 or key == "not"):
                raise RuleError(
                    "DP306", where(key, number), "ví dụ phải là chữ hoặc {câu: {phần: chữ}}", "đặt câu trong dấu nháy"
                )


def _reach(reach: Mapping[str, Any], where: Where) -> None:
    _keys(reach, REACH_KEYS, where)
    for key, known in (("direction", DIRECTIONS), ("scope", SCOPES)):
        if key in reach and reach[key] not in known:
            raise RuleError("DP306", where(key), f"{key} không nhận {reach[key]!r}", meant(str(reach[key]), known))


__all__ = ["REMOVE", "check_complete", "check_file"]
