"""The directives that two versions of a plan name: added, dropped, replaced by another, cited otherwise."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from docparse.folding import fold_key
from docparse.model import Plan, Reference
from docparse.questions.answers_across import Change, DiffRow
from docparse.questions.versions import Side
from docparse.store.vocabulary import edge_label, ranks

_FIELDS = ("symbol", "date", "issuer", "type", "title")


def reference_changes(before: Side, after: Side) -> Iterator[DiffRow]:
    """Directives by what they are; one of the same symbol, subject, or date and issuer takes another's place."""
    old, new = _by_target(before.plan), _by_target(after.plan)
    twins = _twins(old, new)
    for target, group in new.items():
        first, was = group[0], old.get(target) or old.get(twins.get(target, ""))
        if was is None:
            yield DiffRow("+", _label(first), None, target, None, after.mention(first))
            continue
        fields = _FIELDS if target not in old else ("title",)
        said = [(name, _printed(was, name), _printed(group, name)) for name in fields]
        found = [Change(name, one, other) for name, one, other in said if _differ(name, one, other, target in old)]
        if target in old and _relation(was) != _relation(group):
            found.append(Change("relation", _relation(was), _relation(group)))
        if target not in old and not found:
            found.append(Change("id", was[0].target, target))
        if found:
            yield _changed(before, was[0], after, first, tuple(found))
    for target, group in old.items():
        if target not in new and target not in twins.values():
            yield DiffRow("-", _label(group[0]), target, None, before.mention(group[0]), None)


def _differ(name: str, one: str | None, other: str | None, same: bool) -> bool:
    """Whether a field changed; a title that only one version prints says nothing of the same directive."""
    if same and not (one and other):
        return False
    return fold_key(one or "") != fold_key(other or "") if name == "title" else one != other


def _twins(old: Mapping[str, Sequence[Reference]], new: Mapping[str, Sequence[Reference]]) -> dict[str, str]:
    """What took the place of what: new targets to old ones, by the strongest sign that only the two have."""
    twins: dict[str, str] = {}
    for sign in (_symbol, _subject, _act):
        gone, come = (
            _one_each(sign, {t: g for t, g in side.items() if t not in other and t not in done})
            for side, other, done in ((old, new, set(twins.values())), (new, old, set(twins)))
        )
        twins |= {come[key]: gone[key] for key in come if key in gone}
    return twins


def _one_each(
    sign: Callable[[Sequence[Reference]], tuple[str | None, ...]], groups: Mapping[str, Sequence[Reference]]
) -> dict[tuple[str | None, ...], str]:
    """Targets by their sign, where all of the sign is told and one target alone has it."""
    signs = {target: sign(group) for target, group in groups.items()}
    counts = Counter(signs.values())
    return {key: target for target, key in signs.items() if all(key) and counts[key] == 1}


def _symbol(group: Sequence[Reference]) -> tuple[str | None, ...]:
    return (fold_key(group[0].symbol or ""),)


def _subject(group: Sequence[Reference]) -> tuple[str | None, ...]:
    return group[0].type, fold_key(_printed(group, "title") or "")


def _act(group: Sequence[Reference]) -> tuple[str | None, ...]:
    return group[0].type, _printed(group, "date"), _printed(group, "issuer")


def _changed(before: Side, old: Reference, after: Side, new: Reference, changes: tuple[Change, ...]) -> DiffRow:
    return DiffRow("~", _label(new), old.target, new.target, before.mention(old), after.mention(new), changes)


def _by_target(plan: Plan) -> dict[str, list[Reference]]:
    found: dict[str, list[Reference]] = {}
    for reference in plan.references:
        found.setdefault(reference.target, []).append(reference)
    # an own name is no other directive: it changes with the header
    found.pop(plan.document.id, None)
    return found


def _relation(group: Sequence[Reference]) -> str | None:
    own = [r.relation for r in group if r.of is None]
    strength = ranks("relation")
    return edge_label(min(own, key=lambda relation: strength.get(relation, 99))) if own else None


def _printed(group: Sequence[Reference], field: str) -> str | None:
    """What most mentions print."""
    found = Counter(value for r in group if (value := getattr(r, field)))
    return max(found, key=lambda value: (found[value], value), default=None)


def _label(reference: Reference) -> str:
    named = " ".join(filter(None, (reference.type, reference.symbol)))
    return named if reference.symbol else reference.title or named or reference.text
