"""Small rule packs on disk."""

from __future__ import annotations

from pathlib import Path

from docparse.matching.engine import RulePack

HEAD = 'why: "để thử"\nlabel: cue\n'


def folder(path: Path, **files: str) -> Path:
    """A rules folder with the given files."""
    path.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (path / f"{name}.yaml").write_text(text, encoding="utf-8")
    return path


def pack(path: Path, rules: str, head: str = HEAD) -> RulePack:
    """A pack of one file ``t``, its rules written without the head."""
    return RulePack(folder(path, t=f"{head}rules:\n{rules}"))
