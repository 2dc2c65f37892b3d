"""``docparse bundle``: an installer for a machine without internet."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import asdict
from importlib import metadata
from pathlib import Path

from docparse.bundling.build import PLATFORMS, PYTHONS, build
from docparse.cli_parser import UsageError
from docparse.errors import DocparseError, reason
from docparse.output.screen import Screen


def run(arguments: Namespace, screen: Screen) -> int:
    """Make it and say how to know it again."""
    _check_extras(arguments.extra)
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


def _check_extras(asked: list[str]) -> None:
    """An extra that docparse does not name would be passed over silently by those who resolve."""
    try:
        known = metadata.metadata("docparse").get_all("Provides-Extra") or []
    except metadata.PackageNotFoundError:
        return
    for extra in asked:
        if known and extra not in known:
            raise UsageError("DP602", f"--extra {extra}", "docparse không có phần này", f"chọn: {', '.join(known)}")
