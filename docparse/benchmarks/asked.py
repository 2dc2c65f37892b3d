"""Questions to a store of generated documents, each with what its answer must say."""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from operator import methodcaller
from statistics import quantiles
from typing import TYPE_CHECKING, Any

from docparse.errors import QuestionError
from docparse.evaluation.generator import Generator, KnownAgency, Paper
from docparse.evaluation.generator_check import plain_words, spelled
from docparse.evaluation.generator_words import words, zipf

if TYPE_CHECKING:
    from docparse.questions import Store
    from docparse.questions.answers import ChecklistAnswer, TaskView, TraceAnswer, TraceNode, WhoAnswer
    from docparse.questions.answers_search import Passage, SearchAnswer

Loads = dict[KnownAgency, Counter[str]]

MANY = 5_000  # hits of a search above which only the first page is to be quick
_WARMING = 20
_PAGE = 100  # tasks of an agency that are shown at first


@dataclass(frozen=True, slots=True)
class Question:
    """``ask`` is what is measured; ``judge`` tells of its answer how much it found, and whether that is right."""

    ask: Callable[[Store], Any]
    judge: Callable[[Any], tuple[int, bool]]


@dataclass(frozen=True, slots=True)
class Timing:
    """Questions of a kind: how many, how many answered rightly, and seconds: half, 95 of 100, all took no more."""

    name: str
    asked: int
    right: int
    p50: float
    p95: float
    worst: float

    @staticmethod
    def of(name: str, taken: list[tuple[float, bool]]) -> Timing:
        times = sorted(seconds for seconds, _ in taken)
        cuts = quantiles(times, n=20, method="inclusive") if len(times) > 1 else times * 19
        return Timing(name, len(times), sum(right for _, right in taken), cuts[9], cuts[18], times[-1])


def ask_all(store: Store, generator: Generator, loads: Loads, count: int) -> tuple[Timing, ...]:
    """``count`` questions of each kind, none asked twice, after some that warm the store up."""
    out: list[Timing] = []
    for name, questions in (
        ("who", _whos(generator)),
        ("checklist", _checklists(generator, loads, _PAGE)),
        ("checklist-whole", _checklists(generator, loads)),
        ("trace", _traces(generator)),
        ("who-words", _worded(generator)),
        ("search", _searches(generator)),
    ):
        taken = [_timed(question, store) for question in _first(questions, count + _WARMING)][_WARMING:]
        few = [one[1:] for one in taken if name != "search" or one[0] <= MANY]
        many = [one[1:] for one in taken if name == "search" and one[0] > MANY]
        out += [Timing.of(kind, found) for kind, found in ((name, few), ("search-many", many)) if found]
    return tuple(out)


def _timed(question: Question, store: Store) -> tuple[int, float, bool]:
    begun = time.perf_counter()
    try:
        answer = question.ask(store)
    except QuestionError:
        return 0, time.perf_counter() - begun, False
    taken = time.perf_counter() - begun
    found, right = question.judge(answer)
    return found, taken, right


def _first(questions: Iterable[Question], count: int) -> Iterator[Question]:
    return (question for question, _ in zip(questions, range(count), strict=False))


def _numbers(generator: Generator, salt: str) -> Iterator[int]:
    """Documents, in any order, each once."""
    rng = random.Random(f"{generator.seed}:{salt}")
    seen: set[int] = set()
    while len(seen) < len(generator):
        number = rng.randrange(len(generator))
        if number not in seen:
            seen.add(number)
            yield number


def _whos(generator: Generator) -> Iterator[Question]:
    """ "Ai chủ trì … trong Kế hoạch số …?": who leads a task of a document."""
    for number in _numbers(generator, "who"):
        one = generator.document(number)
        # a place in the matter would ask for the documents of that place
        led = [t for t in one.tasks if "trên địa bàn" not in t.matter and any(role == "lead" for role, _ in t.parts)]
        if not led:
            continue
        task = led[number % len(led)]
        asked = f"Ai chủ trì {task.matter} trong {_named(one.paper)}?"

        def judge(answer: WhoAnswer, want: str = plain_words(task.text), name: str = one.name) -> tuple[int, bool]:
            own = any(found.document.file == name and plain_words(found.text) == want for found in answer.tasks)
            return answer.total, own and all(_true(generator, found) for found in answer.tasks)

        yield Question(methodcaller("who", asked), judge)


