"""docparse reads plans of Vietnamese public bodies: goals, tasks, agencies, deadlines, the directives they cite.

``parse(path)`` gives a :class:`Plan`, ``open_store(url)`` a :class:`Store` with one method a question.
Importing the package loads nothing else; what a call needs is loaded by that call.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import os

    from docparse.errors import DocparseError
    from docparse.model import Plan, Source
    from docparse.questions import Store
    from docparse.questions.whyvalues import WhyAnswer

__version__ = "0.1.0"
__all__ = [
    "DocparseError", "Plan", "Store", "__version__", "explain", "explain_line", "open_store", "parse", "parse_bytes",
]  # fmt: skip

_LAZY = {"DocparseError": "docparse.errors", "Plan": "docparse.model", "Store": "docparse.questions"}


def parse(path: str | os.PathLike[str]) -> Plan:
    """What the file at ``path`` says; ReadError (DP1xx) where it cannot be read. Formats: docparse.reading.READERS."""
    from docparse.reading import read

    return _plan(read(path))


def parse_bytes(data: bytes, name: str) -> Plan:
    """The same for a file in memory; ``name`` gives the format by its extension."""
    from docparse.reading import read_bytes

    return _plan(read_bytes(data, name))


def _plan(source: Source) -> Plan:
    from dataclasses import replace

    from docparse.datafiles import rules_version
    from docparse.extraction.plan import read_plan

    plan = read_plan(source)
    return replace(plan, source={**plan.source, "rules": f"{__version__}+{rules_version()}"})


def open_store(url: str | None = None) -> Store:
    """Open ``sqlite:///FILE``, else ``DOCPARSE_STORE``, else the file in the user's data folder; StoreError (DP4xx).

    A missing file is made by the first ``add``.
    """
    from docparse.questions import open_store as open_

    return open_(url)


def explain(plan: Plan, fact: str, source: Source | None = None) -> WhyAnswer:
    """Why a fact (an id of ``plan``, or a place, "V.1, đoạn 2") is in the result; QuestionError DP504 if it is not.

    ``source`` is the file as ``docparse.reading.read`` gives it: with it tables and bold type are seen again.
    """
    from docparse.questions.why import explain as explain_

    return explain_(plan, fact, source)


def explain_line(plan: Plan, line: int, source: Source | None = None) -> WhyAnswer:
    """What became of a line of ``plan.text`` (from 1), what rules came near; QuestionError DP505 beyond the end."""
    from docparse.questions.why import explain_line as explain_line_

    return explain_line_(plan, line, source)


def __getattr__(name: str) -> Any:
    if name in _LAZY:
        from importlib import import_module

        return getattr(import_module(_LAZY[name]), name)
    raise AttributeError(f"module 'docparse' has no attribute {name!r}")
