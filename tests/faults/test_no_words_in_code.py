"""What is matched stands in ``rules/``: no Vietnamese phrase as knowledge in the Python of the parsing layers."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LAYERS = ("reading", "matching", "outline", "identity", "extraction")
# of matching: they speak to rule writers
SPEAKERS = {"check.py", "faults.py", "lines.py", "schema.py", "tools.py", "safety.py", "values.py"}
# reading/legacy.py holds tables of letters and sounds, by which old encodings are told
FILES = sorted(
    path
    for layer in LAYERS
    for path in (ROOT / "docparse" / layer).glob("*.py")
    if (layer, path.name) != ("reading", "legacy.py") and (layer != "matching" or path.name not in SPEAKERS)
)
ONSET = "(?:ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdđghklmnprstvx])?"
VOWELS = "[aeiouyăâêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]{1,3}"
SYLLABLE = re.compile(rf"{ONSET}{VOWELS}(?:ng|nh|ch|[cmnpt])?", re.IGNORECASE)
WORD = re.compile(r"[^\W\d_]{2,}")
CLASS = re.compile(r"\[[^\]\s]*\]|\\[bdswBDSWAZ]")  # "[a-zđ]" is an alphabet, "\\b" no letter
MESSAGES = re.compile(r"(Error|Remark|[Pp]roblem|warn|_unknown|_failed)$")
SIGNS = {"và", "hoặc", "cùng", "số"}  # commas and the number sign in words
KINDS = set(re.findall(r"kind: ([^,}\n]+)", (ROOT / "rules" / "agencies.yaml").read_text(encoding="utf-8")))
FACTS = "".join(
    (ROOT / "rules" / f"{n}.yaml").read_text("utf-8") for n in ("agency_levels", "provinces", "successions")
)
LEVELS = set(re.findall(r"\b(?:at|level|share): ([^,}\n]+)", FACTS))  # levels and shares are identifiers too
NAMES = KINDS | LEVELS | {"nhóm", "khác"}  # kinds of agencies are identifiers that the rule files share with the code
PATTERNS = {"compile", "match", "fullmatch", "search", "sub", "finditer", "findall", "startswith", "endswith"}
COLLECTIONS = (ast.Set, ast.List, ast.Tuple, ast.Dict)
ADVICE = re.compile(r"^_(ADVICE|SIGNATURES)$")


def _name(call: ast.Call) -> str:
    function = call.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _spoken(tree: ast.AST) -> set[int]:
    """The ids of strings that people read: docstrings and what is given to an error or a remark."""
    spoken: set[int] = set()
    patterns = {id(a) for c in ast.walk(tree) if isinstance(c, ast.Call) and _name(c) in PATTERNS for a in c.args}
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            spoken.add(id(node.value))
        elif isinstance(node, ast.Raise) or (
            isinstance(node, ast.Assign) and any(isinstance(t, ast.Name) and ADVICE.match(t.id) for t in node.targets)
        ):
            spoken |= {id(inner) for inner in ast.walk(node)}
        elif isinstance(node, ast.JoinedStr) and id(node) not in patterns:
            spoken |= {id(part) for part in node.values}  # put together for a reader
        elif isinstance(node, ast.Call) and MESSAGES.search(_name(node)):
            for argument in [*node.args, *(k.value for k in node.keywords)]:
                spoken |= {id(inner) for inner in ast.walk(argument)}
    return spoken


def _vietnamese(text: str) -> list[str]:
    """Syllables with a letter that only Vietnamese has, conjunctions left out."""
    words = WORD.findall(CLASS.sub(" ", text))
    return [w for w in words if not w.isascii() and SYLLABLE.fullmatch(w) and w not in SIGNS]


def _compared(tree: ast.Module) -> set[int]:
    """The ids of strings that text is compared with: patterns, operands, collections that stand for themselves."""
    holders: list[ast.AST] = [node for node in ast.walk(tree) if isinstance(node, ast.Compare)]
    holders += [a for c in ast.walk(tree) if isinstance(c, ast.Call) and _name(c) in PATTERNS for a in c.args]
    constants = [node.value for node in tree.body if isinstance(node, ast.Assign | ast.AnnAssign) and node.value]
    holders += [inner for value in constants for inner in ast.walk(value) if isinstance(inner, COLLECTIONS)]
    return {id(inner) for holder in holders for inner in ast.walk(holder)}


def phrases(source: str, *, speaks: bool = False) -> Iterator[tuple[int, str]]:
    """(line, words) of each string of a source that holds a Vietnamese word and is no message.

    ``speaks``: the source says much to people, so that only strings with which text is compared count.
    """
    tree = ast.parse(source)
    spoken, compared = _spoken(tree), _compared(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            if id(node) in spoken or node.value in NAMES or (speaks and id(node) not in compared):
                continue
            if found := _vietnamese(node.value):
                yield node.lineno, found[0]


@pytest.mark.parametrize("path", FILES, ids=lambda p: f"{p.parent.name}/{p.name}")
def test_no_vietnamese_phrase_is_knowledge_in_code(path: Path) -> None:
    found = phrases(path.read_text(encoding="utf-8"), speaks=path.parent.name == "reading")
    assert [f"{path.relative_to(ROOT)}:{line}: {words}" for line, words in found] == []


def test_the_scan_finds_phrases_and_lets_messages_pass() -> None:
    source = (
        '"""Chữ ở đây là lời giải thích."""\nX = "chủ trì"\nY = re.compile(r"(?:sở|ban)")\n'
        'raise ReadError("DP1", where, "tệp rỗng", f"sửa {x} rồi thử lại")\nZ = "đ"\nW = {"name": ["Điều"]}\n'
    )
    assert list(phrases(source)) == [(2, "chủ"), (3, "sở"), (6, "Điều")]
    assert list(phrases('A = re.compile(r"[a-zđ]+|\\bvà\\b")\nB = {"và", ","}\nC = "ngành"\nD = "àáảãạăằ"\n')) == []
    said = 'X = "tệp rỗng"\nY = {"phường"}\nif a == "ban hành" or a.startswith("điều"): pass\nf("trang tính")\n'
    assert list(phrases(said, speaks=True)) == [(2, "phường"), (3, "hành"), (3, "điều")]
