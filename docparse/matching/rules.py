"""Rule files: YAML under ``rules/``, one topic a file.

label: deadline            # the label of the mentions, for the rules that name none
variables:                 # named lists of phrases, or regular expressions over canon text
  month: {regex: "[01]?\\d"}
  soon: [trước, chậm nhất]
lists:                     # lists of phrases that the engine looks words up in
  question_words: [ai, gì]
rules:
  - id: due-before-date
    pattern: "{soon} [ngày] {date as date}"        # or a list; or regex: "..."
    set: {kind: by}
    priority: 10
    why: "..."
    examples: ["trước ngày 30/6/2025"]
    not: ["ngày 30/6/2025"]
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from docparse.datafiles import data_folder
from docparse.errors import RuleError
from docparse.folding import canon
from docparse.matching.patterns import PatternError, longest_literal, pattern_to_regex, words_to_regex

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_RULE_KEYS = {"id", "label", "pattern", "regex", "set", "priority", "why", "examples", "not", "anchor"}
_FILE_KEYS = {"label", "why", "variables", "lists", "rules", "entries"}


@dataclass(frozen=True)
class Rule:
    """One way of writing something: compiled forms over canon text, each with the literal it cannot do without."""

    id: str
    label: str
    file: str
    forms: tuple[tuple[str, str], ...]
    values: Mapping[str, Any] = field(default_factory=dict)
    priority: int = 0
    why: str = ""
    examples: tuple[Any, ...] = ()
    counterexamples: tuple[str, ...] = ()

    @cached_property
    def compiled(self) -> tuple[tuple[str, re.Pattern[str]], ...]:
        """(anchor, pattern) pairs; compiled at first use."""
        return tuple((anchor, re.compile(regex)) for anchor, regex in self.forms)

    @cached_property
    def compiled_at_end(self) -> tuple[tuple[str, re.Pattern[str]], ...]:
        """The same, each bound to the end of the passage searched."""
        return tuple((anchor, re.compile(rf"(?:{regex})\Z")) for anchor, regex in self.forms)


@dataclass(frozen=True)
class RuleFile:
    """One file: its rules by label, its phrase lists and its plain entries."""

    name: str
    rules: tuple[Rule, ...]
    lists: Mapping[str, tuple[str, ...]]
    entries: tuple[Mapping[str, Any], ...]
    variables: Mapping[str, str]


def load_yaml(path: Path) -> Any:
    """The YAML of a file; RuleError DP301 names the line where it is broken."""
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)
    except FileNotFoundError as error:
        raise RuleError(
            "DP300", path.name, "không có tệp luật này", "cài lại docparse hoặc kiểm tra thư mục rules/"
        ) from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"{path.name}:{mark.line + 1}" if mark else path.name
        problem = getattr(error, "problem", None) or "không đọc được YAML"
        raise RuleError("DP301", where, str(problem), "sửa lại cú pháp YAML ở dòng này") from error


def _variable(value: Any, where: str, known: Mapping[str, str]) -> str:
    if isinstance(value, list):
        return words_to_regex([str(v) for v in value])
    if isinstance(value, dict) and set(value) == {"regex"}:
        return re.sub(r"\{\{([\w.-]+)\}\}", lambda m: f"(?:{known[m[1]]})", str(value["regex"]))
    raise RuleError("DP303", where, "biến phải là danh sách cụm từ hoặc {regex: …}", "sửa biến này")


def _forms(raw: Mapping[str, Any], where: str, variables: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    try:
        if "regex" in raw:
            regex = re.sub(r"\{\{([\w.-]+)\}\}", lambda m: f"(?:{variables[m[1]]})", str(raw["regex"]))
            re.compile(regex)
            return ((canon(str(raw.get("anchor", ""))), regex),)
        patterns = raw["pattern"] if isinstance(raw["pattern"], list) else [raw["pattern"]]
        return tuple((longest_literal(p), pattern_to_regex(p, variables)) for p in patterns)
    except KeyError as error:
        raise RuleError("DP304", where, f"thiếu {error}", "thêm pattern hoặc regex, hoặc khai báo biến") from error
    except (PatternError, re.error) as error:
        raise RuleError("DP305", where, f"mẫu không dịch được: {error}", "sửa mẫu của luật") from error


def parse_rule_file(name: str, raw: Any, shared: Mapping[str, str] | None = None) -> RuleFile:
    """Check a loaded YAML mapping and compile it; RuleError DP302–DP306 name the rule and the key."""
    if not isinstance(raw, dict) or set(raw) - _FILE_KEYS:
        extra = ", ".join(sorted(set(raw) - _FILE_KEYS)) if isinstance(raw, dict) else type(raw).__name__
        raise RuleError("DP302", name, f"khóa không được biết: {extra}", f"chỉ dùng {', '.join(sorted(_FILE_KEYS))}")
    variables = dict(shared or {})
    for key, value in (raw.get("variables") or {}).items():
        variables[key] = _variable(value, f"{name}: {key}", variables)
    rules: list[Rule] = []
    for item in raw.get("rules") or []:
        where = f"{name}: {item.get('id', '?')}"
        if extra_keys := set(item) - _RULE_KEYS:
            raise RuleError(
                "DP302",
                where,
                f"khóa không được biết: {', '.join(sorted(extra_keys))}",
                f"chỉ dùng {', '.join(sorted(_RULE_KEYS))}",
            )
        rules.append(
            Rule(
                id=str(item["id"]) if "id" in item else _missing(where),
                label=str(item.get("label", raw.get("label", ""))),
                file=name,
                forms=_forms(item, where, variables),
                values=item.get("set") or {},
                priority=int(item.get("priority", 0)),
                why=str(item.get("why", "")),
                examples=tuple(item.get("examples") or ()),
                counterexamples=tuple(item.get("not") or ()),
            )
        )
    lists = {key: tuple(canon(str(v)) for v in value) for key, value in (raw.get("lists") or {}).items()}
    return RuleFile(name, tuple(rules), lists, tuple(raw.get("entries") or ()), variables)


def _missing(where: str) -> str:
    raise RuleError("DP304", where, "luật không có id", "đặt id cho luật")


def load_rule_file(name: str, folder: Path | None = None) -> RuleFile:
    """``rules/NAME.yaml`` with the variables of ``rules/common.yaml``."""
    folder = folder or data_folder("rules")
    shared: Mapping[str, str] = {}
    if name != "common" and (folder / "common.yaml").exists():
        shared = parse_rule_file("common.yaml", load_yaml(folder / "common.yaml")).variables
    return parse_rule_file(f"{name}.yaml", load_yaml(folder / f"{name}.yaml"), shared)
