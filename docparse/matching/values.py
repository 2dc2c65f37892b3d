"""What the rules of a label may ``set``: which keys, which values of each, which are needed (``rules/labels.yaml``).

set:
  kind: {one: [by, within], needed: true}          # one of these
  at: {some: [opening, closing]}                   # a list of these
  rank: {one: number, needed: true}                # any whole number; "text": any text
  comparator: {one: [">="], unless: [baseline], files: [indicators]}   # needed where baseline is not set
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from docparse.errors import RuleError
from docparse.matching.lines import Where, meant, nearest

_KEYS = {"one", "some", "needed", "unless", "files"}
_TYPES: Mapping[str, tuple[type, str]] = {"text": (str, "chữ"), "number": (int, "số nguyên")}


@dataclass(frozen=True, slots=True)
class Key:
    """``values``: those allowed, or the name of a type (text, number); ``many``: a list of them.

    ``needed``: every rule sets it, but for those that set one of ``unless``; ``files``: the key is for rules there
    only, everywhere if there are none.
    """

    values: tuple[Any, ...] | str
    many: bool
    needed: bool
    unless: tuple[str, ...]
    files: tuple[str, ...]

    def takes(self, value: Any) -> bool:
        """Whether a rule may give this value."""
        if self.many:
            return isinstance(value, list) and bool(value) and all(self._takes(one) for one in value)
        return self._takes(value)

    def _takes(self, value: Any) -> bool:
        if isinstance(self.values, str):
            return type(value) is _TYPES[self.values][0]
        return any(type(value) is type(known) and value == known for known in self.values)

    def said(self) -> str:
        """The allowed values in words: "by, within", "chữ", "danh sách gồm opening, closing"."""
        said = _TYPES[self.values][1] if isinstance(self.values, str) else ", ".join(map(_said, self.values))
        return f"danh sách gồm {said}" if self.many else said


Keys = Mapping[str, Key]


def read_keys(raw: Any, where: Where) -> Keys:
    """What a label's entry says under ``set``; RuleError DP302, DP306 for what is not written as above."""
    if not isinstance(raw, dict):
        raise RuleError("DP306", where(), "set của nhãn phải là nhóm khóa", "viết: set: {khóa: {one: [giá trị, …]}}")
    out = {}
    for name, spec in raw.items():
        values = spec.get("one", spec.get("some")) if isinstance(spec, dict) else None
        if not (isinstance(values, list) and values) and not (isinstance(values, str) and values in _TYPES):
            raise RuleError("DP306", where(name), f"{name} không nói nhận giá trị nào", "viết: {one: [giá trị, …]}")
        if unknown := sorted(set(spec) - _KEYS):
            raise RuleError("DP302", where(name), f"khóa không được biết: {unknown[0]}", meant(unknown[0], _KEYS))
        unless, files = tuple(spec.get("unless") or ()), tuple(spec.get("files") or ())
        known = values if isinstance(values, str) else tuple(values)
        out[str(name)] = Key(known, "some" in spec, bool(spec.get("needed") or unless), unless, files)
    return out


def check_values(values: Mapping[str, Any], keys: Keys, label: str, file: str, where: Where) -> None:
    """RuleError DP316 for a ``set`` of a rule in ``file`` (without .yaml) that its label does not take."""
    known = {name: key for name, key in keys.items() if not key.files or file in key.files}
    for name, value in values.items():
        key = known.get(str(name))
        if key is None:
            what = f"nhãn {label} không nhận khóa {name} trong set"
            raise RuleError("DP316", where("set", str(name)), what, _advice(str(name), known, ", ".join(known)))
        if not key.takes(value):
            words = () if isinstance(key.values, str) else tuple(map(_said, key.values))
            each = value if isinstance(value, list) else [value]
            wrong = next((_said(one) for one in each if _said(one) not in words), "" if key.many else _said(value))
            raise RuleError(
                "DP316", where("set", name), f"{name} không nhận {_said(value):.40}", _advice(wrong, words, key.said())
            )
    for name, key in known.items():
        if key.needed and name not in values and not any(values.get(other) for other in key.unless):
            what = f"nhãn {label} cần {name} trong set"
            raise RuleError("DP316", where("set"), what, f"thêm {name}, nhận: {key.said()}")


def _advice(word: str, known: Mapping[str, Any] | tuple[str, ...], said: str) -> str:
    close = nearest(word, known)
    near = f"có phải ý là {close[0]}? " if close else ""
    return f"{near}nhận: {said or 'không khóa nào'}"


def _said(value: Any) -> str:
    """As it is written in YAML."""
    if isinstance(value, bool):
        return str(value).lower()
    return f"[{', '.join(map(_said, value))}]" if isinstance(value, list) else str(value)


def described(keys: Keys) -> list[tuple[str, str, str]]:
    """(key, needed or not and where, allowed values) for those who write rules."""
    out = []
    for name, key in keys.items():
        need = "cần" if key.needed else "tùy"
        need += f", trừ khi có {', '.join(key.unless)}" if key.unless else ""
        need += f"; chỉ trong {', '.join(key.files)}" if key.files else ""
        out.append((name, need, key.said()))
    return out


__all__ = ["Key", "Keys", "check_values", "described", "read_keys"]
