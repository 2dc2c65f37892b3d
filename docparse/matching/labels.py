"""The labels that rules may give: ``rules/labels.yaml`` names each, where it is used and what it is a kind of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from docparse.errors import RuleError
from docparse.matching.lines import Where, load_yaml, meant
from docparse.matching.values import Keys, check_values, read_keys

LABELS = "labels.yaml"
_KEYS = {"label", "name", "files", "parent", "benign", "set", "why"}


@dataclass(frozen=True, slots=True)
class Label:
    """``benign``: no rule of the label may fire on the everyday sentences of ``rules/benign.txt``.

    ``set``: what its rules may set, that of the parent if the label says nothing of its own.
    """

    label: str
    name: str
    files: tuple[str, ...]
    parent: str | None
    benign: bool
    set: Keys


@lru_cache(maxsize=8)
def load_labels(folder: Path) -> Mapping[str, Label]:
    """:func:`read_labels`, remembered."""
    return read_labels(folder)


def read_labels(folder: Path, known: Mapping[str, Label] | None = None) -> Mapping[str, Label]:
    """The taxonomy of a rules folder, added to what is ``known``; RuleError DP302-DP309 for a wrong entry.

    A label declared anew keeps what it may set, if it says nothing of that.
    """
    path, known = folder / LABELS, known or {}
    if not path.exists():
        return known
    raw = load_yaml(path) or {}
    entries = raw.get("entries") if isinstance(raw, dict) else None
    if not isinstance(entries, list):
        raise RuleError("DP304", f"{LABELS}:1", "thiếu entries", "liệt kê nhãn dưới khóa entries")
    out: dict[str, Label] = dict(known)
    for number, entry in enumerate(entries):
        where = Where(LABELS, path).bind("entries", number)
        if not isinstance(entry, dict) or not {"label", "name", "files"} <= entry.keys():
            raise RuleError("DP304", where(), "nhãn thiếu label, name hoặc files", "thêm khóa còn thiếu")
        if unknown := sorted(set(entry) - _KEYS):
            raise RuleError("DP302", where(unknown[0]), f"khóa không được biết: {unknown[0]}", meant(unknown[0], _KEYS))
        name = str(entry["label"])
        if out.get(name) is not known.get(name):
            raise RuleError("DP308", where(), f"nhãn {name} khai hai lần", "bỏ một dòng")
        parent = entry.get("parent")
        if "set" in entry:
            keys = read_keys(entry["set"], where.bind("set"))
        else:
            like = out.get(name) or out.get(str(parent))
            keys = like.set if like else {}
        benign = bool(entry.get("benign", True))
        out[name] = Label(name, str(entry["name"]), tuple(entry["files"]), parent, benign, keys)
    for label in out.values():
        if label.parent is not None and label.parent not in out:
            advice = meant(label.parent, out)
            raise RuleError("DP309", LABELS, f"nhãn {label.label} có parent không được khai: {label.parent}", advice)
    return out


def check_set(label: str, values: Mapping[str, Any], labels: Mapping[str, Label], where: Where) -> None:
    """RuleError DP316 for what a rule sets and its label does not take; ``where`` is the place of the rule."""
    if label in labels:
        check_values(values, labels[label].set, label, where.name.removesuffix(".yaml"), where)


def check_label(label: str, file: str | None, labels: Mapping[str, Label], where: Where) -> None:
    """RuleError DP309 for a label that is not declared, or not for this rule file; no error where no label is."""
    known = labels.get(label)
    if labels and known is None:
        advice = f"{meant(label, labels)} (nhãn mới thì khai trong {LABELS})"
        raise RuleError("DP309", where("label"), f"nhãn không được khai: {label}", advice)
    if known is not None and file is not None and known.files and file not in known.files:
        advice = f"đưa luật vào {' hoặc '.join(f'{n}.yaml' for n in known.files)}"
        raise RuleError("DP309", where("label"), f"nhãn {label} không dùng trong {file}.yaml", advice)


__all__ = ["LABELS", "Label", "check_label", "check_set", "load_labels", "read_labels"]
