"""Who is responsible: the table of S1, and the matching tasks one by one (S2)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from docparse.output.agency import succession_table, today_text
from docparse.output.page import NONE, NOT_STATED, Element, Fields, Heading, Line, Page, Style, Table, columns
from docparse.output.words import date, document, excerpt, quoted, said
from docparse.questions.answer import Heir
from docparse.questions.answers import Deadlines, Inferred, Part, TaskView, WhoAnswer, WhoRow
from docparse.questions.places import place_name

_ROLES = (
    ("Chủ trì", "lead"),
    ("Thực hiện", "implement"),
    ("Phối hợp", "coordinate"),
    ("Theo dõi", "monitor"),
    ("Nhận báo cáo", "receive"),
)
_EXPLICIT = "explicit"
_NAMED = 5


def who_page(answer: WhoAnswer) -> Page:
    """The answer as a page; where it is about a day, the bodies that have changed by then stand at its end."""
    page = _page(answer)
    return [*page, *succession_table(_changed(answer), answer.now)] if answer.now else page


def _changed(answer: WhoAnswer) -> Iterator[tuple[str, tuple[Heir, ...]]]:
    due = answer.deadlines
    tasks = (*answer.tasks, *answer.near, *((*due.tasks, *due.recurring) if due else ()))
    yield from ((row.agency, row.now) for row in answer.rows)
    yield from ((one.agency, one.now) for one in answer.leaders)
    for task in tasks:
        yield from ((part.agency, part.now) for part in task.parts)
        yield from ((guess.agency, guess.now) for guess in task.inferred)


def _page(answer: WhoAnswer) -> list[Element]:
    page: list[Element] = [Heading(f"Câu hỏi: {answer.question}"), *_understood(answer)]
    if answer.understood.whole:
        if answer.rows:
            page.append(_table(answer.rows))
        page += _unled(answer)
        return page
    if answer.deadlines is not None:
        return [*page, *_deadlines(answer, answer.deadlines)]
    if not answer.tasks:
        return [*page, *_nothing(answer)]
    if answer.understood.place and not any(task.stated for task in answer.tasks):
        page += _place_without_agency(answer)
    else:
        for number, task in enumerate(answer.tasks, 1):
            page += task_elements(task, f"{number}. ")
    page += _more(answer.total - len(answer.tasks), answer.total)
    return page


def _more(left: int, total: int) -> Iterator[Element]:
    if left > 0:
        yield Line("")
        yield Line(f"Còn {left} nhiệm vụ (--limit {total})", "dim")


def _nothing(answer: WhoAnswer) -> Iterator[Element]:
    read = answer.understood
    if read.place:
        yield Line(f"Không có nhiệm vụ nào ở {place_name(read.place)}.", "warning")
        return
    yield Line("Không tìm thấy nhiệm vụ nào khớp với câu hỏi.", "warning")
    if answer.near:
        yield Heading("Gần đúng")
        for number, task in enumerate(answer.near, 1):
            yield from task_elements(task, f"{number}. ")
        return
    yield Line("Thử hỏi bằng từ khác, hoặc nêu số văn bản hay mục, ví dụ “3243 III.7”.", "dim")


def _deadlines(answer: WhoAnswer, found: Deadlines) -> Iterator[Element]:
    first, last = date(found.first, ""), date(found.last, "")
    span = f"từ {first} đến {last}" if first and last else f"đến {last}" if last else f"từ {first}" if first else ""
    yield Line(f"Đến hạn {span}: {found.total} nhiệm vụ".replace("  ", " ").replace(" :", ":"), "strong")
    if found.tasks:
        rows = tuple(_due_row(task, date(day)) for task, day in zip(found.tasks, found.days, strict=True))
        yield Table(columns("Hạn", "Cách ghi", "Nhiệm vụ", "Cơ quan", "Văn bản, vị trí"), rows)
    yield from _more(found.total - len(found.tasks), found.total)
    if found.recurring:
        yield Heading(f"Định kỳ, có thể đến hạn trong khoảng này: {found.recurring_total} nhiệm vụ")
        lines = tuple(_due_row(task, "lặp lại") for task in found.recurring)
        yield Table(columns("Hạn", "Cách ghi", "Nhiệm vụ", "Cơ quan", "Văn bản, vị trí"), lines)
        yield from _more(found.recurring_total - len(found.recurring), found.recurring_total)
    yield Line("")
    undated = f"; {found.undated} nhiệm vụ có thời hạn không ghi ngày (thường xuyên …)" if found.undated else ""
    yield Line(f"{found.without} nhiệm vụ không nêu thời hạn{undated}.", "dim")


def _due_row(task: TaskView, day: str) -> tuple[str, ...]:
    names = dict.fromkeys(today_text(part.agency, part.now) for part in task.lead or task.implement)
    who = "; ".join(names) or NOT_STATED
    return day, task.due_text, excerpt(task.quote.text, 120), who, f"{task.document.name}, {task.quote.place}"


def _understood(answer: WhoAnswer) -> Iterator[Element]:
    read = answer.understood
    said = [document(ref.name, ref.date) for ref in read.documents[:_NAMED]]
    if len(read.documents) > _NAMED:
        said = [f"{len(read.documents)} văn bản của {', '.join(read.places)}"]
    said += [f"{ref.label} ({', '.join(filter(None, (date(ref.date, ''), ref.issuer)))})" for ref in read.directives]
    if read.agency:
        said.append(read.agency)
    if read.place:
        said.append(place_name(read.place))
    if said:
        yield Line(f"Trong: {'; '.join(said)}", "dim")


def _table(rows: tuple[WhoRow, ...]) -> Table:
    several = len({row.document.id for row in rows}) > 1
    lines = []
    for row in rows:
        place = row.quote.place if row.quote else NONE
        where = f"{place} ({row.document.name})" if several else place
        passage = excerpt(row.quote.text, 160) if row.quote else NONE
        lines.append((row.role_label, today_text(row.agency, row.now), passage, where, row.certainty))
    for at in range(len(lines) - 1, 0, -1):  # one passage is shown once
        if rows[at].quote == rows[at - 1].quote and rows[at].quote is not None:
            lines[at] = (*lines[at][:2], "(như trên)", *lines[at][3:])
    return Table(columns("Vai trò", "Cơ quan", "Trích dẫn", "Vị trí", "Độ chắc"), tuple(lines))


def _unled(answer: WhoAnswer) -> Iterator[Element]:
    """A document that gives its whole to nobody says so, with who leads parts of it."""
    for about in answer.unled:
        named = document(about.name, about.date)
        yield Line(f"{named}: không nêu cơ quan chủ trì chung.", "warning")
        parts = [part for part in answer.leaders if part.document.id == about.id]
        if not parts:
            continue
        yield Heading(f"Cơ quan {parts[0].role_label} từng phần việc (không phải chủ trì cả văn bản)")
        rows = tuple((today_text(part.agency, part.now), str(part.tasks)) for part in parts)
        yield Table(columns("Cơ quan", "Số nhiệm vụ", right="Số nhiệm vụ"), rows)


def _place_without_agency(answer: WhoAnswer) -> Iterator[Element]:
    """A place whose tasks name nobody says so once, offers the standing agency once, and asks (S2)."""
    place = place_name(answer.understood.place or "")
    for _, group in groupby(answer.tasks, key=lambda task: task.document.id):
        tasks = list(group)
        about = tasks[0].document
        yield Heading(f"{place[:1].upper()}{place[1:]} – {document(about.name, about.date)}: {len(tasks)} nhiệm vụ")
        pairs = [("Cơ quan thực hiện", f"KHÔNG NÊU trong {place}")]
        guesses = dict.fromkeys(guess for task in tasks for guess in task.inferred)
        pairs += [("Suy ra", f"{_guessed(guess)}; chưa phải giao việc") for guess in guesses]
        if guesses:
            pairs.append(("Cần xác nhận", "[ ] đồng ý  [ ] giao đơn vị khác"))
        yield Fields(tuple(pairs), 0, {"Cơ quan thực hiện": "warning", "Suy ra": "inferred"})
        rows = tuple((str(n), quoted(t.quote.text), t.due_text, t.quote.place) for n, t in enumerate(tasks, 1))
        yield Table(columns("STT", "Nhiệm vụ", "Thời hạn", "Vị trí", right="STT"), rows)


def task_elements(task: TaskView, number: str = "") -> Iterator[Element]:
    """A task as a block: its words, place, agencies by role, deadline, product."""
    yield Heading(f"{number}{quoted(task.quote.text)}")
    pairs = [("Vị trí", f"{task.quote.place} – {document(task.document.name, task.document.date)}")]
    styles: dict[str, Style] = {}
    for label, role in _ROLES:
        parts: tuple[Part, ...] = getattr(task, role)
        if parts:
            pairs.append((label, "; ".join(part_text(part) for part in parts)))
    if not task.stated:
        pairs.append(("Cơ quan thực hiện", NOT_STATED))
        styles["Cơ quan thực hiện"] = "warning"
        for guess in task.inferred:
            pairs.append(("Suy ra", f"{_guessed(guess)}; chưa phải giao việc, cần xác nhận"))
            styles["Suy ra"] = "inferred"
    pairs.append(("Thời hạn", task.due_text))
    if task.product:
        pairs.append(("Sản phẩm", task.product))
    if task.said:
        pairs.append(("Người dùng", "; ".join(map(said, task.said))))
    yield Fields(tuple(pairs), 3, styles)


def _guessed(guess: Inferred) -> str:
    return f"{today_text(guess.agency, guess.now)} – {guess.reason}"


def part_text(part: Part) -> str:
    """The agency, with how it is known where its name does not stand in the clause."""
    name = part.agency if part.basis == _EXPLICIT else f"{part.agency} ({part.certainty})"
    return today_text(name, part.now)
