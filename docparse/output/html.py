"""A document as one HTML file: its whole text, every fact in its place, each with its rule.

The file asks nothing of any server and holds no script; a policy in it forbids both. All text is escaped.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape

from docparse.model import Assignment, Block, Cell, Goal, Plan, Section, Source, Task
from docparse.output.htmlmarks import Mark, apart, touching
from docparse.output.htmlstyle import STYLE
from docparse.output.page import safe
from docparse.output.words import amount, comparator, date
from docparse.store.paths import label_paths, place, way_back
from docparse.store.vocabulary import basis_label, edge_label, ranks, section_role_label

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_LEGEND = (
    ("task", "nhiệm vụ"),
    ("goal", "mục tiêu"),
    ("indicator", "chỉ tiêu có số"),
    ("agency", "cơ quan"),
    ("due", "thời hạn"),
    ("ref", "văn bản viện dẫn"),
)
_CLASSES = " ".join(f"off-{kind}" for kind, _ in _LEGEND)
_TITLE = 240  # characters shown of the title; the whole stands in the text
_ENTRY = 90  # characters shown of a heading among the contents
_ASSUMED = "default"
_DEEPEST = 4  # of the headings h2 … h4


def document_html(plan: Plan, source: Source | None = None) -> str:
    """The whole file. With ``source`` (the file as read) tables are drawn as tables, else line by line."""
    return _Writer(plan, source).page()


@dataclass(frozen=True, slots=True)
class DocumentBody:
    """The same for a page of another program: ``text`` with its legend and contents as HTML, ``classes`` of what holds
    it, and the number of each task and goal by its id: its mark is ``m7``, what is behind it ``f7``."""

    text: str
    legend: str
    contents: str
    classes: str
    numbers: dict[str, int]


def document_body(plan: Plan, source: Source | None = None, say: Callable[[str], str] = str) -> DocumentBody:
    """The text of a document without the frame of a file; all of it is escaped. ``say``: labels in another language."""
    writer = _Writer(plan, source, say)
    numbers = {fact.id: number for number, fact in enumerate(writer.facts, 1)}
    return DocumentBody("".join(writer.lines()), writer.legend(), writer.contents(), _CLASSES, numbers)


def _text(words: str) -> str:
    """Hostile words for HTML: no control characters, no markup."""
    return escape(safe(words), quote=True)


class _Writer:
    def __init__(self, plan: Plan, source: Source | None, say: Callable[[str], str] = str) -> None:
        self.plan, self.say = plan, say
        blocks = source.blocks if source is not None and source.text == plan.text else ()
        self.tables = {block.start: block for block in blocks if block.kind == "table" and block.end > block.start}
        self.paths = label_paths(plan.sections)
        self.facts: list[Task | Goal] = sorted((*plan.goals, *plan.tasks), key=lambda f: (f.start, f.end))
        named = {s.start: s for s in reversed(plan.sections) if s.label or s.heading}
        self.sections = [named[at] for at in sorted(named)]
        self.outer = apart([self._outer(number, fact) for number, fact in enumerate(self.facts, 1)])
        self.inner = apart(sorted(self._inner(), key=lambda m: (m.start, -m.end)))

    # --- what to mark -------------------------------------------------------------------------

    def _outer(self, number: int, fact: Task | Goal) -> Mark:
        kind, name = ("task", "Nhiệm vụ") if isinstance(fact, Task) else ("goal", "Mục tiêu")
        return Mark(fact.start, fact.end, kind, f"{self.say(name)} {number}", number=number)

    def _inner(self) -> Iterator[Mark]:
        named: dict[tuple[int, int], list[Assignment]] = {}
        for task in self.plan.tasks:
            for part in task.assignments:
                if part.basis != _ASSUMED:
                    named.setdefault((part.start, part.end), []).append(part)
            if task.due is not None and task.due.start is not None and task.due.end is not None:
                title = f"{self.say('Thời hạn')} {task.due.to or ''}, {self.say('luật')} {task.due.rule or ''}"
                yield Mark(task.due.start, task.due.end, "due", title)
            yield from (Mark(i.start, i.end, "indicator", f"{self.say('Chỉ tiêu')}: {i.name}") for i in task.indicators)
        rank = ranks("role")
        for (start, end), parts in named.items():
            best = min(parts, key=lambda p: rank.get(p.role, 99))
            counts = {role: sum(1 for p in parts if p.role == role) for role in dict.fromkeys(p.role for p in parts)}
            roles = ", ".join(f"{self.say(edge_label(role))} {count}" for role, count in counts.items())
            basis, rule = self.say(basis_label(best.basis)), self.say("luật")
            title = f"{best.agency}: {roles} {self.say('nhiệm vụ')} ({basis}, {rule} {best.rule})"
            yield Mark(start, end, best.role, title, self.say(edge_label(best.role)))
        for goal in self.plan.goals:
            yield from (Mark(i.start, i.end, "indicator", f"{self.say('Chỉ tiêu')}: {i.name}") for i in goal.indicators)
        for one in self.plan.references:
            open_ = (
                f", {self.say('chưa rõ')}, {self.say('có thể là')} {' / '.join(one.candidates)}"
                if one.candidates
                else ""
            )
            relation = f"{self.say('quan hệ')} {self.say(edge_label(one.relation))}"
            title = f"{self.say('Viện dẫn')} {one.target}{open_}, {relation}, {self.say('luật')} {one.rule}"
            yield Mark(one.start, one.end, "ref", title)

    # --- the page -----------------------------------------------------------------------------

    def page(self) -> str:
        about = self.plan.document
        name = " ".join(filter(None, (about.type, about.symbol))) or self.plan.source.get("name") or about.id
        return "".join(
            (
                '<!doctype html>\n<html lang="vi"><head><meta charset="utf-8">',
                f'<meta http-equiv="Content-Security-Policy" content="{escape(_POLICY)}">',
                '<meta name="viewport" content="width=device-width,initial-scale=1">',
                f"<title>{_text(name)}</title><style>{STYLE}</style></head>",
                f'<body class="{_CLASSES}">',
                '<a class="skip" href="#noi-dung">Đến nội dung</a>',
                f"<header><h1>{_text(name)}</h1>{self._about()}{self.legend()}</header>",
                f'<div class="page">{self.contents()}<main id="noi-dung">',
                *self.lines(),
                "</main></div></body></html>\n",
            )
        )

    def _about(self) -> str:
        about = self.plan.document
        issued = ", ".join(filter(None, (about.issuer, date(about.date, ""))))
        return "".join(f"<p>{_text(line)}</p>" for line in (issued, _short(about.title or "", _TITLE)) if line)

    def legend(self) -> str:
        counts = {
            "task": len(self.plan.tasks),
            "goal": len(self.plan.goals),
            "indicator": sum(len(f.indicators) for f in self.facts),
            "agency": len({a.agency_id or a.agency for t in self.plan.tasks for a in t.assignments}),
            "due": sum(1 for t in self.plan.tasks if t.due),
            "ref": len(self.plan.references),
        }
        boxes = "".join(
            f'<label><input type="checkbox" id="k-{kind}" checked>'
            f'<span class="sample k-{kind}">{self.say(label)}</span> {counts[kind]}</label>'
            for kind, label in _LEGEND
        )
        roles = " ".join(
            f'<span class="sample {role}">{_text(self.say(edge_label(role)))}</span>' for role in ranks("role")
        )
        legend = f'<fieldset class="legend"><legend>{self.say("Tô màu")}</legend>{boxes}</fieldset>'
        return f"{legend}<p>{self.say('Vai trò của cơ quan')}: {roles}</p>"

    def contents(self) -> str:
        below: dict[str | None, list[Section]] = {}
        for section in self.plan.sections:
            if section.label or section.heading:
                below.setdefault(section.parent, []).append(section)
        known = {s.id for s in self.plan.sections}
        top = [s for parent, found in below.items() if parent not in known for s in found]
        listed = self._list(top, below, 1)
        name = self.say("Các mục")
        return f'<nav aria-label="{name}"><details><summary>{name}</summary>{listed}</details></nav>'

    def _list(self, sections: list[Section], below: dict[str | None, list[Section]], depth: int) -> str:
        if not sections or depth > _DEEPEST:
            return ""
        entries = (f"<li>{self._entry(s)}{self._list(below.get(s.id, []), below, depth + 1)}</li>" for s in sections)
        return f"<ol>{''.join(entries)}</ol>"

    def _entry(self, section: Section) -> str:
        """A link to the section by its heading; one that has none is named by its first words."""
        stop = self.plan.text.find("\n", section.start)
        line = self.plan.text[section.start : min(section.end, stop) if stop >= 0 else section.end]
        words = f"{section.label}. {section.heading}" if section.label and section.heading else section.heading or line
        return f'<a href="#s{section.start}">{_text(_short(words, _ENTRY))}</a>'

    # --- the text -----------------------------------------------------------------------------

    def lines(self) -> Iterator[str]:
        text, at, page = self.plan.text, 0, None
        while at < len(text):
            where = self.plan.place_of(at)
            if where is not None and where.page not in (None, page):
                page = where.page
                yield f'<p class="at">{self.say("trang")} {page}</p>\n'
            if (table := self.tables.get(at)) is not None:
                yield self._table(table)
                at = table.end
                continue
            stop = text.find("\n", at)
            end = stop if stop >= 0 else len(text)
            if text[at:end].strip():
                yield self._line(at, end)
            at = end + 1

    def _table(self, table: Block) -> str:
        """A table with its merged cells; what is behind its facts stands below it."""
        rows = "".join(f"<tr{self._at(row[0].start)}>{''.join(map(self._cell, row))}</tr>" for row in table.rows if row)
        anchors = "".join(self._anchors(self._sections_in(table.start, table.end)))
        why = self._why(*self._facts_in(table.start, table.end))
        return f'{anchors}<div class="wide"><table>{rows}</table></div>{why}\n'

    def _cell(self, cell: Cell) -> str:
        spans = "".join(
            f' {name}="{count}"' for name, count in (("colspan", cell.columns), ("rowspan", cell.rows)) if count > 1
        )
        lines, at = [], cell.start
        for line in self.plan.text[cell.start : cell.end].split("\n"):
            lines.append("".join(self._marked(at, at + len(line))))
            at += len(line) + 1
        return f"<td{spans}>{'<br>'.join(lines)}</td>"

    def _sections_in(self, start: int, end: int) -> list[Section]:
        first, last = (bisect_left(self.sections, at, key=lambda s: s.start) for at in (start, end))
        return self.sections[first:last]

    def _anchors(self, sections: list[Section]) -> Iterator[str]:
        """Places for links to sections that have no line of their own."""
        return (f'<span id="s{section.start}"></span>' for section in sections)

    def _facts_in(self, start: int, end: int) -> tuple[int, int]:
        """The indices of the facts that begin in a passage."""
        first, last = (bisect_left(self.facts, at, key=lambda f: f.start) for at in (start, end))
        return first, last

    def _line(self, start: int, end: int) -> str:
        sections = self._sections_in(start, end)
        section = sections[0] if sections else None
        body = "".join((*self._anchors(sections[1:]), *self._marked(start, end)))
        why = self._why(*self._facts_in(start, end))
        if section is None:
            return f'<div class="p"{self._at(start)}>{body}</div>{why}\n'
        if not section.heading or len(section.heading) < (end - start) * 2 // 3:
            return f'<div class="p" id="s{section.start}"{self._at(start)}>{body}</div>{why}\n'
        level = min(2 + self.paths.get(section.id, "").count("."), _DEEPEST)
        role = f'<span class="role">{_text(self.say(section_role_label(section.role)))}</span>'
        return f'<h{level} id="s{section.start}"{self._at(start)}>{body}{role}</h{level}>{why}\n'

    def _at(self, start: int) -> str:
        """Where in the file it stands, shown when the pointer rests on it."""
        back = way_back(self.plan, start)
        return f' data-at="{start}"' + (f' title="{back}"' if back else "")

    def _marked(self, start: int, end: int) -> Iterator[str]:
        """The line with its tasks and goals, and within and between them what they consist of."""
        at = start
        for mark in touching(self.outer, start, end):
            first, last = max(mark.start, at), min(mark.end, end)
            yield from self._plain(at, first)
            number = f'<a class="n" href="#f{mark.number}">{mark.number}</a>' if mark.start >= start else ""
            place = f' id="m{mark.number}"' if number else ""
            yield f'<mark class="{mark.kind}" data-fact="{mark.number}"{place} title="{_text(mark.title)}">'
            yield from self._plain(first, last)
            yield f"</mark>{number}"
            at = last
        yield from self._plain(at, end)

    def _plain(self, start: int, end: int) -> Iterator[str]:
        at = start
        for mark in touching(self.inner, start, end):
            first, last = max(mark.start, at), min(mark.end, end)
            yield _text(self.plan.text[at:first])
            role = f' data-role="{_text(mark.role)}"' if mark.role and last == mark.end else ""
            yield f'<mark class="{mark.kind}" title="{_text(mark.title)}"{role}>'
            yield f"{_text(self.plan.text[first:last])}</mark>"
            at = last
        yield _text(self.plan.text[at:end])

    # --- explanations -------------------------------------------------------------------------

    def _why(self, first: int, last: int) -> str:
        """What is behind the facts of these indices."""
        facts = self.facts[first:last]
        if not facts:
            return ""
        tasks = sum(1 for fact in facts if isinstance(fact, Task))
        nouns = [f"{n} {self.say(noun)}" for n, noun in ((len(facts) - tasks, "mục tiêu"), (tasks, "nhiệm vụ")) if n]
        bodies = []
        for number, fact in enumerate(facts, first + 1):
            body = self._task(number, fact) if isinstance(fact, Task) else self._goal(number, fact)
            back = way_back(self.plan, fact.start)
            path = self.paths.get(fact.section or "", "")
            place_ = f"<p>{self.say('Vị trí')}: {_text(place(path, fact.paragraph))}</p>" if path else ""
            where = place_ + (f"<p>{self.say('Trong tệp')}: {back}</p>" if back else "")
            bodies.append(f'<div id="f{number}">{body}{where}</div>')
        summary = f"<summary>{', '.join(nouns)}: {self.say('vì sao')}</summary>"
        return f'<details class="why">{summary}{"".join(bodies)}</details>'

    def _task(self, number: int, task: Task) -> str:
        rule = f"{self.say('luật')} <code>{_text(task.rule or '')}</code>"
        out = [f"<p><strong>{self.say('Nhiệm vụ')} {number}</strong> <code>{_text(task.id)}</code>, {rule}</p>"]
        rows = [
            f"<li>{_text(self.say(edge_label(a.role)))}: {_text(a.agency)} "
            f"({_text(self.say(basis_label(a.basis)))}, {self.say('luật')} <code>{_text(a.rule)}</code>)</li>"
            for a in task.assignments
        ]
        out.append(
            f"<ul>{''.join(rows)}</ul>" if rows else f"<p>{self.say('Văn bản không nêu cơ quan thực hiện')}.</p>"
        )
        if task.due is not None:
            when = f" → {task.due.to or task.due.on}" if task.due.to or task.due.on else ""
            rule = f"{self.say('luật')} <code>{_text(task.due.rule or '')}</code>"
            out.append(f"<p>{self.say('Thời hạn')}: “{_text(task.due.text)}”{_text(when)}, {rule}</p>")
        if task.product:
            out.append(f"<p>{self.say('Sản phẩm')}: {_text(task.product)}</p>")
        return "".join(out)

    def _goal(self, number: int, goal: Goal) -> str:
        rows = [
            f"<li>{_text(i.name)} {_text(comparator(i.comparator))} "
            f"{_text(amount(i.value, i.value_to, i.approximate, i.change))} {_text(i.unit or '')}"
            f"{_text(', ' + date(i.due) if i.due else '')}</li>"
            for i in goal.indicators
        ]
        rows += [
            f"<li>{self.say('Mốc')}: {_text(m.text)}{_text(', ' + date(m.due) if m.due else '')}</li>"
            for m in goal.milestones
        ]
        listed = f"<ul>{''.join(rows)}</ul>" if rows else f"<p>{self.say('Mục tiêu định tính, không có số')}.</p>"
        return f"<p><strong>{self.say('Mục tiêu')} {number}</strong> <code>{_text(goal.id)}</code></p>{listed}"


def _short(words: str, size: int) -> str:
    """Words up to a size, cut between two of them."""
    words = " ".join(words.split())
    return words if len(words) <= size else f"{words[:size].rsplit(' ', 1)[0]} …"
