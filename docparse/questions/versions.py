"""One version of a plan as it is held against another: its passages with the places where they stand."""

from __future__ import annotations

from docparse.folding import fold_key
from docparse.model import Goal, Plan, Reference, Task
from docparse.questions.alignment import Passage
from docparse.questions.answers import Quote
from docparse.store.paths import label_paths, place, way_back


class Side:
    """One version, with the places of its sections."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.headings = {section.id: fold_key(section.heading) for section in plan.sections}
        self.known = frozenset(self.headings.values())
        self._sections = {section.id: section for section in plan.sections}
        self._paths = label_paths(plan.sections)

    def quote(self, start: int, end: int, section: str | None, paragraph: int | None) -> Quote:
        path, known = self._paths.get(section or "", ""), self._sections.get(section or "")
        heading, back = known.heading if known else None, way_back(self.plan, start)
        words = self.plan.text[start:end]
        return Quote(words, start, end, place(path, paragraph), path or None, heading, paragraph, back)

    def of(self, item: Goal | Task) -> Quote:
        return self.quote(item.start, item.end, item.section, item.paragraph)

    def mention(self, reference: Reference) -> Quote:
        inside = [s for s in self.plan.sections if s.start <= reference.start < s.end]
        section = min(inside, key=lambda s: s.end - s.start).id if inside else None
        return self.quote(reference.start, reference.end, section, None)

    def passage(self, item: Goal | Task) -> Passage:
        return Passage(item.text, self.headings.get(item.section or "", ""))

    def section(self, item: Goal | Task) -> str | None:
        found = self._sections.get(item.section or "")
        return found.heading if found else None
