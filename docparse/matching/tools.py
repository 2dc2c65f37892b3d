"""Tools for those who write rules: list, show, test, lint, document, begin a rule. Plain data and strings."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from docparse.errors import RuleError
from docparse.folding import canon
from docparse.matching.check import BENIGN, Problem, check_pack, check_rule, matches, rule_files
from docparse.matching.engine import RulePack
from docparse.matching.labels import Label, check_label
from docparse.matching.lines import Where, meant, meant_rule
from docparse.matching.mentions import settle
from docparse.matching.rules import Rule
from docparse.matching.safety import opens_with_letter
from docparse.matching.values import described

_PLAIN = re.compile(r"[^{…\\]*")  # words and choices of words say themselves what they match
HINT = "DP315"  # the code of what could be better but is not wrong
_HEAD = """\
# Luật mới{like}. Lưu thành {file}.yaml trong thư mục luật của đơn vị; tệp đã có thì chỉ chép từ dòng "- id" trở đi.
# Sửa, rồi chạy: docparse rules test --rules THƯ_MỤC{others}
why: "nguồn: văn bản quy định cách viết, hoặc thực tế soạn thảo"
"""
_DEADLINE = """\
variables:
  cham_nhat: [trước, chậm nhất, không muộn hơn]
rules:
  - id: {id}
    label: {label}
    pattern: "{{cham_nhat}} [là] ngày {{day as day}} tháng {{month as month}}"
    set: {{kind: by}}
    priority: 10
    why: "vì sao câu viết như vậy mang nghĩa này"
    examples:
      - "chậm nhất là ngày 15 tháng 6"
      - {{"trước ngày 20 tháng 11": {{day: 20, month: 11, kind: by}}}}
    not: ["ngày 15 tháng 6"]
"""
_WORDS = """\
rules:
  - id: {id}
    label: {label}
    pattern: "(chữ|cách) viết [riêng] của đơn vị"
    set: {values}
    priority: {priority}
    why: "vì sao câu viết như vậy mang nghĩa này"
    examples: ["chữ viết riêng của đơn vị", "cách viết của đơn vị"]
    not: ["chữ viết của nơi khác"]
"""
_USED = re.compile(r"\{\{?([\w.-]+)")


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A rule in a list; ``line`` counts from 1, None where it is not known."""

    id: str
    label: str
    file: str
    line: int | None
    priority: int
    why: str


@dataclass(frozen=True, slots=True)
class RuleView:
    """All about one rule. ``anchors`` per pattern: it runs only beside one of them, everywhere if there are none.

    ``variables``: what the patterns' variables stand for, as written. ``rivals``: the rules that take or share the
    place of one of its examples.
    """

    line: RuleLine
    label_name: str
    patterns: tuple[str, ...]
    anchors: tuple[tuple[str, ...], ...]
    variables: Mapping[str, str]
    values: Mapping[str, Any]
    reach: Mapping[str, Any] | None
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]
    rivals: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ExampleReport:
    """How many things were tried, and what failed."""

    rules: int
    examples: int
    counterexamples: int
    benign: int
    problems: tuple[Problem, ...]


def list_rules(pack: RulePack, label: str | None = None, file: str | None = None) -> list[RuleLine]:
    """The rules of a pack by file and place, of one label or one file (``roles``) if asked.

    RuleError DP309 for a label, DP300 for a file that is not known.
    """
    if label is not None and pack.labels and label not in pack.labels:
        raise RuleError("DP309", "rules list", f"nhãn không được khai: {label}", meant(label, pack.labels))
    if file is not None and file.removesuffix(".yaml") not in rule_files(pack):
        raise RuleError("DP300", "rules list", f"không có tệp luật nào tên {file}", meant(file, rule_files(pack)))
    return [
        _line(rule)
        for name in rule_files(pack)
        if file is None or name == file.removesuffix(".yaml")
        for rule in pack.file(name).rules
        if label is None or rule.label == label
    ]


