"""Whether a clause gives somebody the document that it stands in, as a whole."""

from __future__ import annotations

import re
from typing import Literal

from docparse.folding import fold
from docparse.matching.perpack import per_pack
from docparse.questions.phrases import Phrase, match_at, phrases, words_of

Kind = Literal["standing", "focal", "lead", "watch"]

_ENDS = re.compile(r"[,;.:()]")


def whole_kind(text: str, type_: str | None, *, leads: bool, named: bool) -> Kind | None:
    """How the clause gives the whole document of type ``type_`` away; None for a part of it or a side duty.

    ``standing`` and ``focal``: it says that the agency is that of the document; ``lead``: it leads carrying it out;
    ``watch``: it follows and urges. ``leads``: the agency has the lead; ``named``: the clause itself names it.
    """
    if not _signs().search(fold(text)):
        return None
    words = words_of(text)
    at = _plan_carried_out(words, text, type_)
    for kind in ("standing", "focal") if leads else ():
        said, begins = _begins(words, kind, named)
        alone = said == 0 and begins == len(words)  # at the end of a longer clause it is something else's
        if begins and (alone or (at is not None and at >= begins)):
            return kind
    if at is None or _holds(words[:at], phrases("whole", "aside")):
        return None
    if leads:
        return "lead"
    return "watch" if _holds(words[:at], phrases("whole", "watch")) else None


@per_pack()
def _signs() -> re.Pattern[str]:
    """The phrases without which a clause gives no whole document away, folded: most clauses have none."""
    topics = (phrases("standing", entry) for entry in ("phrases", "focal", "opening", "opening_focal"))
    said = {"\\W+".join(word.fold for word in phrase) for found in (phrases("documents"), *topics) for phrase in found}
    return re.compile(rf"\b(?:{'|'.join(sorted(said))})\b")


def _begins(words: Phrase, kind: str, named: bool) -> tuple[int, int]:
    """Where "là cơ quan thường trực" stands and where what follows it begins; 0 and 0 where it does not stand."""
    said = phrases("standing", "phrases" if kind == "standing" else "focal")
    for at in range(len(words)):
        if size := match_at(words, at, said):
            return at, at + size
    size = 0 if named else match_at(words, 0, phrases("standing", "opening" if kind == "standing" else "opening_focal"))
    return 0, size


def _holds(words: Phrase, wanted: tuple[Phrase, ...]) -> bool:
    return any(match_at(words, at, wanted) for at in range(len(words)))


def _plan_carried_out(words: Phrase, text: str, type_: str | None) -> int | None:
    """Where "triển khai thực hiện Kế hoạch (này)" begins, if it means the document itself."""
    verbs, between, nouns = phrases("whole", "verbs"), phrases("whole", "between"), phrases("documents")
    at = 0
    while at < len(words):
        step = match_at(words, at, verbs)
        n = at + step
        while step:
            step = match_at(words, n, (*verbs, *between))
            n += step
        size = match_at(words, n, nouns) if n > at else 0
        if size and _is_itself(words, text, n, n + size, type_):
            return at
        at = max(n, at + 1)
    return None


def _is_itself(words: Phrase, text: str, at: int, after: int, type_: str | None) -> bool:
    if match_at(words, after, phrases("whole", "this")):
        return True
    if not text[words[at].start].isupper() or not _own_type(words[at:after], type_):
        return False
    if after == len(words):
        return True
    gap = text[words[after - 1].end : words[after].start]
    return bool(_ENDS.search(gap)) or match_at(words, after, phrases("whole", "after")) > 0


def _own_type(noun: Phrase, type_: str | None) -> bool:
    """A "Kế hoạch" calls itself so; a "Quyết định" may carry a plan, a programme or a project."""
    said, own = " ".join(word.fold for word in noun), fold(type_ or "")
    carriers = {" ".join(word.fold for word in phrase) for phrase in phrases("whole", "carriers")}
    return not own or said == own or (own in carriers and said not in carriers) or own.startswith(said)
