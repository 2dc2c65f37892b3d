"""Check rule files beyond what loading checks: examples both ways, safe patterns, known labels, the benign corpus."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from docparse.errors import RuleError
from docparse.folding import canon
from docparse.matching.bound import Span, write_over
from docparse.matching.engine import RulePack
from docparse.matching.labels import LABELS, Label, check_label, check_set
from docparse.matching.lines import Where, load_yaml
from docparse.matching.mentions import Mention
from docparse.matching.rules import Example, Rule
from docparse.matching.safety import check_form
from docparse.matching.scan import Entry
from docparse.matching.schema import check_complete

BENIGN = "benign.txt"
_MARKED = re.compile(r"\[(\w[\w-]*): ([^\[\]]+)\]")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one rule."""

    rule: str
    file: str
    what: str
    code: str = "DP311"
    line: int | None = None

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.line else self.file
        return f"{self.code} {where}: {self.rule}: {self.what}"


def marked(example: str) -> tuple[str, dict[str, list[Span]]]:
    """An example without its marks ``[agency: Sở Y tế]``, and the spans so marked by label."""
    spans: dict[str, list[Span]] = {}
    pieces, at, size = [], 0, 0
    for mark in _MARKED.finditer(example):
        pieces += [example[at : mark.start()], mark[2]]
        size += mark.start() - at
        spans.setdefault(mark[1], []).append((size, size + len(mark[2])))
        size += len(mark[2])
        at = mark.end()
    return "".join([*pieces, example[at:]]), spans


def matches(rule: Rule, example: str, bound: tuple[str, ...] = ()) -> list[Mention]:
    """What one rule alone finds in an example; earlier mentions are marked in it as ``[agency: Sở Y tế]``."""
    text, spans = marked(example) if rule.bound else (example, {})
    keys = canon(text)
    if rule.bound:
        keys = write_over(keys, bound, spans, 0, len(keys))
    out = []
    for form in rule.forms:
        entry = Entry(rule, form)
        for found in form.pattern.finditer(keys):
            if entry.cancels is None or not entry.cancels.cancelled(keys, found.span(), 0, len(keys)):
                out.append(entry.mention(found))
    return out


def unmet(mention: Mention, example: Example) -> list[str]:
    """What the mention says otherwise than its example expects."""
    text = canon(marked(example.text)[0] if mention.rule.bound else example.text)
    out = []
    for key, value in example.expect.items():
        if key in mention.rule.values:
            said: object = mention.rule.values[key]
            same = said == value
        else:
            said = mention.text(text, key)
            same = said is not None and canon(str(value)).split() == said.split()
        if not same:
            out.append(f"{key} là {said!r}, không phải {value!r}")
    return out


def check_rule(rule: Rule, bound: tuple[str, ...] = ()) -> Iterator[Problem]:
    """No example, an example that it misses or reads otherwise, a counter-example that it takes, an unsafe pattern."""

    def problem(what: str, code: str = "DP311") -> Problem:
        return Problem(rule.id, rule.file, what, code, rule.where.line())

    if not rule.examples:
        yield problem("không có ví dụ nào", "DP310")
    for form in rule.forms:
        try:
            check_form(form)
        except RuleError as error:
            yield problem(error.what, error.code)
            return
    for example in rule.expected:
        found = matches(rule, example.text, bound)
        if not found:
            yield problem(f"không khớp ví dụ của chính nó: {example.text!r}")
        elif all(unmet(m, example) for m in found):
            yield problem(f"ví dụ {example.text!r}: {'; '.join(unmet(found[0], example))}")
    for text in rule.counterexamples:
        if matches(rule, text, bound):
            yield problem(f"khớp ví dụ phản: {text!r}")


def check_pack(pack: RulePack) -> list[Problem]:
    """All problems of all rule files of a pack, ids used twice, labels not declared, rules that fire on benign text."""
    problems: list[Problem] = []
    owners: dict[str, str] = {}
    labels = pack.labels
    for name in rule_files(pack):
        file = pack.file(name)
        problems += _incomplete(pack.folder / f"{name}.yaml")
        for rule in file.rules:
            if rule.id in owners:
                problems.append(Problem(rule.id, rule.file, f"trùng id với luật trong {owners[rule.id]}", "DP308"))
            owners[rule.id] = rule.file
            problems += _label(rule, name, labels)
            problems += check_rule(rule, file.bound)
    return problems + check_benign(pack)


def rule_files(pack: RulePack) -> list[str]:
    """The names of the files that hold rules; word lists and registries have none to run."""
    folders = [pack.folder, *([pack.overlay.folder] if pack.overlay else [])]
    names = {p.stem for folder in folders for p in folder.glob("*.yaml") if p.name != LABELS}
    return [n for n in sorted(names) if "rules" in pack.raw(n)]


def _incomplete(path: Path) -> Iterator[Problem]:
    if path.exists():
        try:
            check_complete(load_yaml(path), Where(path.name, path))
        except RuleError as error:
            yield Problem("?", error.where, error.what, error.code)


def _label(rule: Rule, name: str, labels: Mapping[str, Label]) -> Iterator[Problem]:
    try:
        check_label(rule.label, name, labels, rule.where)
        check_set(rule.label, rule.values, labels, rule.where)
    except RuleError as error:
        line = rule.where.line("set" if error.code == "DP316" else "label")
        yield Problem(rule.id, rule.file, f"{error.what}; {error.advice}", error.code, line)


def check_benign(pack: RulePack) -> list[Problem]:
    """The rules that fire on an everyday sentence, though their label may not."""
    path = pack.folder / BENIGN
    if not path.exists():
        return []
    lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines()]
    sentences = [line for line in lines if line and not line.startswith("#")]
    problems = []
    for name in rule_files(pack):
        for rule in pack.file(name).rules:
            label = pack.labels.get(rule.label)
            if label is None or not label.benign or rule.bound:
                continue
            for sentence in sentences:
                if matches(rule, sentence):
                    problems.append(
                        Problem(rule.id, rule.file, f"khớp câu thường ngày: {sentence!r}", "DP313", rule.where.line())
                    )
    return problems


__all__ = ["BENIGN", "Problem", "check_benign", "check_pack", "check_rule", "marked", "matches", "rule_files", "unmet"]
