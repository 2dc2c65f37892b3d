"""The commands ``backup`` and ``restore``."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import asdict
from typing import TYPE_CHECKING

from docparse.cli_files import open_from
from docparse.output.screen import Screen

if TYPE_CHECKING:
    from docparse.store.backup import Saved


def run(arguments: Namespace, screen: Screen) -> int:
    """One of the two commands."""
    with open_from(arguments) as store:
        where = store.db.location.path
        if arguments.command == "backup":
            return _told("đã sao lưu", store.backup(arguments.file, force=arguments.force), where, arguments, screen)
        return _told("đã phục hồi", store.restore(arguments.file, force=arguments.force), where, arguments, screen)


def _told(done: str, saved: Saved, where: str, arguments: Namespace, screen: Screen) -> int:
    if arguments.json:
        screen.json({"store": where, **asdict(saved)})
    else:
        size = f"{saved.size / 1e6:.1f}".replace(".", ",")
        screen.line(f"{done}  {saved.documents} văn bản, tệp {saved.file} ({size} MB)")
        screen.line(f"Kho: {where}")
    return 0
