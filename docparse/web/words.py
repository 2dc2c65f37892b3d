"""What the pages say, in Vietnamese and English: ``words.yaml`` beside this file."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from docparse.web.settings import LANGUAGES, Language


class Words:
    """The words of one language: ``words["save"]``, in templates ``w.save``; KeyError for a key that is not there."""

    def __init__(self, said: dict[str, str], language: Language) -> None:
        self._said = said
        self.language = language

    def __getitem__(self, key: str) -> str:
        return self._said[key]


@cache
def words(language: Language) -> Words:
    """Loaded once a process."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    text = files("docparse.web").joinpath("words.yaml").read_text(encoding="utf-8")
    entries: dict[str, list[str]] = yaml.load(text, Loader=loader)
    at = LANGUAGES.index(language)
    return Words({key: said[at] for key, said in entries.items()}, language)
