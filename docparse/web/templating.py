"""Answers as HTML: Jinja templates that escape whatever they are given."""

from __future__ import annotations

from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from docparse.output import words as said
from docparse.output.coverage import evidence_text
from docparse.output.page import safe
from docparse.store.vocabulary import edge_label, status_label
from docparse.web.visit import ADMIN, EDIT, VIEW
from docparse.web.words import by_page, label

if TYPE_CHECKING:
    from jinja2 import Environment

    from docparse.questions.answers import Said
    from docparse.questions.answers_across import Evidence
    from docparse.web.visit import Visit
    from docparse.web.words import Words


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    made = Environment(
        loader=PackageLoader("docparse.web", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: safe(value) if type(value) is str else value,
    )
    made.filters.update(day=said.date, quoted=said.quoted, excerpt=said.excerpt, moment=moment)
    made.globals.update(
        named=said.document, link=link, url=url, edge_label=edge_label, status_label=status_label, amount=said.amount
    )
    made.globals.update(
        comparator=said.comparator, role_label=role_label, label=labelled, said_of=said_of, evidence=evidence
    )
    made.globals.update(this_quarter=this_quarter, unlisted=said.unlisted, by_page=by_page)
    return made


def render(name: str, visit: Visit, **values: Any) -> str:
    """The template ``NAME.html`` in the language of the visit."""
    from docparse.web.words import words

    return _environment().get_template(f"{name}.html").render(w=words(visit.language), visit=visit, **values)


def this_quarter() -> tuple[int, int]:
    """The number of the quarter, and the year."""
    today = date.today()
    return (today.month + 2) // 3, today.year


def labelled(w: Words, text: str) -> str:
    """A label of an answer in the language of the page."""
    return label(text, w.language)


def said_of(w: Words, one: Said) -> str:
    """What a person said of a task, as :func:`docparse.output.words.said`, its labels in the language of the page."""
    if w.language == "vi":
        return said.said(one)
    read = f"{w['machine_read']}: {one.machine}; " if said.was_read(one) else ""
    return f"{labelled(w, one.label)}: {labelled(w, one.value)} ({read}{one.person}, {said.date(one.said[:10])})"


def evidence(w: Words, found: Evidence) -> str:
    """``words: kho dữ liệu; agency: Sở Tài chính``."""
    parts = (part.partition(": ") for part in evidence_text(found).split("; "))
    return "; ".join(f"{labelled(w, name)}{sign}{rest}" for name, sign, rest in parts)


def role_label(said_by: Words, role: str) -> str:
    """What a person may do, in words."""
    return said_by[{VIEW: "role_view", EDIT: "role_edit", ADMIN: "role_admin"}[role]]


def moment(at: str) -> str:
    """An ISO time in UTC as one reads it on this machine's clock."""
    return datetime.fromisoformat(at.replace("Z", "+00:00")).astimezone().strftime("%d/%m/%Y %H:%M:%S")


def link(document: str, task: str | None = None, at: int | None = None) -> str:
    """The page of a document, at a task or goal (by id) or at a character of its text."""
    where = {"task": task} if task else {"tu": str(at)} if at is not None else {}
    return url(f"/van-ban/{quote(document, safe='')}", **where)


def url(path: str, **values: Any) -> str:
    """A path with what is not empty as its query."""
    said_ = {name: value for name, value in values.items() if value not in ("", None, False)}
    return f"{path}?{urlencode(said_)}" if said_ else path
