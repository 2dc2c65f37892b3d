"""Run rules over text: a pack of rule files, and the mentions that its rules find."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docparse.datafiles import data_folder, fingerprint
from docparse.errors import RuleError
from docparse.matching.bound import Span, write_over
from docparse.matching.entries import check_entries
from docparse.matching.forms import FormCache
from docparse.matching.labels import Label, load_labels
from docparse.matching.lines import Where, meant
from docparse.matching.mentions import Mention, settle
from docparse.matching.patterns import whole_words_to_regex
from docparse.matching.rules import Rule, RuleFile, load_rule_file
from docparse.matching.scan import Entry, Group, Reading

if TYPE_CHECKING:
    from docparse.matching.overlay import Overlay
    from docparse.model import Remark

_SHORT = 1500  # a pattern so short compiles faster than a cache is read
_LONG = 1000  # characters of a text in which a rule may cost too much


class RulePack:
    """The knowledge of one ``rules`` folder; files are read when a label or list is first asked for.

    Texts are ``canon`` keys.
    """

    def __init__(self, folder: Path | None = None, *, cache: FormCache | None = None) -> None:
        self.folder = folder or data_folder("rules")
        self.overlay: Overlay | None = None
        self._cache = cache or FormCache()
        self._files: dict[str, RuleFile] = {}
        self._phrases: dict[tuple[str, str], re.Pattern[str]] = {}
        self._by_label: dict[tuple[str, str], tuple[Rule, ...]] = {}
        self._groups: dict[tuple[str, str | tuple[str, ...]], Group] = {}
        self._reading = Reading("")
        self._raw: dict[str, Mapping[str, Any]] = {}
        self.made: dict[Callable[..., Any], Callable[..., Any]] = {}  # what functions made of these rules (per_pack)

    @classmethod
    def over(cls, base: Path | None, folder: Path) -> RulePack:
        """An office's own pack over another: rules by id replace ours, new rules, lists and words are added.

        The whole of ``folder`` is checked first; RuleError (DP3xx) names the file and line that is wrong.
        """
        from docparse.matching.overlay import Overlay

        pack = cls(base, cache=FormCache(rules=data_folder("rules")) if base is None else None)
        pack.overlay = Overlay.load(folder, pack.folder, pack._cache)
        return pack

    @property
    def labels(self) -> Mapping[str, Label]:
        """The declared labels, the office's own among them."""
        return self.overlay.labels if self.overlay else load_labels(self.folder)

    @cached_property
    def version(self) -> str:
        """A fingerprint of all files; another one means that a document may read differently."""
        ours = fingerprint(self.folder)
        return f"{ours}+{self.overlay.version}" if self.overlay else ours

    # --- files, lists, rules ---------------------------------------------------------------------

    def file(self, name: str) -> RuleFile:
        """``rules/NAME.yaml``, read once."""
        if name not in self._files:
            own = self.overlay.file(name) if self.overlay else None
            self._files[name] = own or load_rule_file(name, self.folder, self._cache)
        return self._files[name]

    def raw(self, name: str) -> Mapping[str, Any]:
        """The YAML of ``rules/NAME.yaml`` as written, the office's part merged in, its entries checked."""
        if name not in self._raw:
            path = self.folder / f"{name}.yaml"
            ours = self._cache.yaml(path) or {}
            check_entries(ours, Where(path.name, path))
            self._raw[name] = self.overlay.merged(name, ours) if self.overlay else ours
        return self._raw[name]

    def words(self, name: str, key: str) -> tuple[str, ...]:
        """A phrase list of a file, as canon keys; RuleError DP307 if the file has none of that name."""
        lists = self.file(name).lists
        if key not in lists:
            raise RuleError("DP307", f"{name}.yaml", f"thiếu danh sách {key}", meant(key, lists))
        return lists[key]

    def phrase(self, name: str, key: str) -> re.Pattern[str]:
        """A phrase list as one pattern over canon text, bounded by word edges."""
        if (name, key) not in self._phrases:
            regex = whole_words_to_regex(list(self.words(name, key)))
            self._phrases[name, key] = (re.compile if len(regex) < _SHORT else self._cache.pattern)(regex)
        return self._phrases[name, key]

    def rules(self, name: str, label: str) -> tuple[Rule, ...]:
        """The rules of one label in one file, highest priority first."""
        if (name, label) not in self._by_label:
            found = [r for r in self.file(name).rules if r.label == label]
            self._by_label[name, label] = tuple(sorted(found, key=lambda r: -r.priority))
        return self._by_label[name, label]

    def group(self, name: str, labels: str | tuple[str, ...]) -> Group:
        """The rules of one label or several, ready to run."""
        found = self._groups.get((name, labels))
        if found is None:
            each = (labels,) if isinstance(labels, str) else labels
            found = Group(r for label in each for r in self.rules(name, label) if not r.bound)
            self._groups[name, labels] = found
        return found

    # --- mentions --------------------------------------------------------------------------------

    def candidates(
        self, name: str, labels: Sequence[str], keys: str, start: int = 0, end: int | None = None
    ) -> list[Mention]:
        """Every match of every rule of the labels, overlapping ones included."""
        group = self.group(name, labels if isinstance(labels, tuple) else tuple(labels))
        return group.candidates(self._reading_of(keys), start, len(keys) if end is None else end)

    def find(self, name: str, label: str, keys: str, start: int = 0, end: int | None = None) -> list[Mention]:
        """All mentions of a label in ``keys[start:end]`` (canon text), none overlapping, in order."""
        group = self._groups.get((name, label)) or self.group(name, label)
        return settle(group.candidates(self._reading_of(keys), start, len(keys) if end is None else end))

    def match(self, name: str, label: str, keys: str, start: int = 0, end: int | None = None) -> Mention | None:
        """The mention of a label that begins at ``start``: the first rule by precedence, or None."""
        group = self._groups.get((name, label)) or self.group(name, label)
        return group.match(keys, start, len(keys) if end is None else end)

    def ending_at(self, name: str, label: str, keys: str, start: int, end: int) -> Mention | None:
        """The longest mention of the best rule that ends at ``end``, spaces before it set aside."""
        while end > start and keys[end - 1] == " ":
            end -= 1
        return self.group(name, label).ending_at(keys, start, end)

    def find_cascade(
        self,
        name: str,
        label: str,
        keys: str,
        mentions: Mapping[str, Iterable[Span]],
        start: int = 0,
        end: int | None = None,
    ) -> list[Mention]:
        """Mentions by rules whose variables are earlier mentions (``{mentions: agency}``), given by label as spans.

        A capture of such a variable is the mention's span, or that of the whole list where it is joined.
        """
        stop = len(keys) if end is None else end
        written = write_over(keys, self.file(name).bound, mentions, start, stop)
        found: list[Mention] = []
        for rule in self.rules(name, label):
            for form in rule.forms:
                entry = Entry(rule, form)
                matches = form.pattern.finditer(written, start, stop)
                found += [entry.mention(m) for m in matches if entry.stands(m, start, stop)]
        return settle(found)

    def remarks(self, keys: str) -> tuple[Remark, ...]:
        """The rules that were stopped in this text because they used up their budget (DP210)."""
        return self._reading.remarks() if self._reading.keys == keys else ()

    def _reading_of(self, keys: str) -> Reading:
        """What was spent in the last long text counts on; short ones cost too little to be counted."""
        last = self._reading
        if last.keys is keys or last.keys == keys:
            return last
        reading = Reading(keys)
        if len(keys) >= _LONG:
            self._reading = reading
        return reading


