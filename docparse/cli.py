"""The command ``docparse``: parse the arguments, call, print. No failure reaches a user as a traceback."""

from __future__ import annotations

import errno
import os
import signal
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext, suppress
from types import FrameType

from docparse.errors import DocparseError, reason, unexpected
from docparse.output.screen import Screen

_OUTPUT = (errno.EPIPE, errno.ENOSPC, errno.EIO)  # what a write to a pipe or disk says; files are read elsewhere
_USAGE, _FAILED, _INTERRUPTED, _PIPE = 2, 1, 130, 141


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the exit status: 0 done, 1 something failed, 2 wrong usage, 130 stopped by Ctrl-C.

    Without ``argv`` this is the program itself: told to end by signal n it clears up and ends with 128 + n.
    """
    started = time.perf_counter()
    screen = Screen()
    if argv is None:
        _on_signals(_stop)
    try:
        status = _run(sys.argv[1:] if argv is None else argv, screen, started)
        screen.out.flush()
    except KeyboardInterrupt:
        return _INTERRUPTED
    except BrokenPipeError:
        _silence()
        return _PIPE
    except OSError as error:
        _silence()
        advice = "kiểm tra chỗ trống trên đĩa hoặc nơi nhận kết quả"
        with suppress(OSError):
            screen.error(str(DocparseError("DP603", "kết quả", f"không ghi ra được ({reason(error)})", advice)))
        return _FAILED
    finally:
        if argv is None:
            _on_signals(signal.SIG_IGN)  # nothing cuts short the clearing up at exit
    return status


def _on_signals(handler: Callable[[int, FrameType | None], None] | signal.Handlers) -> None:
    """Ctrl-C keeps its own way until it, too, is to be ignored; what was ignored from the start stays so."""
    for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK"):
        number = getattr(signal, name, None)
        if number is None or (name == "SIGINT" and handler is _stop) or signal.getsignal(number) == signal.SIG_IGN:
            continue
        with suppress(ValueError):  # not the main thread
            signal.signal(number, handler)


def _stop(number: int, _frame: FrameType | None) -> None:
    raise SystemExit(128 + number)


def _run(argv: Sequence[str], screen: Screen, started: float) -> int:
    from docparse.cli_arguments import parser
    from docparse.cli_parser import UsageError

    try:
        grammar = parser()
        if "_ARGCOMPLETE" in os.environ:
            from docparse.cli_completion import complete

            complete(grammar)
        arguments = grammar.parse_args(argv)
        from docparse.cli_commands import COMMANDS

        with _rules(arguments.rules or os.environ.get("DOCPARSE_RULES")):
            status = COMMANDS[arguments.command](arguments, screen)
        if screen.terminal and not getattr(arguments, "json", False):
            seconds = f"{time.perf_counter() - started:.2f}".replace(".", ",")
            screen.timing(f"{seconds} giây")
        return status
    except UsageError as error:
        screen.error(str(error))
        return _USAGE
    except DocparseError as error:
        screen.error(str(error))
        return _FAILED
    except SystemExit as stop:  # --help, --version, a signal
        return int(stop.code or 0)
    except Exception as error:
        if isinstance(error, OSError) and error.errno in _OUTPUT:
            raise
        screen.error(str(unexpected(error, "docparse")))
        return _FAILED


def _rules(folder: str | None) -> AbstractContextManager[object]:
    """An office's own rules in use; without a folder nothing is loaded."""
    if not folder:
        return nullcontext()
    from pathlib import Path

    from docparse.matching.engine import office_pack, using

    return using(office_pack(Path(folder)))


def _silence() -> None:
    """Keep the interpreter from writing to the closed pipe once more at its end."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
