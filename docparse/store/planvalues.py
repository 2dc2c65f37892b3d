"""A plan from the JSON that a store keeps: the way back from ``Plan.to_dict``."""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, Union, cast, get_args, get_origin, get_type_hints

from docparse.model import Plan


def plan_of(value: Mapping[str, Any]) -> Plan:
    """The plan whose ``to_dict`` gave ``value``; fields that an older version did not have get their defaults."""
    return cast("Plan", _value(Plan, value))


@cache
def _hints(kind: type) -> Mapping[str, Any]:
    return get_type_hints(kind)


def _value(kind: Any, value: Any) -> Any:
    if value is None:
        return None
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        return _value(next(k for k in get_args(kind) if k is not type(None)), value)
    if origin is tuple:
        return tuple(_value(get_args(kind)[0], item) for item in value)
    if is_dataclass(kind):
        hints = _hints(cast("type", kind))
        named = {f.name: f.name.rstrip("_") for f in fields(kind)}
        return kind(**{n: _value(hints[n], value[key]) for n, key in named.items() if key in value})  # type: ignore[operator]
    return value
