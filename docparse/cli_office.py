"""The commands of an office's daily papers, each from its own module."""

from __future__ import annotations

from argparse import Namespace
from importlib import import_module

from docparse.output.screen import Screen

_MODULES = {
    "import": "cli_sheetback",
    "config": "cli_mine",
    "mine": "cli_mine",
    "report": "cli_report",
    "picture": "cli_pictures",
}


def run(arguments: Namespace, screen: Screen) -> int:
    """Run the command; only its own module is loaded."""
    status: int = import_module(f"docparse.{_MODULES[arguments.command]}").run(arguments, screen)
    return status
