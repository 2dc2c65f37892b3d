"""Phrases folded into one trie-shaped regular expression: its cost does not grow with their number."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TypeAlias

_Node: TypeAlias = "dict[str, _Node]"
_END = ""
SPACE = r"\s+"  # what a space of a phrase stands for


def trie_regex(phrases: Iterable[str], *, at_word: bool = False) -> str:
    """One expression that matches the longest phrase at a place; a space in a phrase is any run of spaces.

    ``at_word``: no word character may stand in front; that is asked behind the first letter, to which a search skips.
    """
    root: _Node = {}
    for phrase in phrases:
        node = root
        for char in phrase:
            node = node.setdefault(char, {})
        node[_END] = {}
    return _render(root, at_word)


def _render(root: _Node, at_word: bool) -> str:
    """Children before parents, so that no phrase is too long for the recursion limit."""
    order: list[_Node] = [root]
    for node in order:
        order += [child for char, child in node.items() if char != _END]
    done: dict[int, str] = {}
    for node in reversed(order):
        branches = [
            _symbol(char) + (rf"(?<!\w{_symbol(char)})" if at_word and node is root else "") + done[id(child)]
            for char, child in node.items()
            if char != _END
        ]
        if not branches:
            done[id(node)] = ""
        elif len(branches) == 1 and _END not in node:
            done[id(node)] = branches[0]
        else:
            done[id(node)] = f"(?:{'|'.join(branches)}){'?' if _END in node else ''}"
    return done[id(root)]


def _symbol(char: str) -> str:
    return SPACE if char == " " else re.escape(char)


__all__ = ["SPACE", "trie_regex"]
