"""Reading YAML, and the line of a key in its file: composed again only when an error has to be told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from docparse.errors import RuleError

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
        problem = getattr(error, "problem", None) or "YAML"
        raise RuleError("DP301", where, f"sai cú pháp YAML ({problem})", "sửa lại cú pháp YAML ở dòng này") from error


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


def meant(word: str, known: Iterable[str]) -> str:
    """Advice for a word that is not known: the closest of the known ones, or all of them."""
    from difflib import get_close_matches

    names = sorted(map(str, known))
    close = get_close_matches(word, names, n=1, cutoff=0.6)
    return f"có phải ý là {close[0]}?" if close else f"chỉ dùng {', '.join(names) or 'tên đã khai'}"


__all__ = ["Where", "load_yaml", "meant"]
