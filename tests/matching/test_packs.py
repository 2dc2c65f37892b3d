"""An office's own pack over another, and the cache of compiled patterns."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from docparse.datafiles import data_folder
from docparse.errors import RuleError
from docparse.matching.engine import RulePack, rule_pack
from docparse.matching.forms import FormCache, cache_path
from tests.matching.packs import HEAD, folder

_OURS = (
    HEAD
    + "variables:\n  lead: [chủ trì]\n"
    + "lists:\n  verbs: [làm]\n"
    + 'rules:\n  - {id: a, pattern: "{lead}", examples: [chủ trì]}\n'
    + '  - {id: b, pattern: "phối hợp", examples: [phối hợp]}\n'
)


def _over(tmp_path: Path, theirs: str) -> RulePack:
    ours = folder(tmp_path / "ours", t=_OURS, other=HEAD + "rules:\n  - {id: z, pattern: z, examples: [z]}\n")
    return RulePack.over(ours, folder(tmp_path / "theirs", t=theirs))


def test_a_rule_of_the_same_id_replaces_ours_and_others_are_added(tmp_path: Path) -> None:
    made = _over(
        tmp_path,
        HEAD
        + "lists: {verbs: [lo]}\nvariables: {lead: [cầm trịch]}\nrules:\n"
        + '  - {id: b, pattern: "cùng làm", examples: [cùng làm]}\n'
        + '  - {id: c, pattern: "ghé vai", examples: [ghé vai]}\n',
    )
    text = "cầm trịch, chủ trì, phối hợp, cùng làm, ghé vai"
    assert [m.rule.id for m in made.find("t", "cue", text)] == ["a", "a", "b", "c"]
    assert made.words("t", "verbs") == ("làm", "lo")
    told = [(r.id, r.where.path.parent.name, r.where()) for r in made.file("t").rules if r.where.path]
    assert told == [("a", "ours", "t.yaml:8"), ("b", "theirs", "t.yaml:6"), ("c", "theirs", "t.yaml:7")]
    assert [m.rule.id for m in made.find("other", "cue", "z")] == ["z"]


@pytest.mark.parametrize(
    ("theirs", "error"),
    [
        (HEAD + "rules:\n  - {id: a, pattern: x}\n", "DP310 t.yaml:4"),
        (HEAD + "rules:\n  - {id: a, regex: '(x+)+', examples: [x]}\n", "DP312 t.yaml:4"),
        (HEAD + "rules:\n  - {id: a, patern: x, examples: [x]}\n", "DP302 t.yaml:4"),
    ],
)
def test_a_wrong_office_pack_is_refused_whole(tmp_path: Path, theirs: str, error: str) -> None:
    with pytest.raises(RuleError, match=error):
        _over(tmp_path, theirs)


def test_no_such_folder(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="DP300"):
        RulePack.over(folder(tmp_path / "ours", t=_OURS), tmp_path / "none")


def test_an_empty_office_pack_changes_nothing(tmp_path: Path) -> None:
    made = RulePack.over(folder(tmp_path / "ours", t=_OURS), folder(tmp_path / "theirs"))
    assert [m.rule.id for m in made.find("t", "cue", "chủ trì, phối hợp")] == ["a", "b"]


def test_cached_patterns_are_the_same_patterns(tmp_path: Path) -> None:
    rules, path = folder(tmp_path / "rules", t=_OURS), tmp_path / "cache" / "rules-x.bin"
    text = "chủ trì, phối hợp" + " x" * 1000
    first = FormCache(path)
    expected = [(m.rule.id, m.start, m.end) for m in RulePack(rules, cache=first).find("t", "cue", text)]
    first.save()
    second = FormCache(path)
    made = RulePack(rules, cache=second)
    assert [(m.rule.id, m.start, m.end) for m in made.find("t", "cue", text)] == expected
    assert second.fresh == 0
    assert (
        made.rules("t", "cue")[0].forms[0].pattern.pattern
        == first.pattern(made.rules("t", "cue")[0].forms[0].regex).pattern
    )


@pytest.mark.parametrize("content", [b"", b"x" * 10, b"\0" * 500])
def test_a_broken_cache_is_made_anew(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "rules-x.bin"
    path.write_bytes(content)
    cache = FormCache(path)
    assert cache.pattern("(?P<n>a)b").match("ab").span("n") == (0, 1)  # type: ignore[union-attr]
    cache.save()
    assert FormCache(path).pattern("(?P<n>a)b").match("ab").span("n") == (0, 1)  # type: ignore[union-attr]


def test_two_that_write_at_once_leave_a_whole_cache(tmp_path: Path) -> None:
    path = tmp_path / "rules-x.bin"
    caches = [FormCache(path) for _ in range(8)]

    def fill(number: int) -> None:
        for i in range(20):
            caches[number].pattern(f"a{number}b{i}")
            caches[number].save()

    threads = [threading.Thread(target=fill, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    cache = FormCache(path)
    assert sum(cache.pattern(f"a{n}b19") is not None for n in range(8)) == 8
    assert cache.fresh < 8  # at least one writer's patterns are there
    assert [p.name for p in tmp_path.iterdir()] == ["rules-x.bin"]


def test_the_cache_is_another_when_a_rule_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCPARSE_CACHE", str(tmp_path / "cache"))
    rules = folder(tmp_path / "rules", t=_OURS)
    before = cache_path(rules)
    (rules / "t.yaml").write_text(_OURS + "\n", encoding="utf-8")
    assert cache_path(rules) != before
    monkeypatch.setenv("DOCPARSE_CACHE", "")
    assert cache_path(rules) is None


def test_a_cache_that_cannot_be_written_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    cache = FormCache(tmp_path / "file" / "rules-x.bin")
    cache.pattern("a")
    cache.save()


def test_a_cache_of_another_version_stays_until_it_is_old(tmp_path: Path) -> None:
    young, old, half = (tmp_path / name for name in ("rules-1.bin", "rules-2.bin", "rules-3.part"))
    for file in (young, old, half):
        file.write_bytes(b"x")
    for file in (old, half):
        os.utime(file, (0, 0))
    cache = FormCache(tmp_path / "rules-x.bin")
    cache.pattern("a")
    cache.save()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["rules-1.bin", "rules-x.bin"]


def test_processes_that_start_at_once_over_a_stale_cache_read_alike(tmp_path: Path) -> None:
    cache, text = tmp_path / "cache", tmp_path / "a.txt"
    cache.mkdir()
    environment = {**os.environ, "DOCPARSE_CACHE": str(cache)}
    text.write_text("II. NHIỆM VỤ\n1. Sở Y tế chủ trì rà soát danh mục thuốc trước ngày 30/6/2026.\n", encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DOCPARSE_CACHE", str(cache))
        path = cache_path(data_folder("rules"))
    assert path is not None
    path.write_bytes(b"a cache that broke")
    (cache / "rules-0123456789abcdef.bin").write_bytes(b"a cache of other rules")
    command = [sys.executable, "-m", "docparse", "parse", str(text), "--json"]
    together = [
        subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(4)
    ]
    said = [process.communicate(timeout=120) for process in together]
    assert [process.returncode for process in together] == [0] * 4
    assert {err for _, err in said} == {b""}
    assert len({out for out, _ in said}) == 1
    assert [a["agency"] for a in json.loads(said[0][0])["tasks"][0]["assignments"]] == ["Sở Y tế"]
    assert not list(cache.glob("*.part"))
    written = path.read_bytes()
    whole = FormCache(path)
    assert whole.literals(rule_pack().rules("roles", "after")[0].forms[0].regex).anchors is not None
    assert whole.fresh == 0
    after = subprocess.run(command, env=environment, capture_output=True, check=True, timeout=120)
    assert (after.stdout, path.read_bytes()) == (said[0][0], written)  # a whole cache needs nothing more
