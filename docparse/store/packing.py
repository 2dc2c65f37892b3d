"""Plans as bytes: the "docparse/1" JSON without what the document's text gives."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterator
from typing import Any

from docparse.model import Plan

_DIGEST = "text_sha256"
# stores hold what was packed with this: it must never change
_FREQUENT = (
    '"candidates":[]}],"references":[{"target":"urn:lex:vn;","of":null,"type":"Nghị quyết","symbol":"","title":null,'
    '"date":"20","issuer":"Chính phủ","relation":"implements","text":null,"start":1,"end":1,"rule":"ref-symbol",'
    '"known":null,"candidates":[]},"relation":"basis","sections":[{"id":"s:I:","parent":null,"label":"1","heading":"",'
    '"role":"organisation","start":1},"role":"tasks","goals":[{"id":"g:II.1:","section":"s:II:","text":null,"start":,'
    '"indicators":[{"name":"","comparator":"=","value":,"unit":"%","start":,"end":,"value_to":null,"approximate":false,'
    '"change":null,"due":"2025"}],"milestones":[],"paragraph":1,"responsible":[]},"places":[{"start":0,"line":1},'
    '"tasks":[{"id":"t:III.1:","section":"s:III.1:","text":null,"start":,"end":,"assignments":[{"agency":null,'
    '"agency_id":"agency:vn;:uy.ban.nhan.dan","role":"lead","basis":"explicit","rule":"leads","start":,"end":},'
    '{"agency":null,"agency_id":"agency:vn;:so.","role":"coordinate","basis":"explicit","rule":"partner-with",'
    '"start":,"end":}],"due":{"text":null,"kind":"by","from":null,"to":"20","every":null,"on":null,"rule":"by-date",'
    '"start":,"end":},"product":null,"indicators":[],"same_as":null,"references":[],"paragraph":1,"rule":"clause"},'
    '"role":"implement","basis":"heading","rule":"heading","start":,"end":}],"due":null,"product":null,"indicators":[],'
    '"same_as":null,"references":[],"paragraph":2,"rule":"clause"},{"id":"t:V.1:","section":"s:V.1:","text":null,"start":'
).encode()


def pack(value: dict[str, Any], *, text: bool) -> bytes:
    """``Plan.to_dict``'s object as bytes, with its text only where ``text``; ``value`` is changed."""
    whole = value["text"]
    for holder, name in _passages(value):
        if holder[name] == whole[holder["start"] : holder["end"]]:
            holder[name] = None
    if not text:
        value |= {"text": None, _DIGEST: digest(whole)}
    packer = zlib.compressobj(6, zdict=_FREQUENT)
    return packer.compress(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()) + packer.flush()


def digest(text: str) -> str:
    """What tells a text that is kept apart from its plan from a changed one."""
    return hashlib.sha256(text.encode()).hexdigest()


def packed_digest(blob: bytes) -> str | None:
    """The digest of the text that the plan was packed without."""
    found: str | None = _loaded(blob).get(_DIGEST)
    return found


def _loaded(blob: bytes) -> dict[str, Any]:
    value: dict[str, Any] = json.loads(zlib.decompressobj(zdict=_FREQUENT).decompress(blob))
    return value


def pack_plan(plan: Plan, *, text: bool) -> bytes:
    """:func:`pack` of a plan."""
    return pack(plan.to_dict(), text=text)


def unpack(blob: bytes, text: str | None) -> dict[str, Any]:
    """The object that was packed; ``text`` is the document's, needed where it was packed without."""
    value = _loaded(blob)
    if value.pop(_DIGEST, None) is not None:
        value["text"] = text or ""
    whole = value["text"]
    for holder, name in _passages(value):
        if holder[name] is None:
            holder[name] = whole[holder["start"] : holder["end"]]
    return value


def _passages(value: dict[str, Any]) -> Iterator[tuple[dict[str, Any], str]]:
    """What mostly says no more than the passage that it points to; none of it is ever null."""
    for goal in value["goals"]:
        yield goal, "text"
        yield from ((part, "agency") for part in goal.get("responsible", ()))
    for task in value["tasks"]:
        yield task, "text"
        yield from ((part, "agency") for part in task["assignments"])
        if task["due"] and task["due"].get("start") is not None:
            yield task["due"], "text"
    yield from ((reference, "text") for reference in value["references"])
