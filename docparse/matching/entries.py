"""The plain entries of rule files (agencies, document types, directives …): what keys they must and may have."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

from docparse.errors import RuleError
from docparse.matching.lines import Where, meant

_IDENTITY = ("id", "label", "type", "symbol", "date", "term", "code", "abbreviation", "group", "name")
_SHAPES = ("name", "field", "owned", "nested", "proper")
_LISTS = frozenset(
    {"codes", "names", "heads", "fields", "kinds", "central_kinds", "casing", "provinces", "plenum", "relations"}
)
_FLAGS = frozenset({"header", "law", "letter", "central", "bare", "loose", "capital", "one_body"})
# file: for each key that an entry may be known by, the keys that it then needs; "" where every entry needs them
_NEEDED: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "agencies": {"": ("id", "kind", "shape")},
    "agency_groups": {"": ("group",)},
    "document_types": {"": ("type", "codes")},
    "issuers": {"code": ("name", "level"), "abbreviation": ("name",)},
    "directives": {"symbol": ("date", "type", "title", "issuer", "source"), "term": ("source",), "from": ("term",)},
}
_KNOWN: Mapping[str, frozenset[str]] = {
    "agencies": frozenset(
        {"id", "shape", "heads", "names", "kind", "why", "fields", "like"}
        | {"central", "bare", "loose", "capital", "one_body"}
    ),
    "agency_groups": frozenset({"group", "kinds", "central_kinds", "names", "why"}),
    "document_types": frozenset({"type", "codes", "names", "slug", "header", "law", "letter", "why"}),
    "issuers": frozenset({"casing", "provinces", "abbreviation", "name", "code", "level", "why"}),
    "directives": frozenset(
        {"term", "from", "source", "symbol", "date", "type", "issuer", "title", "plenum", "relations", "names", "law"}
    ),
}


def entry_key(entry: Mapping[str, Any]) -> Hashable:
    """By what an entry is told from others of its file: an office's entry of the same key replaces ours."""
    found = tuple(str(entry[key]) if key in entry else None for key in _IDENTITY)
    return entry["id"] if "id" in entry else found if any(found) else id(entry)


def check_entries(raw: Mapping[str, Any], where: Where) -> None:
    """RuleError DP302, DP304 or DP306 for the first entry of a file that is not as it must be."""
    name = where.name.removesuffix(".yaml")
    if name not in _NEEDED:
        return
    for number, entry in enumerate(raw.get("entries") or ()):
        place = where.bind("entries", number)
        if not isinstance(entry, dict):
            raise RuleError("DP306", place(), "mỗi mục phải là một nhóm khóa", "viết: - {khóa: giá trị, …}")
        _entry(name, entry, place)


def _entry(name: str, entry: Mapping[str, Any], where: Where) -> None:
    for key, value in entry.items():
        if key not in _KNOWN[name]:
            raise RuleError("DP302", where(str(key)), f"khóa không được biết: {key}", meant(str(key), _KNOWN[name]))
        if key in _LISTS and not isinstance(value, list):
            raise RuleError("DP306", where(key), f"{key} phải là danh sách, không phải {value!r:.40}", "viết: [a, b]")
        if key in _FLAGS and not isinstance(value, bool):
            raise RuleError("DP306", where(key), f"{key} phải là true hoặc false, không phải {value!r:.40}", "sửa lại")
    for key, needed in _NEEDED[name].items():
        for one in needed:
            if (not key or key in entry) and entry.get(one) is None:
                raise RuleError("DP304", where(), f"mục thiếu {one}", f"một mục cần {', '.join(needed)}")
    if name == "agencies" and entry["shape"] not in _SHAPES:
        raise RuleError("DP306", where("shape"), f"shape không nhận {entry['shape']!r}", meant(entry["shape"], _SHAPES))
    for number, one in enumerate(entry.get("relations") or ()):
        if not (isinstance(one, dict) and set(one) == {"relation", "target"}):
            raise RuleError("DP306", where("relations", number), "quan hệ cần relation và target", "sửa mục này")


def check_words(raw: Any, ours: Mapping[str, Any], where: Where) -> None:
    """RuleError for a file of topics (``questions.yaml``) with a topic or list that ours does not have."""
    if not isinstance(raw, dict):
        raise RuleError("DP306", where(), "tệp phải là một nhóm khóa", "viết: chủ đề: {danh sách: [từ, …]}")
    for topic, lists in raw.items():
        known = ours.get(topic)
        if not isinstance(known, dict):
            raise RuleError("DP302", where(topic), f"không có chủ đề {topic}", meant(str(topic), ours))
        if not isinstance(lists, dict):
            raise RuleError("DP306", where(topic), f"{topic} phải là một nhóm danh sách", "viết: words: [từ, …]")
        for key, words in lists.items():
            if key not in known:
                raise RuleError("DP302", where(topic, key), f"không có danh sách {key}", meant(str(key), known))
            if type(words) is not type(known[key]):
                raise RuleError("DP306", where(topic, key), f"{key} sai kiểu: {words!r:.40}", "viết như tệp có sẵn")


__all__ = ["check_entries", "check_words", "entry_key"]
