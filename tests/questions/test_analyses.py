"""Chains, cycles, load, orphans, central works: of stores whose answers are known."""

from __future__ import annotations

import json

import networkx
import pytest

from docparse.output import analyses as output
from docparse.output.plain import plain
from docparse.questions import Store
from docparse.questions.analyses import central, chains, cycles, load, orphans
from docparse.store.directives import NoDirectives
from docparse.store.vocabulary import upward
from tests.questions.conftest import FewAgencies, all_quotes
from tests.store.builders import KH82, KH3243, KL51, NQ29, PlanBuilder


def work(number: int) -> str:
    return f"urn:lex:vn;x:uy.ban:ke.hoach:2020-01-0{number};{number}-kh"


def plan(number: int, *above: tuple[str, int]) -> PlanBuilder:
    """A plan with one task, which stands to others as said."""
    b = PlanBuilder(work(number), type="Kế hoạch", symbol=f"{number}/KH", date=f"2020-01-0{number}")
    for relation, other in above:
        b.line(f"Theo Kế hoạch số {other}/KH.")
        b.reference(f"Kế hoạch số {other}/KH", work(other), relation, type="Kế hoạch", symbol=f"{other}/KH")
    b.section("I", "NHIỆM VỤ", "tasks").line(f"Sở Y tế làm việc số {number}.")
    return b.task(f"Sở Y tế làm việc số {number}", ("Sở Y tế", "lead"))


def filled(*plans: PlanBuilder) -> Store:
    store = Store("sqlite:///:memory:", agencies=FewAgencies(), directives=NoDirectives())
    for one in plans:
        store.add(one.build())
    return store


def check_quotes(store: Store, answer: dict[str, object]) -> None:
    """Every passage is in its document's text."""
    texts = [store.plan(about.id)["text"] for about in store.documents()]
    quotes = all_quotes(answer)
    assert quotes
    for quote in quotes:
        assert any(text[quote["start"] : quote["end"]] == quote["text"] for text in texts)


def test_the_longest_way_up_from_each_lowest_document(store: Store) -> None:
    answer = chains(store)
    lowest = answer.chains[0]
    assert [step.to.id for step in lowest.steps] == [KH3243, KH82, NQ29]
    assert [step.relation for step in lowest.steps] == ["implements", "implements", "continues"]
    assert lowest.length == 3
    assert answer.total == 1
    assert answer.lengths == {"3": 1}
    check_quotes(store, answer.to_dict())


def test_a_chain_counts_its_steps_and_takes_the_longer_way() -> None:
    plans = (plan(1), plan(2, ("basis", 1)), plan(3, ("implements", 2), ("implements", 1)), plan(4, ("cites", 3)))
    with filled(*plans) as store:
        answer = chains(store)
    assert [(c.start.id, c.length, [step.to.id for step in c.steps]) for c in answer.chains] == [
        (work(3), 2, [work(2), work(1)])
    ]
    assert answer.chains[0].steps[0].quote.text == "Kế hoạch số 2/KH"  # type: ignore[union-attr]


def test_no_cycle_is_said_to_be_none(store: Store) -> None:
    answer = cycles(store)
    assert (answer.cycles, answer.total) == ((), 0)
    assert "Không có vòng nào" in plain(output.cycles_page(answer))


def test_a_cycle_is_shown_with_its_passages_and_chains_go_round_it() -> None:
    plans = (plan(1, ("basis", 2)), plan(2, ("implements", 3)), plan(3, ("guides", 1)), plan(4, ("implements", 1)))
    with filled(*plans) as store:
        answer = cycles(store)
        check_quotes(store, answer.to_dict())
        ways = chains(store)
    assert answer.total == 1
    assert answer.works == 3
    assert [step.to.id for step in answer.cycles[0].steps] == [work(2), work(3), work(1)]
    said = plain(output.cycles_page(answer))
    assert "Kế hoạch 1/KH" in said
    assert "“Kế hoạch số 3/KH”" in said
    assert [(chain.start.id, chain.length) for chain in ways.chains] == [(work(4), 1)]
    assert len(output.steps_rows(answer)) == 3


def test_agencies_by_load(store: Store) -> None:
    answer = load(store, None)
    graph = store.graph()
    for one in answer.agencies:
        edges = graph.out_edges(one.agency_id, data=True)
        said = [(task, data) for _, task, data in edges if data["basis"] != "default"]
        assert one.tasks == len({task for task, _ in said})
        for role, count in one.roles.items():
            assert count == len([1 for _, data in said if data["kind"] == role])
        due = [graph.nodes[task]["due_to"][:7] for task in {task for task, _ in said} if "due_to" in graph.nodes[task]]
        assert one.months == {month: due.count(month) for month in sorted(set(due))}
    counts = [one.tasks for one in answer.agencies]
    assert counts == sorted(counts, reverse=True)
    assert answer.total == len(counts)
    assert load(store, 1).agencies == answer.agencies[:1]


def test_tasks_without_a_way_up() -> None:
    with filled(plan(1), plan(2, ("basis", 1)), plan(3, ("cites", 1)), plan(4)) as store:
        answer = orphans(store, 2)
        check_quotes(store, answer.to_dict())
        everything = orphans(store, None)
    assert [(one.document.id, one.tasks) for one in answer.documents] == [(work(1), 1), (work(3), 1), (work(4), 1)]
    assert answer.total == 3
    assert [task.document.id for task in answer.tasks] == [work(1), work(3)]
    assert len(everything.tasks) == 3
    assert "còn 1 nhiệm vụ nữa" in plain(output.orphans_page(answer))


def test_a_task_that_names_a_work_has_a_way_up() -> None:
    b = plan(1)
    b.line("Thực hiện Kế hoạch số 2/KH.").task("Thực hiện Kế hoạch số 2/KH", references=(work(2),))
    b.reference("Kế hoạch số 2/KH", work(2), "cites", type="Kế hoạch", symbol="2/KH")
    with filled(b) as store:
        assert [task.text for task in orphans(store).tasks] == ["Sở Y tế làm việc số 1"]


def test_what_most_others_lead_up_to(store: Store) -> None:
    answer = central(store)
    steps = networkx.DiGraph((a, b) for a, b, kind in store.graph().edges(keys=True) if kind in upward())
    for one in answer.works:
        key = one.directive.id
        assert (one.direct, one.below) == (steps.in_degree(key), len(networkx.ancestors(steps, key)))
    assert answer.total == len(answer.works) == len({b for _, b in steps.edges})
    assert {KH82, KL51, KH3243} < {one.directive.id for one in answer.works}
    counts = [(one.below, one.direct) for one in answer.works]
    assert counts == sorted(counts, reverse=True)
    assert all(one.example is not None and one.example.to.id == one.directive.id for one in answer.works)
    check_quotes(store, answer.to_dict())


@pytest.mark.parametrize("ask", [chains, cycles, load, orphans, central])
def test_an_empty_store_is_no_failure(ask: object) -> None:
    pages = {chains: output.chains_page, cycles: output.cycles_page, load: output.load_page}
    pages |= {orphans: output.orphans_page, central: output.central_page}
    with filled(PlanBuilder(work(1), type="Kế hoạch").line("Không có gì.")) as store:
        answer = ask(store)  # type: ignore[operator]
        assert json.dumps(answer.to_dict())
        assert plain(pages[ask](answer)).strip()  # type: ignore[index]