def find_rule(pack: RulePack, rule_id: str) -> Rule:
    """The rule of an id; RuleError DP314 says which id may have been meant."""
    known: dict[str, Rule] = {r.id: r for name in rule_files(pack) for r in pack.file(name).rules}
    if rule_id not in known:
        raise RuleError("DP314", rule_id, "không có luật nào mang id này", meant_rule(rule_id, known))
    return known[rule_id]


def show_rule(pack: RulePack, rule_id: str) -> RuleView:
    """One rule with its patterns, anchors, values, examples and rivals."""
    rule = find_rule(pack, rule_id)
    label = pack.labels.get(rule.label)
    reach = rule.reach
    return RuleView(
        line=_line(rule),
        label_name=label.name if label else "",
        patterns=rule.patterns,
        anchors=tuple(tuple(sorted(form.literals.anchors or ())) for form in rule.forms),
        variables=_variables(pack, rule),
        values=rule.values,
        reach=None
        if reach is None
        else {"direction": reach.direction, "scope": reach.scope, "until": reach.until, "unless": reach.unless},
        examples=rule.examples,
        counterexamples=rule.counterexamples,
        rivals=_rivals(pack, rule),
    )


def _variables(pack: RulePack, rule: Rule) -> dict[str, str]:
    raw: dict[str, Any] = {}
    for name in ("common", rule.file.removesuffix(".yaml")):
        if name != "common" or (pack.folder / "common.yaml").exists():
            raw.update(pack.raw(name).get("variables") or {})
    used = dict.fromkeys(name for pattern in rule.patterns for name in _USED.findall(pattern))
    return {name: _said(raw[name]) for name in used if name in raw}


def _said(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return f"/{value['regex']}/" if "regex" in value else f"[{value['mentions']}]"


def run_examples(pack: RulePack, ids: tuple[str, ...] = ()) -> ExampleReport:
    """Run the examples of all rules, or of some; of all also the checks of whole files and the benign corpus."""
    rules = [find_rule(pack, i) for i in ids] or [r for n in rule_files(pack) for r in pack.file(n).rules]
    bound = {f"{name}.yaml": pack.file(name).bound for name in rule_files(pack)}
    problems = [p for r in rules for p in check_rule(r, bound.get(r.file, ()))] if ids else check_pack(pack)
    path = pack.folder / BENIGN
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() and not ids else []
    return ExampleReport(
        rules=len(rules),
        examples=sum(len(r.examples) for r in rules),
        counterexamples=sum(len(r.counterexamples) for r in rules),
        benign=sum(1 for line in lines if line.strip() and not line.startswith("#")),
        problems=tuple(problems),
    )


def lint(pack: RulePack) -> list[Problem]:
    """What is wrong in a pack (as ``test`` finds it) and, under DP315, what could be better."""
    return [*check_pack(pack), *(hint for name in rule_files(pack) for hint in _hints(pack, name))]


def _hints(pack: RulePack, name: str) -> Iterator[Problem]:
    for rule in pack.file(name).rules:
        line = rule.where.line()
        for pattern, form in zip(rule.patterns, rule.forms, strict=True):
            known = form.literals
            whole = form.regex.endswith("$")  # of a cell, at whose start it is matched: nobody searches for it
            if not whole and known.anchors is None and known.digit_or is None and opens_with_letter(form):
                what = f"mẫu không có chữ cố định hay chữ số nên phải thử ở mọi chữ: {pattern}"
                yield Problem(rule.id, rule.file, what, HINT, line)
            shown = rule.bound or any(form.pattern.search(canon(example)) for example in rule.examples)
            if not shown and not _PLAIN.fullmatch(pattern):
                yield Problem(rule.id, rule.file, f"không ví dụ nào dùng mẫu: {pattern}", HINT, line)


def rule_reference(pack: RulePack) -> str:
    """All rules as one Markdown page, by file."""
    labels = pack.labels
    out = ["# Danh mục luật", "", "Trang này sinh từ các tệp trong `rules/`; đừng sửa tay.", "", "## Nhãn", ""]
    out += ["| nhãn | nghĩa | thuộc | tệp |", "| --- | --- | --- | --- |"]
    out += [f"| {la.label} | {_cell(la.name)} | {la.parent or ''} | {', '.join(la.files)} |" for la in labels.values()]
    out += ["", "## Giá trị trong set", "", *set_table(labels)]
    for name in rule_files(pack):
        rules = pack.file(name).rules
        if not rules:
            continue
        out += [
            "",
            f"## {name}.yaml",
            "",
            "| luật | nhãn | ưu tiên | mẫu | ví dụ | vì sao |",
            "| --- | --- | --- | --- | --- | --- |",
        ]
        for r in rules:
            patterns = "<br>".join(f"`{_cell(p)}`" for p in r.patterns)
            examples = "<br>".join(_cell(e) for e in r.examples)
            out.append(f"| {r.id} | {r.label} | {r.priority} | {patterns} | {examples} | {_cell(r.why)} |")
    return "\n".join(out) + "\n"


def set_table(labels: Mapping[str, Label]) -> list[str]:
    """The rows of a Markdown table: what the rules of each label may set; a label that sets nothing has none."""
    rows = ["| nhãn | khóa | có hay không | giá trị |", "| --- | --- | --- | --- |"]
    by_set: dict[tuple[tuple[str, str, str], ...], list[str]] = {}
    for label in labels.values():
        if label.files and label.set:
            by_set.setdefault(tuple(described(label.set)), []).append(label.label)
    for keys, names in by_set.items():
        rows += [f"| {', '.join(names)} | `{key}` | {need} | {said} |" for key, need, said in keys]
    return rows


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "\\|").split())


