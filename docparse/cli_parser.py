"""argparse in Vietnamese: help, and errors with a code instead of leaving the program."""

from __future__ import annotations

import argparse
import re
from typing import TYPE_CHECKING, Any, NoReturn

from docparse.errors import DocparseError

if TYPE_CHECKING:
    from _typeshed import SupportsWrite

WIDTH = 100

# argparse speaks English; its sentences differ a little between versions of Python
_TRANSLATIONS = (
    (r"the following arguments are required: LỆNH", "chưa nêu lệnh"),
    (r"the following arguments are required: (.+)", "thiếu {1}"),
    (r"argument LỆNH: invalid choice: '(.*?)' .*", "không có lệnh “{1}”"),
    (r"argument (\S+): invalid choice: '(.*?)' .*", "{1} không nhận giá trị “{2}”"),
    (r"argument (\S+): expected one argument", "{1} cần một giá trị"),
    (r"argument (\S+): expected at least one argument", "{1} cần ít nhất một giá trị"),
    (r"argument (\S+): invalid \S+ value: '(.*?)'", "{1} không nhận giá trị “{2}”"),
    (r"argument (\S+): not allowed with argument (\S+)", "{1} không dùng cùng {2}"),
    (r"argument (\S+): ignored explicit argument '(.*?)'", "{1} không nhận giá trị “{2}”"),
    (r"unrecognized arguments: (.+)", "thừa hoặc sai tham số: {1}"),
    (r"ambiguous option: (\S+) could match (.+)", "{1} chưa rõ, có thể là {2}"),
)


class UsageError(DocparseError):
    """A command line that cannot be understood (DP600); exit status 2."""


class _Help(argparse.RawDescriptionHelpFormatter):
    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=30, width=WIDTH)
        self._action_max_length = 14  # room for the longest command, which stands two columns further in

    def add_usage(self, usage: str | None, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, "Cách dùng: " if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """An argument parser that raises UsageError instead of leaving the program."""

    def __init__(self, **values: Any) -> None:
        super().__init__(**{"formatter_class": _Help, "add_help": False, "allow_abbrev": False, **values})
        self._positionals.title = "Tham số"
        self._optionals.title = "Tùy chọn"
        self.add_argument("-h", "--help", action="help", help="hiện hướng dẫn này")

    def error(self, message: str) -> NoReturn:
        near = ", ".join(f"“{one}”" for one in self._near(message))
        help_ = f"xem cách dùng: {self.prog} --help"
        raise UsageError("DP600", self.prog, translated(message), f"có phải {near}? {help_}" if near else help_)

    def _near(self, message: str) -> list[str]:
        """Of commands, options and values those that look like what was typed instead."""
        parsers = [self, *(parser for action in self._actions if isinstance(action.choices, dict)
                           for parser in action.choices.values())]  # fmt: skip
        if found := re.match(r"argument (\S+): invalid choice: '(.*?)'", message):
            named = [a for p in parsers for a in p._actions if found[1] in ("/".join(a.option_strings), a.metavar)]
            return _like(found[2], [str(choice) for action in named for choice in action.choices or ()])
        found = re.match(r"unrecognized arguments: (.+)", message, re.DOTALL)
        options = [option for parser in parsers for action in parser._actions for option in action.option_strings]
        words = [word.partition("=")[0] for word in found[1].split()] if found else []
        return [near for word in words if word.startswith("--") for near in _like(word, options)]

    def _print_message(self, message: str, file: SupportsWrite[str] | None = None) -> None:
        # the base class passes over a failing write; a closed pipe must be told apart from success
        if message and file is not None:
            file.write(message)


def _like(word: str, known: list[str]) -> list[str]:
    """The one of ``known`` that ``word`` is a slip of, if any."""
    import difflib

    plain = {one.lstrip("-"): one for one in known}
    return [plain[near] for near in difflib.get_close_matches(word.lstrip("-"), plain, 1, 0.75)]


def translated(message: str) -> str:
    """An error of argparse in Vietnamese."""
    for pattern, words in _TRANSLATIONS:
        if match := re.fullmatch(pattern, message, re.DOTALL):
            return words.format(None, *match.groups())
    return "tham số không đúng"
