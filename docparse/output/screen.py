"""Where pages go: a terminal in colours, anything else as plain text, always in UTF-8."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TextIO, TypeVar

from docparse.output.page import Page, safe
from docparse.output.plain import WIDTH, plain

if TYPE_CHECKING:
    from rich.console import Console

T = TypeVar("T")


class Screen:
    """Standard output and standard error of one run, as they are now."""

    def __init__(self) -> None:
        # a stream that the caller closed is None
        self.out: TextIO = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
        self.err: TextIO = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
        for stream in (self.out, self.err):
            reconfigure = getattr(stream, "reconfigure", None)
            if reconfigure is not None:
                reconfigure(encoding="utf-8", errors="backslashreplace")
        self.terminal = self.out.isatty() and os.environ.get("TERM") != "dumb"
        self._console: Console | None = None

    @property
    def console(self) -> Console:
        """The rich console; only for a terminal, since rich takes 0.1 s to load."""
        if self._console is None:
            from docparse.output.terminal import console

            self._console = console(self.out)
        return self._console

    def show(self, page: Page) -> None:
        if self.terminal:
            from docparse.output.terminal import show

            show(page, self.console)
        else:
            self.out.write(plain(page, _columns()))

    def line(self, text: str) -> None:
        """One line; above the progress bar where there is one."""
        if self._console is not None:
            self._console.print(safe(text), soft_wrap=True)
        else:
            self.out.write(f"{safe(text)}\n")

    def timing(self, text: str) -> None:
        """How long it took; terminals only."""
        if self.terminal:
            self.console.print(text, style="dim")

    @contextmanager
    def progress(self, items: Sequence[T], *, shown: bool) -> Iterator[Iterator[T]]:
        """The items one by one, on a terminal with a bar below the lines printed meanwhile."""
        if not (shown and self.terminal and len(items) > 1):
            yield iter(items)
            return
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

        parts = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        # errors go above the bar too, unless they are sent elsewhere
        with Progress(*parts, console=self.console, transient=True, redirect_stderr=self.err.isatty()) as bar:
            yield iter(bar.track(items))

    def json(self, value: Mapping[str, Any], *, one_line: bool = False) -> None:
        """JSON on many lines, or the whole on one."""
        self.out.write(json_text(value, one_line=one_line))

    def error(self, text: str) -> None:
        """One line on standard error."""
        self.out.flush()
        err = sys.stderr or self.err  # a progress bar puts itself in the place of sys.stderr
        err.write(f"{safe(text)}\n")
        err.flush()


def json_text(value: Mapping[str, Any], *, one_line: bool = False) -> str:
    """``value`` as JSON in Vietnamese letters, ending in a line break."""
    indent = None if one_line else 2
    return json.dumps(value, ensure_ascii=False, indent=indent, allow_nan=False) + "\n"


def _columns() -> int:
    wanted = os.environ.get("COLUMNS", "")
    return int(wanted) if wanted.isascii() and wanted.isdigit() and 0 < int(wanted) < 10_000 else WIDTH
