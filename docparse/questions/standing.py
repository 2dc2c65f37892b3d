"""Who carries a document as a whole: its standing agency, and who leads its implementation."""

from __future__ import annotations

import re
from dataclasses import replace

from docparse.questions.answers import Inferred, TaskView
from docparse.questions.phrases import holds, match_at, phrases, words_of
from docparse.questions.views import Reader
from docparse.store.connection import Connection


class Standing:
    """For one answer: finds a document's standing agency once."""

    def __init__(self, db: Connection, reader: Reader) -> None:
        self._db = db
        self._reader = reader
        self._inferred: dict[int, tuple[Inferred, ...]] = {}

    def tasks(self, document: int) -> tuple[list[TaskView], list[TaskView]]:
        """The tasks that name the standing agency, and those that give the lead of the whole document."""
        standing, whole = [], []
        for row in self._db.rows("lead_tasks", document=document):
            if holds(words_of(row["text"]), phrases("standing", "phrases")):
                standing.append(row["pk"])
            elif _is_whole(row["text"]):
                whole.append(row["pk"])
        return self._reader.tasks(standing), self._reader.tasks(whole)

    def inferred(self, document: int) -> tuple[Inferred, ...]:
        """Who might do what the document gives to nobody; empty where it names no standing agency."""
        if document not in self._inferred:
            standing, whole = self.tasks(document)
            found: dict[str, Inferred] = {}
            for views, why in ((standing, "là cơ quan thường trực"), (whole, "chủ trì triển khai cả văn bản")):
                for view in views if not found else ():
                    for part in view.lead:
                        reason = f"vì {why} ({view.quote.place})"
                        entry = Inferred(part.agency, part.agency_id, reason, view.quote)
                        found.setdefault(part.agency_id or part.agency, entry)
            self._inferred[document] = tuple(found.values())
        return self._inferred[document]

    def assumed(self, document: int) -> tuple[Inferred, ...]:
        """The agency that the parser took for the standing one, where no sentence says so."""
        reason = "bộ đọc lấy làm cơ quan thường trực; văn bản không có câu nêu rõ"
        rows = self._db.rows("assumed_agencies", document=document)
        return tuple(Inferred(row["agency"], row["agency_id"], reason, None) for row in rows[:1])

    def offer(self, view: TaskView, document: int) -> TaskView:
        """A task that names nobody gets the standing agency as inferred, with its sentence as the reason."""
        if view.stated:
            return view
        return replace(view, inferred=self.inferred(document) or view.inferred)


def _is_whole(text: str) -> bool:
    """Whether a clause carries out the document that it stands in: "triển khai thực hiện Kế hoạch (này)"."""
    words = words_of(text)
    verbs, between = phrases("whole", "verbs"), phrases("whole", "between")
    nouns, this = phrases("documents"), phrases("whole", "this")
    for at in range(len(words)):
        step = match_at(words, at, verbs)
        n = at + step
        while step:
            step = match_at(words, n, (*verbs, *between))
            n += step
        if n == at:
            continue
        size = match_at(words, n, nouns)
        if not size:
            continue
        after = n + size
        if after == len(words) or match_at(words, after, this):
            return True
        gap = text[words[after - 1].end : words[after].start]
        capital = text[words[n].start].isupper()
        named = words[after].fold.isdigit() or match_at(words, after, phrases("number_words"))
        if re.search(r"[,;.()]", gap) or (capital and not named and not text[words[after].start].isupper()):
            return True
    return False
