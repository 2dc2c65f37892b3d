"""An office's own rule pack over ours: its rules replace ours by id, its lists and words are added."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from docparse.errors import RuleError
from docparse.matching.forms import FormCache
from docparse.matching.labels import LABELS, Label, load_labels
from docparse.matching.lines import Where, load_yaml
from docparse.matching.rules import RuleFile, load_rule_file, parse_rule_file
from docparse.matching.safety import check_form
from docparse.matching.schema import check_complete


@dataclass(frozen=True)
class Overlay:
    """The rule files of a folder, by name without ``.yaml``; see :meth:`load`."""

    folder: Path
    files: Mapping[str, Any]
    places: dict[tuple[str, str], Where] = field(default_factory=dict)

    @classmethod
    def load(cls, folder: Path, base: Path, cache: FormCache) -> Overlay:
        """Read and check a folder; RuleError for the first thing wrong in it."""
        if not folder.is_dir():
            raise RuleError("DP300", str(folder), "không có thư mục luật này", "kiểm tra đường dẫn sau --rules")
        raws = {p.stem: load_yaml(p) or {} for p in sorted(folder.glob("*.yaml")) if p.name != LABELS}
        overlay = cls(folder, raws)
        owners: dict[str, str] = {}
        for name in raws:
            overlay._check(name, base, cache, owners)
        return overlay

    def _check(self, name: str, base: Path, cache: FormCache, owners: dict[str, str]) -> None:
        path, raw = self.folder / f"{name}.yaml", self.files[name]
        where = Where(path.name, path)
        shared = load_rule_file(name, base, cache).variables if (base / path.name).exists() else _common(base, cache)
        own = parse_rule_file(path.name, raw, shared, where=where, labels=self.labels(base), cache=cache)
        check_complete(raw, where)
        for rule in own.rules:
            if rule.id in owners:
                raise RuleError("DP308", rule.where("id"), f"id {rule.id} đã có trong {owners[rule.id]}", "đặt id khác")
            owners[rule.id] = path.name
            self.places[name, rule.id] = rule.where
            for form in rule.forms:
                check_form(form)

    def labels(self, base: Path) -> Mapping[str, Label]:
        """Our labels and the office's own."""
        return {**load_labels(base), **load_labels(self.folder)}

    def file(self, name: str, base: Path, cache: FormCache) -> RuleFile | None:
        """The file with the office's part merged into ours, None if the office has none of that name."""
        if name not in self.files and not (name != "common" and "common" in self.files):
            return None
        path = base / f"{name}.yaml"
        ours = load_yaml(path) if path.exists() else {}
        raw = merge(ours or {}, self.files.get(name) or {})
        common = None if name == "common" else self.file("common", base, cache) or _file("common", base, cache)
        labels = self.labels(base)
        made = parse_rule_file(path.name, raw, common.variables if common else {}, labels=labels, cache=cache)
        places = {rule.id: rule.where for rule in _file(name, base, cache).rules}
        places |= {rule_id: where for (file, rule_id), where in self.places.items() if file == name}
        return replace(made, rules=tuple(replace(rule, where=places[rule.id]) for rule in made.rules))


def _file(name: str, base: Path, cache: FormCache) -> RuleFile:
    if not (base / f"{name}.yaml").exists():
        return parse_rule_file(f"{name}.yaml", {})
    return load_rule_file(name, base, cache)


def _common(base: Path, cache: FormCache) -> Mapping[str, str]:
    return _file("common", base, cache).variables


def merge(ours: Mapping[str, Any], theirs: Mapping[str, Any]) -> dict[str, Any]:
    """Their rules in the place of ours of the same id, else behind; their words behind ours; their other values."""
    out = dict(ours)
    for key, value in theirs.items():
        if key == "rules":
            label = theirs.get("label")
            rules = [{**({"label": label} if label else {}), **rule} for rule in value or ()]
            new = {rule["id"]: rule for rule in rules}
            kept = [new.pop(rule["id"], rule) for rule in out.get("rules") or ()]
            out["rules"] = [*kept, *new.values()]
        elif key in ("lists", "variables"):
            mine = dict(out.get(key) or {})
            for name, words in (value or {}).items():
                both = isinstance(mine.get(name), list) and isinstance(words, list)
                mine[name] = [*mine[name], *words] if both else words
            out[key] = mine
        elif key == "entries":
            out["entries"] = [*(out.get("entries") or ()), *(value or ())]
        elif key not in out:
            out[key] = value
    return out


__all__ = ["Overlay", "merge"]
