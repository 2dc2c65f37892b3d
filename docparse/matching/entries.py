"""The plain entries of rule files (agencies, document types, directives …): what keys they must and may have."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

from docparse.errors import RuleError
from docparse.matching.lines import Named, Where, meant

AGENCIES = "agencies.yaml"
QUESTIONS = "questions.yaml"  # topics of words: a shape of its own
_IDENTITY = ("id", "label", "type", "symbol", "date", "term", "code", "abbreviation", "group", "province", "name")
_SHAPES = ("name", "field", "owned", "nested", "proper")
_SEVERITIES = ("error", "warning", "hint")
_LISTS = frozenset(
    {"codes", "names", "heads", "fields", "kinds", "central_kinds", "casing", "provinces", "plenum", "relations"}
    | {"levels", "central_levels", "to", "through", "examples"}
)
_FLAGS = frozenset(
    {"header", "law", "letter", "central", "bare", "loose", "capital", "one_body"}
    | {"goes_on", "founds", "certain", "gone", "of_owner", "of_issuer"}
)
# file: for each key that an entry may be known by, the keys that it then needs; "" where every entry needs them
_NEEDED: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "agencies": {"": ("id", "kind", "shape")},
    "agency_groups": {"": ("group",)},
    "document_types": {"": ("type", "codes")},
    "issuers": {"code": ("name", "level"), "abbreviation": ("name",)},
    "lint": {"": ("code", "severity", "title", "why", "advice")},
    "agency_levels": {"": ("id",), "level": ("parent",)},
    "provinces": {"": ("province", "level"), "into": ("until", "basis"), "city_from": ("basis",)},
    "successions": {"": ("id", "level", "from", "to", "date", "share", "basis")},
    "directives": {"symbol": ("date", "type", "title", "issuer", "source"), "term": ("source",), "from": ("term",)},
}
_KNOWN: Mapping[str, frozenset[str]] = {
    "agencies": frozenset(
        {"id", "shape", "heads", "names", "kind", "why", "fields", "like"}
        | {"central", "bare", "loose", "capital", "one_body"}
    ),
    "agency_groups": frozenset({"group", "kinds", "central_kinds", "names", "levels", "central_levels", "why"}),
    "document_types": frozenset({"type", "codes", "names", "slug", "header", "law", "letter", "why"}),
    "lint": frozenset({"code", "severity", "title", "why", "advice"}),
    "issuers": frozenset({"casing", "provinces", "abbreviation", "name", "code", "level", "same_as", "why"}),
    "agency_levels": frozenset(
        {"id", "kinds", "heads", "at", "parent", "level", "since", "until", "of_owner", "of_issuer", "why"}
    ),
    "provinces": frozenset(
        {"province", "level", "code", "since", "until", "into", "city_from", "basis", "why", "examples"}
    ),
    "successions": frozenset(
        {"id", "level", "from", "to", "date", "by", "share", "what", "goes_on", "founds", "through", "provinces"}
        | {"elsewhere", "certain", "gone", "note", "basis", "why", "examples"}
    ),
    "directives": frozenset(
        {"term", "from", "source", "symbol", "date", "type", "issuer", "title", "plenum", "relations", "names", "law"}
        | {"effect"}
    ),
}


def entry_key(entry: Mapping[str, Any]) -> Hashable:
    """By what an entry is told from others of its file: an office's entry of the same key replaces ours."""
    found = tuple(str(entry[key]) if key in entry else None for key in _IDENTITY)
    return entry["id"] if "id" in entry else found if any(found) else id(entry)


def check_shape(raw: Any, where: Where) -> None:
    """RuleError DP306 for a file that is no mapping, else what :func:`check_entries` finds."""
    if not isinstance(raw, dict):
        raise RuleError("DP306", where(), "tệp luật phải là một nhóm khóa", "mở đầu tệp bằng why:, rules: …")
    if where.name == QUESTIONS:
        for topic, lists in raw.items():
            if isinstance(lists, dict):
                _check_lists({k: v for k, v in lists.items() if not isinstance(v, (str, dict))}, where.bind(topic))
        return
    lists = raw.get("lists") or {}
    if not isinstance(lists, dict):
        raise RuleError("DP306", where("lists"), "lists phải là nhóm khóa", "viết: lists: {tên: [từ, cụm từ, …]}")
    _check_lists(lists, where.bind("lists"))
    check_entries(raw, where)


