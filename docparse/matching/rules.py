"""Rule files: YAML under ``rules/``, one topic a file; ``rules/README.md`` says how to write one.

label: deadline            # the label of the mentions, for the rules that name none
variables:                 # named lists of phrases, regular expressions over canon text, or earlier mentions
  month: {regex: "[01]?\\d"}
  soon: [trước, chậm nhất]
  agency: {mentions: agency}
lists:                     # lists of phrases that the engine looks words up in
  question_words: [ai, gì]
rules:
  - id: due-before-date
    pattern: "{soon} [ngày] {date as date}"        # or a list; or regex: "..."
    set: {kind: by}
    priority: 10
    reach: {direction: back, unless: [cuộc họp]}
    why: "..."
    examples: ["trước ngày 30/6/2025"]             # or {"trước 30/6": {kind: by, date: 30/6}}
    not: ["ngày 30/6/2025"]
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from docparse.datafiles import data_folder
from docparse.errors import RuleError
from docparse.folding import canon
from docparse.matching.bound import bound_regex, labels_in
from docparse.matching.forms import Form, FormCache
from docparse.matching.labels import Label
from docparse.matching.lines import Where, load_yaml, meant
from docparse.matching.patterns import PatternError, pattern_to_regex, words_to_regex
from docparse.matching.reach import Reach
from docparse.matching.schema import REMOVE, check_file

_NAMED = re.compile(r"\{\{([\w.-]+)\}\}")
_MEMORY = FormCache()


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence that a rule must find, and what its captures and values must then be."""

    text: str
    expect: Mapping[str, Any]

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class Rule:
    """One way of writing something: compiled forms over canon text, values, and why it is so."""

    id: str
    label: str
    file: str
    forms: tuple[Form, ...]
    values: Mapping[str, Any] = field(default_factory=dict)
    priority: int = 0
    why: str = ""
    examples: tuple[str, ...] = ()
    counterexamples: tuple[str, ...] = ()
    expected: tuple[Example, ...] = ()
    reach: Reach | None = None
    bound: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    where: Where = field(default_factory=lambda: Where(""))

    @cached_property
    def compiled(self) -> tuple[tuple[str, re.Pattern[str]], ...]:
        """(one literal that the pattern must hold or "", pattern) pairs."""
        return tuple((_anchor(form), form.pattern) for form in self.forms)


def _anchor(form: Form) -> str:
    anchors = form.literals.anchors or frozenset()
    only = next(iter(anchors), "")
    return only if len(anchors) == 1 and " " not in only else ""


@dataclass(frozen=True)
class RuleFile:
    """One file: its rules by label, its phrase lists and its plain entries."""

    name: str
    rules: tuple[Rule, ...]
    lists: Mapping[str, tuple[str, ...]]
    entries: tuple[Mapping[str, Any], ...]
    variables: Mapping[str, str]
    bound: tuple[str, ...] = ()


class _Compiler:
    """Variables and patterns of one file."""

    def __init__(self, where: Where, variables: Mapping[str, str], cache: FormCache) -> None:
        self.where, self.cache = where, cache
        self.variables = dict(variables)
        self.bound: list[str] = []

    def add(self, name: str, value: Any) -> None:
        where = self.where.bind("variables", name)
        if isinstance(value, list):
            self.variables[name] = words_to_regex([str(v) for v in value])
        elif "mentions" in value:
            if value["mentions"] not in self.bound:
                self.bound.append(value["mentions"])
            joined = words_to_regex([str(v) for v in value["joined"]]) if value.get("joined") else None
            self.variables[name] = bound_regex(self.bound.index(value["mentions"]), joined)
        else:
            self.variables[name] = self.fill(value["regex"], where)

    def fill(self, regex: str, where: Where) -> str:
        """The expression with its ``{{name}}`` filled in."""
        for name in _NAMED.findall(regex):
            if name not in self.variables:
                raise RuleError("DP304", where(), f"không có biến {{{{{name}}}}}", meant(name, self.variables))
        return _NAMED.sub(lambda m: f"(?:{self.variables[m[1]]})", regex)

    def forms(self, raw: Mapping[str, Any], where: Where) -> Iterator[tuple[str, Form]]:
        if "regex" in raw:
            yield raw["regex"], Form(self.fill(raw["regex"], where.bind("regex")), self.cache, where)
            return
        for pattern in raw["pattern"] if isinstance(raw["pattern"], list) else [raw["pattern"]]:
            try:
                yield pattern, Form(pattern_to_regex(pattern, self.variables), self.cache, where)
            except PatternError as error:
                raise RuleError("DP305", where("pattern"), str(error), "sửa mẫu của luật") from error


