"""The communes since 2025-07-01 and what they were made of, from ``rules/communes.tsv``; read when first asked for."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from docparse.datafiles import data_folder
from docparse.errors import RuleError
from docparse.folding import canon, fold, fold_key
from docparse.identity.provinces import place_slug, province_at
from docparse.matching.engine import rule_pack
from docparse.matching.perpack import per_pack

FILE = "communes.tsv"
SINCE = "2025-07-01"

_TODAY, _FORMER, _DISTRICT = "today", "former", "district"
_PLACE = re.compile(r"(?m)(?:^|(?<=[=;|:,]))(tx|tp|[a-z]) ([^=|:,;\n]+)([=:,;]|$)")  # code, name, what ends it


@dataclass(frozen=True, slots=True)
class Commune:
    """A commune of today: ``level`` "xã", "phường" or "đặc khu", and the slugs of itself and its province."""

    level: str
    name: str
    slug: str
    province: str

    @property
    def titled(self) -> str:
        """ "xã Mường Phăng"."""
        return f"{self.level} {self.name}"


@dataclass(frozen=True, slots=True)
class Former:
    """A commune until 2025-07-01, its district and province (slug) of then, and the commune of today it went to."""

    titled: str
    district: str
    province: str
    today: Commune


class Communes:
    """Looked up in the text of the file, folded once: no table of ten thousand names is built."""

    def __init__(self) -> None:
        path = data_folder("rules") / FILE
        try:
            self._text = path.read_text(encoding="utf-8")
        except OSError as error:
            raise RuleError("DP300", FILE, "không đọc được danh mục xã", "cài lại docparse") from error
        self._keys = fold(self._text)
        self._provinces = [(m.start(), place_slug(m[1]) or "") for m in re.finditer(r"(?m)^> (.+)$", self._text)]
        lists = rule_pack().raw("communes")["lists"]
        self._words: dict[str, str] = dict(pair.split(" = ") for pair in lists["levels"])
        self._levels = {fold_key(word): code for code, word in self._words.items()}
        self._places: dict[str, dict[str, list[tuple[int, int]]]] | None = None

    def named(self, name: str, level: str | None = None) -> tuple[Commune, ...]:
        """Today's communes of a name, of one level if given ("xã")."""
        return tuple(self._line(at) for at, _ in self._at(_TODAY, name, level))

    def has_double(self, name: str) -> bool:
        """Whether another name, of a commune or district of today or of then, differs only in its diacritics."""
        self._at(_TODAY, name, None)  # reads the places
        assert self._places is not None
        found = (span for kind in self._places.values() for span in kind.get(fold_key(name), ()))
        return any(canon(self._text[at:end].partition(" ")[2]) != canon(name) for at, end in found)

    def _at(self, kind: str, name: str, level: str | None) -> list[tuple[int, int]]:
        """Where the places of a name stand, with their codes: today's communes, former ones or districts."""
        if self._places is None:
            self._places = {_TODAY: defaultdict(list), _FORMER: defaultdict(list), _DISTRICT: defaultdict(list)}
            for match in _PLACE.finditer(self._keys):
                found = self._places[_TODAY if match[3] == "=" else _DISTRICT if match[3] == ":" else _FORMER]
                found[fold_key(match[2])].append((match.start(1), match.end(2)))
        code = self._code(level) if level else None
        found_ = self._places[kind].get(fold_key(name), ())
        return [
            (at, end)
            for at, end in found_
            if code in (None, self._keys[at:end].partition(" ")[0]) and self._spelled(name, at, end)
        ]

    def at(self, province: str, slug: str) -> Commune | None:
        """Today's commune of a slug in a province."""
        found = [c for c in self.named(slug.replace(".", " ")) if c.province == province]
        return found[0] if len(found) == 1 else None

    def titled(self, province: str, slug: str) -> str | None:
        """ "xã Nà Nhạn" of a slug in a province, today's commune or one of then; None where it is not told."""
        if now := self.at(province, slug):
            return now.titled
        name, found = slug.replace(".", " "), set()
        for match in re.finditer(rf"[:,]([xpt]) {_words(name)}(?=[,;\n])", self._keys):
            start = self._keys.rfind("\n", 0, match.start()) + 1
            if self._former(start, match.start() + 1, self._line(start).province) == province:
                found.add(f"{self._words[match[1]]} {self._text[match.end(1) + 1 : match.end()]}")
        return found.pop() if len(found) == 1 else None

    def of_province(self, province: str) -> tuple[Commune, ...]:
        """Today's communes of a province."""
        lines = re.finditer(r"(?m)^[a-z]+ [^=\n>]+=", self._section(province, self._keys))
        start = self._start(province)
        return tuple(self._line(start + m.start()) for m in lines)

    def districts_of(self, province: str) -> tuple[str, ...]:
        """The districts that a province (of then) had until 2025-07-01: "huyện Mường Ảng"."""
        today = province_at(province, SINCE) or province
        found = []
        for match in re.finditer(r"[=;](?:([^|;:\n]+)\|)?(h|q|tx|tp) ([^:\n]+):", self._section(today, self._text)):
            if (place_slug(match[1]) or today) == province:
                found.append(f"{self._words[match[2]]} {match[3]}")
        return tuple(sorted(set(found)))

    def of_old(self) -> Iterator[tuple[str, str, str]]:
        """All communes before 2025-07-01 as (slug of the province of then, "huyện Mường Ảng", "xã Búng Lao")."""
        here = ""
        for line in self._text.splitlines():
            if line.startswith("> "):
                here = place_slug(line[2:]) or ""
            for group in line.partition("=")[2].split(";") if "=" in line and not line.startswith("#") else ():
                place, _, inside = group.partition(":")
                other, _, district = place.rpartition("|")
                if not inside:
                    continue
                level, _, name = district.partition(" ")
                for code, _, commune in (one.partition(" ") for one in inside.split(",")):
                    yield place_slug(other) or here, f"{self._words[level]} {name}", f"{self._words[code]} {commune}"

    def _start(self, province: str) -> int:
        return next((at for at, slug in self._provinces if slug == province), len(self._text))

    def _section(self, province: str, text: str) -> str:
        start = self._start(province)
        end = min((at for at, _ in self._provinces if at > start), default=len(text))
        return text[start:end]

    def of_district(self, district: str, province: str | None = None, level: str | None = None) -> tuple[Commune, ...]:
        """Today's communes that the communes of a former district went to; ``province`` is the one of then."""
        code = self._code(level) if level else "(?:h|q|tx|tp)"
        found = self._holding(district, rf"[=;](?:[^|;\n]+\|)?{code} {_words(district)}:")
        return tuple(dict.fromkeys(commune for commune, was in found if province in (None, was)))

    def of_commune(self, name: str, province: str | None = None, level: str | None = None) -> tuple[Commune, ...]:
        """Today's communes that a former commune went to; several where it was divided or the name is not unique."""
        code = self._code(level) if level else "[xpt]"
        found = self._holding(name, rf"[:,]{code} {_words(name)}(?=[,;\n])")
        return tuple(dict.fromkeys(commune for commune, was in found if province in (None, was)))

    def formers(self, name: str, level: str | None = None) -> tuple[Former, ...]:
        """The communes that until 2025-07-01 had a name, once for each commune of today that they went to."""
        return tuple(self._former_at(at, end) for at, end in self._at(_FORMER, name, level))

    def made_of(self, commune: Commune) -> tuple[Former, ...]:
        """The communes of then that a commune of today was made of."""
        for at, _ in self._at(_TODAY, commune.name, commune.level):
            if self._line(at) == commune:
                names = re.finditer(r"(?<=[:,])[xpt] [^,;\n]+", self._keys[at : self._keys.index("\n", at)])
                return tuple(self._former_at(at + m.start(), at + m.end()) for m in names)
        return ()

    def districts(self, name: str, level: str | None = None) -> tuple[tuple[str, str], ...]:
        """The districts that until 2025-07-01 had a name, each with the slug of its province of then."""
        found = []
        for at, end in self._at(_DISTRICT, name, level):
            start = self._keys.rfind("\n", 0, at) + 1
            found.append((self._titled(at, end), self._former(start, end, self._line(start).province)))
        return tuple(dict.fromkeys(found))

    def _former_at(self, at: int, end: int) -> Former:
        """The former commune whose code and name stand at ``at``."""
        start = self._keys.rfind("\n", 0, at) + 1
        today = self._line(start)
        group = max(self._keys.rfind(mark, start, at) for mark in "=;") + 1
        stop = self._keys.index(":", group)
        group = max(group, self._keys.rfind("|", group, stop) + 1)
        return Former(self._titled(at, end), self._titled(group, stop), self._former(start, end, today.province), today)

    def _titled(self, at: int, end: int) -> str:
        code, _, name = self._text[at:end].partition(" ")
        return f"{self._words[code]} {name}"

    def provinces_of(self, name: str, level: str | None = None, date: str | None = None) -> frozenset[str]:
        """The provinces that had a commune, or a district until 2025-07-01, of that name on a day; slugs.

        Without a date, or where there was none of that name then: those of today and of before, as called today.
        """
        now = frozenset(c.province for c in self.named(name, level))
        then = self._places_before(name, level)
        of_day = (now if date >= SINCE else frozenset(was for _, was in then)) if date else frozenset()
        return of_day or now | {commune.province for commune, _ in then}

    def _places_before(self, name: str, level: str | None) -> tuple[tuple[Commune, str], ...]:
        """Today's communes that a former commune or district went to, each with the province of then."""
        below, above = ("[xpt]", "(?:h|q|tx|tp)") if level is None else (self._code(level),) * 2
        words = _words(name)
        regexes = (rf"[:,]{below} {words}(?=[,;\n])", rf"[=;](?:[^|;\n]+\|)?{above} {words}:")
        return tuple(place for regex in regexes for place in self._holding(name, regex))

    def _code(self, level: str) -> str:
        return self._levels.get(fold_key(level), "-")

    def _spelled(self, name: str, at: int, end: int) -> bool:
        """Whether the name found is the one asked, diacritics and all where the one asked has them."""
        return fold(name) == canon(name) or canon(name) in canon(self._text[at:end])

    def _holding(self, name: str, regex: str) -> Iterator[tuple[Commune, str]]:
        """Today's communes in whose lines a regex finds a former place, each with the province of then."""
        for match in re.finditer(regex, self._keys):
            if self._spelled(name, match.start(), match.end()):
                start = self._keys.rfind("\n", 0, match.start()) + 1
                commune = self._line(start)
                yield commune, self._former(start, match.end(), commune.province)

    def _former(self, start: int, at: int, own: str) -> str:
        """The province, before 2025-07-01, of the district whose list holds ``at`` in a line."""
        group = max(self._keys.rfind(mark, start, at) for mark in "=;") + 1
        district = self._keys[group : self._keys.index(":", group)]
        return (place_slug(district.partition("|")[0]) or own) if "|" in district else own

    def _line(self, start: int) -> Commune:
        code, _, name = self._text[start : self._text.index("=", start)].partition(" ")
        province = next(slug for at, slug in reversed(self._provinces) if at < start)
        return Commune(self._words[code], name, fold_key(name).replace(" ", "."), province)


def _words(name: str) -> str:
    """A name as it stands in the folded file: its marks may be any."""
    return r"\W".join(map(re.escape, fold_key(name).split())) or "-"


@per_pack()
def communes() -> Communes:
    """The communes; some 10 ms when first asked."""
    return Communes()


__all__ = ["SINCE", "Commune", "Communes", "Former", "communes"]
