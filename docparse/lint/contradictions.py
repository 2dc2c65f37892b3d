"""What a plan says in two ways: one target with two values, one task with two deadlines, one duty given twice."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from docparse.folding import canon, fold_key
from docparse.lint.findings import Finding, finding
from docparse.lint.periods import plan_period
from docparse.lint.view import View
from docparse.model import Due, Goal, Indicator, Task

_WORD = re.compile(r"\w+")
_LEAST_WORDS = 6  # of a duty: shorter ones are said of many things
_ALIKE = 92  # least share (of 100) of letters in order that two statements of one duty have in common
_PAIRS = 400_000  # most pairs of tasks that are compared; beyond, only equal words count
_ONCE = frozenset({"by", "within"})  # kinds of deadlines that come once
_YEAR = 4  # characters of an ISO date
_LEAD_WORDS = 8  # of an opening such as "to reach the following by 2030"
_LEAST_NAME = 2  # words of a target's name


@dataclass(frozen=True, slots=True)
class _Duty:
    """A task without its agencies and times: ``words`` in order, ``numbers`` those that stand among them."""

    task: Task
    words: str
    numbers: tuple[str, ...]
    leads: frozenset[str]
    scope: frozenset[str]


def check_contradictions(view: View) -> Iterator[Finding]:
    """DP715 for each target, DP705 for each task, DP706 and DP707 for each pair of tasks."""
    yield from _values(view)
    for task in view.plan.tasks:
        yield from _two_times(view, task)
    yield from _twice(view)


# --- targets ---------------------------------------------------------------------------------------


def _values(view: View) -> Iterator[Finding]:
    """Targets of one name, unit, direction and year that ask for different amounts."""
    period = plan_period(view)
    end = str(period[1]) if period else ""  # what has no year of its own is for the end of the plan
    alike: dict[tuple[str | bool | None, ...], list[Indicator]] = defaultdict(list)
    for item in view.items:
        for indicator in item.indicators:
            name = _name(view, indicator)
            if len(name.split()) >= _LEAST_NAME:
                scope = " ".join(sorted(_scope(view, indicator.start, indicator.end)))
                most = indicator.comparator in ("<", "<=")
                year = (indicator.due or end)[:_YEAR]
                unit, opening = canon(indicator.unit or ""), _lead_in(view, item, indicator)
                alike[name, unit, indicator.change, most, year, scope, opening].append(indicator)
    for key, same in alike.items():
        if len({(i.value, i.value_to) for i in same}) < 2:
            continue
        values = ", ".join(dict.fromkeys(_amount(i) for i in same))
        spots = tuple(view.spot(i.start, i.end, around=True) for i in same)
        yield finding("DP715", f"{same[0].name} {key[4]}".strip() + f": {values}", spots)


def _lead_in(view: View, item: Goal | Task, indicator: Indicator) -> str:
    """What stands before a colon in front of a target and is long enough to say what it is a target of."""
    before = view.keys[item.start : indicator.start].rpartition(":")[0]
    return before if len(_WORD.findall(before)) > _LEAD_WORDS else ""


def _name(view: View, indicator: Indicator) -> str:
    """The name without the words that any target may begin with."""
    key = canon(indicator.name)
    opening = view.pack.phrase("lint", "target_openings").match(key)
    return key[opening.end() :].strip() if opening else key


def _amount(indicator: Indicator) -> str:
    ends = [f"{value:g}".replace(".", ",") for value in (indicator.value, indicator.value_to) if value is not None]
    return " ".join(("–".join(ends), indicator.unit or "")).strip()


def _scope(view: View, start: int, end: int) -> frozenset[str]:
    """Words of a passage, and of the headings over it, by which the same name means another thing."""
    found = view.pack.phrase("lint", "scopes")
    first, last = view.sentence(start, end)
    passages = [view.keys[first:last], *(canon(heading) for heading in view.headings(start))]
    return frozenset(match[0] for passage in passages for match in found.finditer(passage))


# --- deadlines -------------------------------------------------------------------------------------


def _two_times(view: View, task: Task) -> Iterator[Finding]:
    """Two days by which the whole task is to be done, in its words or in a field of its own."""
    times: dict[str, tuple[int, int]] = {}
    for mention in view.find("whole_due", task.start, task.end):
        year, *rest = (mention.text(view.text, part) for part in ("y", "m", "d"))
        times.setdefault("-".join(part.zfill(2) for part in (year, *rest) if part), (mention.start, mention.end))
    due = task.due
    if times and due is not None and due.kind in _ONCE and due.to and due.start is not None and due.end is not None:
        inside = task.start <= due.start < task.end
        times |= {} if inside or due.to in times else {due.to: (due.start, due.end)}
    days = list(times)
    if any(_differ(one, other) for one in days for other in days):
        said = " và ".join(view.text[slice(*times[day])].strip() for day in days)
        yield finding("DP705", said, (view.spot(task.start, task.end),))


def _differ(one: str, other: str) -> bool:
    """Whether neither of two dates is the other said more exactly."""
    return not one.startswith(other) and not other.startswith(one)


# --- one duty, twice -------------------------------------------------------------------------------


def _twice(view: View) -> Iterator[Finding]:
    tasks = {task.id: task for task in view.plan.tasks}
    duties = [duty for task in view.plan.tasks if (duty := _duty(view, task)) is not None]
    pairs = [(one.task, other.task) for one, other in _alike_pairs(duties)]
    pairs += [(tasks[t.same_as], t) for t in view.plan.tasks if t.same_as in tasks]
    told: set[tuple[str, str]] = set()
    leads = {duty.task.id: duty.leads for duty in duties}
    for one, other in pairs:
        if (one.id, other.id) in told:
            continue
        told.add((one.id, other.id))
        spots = (view.spot(one.start, one.end), view.spot(other.start, other.end))
        first, second = leads.get(one.id), leads.get(other.id)
        if first and second and not first & second:
            yield finding("DP706", " – ".join((_names(one), _names(other))), spots)
        if (said := _other_time(one.due, other.due)) is not None:
            yield finding("DP707", said, spots)


def _duty(view: View, task: Task) -> _Duty | None:
    """None for what many are to do alike, each in its own field."""
    if view.has("own_field", task.start, task.end):
        return None
    cuts = [(a.start, a.end) for a in task.assignments]
    if task.due is not None and task.due.start is not None and task.due.end is not None:
        cuts.append((task.due.start, task.due.end))
    cuts += [(m.start, m.end) for m in view.find("whole_due", task.start, task.end)]
    keys = list(view.keys[task.start : task.end])
    for start, end in cuts:
        low, high = max(start, task.start) - task.start, min(end, task.end) - task.start
        if low < high:
            keys[low:high] = " " * (high - low)
    said = view.pack.phrase("lint", "part_words").sub(" ", "".join(keys))
    words = _WORD.findall(said)
    if len(words) < _LEAST_WORDS:
        return None
    leads = frozenset(a.agency_id or fold_key(a.agency) for a in task.assignments if a.role in ("lead", "implement"))
    numbers = tuple(word for word in words if any(sign.isdigit() for sign in word))
    return _Duty(task, " ".join(words), numbers, leads, _scope(view, task.start, task.end))


def _alike_pairs(duties: Sequence[_Duty]) -> Iterator[tuple[_Duty, _Duty]]:
    """Pairs of duties in nearly the same words, with the same numbers and of the same scope."""
    for one, other in _near(duties) if len(duties) ** 2 <= _PAIRS else _equal(duties):
        if one.numbers == other.numbers and one.scope == other.scope:
            yield one, other


def _equal(duties: Sequence[_Duty]) -> Iterator[tuple[_Duty, _Duty]]:
    first: dict[str, _Duty] = {}
    for duty in duties:
        if duty.words in first:
            yield first[duty.words], duty
        first.setdefault(duty.words, duty)


def _near(duties: Sequence[_Duty]) -> Iterator[tuple[_Duty, _Duty]]:
    from rapidfuzz import fuzz, process  # 20 ms that only plans with tasks pay

    words = [duty.words for duty in duties]
    for at, duty in enumerate(duties):
        rest = words[at + 1 :]
        for _, _, n in process.extract_iter(duty.words, rest, scorer=fuzz.ratio, score_cutoff=_ALIKE):
            yield duty, duties[at + 1 + n]


def _names(task: Task) -> str:
    return "; ".join(dict.fromkeys(a.agency for a in task.assignments if a.role in ("lead", "implement")))


def _other_time(one: Due | None, other: Due | None) -> str | None:
    """Both deadlines as printed where each is one day or year, and they are not the same."""
    if one is None or other is None or not one.to or not other.to or not {one.kind, other.kind} <= _ONCE:
        return None
    return f"{one.text} – {other.text}" if _differ(one.to, other.to) else None
