"""docparse reads plans of Vietnamese public bodies: goals, tasks, agencies, deadlines, the directives they cite.

``parse(path)`` gives a :class:`Plan`, ``open_store(url)`` a :class:`Store` with one method a question.
Importing the package loads nothing else; what a call needs is loaded by that call.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import os

    from docparse.errors import DocparseError
    from docparse.model import Plan
    from docparse.questions import Store

__version__ = "0.1.0"
__all__ = ["DocparseError", "Plan", "Store", "__version__", "open_store", "parse"]

_LAZY = {"DocparseError": "docparse.errors", "Plan": "docparse.model", "Store": "docparse.questions"}


def parse(path: str | os.PathLike[str]) -> Plan:
    """What the file at ``path`` (.txt, .md, .docx) says; ReadError (DP1xx) where it cannot be read."""
    from dataclasses import replace

    from docparse.datafiles import rules_version
    from docparse.extraction.plan import read_plan
    from docparse.reading import read

    plan = read_plan(read(path))
    return replace(plan, source={**plan.source, "rules": f"{__version__}+{rules_version()}"})


def open_store(url: str | None = None) -> Store:
    """Open ``sqlite:///FILE``, else ``DOCPARSE_STORE``, else the file in the user's data folder; StoreError (DP4xx).

    A missing file is made by the first ``add``.
    """
    from docparse.questions import open_store as open_

    return open_(url)


def __getattr__(name: str) -> Any:
    if name in _LAZY:
        from importlib import import_module

        return getattr(import_module(_LAZY[name]), name)
    raise AttributeError(f"module 'docparse' has no attribute {name!r}")
