"""Compiled patterns with what they cannot match without, and a cache of both on disk.

Compiling and reading some hundred patterns costs as long as reading ten plans; the cache keeps the standard library's
own compiled code. It is named by the rules' and the interpreter's versions, written whole under another name and
moved into place, so that two processes that start at once never see half of it; a broken one is made anew.
"""

from __future__ import annotations

import atexit
import hashlib
import importlib
import marshal
import os
import re
import sys
import time
from array import array
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from docparse.errors import RuleError
from docparse.matching.faults import regex_fault
from docparse.matching.lines import Where, load_yaml
from docparse.matching.literals import Literals, literals
from docparse.matching.trees import LONGEST_SPACE

_sre: Any = importlib.import_module("_sre")
_compiler: Any = importlib.import_module("re._compiler")
_parser: Any = importlib.import_module("re._parser")
_T = TypeVar("_T")
_KEPT = 30 * 24 * 3600  # seconds after which a cache that is not ours is cleared away
_SPACE_RUN = re.compile(r"\[\^?\]?(?:\\.|[^\]\\])*\]|\\s[+*](?![?+])|\\.", re.DOTALL)


def bounded(regex: str) -> str:
    """The pattern with its runs of spaces bounded."""
    return _SPACE_RUN.sub(
        lambda m: f"\\s{{{int(m[0][2] == '+')},{LONGEST_SPACE}}}" if m[0] in (r"\s+", r"\s*") else m[0], regex
    )


class FormCache:
    """Compiled patterns by their source, in a file ``path`` or in that of a folder of rules, else in memory only."""

    def __init__(self, path: Path | None = None, *, rules: Path | None = None) -> None:
        self._path, self._rules = path, rules
        self.fresh = 0

    @cached_property
    def path(self) -> Path | None:
        return cache_path(self._rules) if self._rules is not None else self._path

    @cached_property
    def _entries(self) -> dict[tuple[str, str], Any]:
        """Read at first need: many a question needs no pattern at all."""
        if self.path is None:
            return {}
        atexit.register(self.save)
        return _read(self.path)

    def yaml(self, path: Path) -> Any:
        """A rule file as ``load_yaml`` gives it; kept only for the folder by whose files the cache is named."""
        if path.parent != self._rules:
            return load_yaml(path)
        key = ("yaml", path.name)
        if key not in self._entries:
            raw = load_yaml(path)
            try:
                marshal.dumps(raw)
            except ValueError:  # a date without quotation marks
                return raw
            self.fresh += 1
            self._entries[key] = raw
        return self._entries[key]

    def literals(self, regex: str) -> Literals:
        """What the pattern cannot match without."""
        key = ("literals", regex)
        if key not in self._entries:
            found = literals(regex)
            self.fresh += 1
            self._entries[key] = (
                tuple(sorted(found.anchors or ())),
                found.before,
                found.width,
                found.first,
                found.last,
                found.digit_or,
                found.digit_first,
            )
        anchors, *others = self._entries[key]
        return Literals(frozenset(anchors) if anchors else None, *others)

    def pattern(self, regex: str) -> re.Pattern[str]:
        """The compiled pattern; re.error if it is broken."""
        entry = self._entries.get(("code", regex))
        if entry is None:
            tree = _parser.parse(regex)
            code = _compiler._code(tree, 0)
            entry = (
                int(tree.state.flags),
                array("I", code).tobytes(),
                tree.state.groups - 1,
                dict(tree.state.groupdict),
            )
            self._entries["code", regex] = entry
            self.fresh += 1
        flags, code, groups, names = entry
        order: list[str | None] = [None] * (groups + 1)
        for name, number in names.items():
            order[number] = name
        compiled: re.Pattern[str] = _sre.compile(regex, flags, array("I", code).tolist(), groups, names, tuple(order))
        return compiled

    def save(self) -> None:
        """Write what is new; silently without a cache where the folder cannot be written."""
        if not self.fresh or self.path is None:
            return
        self.fresh = 0
        import tempfile  # costs 4 ms, and a cache is rarely written

        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            for old in self.path.parent.glob("rules-*"):
                if old != self.path and time.time() - old.stat().st_mtime > _KEPT:  # others may use a young one
                    old.unlink(missing_ok=True)
            body = marshal.dumps(self._entries)
            handle, name = tempfile.mkstemp(prefix="rules-", suffix=".part", dir=self.path.parent)
            with os.fdopen(handle, "wb") as file:
                file.write(hashlib.sha256(body).digest() + body)
            os.replace(name, self.path)
        except OSError:
            return


def _read(path: Path) -> dict[tuple[str, str], Any]:
    try:
        raw = path.read_bytes()
        if hashlib.sha256(raw[32:]).digest() != raw[:32]:
            return {}
        entries: dict[tuple[str, str], Any] = marshal.loads(raw[32:])
        return entries
    except (OSError, ValueError, EOFError, TypeError):
        return {}


def cache_path(rules: Path) -> Path | None:
    """Where the cache of a rules folder lies; None if the environment sets DOCPARSE_CACHE to nothing."""
    folder = os.environ.get("DOCPARSE_CACHE")
    if folder == "":
        return None
    if folder is None:
        from platformdirs import user_cache_path

        folder = str(user_cache_path("docparse", appauthor=False))
    digest = hashlib.sha256(f"{sys.version} {_sre.MAGIC}".encode())
    code = Path(__file__)
    for path in (code, code.with_name("literals.py"), code.with_name("trees.py"), *sorted(rules.glob("*.yaml"))):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return Path(folder) / f"rules-{digest.hexdigest()[:16]}.bin"


class Form:
    """One pattern of a rule: its expression over canon text, compiled at first use."""

    def __init__(self, regex: str, cache: FormCache, where: Where) -> None:
        self.regex, self.where = bounded(regex), where
        self.cache = cache

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        return self._compile(self.regex)

    @cached_property
    def at_end(self) -> re.Pattern[str]:
        """The same, bound to the end of the passage searched."""
        flags, body = ("(?m)", self.regex[4:]) if self.regex.startswith("(?m)") else ("", self.regex)
        return self._compile(rf"{flags}(?:{body})\Z")

    @cached_property
    def literals(self) -> Literals:
        return self._told(self.cache.literals, self.regex)

    def _compile(self, regex: str) -> re.Pattern[str]:
        return self._told(self.cache.pattern, regex)

    def _told(self, make: Callable[[str], _T], regex: str) -> _T:
        try:
            return make(regex)
        except (re.error, OverflowError, RecursionError) as error:
            what = f"mẫu không dịch được: {regex_fault(error)}"
            raise RuleError("DP305", self.where(), what, "sửa mẫu của luật") from error


__all__ = ["Form", "FormCache", "bounded", "cache_path"]
