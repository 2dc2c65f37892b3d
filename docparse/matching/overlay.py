"""An office's own rule pack over ours: rules replace ours by id, lists and words are added, ``remove`` drops some."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from docparse.datafiles import fingerprint
from docparse.errors import RuleError
from docparse.matching.entries import QUESTIONS, check_kinds, check_words, entry_key
from docparse.matching.forms import FormCache
from docparse.matching.labels import LABELS, Label, check_label, check_set, load_labels, read_labels
from docparse.matching.lines import Where, load_yaml, meant, meant_rule
from docparse.matching.rules import RuleFile, load_rule_file, parse_rule_file
from docparse.matching.safety import check_form, check_variable
from docparse.matching.schema import REMOVE, check_complete

_READING = "reading"  # how lines are put together is the same for every office


@dataclass(frozen=True)
class Overlay:
    """The rule files of a folder, by name without ``.yaml``; see :meth:`load`."""

    folder: Path
    base: Path
    files: Mapping[str, Mapping[str, Any]]
    labels: Mapping[str, Label]  # ours and the office's own
    version: str
    cache: FormCache = field(repr=False, compare=False)
    places: dict[tuple[str, str], Where] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def load(cls, folder: Path, base: Path, cache: FormCache) -> Overlay:
        """Read and check a folder; RuleError for the first thing wrong in it."""
        if not folder.is_dir():
            raise RuleError("DP300", str(folder), "không có thư mục luật này", "kiểm tra đường dẫn sau --rules")
        for path in sorted(folder.glob("*.yml")):
            raise RuleError("DP300", path.name, "tệp luật phải có đuôi .yaml", f"đổi tên thành {path.stem}.yaml")
        version = fingerprint(folder)
        raws = {p.stem: load_yaml(p) or {} for p in sorted(folder.glob("*.yaml")) if p.name != LABELS}
        overlay = cls(folder, base, raws, read_labels(folder, load_labels(base)), version, cache)
        owners: dict[str, str] = {}
        for name in sorted(raws, key=lambda n: n != "common"):  # the others use its variables
            overlay._check(name, owners)
        return overlay

    # --- checks ----------------------------------------------------------------------------------

    def _check(self, name: str, owners: dict[str, str]) -> None:
        path, raw = self.folder / f"{name}.yaml", self.files[name]
        where, ours = Where(path.name, path), self._ours(name)
        if name == _READING:
            raise RuleError("DP300", path.name, "tệp này không phủ được", "bỏ tệp này khỏi thư mục luật của đơn vị")
        if path.name == QUESTIONS:
            check_words(raw, ours, where)
            return
        shared = self._shared(name)
        own = parse_rule_file(path.name, raw, shared, where=where, labels=self.labels, cache=self.cache)
        self._known_name(name, raw, ours, where)
        check_kinds(raw, ours, where)
        for variable, value in (raw.get("variables") or {}).items():
            if "regex" in value:  # alone: the fault is not that of the rules that use it
                check_variable(own.variables[variable], where.bind("variables", variable))
        check_complete(raw, where)
        for rule in own.rules:
            if rule.id in owners:
                raise RuleError("DP308", rule.where("id"), f"id {rule.id} đã có trong {owners[rule.id]}", "đặt id khác")
            owners[rule.id] = path.name
            check_label(rule.label, name, self.labels, rule.where)
            check_set(rule.label, rule.values, self.labels, rule.where)
            self.places[name, rule.id] = rule.where
            for form in rule.forms:
                check_form(form)

    def _known_name(self, name: str, raw: Mapping[str, Any], ours: Mapping[str, Any], where: Where) -> None:
        """Nothing in the file may be of a name that nobody asks for."""
        named = {n for label in self.labels.values() for n in label.files}
        files = {p.stem for p in self.base.glob("*.yaml")} - {_READING}
        if self.labels and name not in files | named:
            raise RuleError("DP300", where(), f"không có tệp nào tên {name}.yaml để phủ lên", meant(name, files))
        for key in ("lists", "entries"):
            if raw.get(key) and files and not ours.get(key):
                raise RuleError("DP302", where(key), f"{name}.yaml không có {key}", "bỏ khóa này")
        for key in raw.get("lists") or ():
            if key not in ours["lists"]:
                raise RuleError("DP307", where("lists", key), f"không có danh sách {key}", meant(key, ours["lists"]))
        known = [str(item["id"]) for key in ("rules", "entries") for item in ours.get(key) or () if "id" in item]
        for rule_id in map(str, raw.get(REMOVE) or ()):
            if rule_id not in known:
                what = f"không có luật nào mang id {rule_id}"
                raise RuleError("DP314", where(REMOVE), what, meant_rule(rule_id, known))

    # --- merged files ----------------------------------------------------------------------------

    def file(self, name: str) -> RuleFile | None:
        """The file with the office's part merged into ours, None if the office has none of that name."""
        if name not in self.files and not (name != "common" and "common" in self.files):
            return None
        raw = self.merged(name, self._ours(name))
        common = {} if name == "common" else self._variables("common")
        made = parse_rule_file(f"{name}.yaml", raw, common, labels=self.labels, cache=self.cache)
        places = {rule.id: rule.where for rule in self._file(name).rules}
        places |= {rule_id: where for (file, rule_id), where in self.places.items() if file == name}
        return replace(made, rules=tuple(replace(rule, where=places[rule.id]) for rule in made.rules))

    def merged(self, name: str, ours: Mapping[str, Any]) -> Mapping[str, Any]:
        """The YAML of a file of ours with the office's part in it."""
        theirs = self.files.get(name) or {}
        return _merged_words(ours, theirs) if f"{name}.yaml" == QUESTIONS else merge(ours, theirs)

    def _ours(self, name: str) -> Mapping[str, Any]:
        path = self.base / f"{name}.yaml"
        return (self.cache.yaml(path) or {}) if path.exists() else {}

    def _file(self, name: str) -> RuleFile:
        if not (self.base / f"{name}.yaml").exists():
            return parse_rule_file(f"{name}.yaml", {})
        return load_rule_file(name, self.base, self.cache)

    def _variables(self, name: str) -> Mapping[str, str]:
        return (self.file(name) or self._file(name)).variables

    def _shared(self, name: str) -> Mapping[str, str]:
        """What the office's file may use beside its own variables: those of ours and of both ``common.yaml``."""
        ours = self._file(name).variables
        return ours if name == "common" else {**ours, **self._variables("common")}