def _named(paper: Paper) -> str:
    """As people name it: "Kế hoạch 151/KH-UBND tỉnh Hà Giang"."""
    place = paper.commune or (paper.district.name if paper.district else paper.area.titled if paper.area else "")
    return f"{paper.type} {paper.symbol} {place}".rstrip()


def _true(generator: Generator, found: TaskView) -> bool:
    """Whether the document has the task, and who leads it is who the answer says."""
    number = (found.document.file or "").partition(".")[0]
    if not number.isdigit():
        return False
    said = {part.agency for part in found.lead}
    return any(
        plain_words(task.text) == plain_words(found.text)
        and {spelled(agency.name) for role, agency in task.parts if role == "lead"} == said
        for task in generator.document(int(number)).tasks
    )


def _checklists(generator: Generator, loads: Loads, limit: int | None = None) -> Iterator[Question]:
    """The tasks of an agency, over all documents, under its own name: all, or the first of them."""
    agencies = sorted((agency for agency in loads if agency.own), key=lambda agency: agency.asked)
    random.Random(generator.seed).shuffle(agencies)
    for agency in agencies:

        def judge(answer: ChecklistAnswer, want: Counter[str] = loads[agency]) -> tuple[int, bool]:
            have = Counter[str](role for row in answer.rows if row.via_group is None for role in row.roles)
            return answer.total, have == want if len(answer.rows) == answer.total else have <= want

        yield Question(methodcaller("checklist", agency.asked, limit=limit), judge)


def _traces(generator: Generator) -> Iterator[Question]:
    """The way up from a document to the Centre."""
    for number in _numbers(generator, "trace"):
        one = generator.document(number)
        want = {(upper.symbol, upper.date.isoformat()) for upper in one.paper.chain}

        def judge(answer: TraceAnswer, want: set[tuple[str, str]] = want) -> tuple[int, bool]:
            return answer.nodes, want <= set(_above(answer.root))

        yield Question(methodcaller("trace", one.name), judge)


def _above(node: TraceNode) -> Iterator[tuple[str | None, str | None]]:
    for edge in node.edges:
        yield edge.node.symbol, edge.node.date
        yield from _above(edge.node)


def _worded(generator: Generator) -> Iterator[Question]:
    """Who does something said in words, over all documents: those shown are tasks that there are."""

    def judge(answer: WhoAnswer) -> tuple[int, bool]:
        return answer.total, all(_true(generator, found) for found in answer.tasks)

    for asked in _matters(generator, "who-words"):
        yield Question(methodcaller("who", asked), judge)


def _searches(generator: Generator) -> Iterator[Question]:
    """The passages that hold the words: those shown stand in their documents."""

    def judge(answer: SearchAnswer) -> tuple[int, bool]:
        return answer.total, all(_there(generator, found) for found in answer.passages)

    for asked in _matters(generator, "search"):
        yield Question(methodcaller("search", asked), judge)


def _there(generator: Generator, found: Passage) -> bool:
    number = (found.document.file or "").partition(".")[0]
    return number.isdigit() and plain_words(found.quote.text) in plain_words(generator.document(int(number)).text)


def _matters(generator: Generator, salt: str) -> Iterator[str]:
    """Words of a matter, one phrase or two, each once."""
    rng = random.Random(f"{generator.seed}:{salt}")
    seen: set[str] = set()
    while True:
        asked: str = zipf(rng, zipf(rng, words().fields).objects)
        if rng.random() < 0.7:
            asked += f" {rng.choice(words().lists['qualities'])}"
        if asked not in seen:
            seen.add(asked)
            yield asked
