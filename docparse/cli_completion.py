"""``docparse completion`` and ``docparse man``: the grammar for a shell and for ``man``."""

from __future__ import annotations

import argparse
import unicodedata
from argparse import Namespace
from collections.abc import Iterator
from typing import Any

from docparse import __version__
from docparse.cli_arguments import parser
from docparse.errors import DocparseError
from docparse.output.screen import Screen


def completion(arguments: Namespace, screen: Screen) -> int:
    """Print what the shell is to load; DocparseError DP643 without argcomplete."""
    script = _argcomplete().shellcode(["docparse"], shell=arguments.shell)
    screen.out.write(f"{script.strip()}\n")
    return 0


def complete(grammar: argparse.ArgumentParser) -> None:
    """Answer the shell that asks (``_ARGCOMPLETE`` in the environment) and leave the program."""
    _argcomplete().autocomplete(grammar, always_complete_options="long")


def _argcomplete() -> Any:
    try:
        import argcomplete
    except ImportError as error:
        advice = "cài thêm: pip install 'docparse[completion]'"
        raise DocparseError("DP643", "docparse completion", "chưa có gói argcomplete", advice) from error
    return argcomplete


def man(_arguments: Namespace, screen: Screen) -> int:
    """Print the manual in the language of ``man``."""
    screen.out.write(manual(parser()))
    return 0


def manual(grammar: argparse.ArgumentParser) -> str:
    """The whole grammar as a page of section 1, in roff, UTF-8."""
    commands = _commands(grammar)
    lines = [
        '.\\" -*- coding: UTF-8 -*-',
        f'.TH DOCPARSE 1 "" "docparse {__version__}" "Lệnh của người dùng"',
        ".nh",
        ".ad l",
        ".SH TÊN",
        f"docparse \\- {_text((grammar.description or '').partition(':')[0])}",
        ".SH CÁCH DÙNG",
        ".B docparse",
        _text("[TÙY_CHỌN …] LỆNH [THAM_SỐ …]"),
        ".SH MÔ TẢ",
        _text(grammar.description or ""),
        ".SH TÙY CHỌN CHUNG",
        *_arguments_of(grammar),
        ".SH LỆNH",
    ]
    for name, command in commands.items():
        usage = " ".join(command.format_usage().split()).partition(": ")[2]
        lines += [f".SS {_text(name)}", _text(command.description or ""), ".PP", _text(usage), *_arguments_of(command)]
        lines += [".PP", _text(command.epilog or "")]
    status = "0 xong; 1 có lỗi; 2 gõ sai lệnh; 130 dừng bằng Ctrl-C."
    places = (
        ("DOCPARSE_STORE", "kho, khi không nêu --store"),
        ("DOCPARSE_RULES", "luật của đơn vị, khi không nêu --rules"),
        ("DOCPARSE_SOFFICE", "chương trình LibreOffice ở nơi khác thường"),
        ("DOCPARSE_DEBUG", "1: hiện chi tiết khi docparse gặp lỗi ngoài dự kiến"),
    )
    lines += [".SH MÃ THOÁT", _text(status), ".SH BIẾN MÔI TRƯỜNG"]
    for name, about in places:
        lines += [".TP", f".B {_text(name)}", _text(about)]
    return unicodedata.normalize("NFC", "\n".join(lines) + "\n")


def _commands(grammar: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    action = next(action for action in grammar._actions if isinstance(action, argparse._SubParsersAction))
    return dict(action.choices)


def _arguments_of(grammar: argparse.ArgumentParser) -> Iterator[str]:
    for action in grammar._actions:
        if isinstance(action, argparse._SubParsersAction):
            continue
        values = " ".join(_values(action))
        names = ", ".join(action.option_strings)
        help_ = (action.help or "") % {**vars(action), "prog": grammar.prog}
        yield from (".TP", f".B {_text(' '.join(filter(None, (names, values))))}", _text(help_))


def _values(action: argparse.Action) -> Iterator[str]:
    """What follows an option, or stands for a positional: ``TỆP``, ``bash|zsh``; flags take nothing."""
    if action.nargs == 0:
        return
    if action.metavar is not None:
        yield action.metavar if isinstance(action.metavar, str) else " ".join(action.metavar)
    else:
        yield "|".join(map(str, action.choices)) if action.choices else action.dest.upper()
    if action.nargs in ("*", "+"):
        yield "…"


def _text(text: str) -> str:
    """As roff takes it: nothing in it is a command."""
    plain = " ".join(text.split()).replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{plain}" if plain.startswith((".", "'")) else plain