def parse_rule_file(
    name: str,
    raw: Any,
    shared: Mapping[str, str] | None = None,
    *,
    where: Where | None = None,
    labels: Mapping[str, Label] | None = None,
    cache: FormCache | None = None,
) -> RuleFile:
    """Check a loaded YAML mapping and compile it; RuleError DP302-DP309 name file, line and what was meant."""
    where = where or Where(name)
    check_file(raw, where, labels or {})
    compiler = _Compiler(where, shared or {}, cache or _MEMORY)
    for key, value in (raw.get("variables") or {}).items():
        compiler.add(key, value)
    rules = [_rule(item, raw, where.bind("rules", n), compiler) for n, item in enumerate(raw.get("rules") or ())]
    lists = {key: tuple(canon(str(v)) for v in value) for key, value in (raw.get("lists") or {}).items()}
    return RuleFile(
        name, tuple(rules), lists, tuple(raw.get("entries") or ()), compiler.variables, tuple(compiler.bound)
    )


def _rule(item: Mapping[str, Any], raw: Mapping[str, Any], where: Where, compiler: _Compiler) -> Rule:
    found = list(compiler.forms(item, where))
    expected = tuple(_example(e) for e in item.get("examples") or ())
    reach = item.get("reach")
    return Rule(
        id=item["id"],
        label=item.get("label") or raw["label"],
        file=where.name,
        forms=tuple(form for _, form in found),
        values=item.get("set") or {},
        priority=item.get("priority") or 0,
        why=item.get("why") or raw.get("why") or "",
        examples=tuple(e.text for e in expected),
        counterexamples=tuple(str(e) for e in item.get("not") or ()),
        expected=expected,
        reach=_reach(reach) if reach else None,
        bound=labels_in("".join(form.regex for _, form in found), compiler.bound) if compiler.bound else (),
        patterns=tuple(pattern for pattern, _ in found),
        where=where,
    )


def _example(raw: Any) -> Example:
    if isinstance(raw, dict):
        text, expect = next(iter(raw.items()))
        if isinstance(expect, dict):
            return Example(str(text), expect)
        return Example(f"{text}: {expect}" if expect is not None else f"{text}:", {})  # an unquoted "câu: tiếp"
    return Example(str(raw), {})


def _reach(raw: Mapping[str, Any]) -> Reach:
    words = {key: tuple(str(w) for w in raw.get(key) or ()) for key in ("until", "unless")}
    return Reach(raw.get("direction") or "forward", raw.get("scope") or "clause", words["until"], words["unless"])


def load_rule_file(name: str, folder: Path | None = None, cache: FormCache | None = None) -> RuleFile:
    """``rules/NAME.yaml`` with the variables of ``rules/common.yaml``; its labels are checked by ``check_pack``."""
    folder = folder or data_folder("rules")
    shared: Mapping[str, str] = {}
    if name != "common" and (folder / "common.yaml").exists():
        shared = load_rule_file("common", folder, cache).variables
    path = folder / f"{name}.yaml"
    where = Where(path.name, path)
    raw = cache.yaml(path) if cache is not None else load_yaml(path)
    if isinstance(raw, dict) and REMOVE in raw:
        raise RuleError("DP302", where(REMOVE), f"{REMOVE} chỉ dùng trong luật của đơn vị", "bỏ hẳn luật ấy khỏi tệp")
    return parse_rule_file(path.name, raw, shared, where=where, cache=cache)


__all__ = ["Example", "Rule", "RuleFile", "load_rule_file", "load_yaml", "parse_rule_file"]