def new_rule(rule_id: str, label: str, pack: RulePack, file: str | None = None) -> str:
    """A template for a rule, as YAML that loads, like those of its label (and of a file that the label may stand in).

    RuleError DP309 for a label that is not declared, or not for the file.
    """
    known = pack.labels.get(label)
    if known is None or not known.files:
        usable = [name for name, one in pack.labels.items() if one.files]
        raise RuleError("DP309", "rules new", f"nhãn không được khai: {label}", meant(label, usable))
    file = file.removesuffix(".yaml") if file else known.files[0]
    check_label(label, file, pack.labels, Where("rules new"))
    name = rule_id if re.fullmatch(r"[^\W_][\w-]*", rule_id) else json.dumps(rule_id)
    if file == "deadlines" and "kind" in known.set:
        return _HEAD.format(like="", file=file, others="") + _DEADLINE.format(id=name, label=label)
    like = next(iter(pack.rules(file, label)), None)
    values = json.dumps(dict(like.values) if like else {}, ensure_ascii=False)
    more = [other for other in known.files if other != file]
    others = f"\n# Nhãn này cũng có ở {', '.join(more)}: thêm --file {more[0]}" if more else ""
    head = _HEAD.format(like=f", theo luật {like.id}" if like else "", file=file, others=others)
    return head + _WORDS.format(id=name, label=label, values=values, priority=like.priority if like else 0)


def _line(rule: Rule) -> RuleLine:
    return RuleLine(rule.id, rule.label, rule.file, rule.where.line(), rule.priority, rule.why)


def _rivals(pack: RulePack, rule: Rule) -> tuple[str, ...]:
    others: dict[str, None] = {}
    for other in pack.rules(rule.file.removesuffix(".yaml"), rule.label):
        if other.id == rule.id or other.bound or rule.bound:
            continue
        for example in rule.examples:
            both = [*matches(rule, example), *matches(other, example)]
            if any(m.rule is other or rule in m.alternatives or other in m.alternatives for m in settle(both)):
                others[other.id] = None
    return tuple(others)


__all__ = [
    "HINT",
    "ExampleReport",
    "RuleLine",
    "RuleView",
    "find_rule",
    "lint",
    "list_rules",
    "new_rule",
    "rule_reference",
    "run_examples",
    "set_table",
    "show_rule",
]
