"""Of whom field lines speak that stand behind the last of several numbered items: of the item, or of all its block."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from docparse.outline.items import BULLETS, Item, Outline


def on_their_level(outline: Outline, items: list[Item], is_field: Callable[[Item], bool]) -> list[Item]:
    """``items``, the last of them with its field lines beside it where only its block can own them: they are marked as
    lines in front of the numbers are, and no item before it has any line of its own."""
    last = items[-1] if items else None
    if last is None or last.kind in BULLETS or not last.children:
        return items
    before = [item for item in items[:-1] if item.kind == last.kind]
    below = outline.children(last)
    marks = {item.kind for item in items if before and item.start < before[0].start} & BULLETS
    if not before or any(item.children for item in before) or {item.kind for item in below} - marks:
        return items
    if not all(is_field(item) for item in below):
        return items
    return [*items[:-1], replace(last, children=()), *below]