def merge(ours: Mapping[str, Any], theirs: Mapping[str, Any]) -> dict[str, Any]:
    """Their rules and entries in the place of ours of the same id, else behind; their words behind ours."""
    out, removed = dict(ours), set(theirs.get(REMOVE) or ())
    for key in ("rules", "entries"):
        if removed and out.get(key):
            out[key] = [item for item in out[key] if item.get("id") not in removed]
    for key, value in theirs.items():
        if key == "rules":
            common = {k: theirs[k] for k in ("label", "why") if theirs.get(k)}
            new = {rule["id"]: {**common, **rule} for rule in value or ()}
            kept = [new.pop(rule["id"], rule) for rule in out.get("rules") or ()]
            out["rules"] = [*kept, *new.values()]
        elif key in ("lists", "variables"):
            mine = dict(out.get(key) or {})
            for name, words in (value or {}).items():
                both = isinstance(mine.get(name), list) and isinstance(words, list)
                mine[name] = [*mine[name], *words] if both else words
            out[key] = mine
        elif key == "entries":
            out["entries"] = list(_merged_entries(out.get("entries") or (), value or ()))
        elif key != REMOVE and key not in out:
            out[key] = value
    return out


def _merged_entries(ours: Any, theirs: Any) -> Iterator[Mapping[str, Any]]:
    new = {entry_key(entry): entry for entry in theirs}
    for entry in ours:
        yield new.pop(entry_key(entry), entry)
    yield from new.values()


def _merged_words(ours: Mapping[str, Any], theirs: Mapping[str, Any]) -> dict[str, Any]:
    """Topics of named words: theirs behind ours."""
    out = dict(ours)
    for topic, entries in theirs.items():
        added = {key: _longer(ours[topic][key], value) for key, value in entries.items() if key != "why"}
        out[topic] = {**ours[topic], **added}
    return out


def _longer(ours: Any, theirs: Any) -> Any:
    return {**ours, **theirs} if isinstance(ours, dict) else [*ours, *theirs]


__all__ = ["Overlay", "merge"]
