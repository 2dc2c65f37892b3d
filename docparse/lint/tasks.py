"""Who does it: tasks that nobody leads, several that do it together, two that lead, helpers alone."""

from __future__ import annotations

from collections.abc import Iterator

from docparse.identity.agencies import agency_book
from docparse.lint.findings import Finding, finding
from docparse.lint.view import View
from docparse.model import AgencyRole, Section, Task

_ALIKE = 20  # characters of a heading by which it is found in its section
_HEAD = 70  # characters at the start of a task in which its doer stands
_STATED = frozenset({"lead", "implement", "coordinate", "monitor"})


def check_tasks(view: View) -> Iterator[Finding]:
    """DP701 for each top section, DP702 to DP704 for the document."""
    yield from _nobody(view)
    for code, right in (("DP702", _together), ("DP703", _two_leads), ("DP704", _helpers_only)):
        found = [task for task in view.plan.tasks if right(task)]
        if code == "DP704":
            found = [task for task in found if _helpers_behind(view, task)]
        if found:
            spots = tuple(view.spot(task.start, task.end) for task in found)
            role: AgencyRole = "coordinate" if code == "DP704" else "implement" if code == "DP702" else "lead"
            yield finding(code, _names(found[0], role) if len(found) == 1 else "", spots)


def _nobody(view: View) -> Iterator[Finding]:
    by_top: dict[str, list[Task]] = {}
    tops: dict[str, Section] = {}
    total: dict[str, int] = {}
    done: Task | None = None  # the last task with a doer: later clauses of its paragraph are its doer's too
    for task in view.plan.tasks:
        section = view.sections.get(task.section or "")
        if section is None:
            continue
        top = view.top(section)
        tops[top.id] = top
        total[top.id] = total.get(top.id, 0) + 1
        if not _names_nobody(task) or _has_doer(view, task, section) or _goes_on(view, done, task):
            done = task
        elif task.same_as is None:
            by_top.setdefault(top.id, []).append(task)
    for key, tasks in by_top.items():
        name = " ".join(filter(None, (view.paths.get(key), tops[key].heading)))
        detail = f"{len(tasks)} trên {total[key]} nhiệm vụ" + (f" của mục {name}" if name else "")
        yield finding("DP701", detail, tuple(view.spot(task.start, task.end) for task in tasks))


def _names_nobody(task: Task) -> bool:
    return not any(a.role in _STATED and a.basis != "default" for a in task.assignments)


def _goes_on(view: View, before: Task | None, task: Task) -> bool:
    """Whether a task is a later clause of the paragraph of one before; each row of a table stands alone."""
    if before is None or "\n" not in view.text[before.end : task.start]:
        return before is not None
    place = view.plan.place_of(task.start)
    same = (before.section, before.paragraph) == (task.section, task.paragraph)
    return same and (place is None or place.row is None)


def _has_doer(view: View, task: Task, section: Section) -> bool:
    """Whether a person or an agency stands where the doer does, at the start of the task or of its heading."""
    doers = view.pack.phrase("lint", "doers")
    heading = section.start + max(0, view.text[section.start : section.end].find(section.heading[:_ALIKE]))
    for start, end in ((task.start, task.end), (heading, heading + len(section.heading))):
        head = min(end, start + _HEAD)
        if doers.match(view.keys, start, head) or doers.search(
            view.keys, start, max(start, view.keys.find(":", start, head))
        ):
            return True
        for mention in view.agencies_in(start, head):
            before = view.keys[start : mention.start].rstrip()
            if not before or before.endswith((",", ":")):
                return True
    return False


def _single(task: Task, role: AgencyRole) -> set[str]:
    """The single bodies, groups left out, that the task's own words or row give a part."""
    book = agency_book()
    found = (a for a in task.assignments if a.role == role and a.basis in ("explicit", "table"))
    return {a.agency for a in found if not book.is_group(a.agency)}


def _roles(task: Task) -> set[str]:
    return {a.role for a in task.assignments}


def _together(task: Task) -> bool:
    """Names beside one another in a table; in running text each of them does its own part."""
    tabled = any(a.basis == "table" for a in task.assignments)
    return tabled and "lead" not in _roles(task) and len(_single(task, "implement")) > 1


def _two_leads(task: Task) -> bool:
    return len(_single(task, "lead")) > 1


def _helpers_only(task: Task) -> bool:
    """A heading's agency that is to work with others does the work itself."""
    own = all(a.basis in ("explicit", "table") for a in task.assignments)
    return own and "coordinate" in _roles(task) and not _roles(task) & {"lead", "implement"}


def _names(task: Task, role: AgencyRole) -> str:
    return "; ".join(dict.fromkeys(a.agency for a in task.assignments if a.role == role))


def _helpers_behind(view: View, task: Task) -> bool:
    """Whether all that are named stand behind "phối hợp": nobody is its subject."""
    found = view.pack.phrase("lint", "together").search(view.keys, task.start, task.end)
    return found is not None and all(a.start >= found.end() for a in task.assignments)
