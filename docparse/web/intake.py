"""What is uploaded goes into the store by the same way as with ``docparse add``."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docparse.cli_add import add_one
from docparse.cli_files import read_plan
from docparse.cli_inputs import Skipped, inputs, opened
from docparse.errors import DocparseError
from docparse.output.page import safe
from docparse.store.corrections import speaking

if TYPE_CHECKING:
    from docparse.questions import Store

_LONGEST = 180  # bytes of a file's name that every file system takes
_UNNAMED = "van-ban"


def take_in(store: Store, path: Path, person: str, annex_of: str | None = None) -> list[dict[str, Any]]:
    """One entry for each document of a file, as ``docparse add --json`` gives it; a broken file is an entry too."""
    entries = []
    with speaking(person):
        for listed in inputs([str(path)], containers=True):
            for found in opened(listed, None):
                plan: Any = found
                if not isinstance(found, Skipped):
                    try:
                        plan = read_plan(found)
                    except DocparseError as error:
                        plan = error
                entries.append(add_one(store, found, plan, annex_of=annex_of))
    return entries


def file_name(said: str) -> str:
    """The name under which a file that a browser sent is read: no folders, no signs that no file system takes."""
    plain = safe(said).replace("\\", "/").rsplit("/", 1)[-1].strip(" .")
    stem, suffix = os.path.splitext(plain)
    while len((stem + suffix).encode()) > _LONGEST and stem:
        stem = stem[:-1]
    return (stem + suffix) or _UNNAMED


def own_folder() -> tempfile.TemporaryDirectory[str]:
    """Where an upload lies while it is read; nobody else may look into it."""
    return tempfile.TemporaryDirectory(prefix="docparse-")