def candidates(rules: Iterable[Rule], keys: str, start: int, end: int) -> list[Mention]:
    """Every match of every rule, overlapping ones included."""
    return _group_of(tuple(_Same(rule) for rule in rules)).candidates(Reading(keys), start, end)


class _Same:
    """A rule as a key: the very same object, not an equal one."""

    __slots__ = ("rule",)

    def __init__(self, rule: Rule) -> None:
        self.rule = rule

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.rule is self.rule

    def __hash__(self) -> int:
        return id(self.rule)


@lru_cache(maxsize=256)
def _group_of(rules: tuple[_Same, ...]) -> Group:
    return Group(same.rule for same in rules)


_IN_USE: ContextVar[RulePack | None] = ContextVar("docparse_rules", default=None)


@lru_cache(maxsize=1)
def _own() -> RulePack:
    return RulePack(cache=FormCache(rules=data_folder("rules")))


@lru_cache(maxsize=4)
def _over_own(folder: Path, _version: str) -> RulePack:
    return RulePack.over(None, folder)


def rule_pack() -> RulePack:
    """The rules in use: those of the innermost :func:`using`, else docparse's own, loaded once a process."""
    return _IN_USE.get() or _own()


def office_pack(folder: Path) -> RulePack:
    """An office's pack over docparse's own, loaded again only when a file of it changed; RuleError as ``over``."""
    return _over_own(folder, fingerprint(folder))


@contextmanager
def using(pack: RulePack | None) -> Iterator[RulePack]:
    """Everything below reads by this pack; None keeps the one in use. Holds for this thread (or task) only."""
    token = _IN_USE.set(pack or rule_pack())
    try:
        yield rule_pack()
    finally:
        _IN_USE.reset(token)


__all__ = ["Mention", "RulePack", "candidates", "office_pack", "rule_pack", "settle", "using"]
