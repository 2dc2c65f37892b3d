"""Answers as HTML: Jinja templates that escape whatever they are given."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from docparse.output import words as said
from docparse.output.page import safe
from docparse.store.vocabulary import edge_label, status_label
from docparse.web.visit import ADMIN, EDIT, VIEW

if TYPE_CHECKING:
    from jinja2 import Environment

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
    made.filters.update(day=said.date, quoted=said.quoted, excerpt=said.excerpt, said=said.said, moment=moment)
    made.globals.update(
        named=said.document, link=link, url=url, edge_label=edge_label, status_label=status_label, amount=said.amount
    )
    made.globals.update(comparator=said.comparator, role_label=role_label)
    return made


def render(name: str, visit: Visit, **values: Any) -> str:
    """The template ``NAME.html`` in the language of the visit."""
    from docparse.web.words import words

    return _environment().get_template(f"{name}.html").render(w=words(visit.language), visit=visit, **values)


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
