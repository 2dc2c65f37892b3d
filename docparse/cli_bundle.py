"""``docparse bundle``: an installer for a machine without internet."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import asdict
from pathlib import Path

from docparse.bundling import PLATFORMS, PYTHONS
from docparse.bundling.build import build
from docparse.errors import DocparseError, reason
from docparse.output.screen import Screen


def run(arguments: Namespace, screen: Screen) -> int:
    """Make it and say how to know it again."""
    platforms = list(dict.fromkeys(arguments.platform or PLATFORMS))
    pythons = list(dict.fromkeys(arguments.python or PYTHONS))
    wheel = Path(arguments.wheel) if arguments.wheel else None

    def tell(text: str) -> None:
        if not arguments.json:
            screen.line(text)
            screen.out.flush()

    try:
        made = build(Path(arguments.folder).absolute(), platforms, pythons, arguments.extra, wheel, tell)
    except OSError as error:
        advice = "kiểm tra đường dẫn, quyền ghi và chỗ trống trên đĩa"
        raise DocparseError("DP603", arguments.folder, f"không ghi được bộ cài ({reason(error)})", advice) from error
    if arguments.json:
        screen.json(asdict(made))
    else:
        screen.line(f"{made.wheels} gói, {made.size / 10**6:.0f} MB: {made.folder}")
        screen.line(f"SHA-256 của SHA256SUMS: {made.sha256}")
    return 0
