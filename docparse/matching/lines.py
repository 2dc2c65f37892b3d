"""Reading YAML, and the line of a key in its file: composed again only when an error has to be told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import yaml

from docparse.errors import RuleError
from docparse.matching.faults import yaml_fault

_T = TypeVar("_T")
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def load_yaml(path: Path) -> Any:
    """The YAML of a file; RuleError DP300 without the file, DP301 names the line where it is broken."""
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)
    except FileNotFoundError as error:
        raise RuleError(
            "DP300", path.name, "không có tệp luật này", "cài lại docparse hoặc kiểm tra thư mục rules/"
        ) from error
    except (OSError, UnicodeDecodeError) as error:
        raise RuleError(
            "DP300", path.name, "không đọc được tệp luật", "lưu tệp bằng UTF-8, kiểm tra quyền đọc"
        ) from error
    except RecursionError as error:
        raise RuleError("DP301", path.name, "YAML lồng nhau quá sâu", "bớt các cấp lồng nhau") from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"{path.name}:{mark.line + 1}" if mark else path.name
        column = f" ở cột {mark.column + 1}" if mark else ""
        fault = yaml_fault(getattr(error, "problem", None) or getattr(error, "reason", None))
        raise RuleError("DP301", where, f"sai cú pháp YAML{column}: {fault}", "sửa ở đó hoặc ngay trước đó") from error


@dataclass(frozen=True, slots=True)
class Where:
    """A place in a rule file, told as ``name.yaml:12`` when it is called."""

    name: str
    path: Path | None = None
    keys: tuple[str | int, ...] = ()

    def bind(self, *keys: str | int) -> Where:
        """The place of a key below this one."""
        return Where(self.name, self.path, (*self.keys, *keys))

    def __call__(self, *keys: str | int) -> str:
        line = self.line(*keys)
        return f"{self.name}:{line}" if line else self.name

    def line(self, *keys: str | int) -> int | None:
        """The line (from 1) of the key, or of the nearest one above it that the file has."""
        if self.path is None:
            return None
        node = yaml.compose(self.path.read_text(encoding="utf-8"), Loader=_Loader)
        line = 1
        for key in (*self.keys, *keys):
            found = _step(node, key)
            if found is None:
                break
            node, line = found
        return line


def _step(node: Any, key: str | int) -> tuple[Any, int] | None:
    if isinstance(node, yaml.MappingNode):
        for name, value in node.value:
            if name.value == str(key):
                return value, name.start_mark.line + 1
    if isinstance(node, yaml.SequenceNode) and isinstance(key, int) and key < len(node.value):
        return node.value[key], node.value[key].start_mark.line + 1
    return None


class Named(dict[str, _T]):
    """What a rule file names (lists, variables, topics); RuleError DP307 for what it does not, where it should."""

    def __init__(self, things: Mapping[str, _T], where: Where) -> None:
        super().__init__(things)
        self._where = where

    def __missing__(self, key: str) -> _T:
        raise RuleError("DP307", self._where(), f"thiếu {key}", meant(key, self))


def meant(word: str, known: Iterable[str]) -> str:
    """Advice for a word that is not known: the closest of the known ones, or all of them."""
    names = sorted(map(str, known))
    close = nearest(word, names)
    return f"có phải ý là {close[0]}?" if close else f"chỉ dùng {', '.join(names) or 'tên đã khai'}"


def meant_rule(rule_id: str, known: Iterable[str]) -> str:
    """Advice for an id that no rule has: a few near ones, and where all are listed."""
    close = nearest(rule_id, known, 3)
    said = f"có phải ý là {', '.join(close)}? " if close else ""
    return f"{said}xem: docparse rules list"


def nearest(word: str, known: Iterable[str], most: int = 1) -> list[str]:
    """Those of the known words that look like this one, the closest first."""
    from difflib import get_close_matches

    return get_close_matches(word, sorted(map(str, known)), n=most, cutoff=0.6)


__all__ = ["Named", "Where", "load_yaml", "meant", "meant_rule", "nearest"]