def _check_lists(lists: Mapping[str, Any], where: Where) -> None:
    for name, value in lists.items():
        if not isinstance(value, list) or not all(isinstance(v, (str, int)) for v in value):
            raise RuleError("DP303", where(name), f"{name} phải là danh sách cụm từ", "viết: [từ, cụm từ, …]")


def named(raw: Mapping[str, Any], where: Where) -> Mapping[str, Any]:
    """A file whose lists, or topics of words, tell in a coded error which one is missing."""
    if where.name != QUESTIONS:
        lists = {name: [str(word) for word in words] for name, words in (raw.get("lists") or {}).items()}
        return {**raw, "lists": Named(lists, where.bind("lists"))}
    topics = {key: Named(value, where.bind(key)) if isinstance(value, dict) else value for key, value in raw.items()}
    return Named(topics, where)


def check_entries(raw: Mapping[str, Any], where: Where) -> None:
    """RuleError DP302, DP304 or DP306 for the first entry of a file that is not as it must be."""
    name = where.name.removesuffix(".yaml")
    if name not in _NEEDED:
        return
    entries = raw.get("entries") or []
    if not isinstance(entries, list):
        raise RuleError("DP306", where("entries"), "entries phải là danh sách", "viết: - {khóa: giá trị, …}")
    for number, entry in enumerate(entries):
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
    if name == "agencies":
        _agency(entry, where)
    if name == "lint" and entry["severity"] not in _SEVERITIES:
        advice = f"{meant(str(entry['severity']), _SEVERITIES)} (nhận {', '.join(_SEVERITIES)})"
        raise RuleError("DP306", where("severity"), f"severity không nhận {entry['severity']!r}", advice)
    for number, one in enumerate(entry.get("relations") or ()):
        if not (isinstance(one, dict) and set(one) == {"relation", "target"}):
            raise RuleError("DP306", where("relations", number), "quan hệ cần relation và target", "sửa mục này")


def _agency(entry: Mapping[str, Any], where: Where) -> None:
    """Names stand under ``names`` where the shape is a whole name, else the first words under ``heads``."""
    shape = entry["shape"]
    if shape not in _SHAPES:
        advice = f"{meant(str(shape), _SHAPES)} (nhận {', '.join(_SHAPES)})"
        raise RuleError("DP306", where("shape"), f"shape không nhận {shape!r}", advice)
    needed, other = ("names", "heads") if shape == "name" else ("heads", "names")
    if other in entry:
        raise RuleError("DP302", where(other), f"shape {shape} không dùng {other}", f"ghi tên dưới {needed}")
    if not entry.get(needed):
        advice = f"thêm {needed}: [Tên đầy đủ | VIẾT TẮT]"
        raise RuleError("DP304", where(), f"cơ quan {entry['id']} không có tên nào: thiếu {needed}", advice)
    for key in (needed, "fields"):
        for number, line in enumerate(entry.get(key) or ()):
            if not isinstance(line, str) or not all(form.strip() for form in line.split("|")):
                what = f"mỗi tên trong {key} phải là chữ, không phải {line!r:.60}"
                raise RuleError("DP306", where(key, number), what, "viết: Tên đầy đủ | VIẾT TẮT | cách gọi khác")


def check_kinds(raw: Mapping[str, Any], ours: Mapping[str, Any], where: Where) -> None:
    """RuleError DP306 for an agency of a kind that none of ours has: no group word would ever mean it."""
    if where.name != AGENCIES:
        return
    known = {str(entry["kind"]): None for entry in ours.get("entries") or ()}
    for number, entry in enumerate(raw.get("entries") or ()):
        if known and entry["kind"] not in known:
            advice = f"{meant(str(entry['kind']), known)} (nhận {', '.join(known)})"
            raise RuleError("DP306", where("entries", number, "kind"), f"kind không nhận {entry['kind']!r}", advice)


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


__all__ = ["check_entries", "check_kinds", "check_shape", "check_words", "entry_key", "named"]
