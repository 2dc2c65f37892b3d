"""What the pages say, in Vietnamese and English: ``words.yaml`` and ``labels.yaml`` beside this file."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Any

from docparse.web.settings import LANGUAGES, Language

_COMMAND = re.compile(r"docparse ([a-z]+)(?: [A-ZĐĂÂÊÔƠƯÀ-Ỹ_.]{2,40}(?!\w))*")


class Words:
    """The words of one language: ``words["save"]``, in templates ``w.save``; KeyError for a key that is not there."""

    def __init__(self, said: dict[str, str], language: Language) -> None:
        self._said = said
        self.language = language

    def __getitem__(self, key: str) -> str:
        return self._said[key]


@cache
def labels() -> dict[str, str]:
    """``labels.yaml``: the labels of answers in English, by the Vietnamese in small letters."""
    found: dict[str, str] = {str(key).lower(): str(said) for key, said in _read("labels.yaml").items()}
    return found


def label(text: str, language: Language) -> str:
    """A label of an answer in the language; what is no label stays as it is."""
    said = labels().get(text.lower()) if language == "en" else None
    if said is None:
        return text
    return said[:1].upper() + said[1:] if text[:1].isupper() else said


@cache
def _pages() -> dict[str, str]:
    """``commands.yaml``: the page that does what a command of the terminal does."""
    return {str(command): str(page) for command, page in _read("commands.yaml").items()}


def by_page(advice: str) -> str:
    """The advice of an error as a page follows it: "xem các văn bản: docparse list" names the page instead. Words in
    capitals behind a command are its places for values and go with it."""
    return _COMMAND.sub(lambda found: _pages().get(found[1], found[0]), advice)


def _read(name: str) -> dict[str, Any]:
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    found: dict[str, Any] = yaml.load(files("docparse.web").joinpath(name).read_text(encoding="utf-8"), Loader=loader)
    return found


@cache
def words(language: Language) -> Words:
    """Loaded once a process."""
    at = LANGUAGES.index(language)
    return Words({key: said[at] for key, said in _read("words.yaml").items()}, language)
