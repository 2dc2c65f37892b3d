"""``docparse eval`` and ``docparse bench``: how well and how fast docparse reads, on the command line."""

from __future__ import annotations

import tempfile
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from docparse.cli_files import write_text
from docparse.cli_parser import UsageError
from docparse.output.screen import Screen

if TYPE_CHECKING:
    from docparse.benchmarks.rivals import Rival


def run_eval(arguments: Namespace, screen: Screen) -> int:
    """Score, show, compare with the baseline: 1 where a kind fell or a document could not be read."""
    from docparse.evaluation import baseline
    from docparse.evaluation.run import evaluate
    from docparse.output.evaluation import falls_page, report_page

    part = arguments.only is not None or bool(arguments.skip)
    if arguments.write_baseline and arguments.baseline is None:
        raise UsageError("DP600", "docparse eval", "--write-baseline cần --baseline TỆP", "thêm --baseline TỆP")
    if arguments.baseline is not None and part:
        advice = "bỏ --only, --skip khi so với mức đã ghi"
        raise UsageError("DP600", "docparse eval", "mức đã ghi là của cả bộ đáp án", advice)
    gold = Path(arguments.gold)
    known = None
    if arguments.baseline is not None and not arguments.write_baseline:
        known = baseline.load_baseline(Path(arguments.baseline))
    report = evaluate(gold, Path(arguments.documents), arguments.only, arguments.skip)
    name = baseline.set_name(gold)
    fallen = baseline.falls(report, known, name) if known is not None else []
    if arguments.html is not None:
        from docparse.output.evalhtml import evaluation_html

        write_text(arguments.html, evaluation_html(report))
    if arguments.write_baseline:
        baseline.write_baseline(Path(arguments.baseline), report, name)
    if arguments.json:
        more = {"fallen": [f.kind for f in fallen]} if known is not None else {}
        screen.json({**report.to_dict(misses=arguments.verbose), **more})
    else:
        screen.show(report_page(report, verbose=arguments.verbose))
        if known is not None:
            screen.show(falls_page(fallen, name))
        for path in filter(None, (arguments.html, arguments.baseline if arguments.write_baseline else None)):
            screen.line(f"đã ghi {path}")
    return int(bool(fallen or report.failed))


def run_bench(arguments: Namespace, screen: Screen) -> int:
    """Measure and show: 1 where an answer is wrong."""
    if (arguments.folder is None) == (arguments.documents is None):
        raise UsageError("DP600", "docparse bench", "cần THƯ_MỤC hoặc --documents SỐ", "nêu một trong hai")
    if arguments.documents is not None:
        return _bench_store(arguments, screen)
    from docparse.evaluation.bench import measure
    from docparse.output.evaluation import bench_page

    found = measure(Path(arguments.folder), arguments.rounds)
    if arguments.json:
        screen.json(found.to_dict())
    else:
        screen.show(bench_page(found))
    return 0


def _bench_store(arguments: Namespace, screen: Screen) -> int:
    from docparse import open_store
    from docparse.benchmarks.storebench import measure_store
    from docparse.evaluation.generator import Generator
    from docparse.output.storebench import store_page

    generator = Generator(arguments.documents, arguments.seed, arguments.size)
    if arguments.to is not None:
        from docparse.evaluation.generator_files import write_files

        size = write_files(generator, Path(arguments.to))
        screen.line(f"đã ghi {len(generator)} văn bản ({size / 1e6:.1f} MB) và đáp án vào {arguments.to}")
        return 0
    with _folder(arguments) as url:
        found = measure_store(partial(open_store, url), generator, workers=arguments.workers)
    rivals: tuple[Rival, ...] = ()
    if arguments.compare:
        from docparse.benchmarks.rivals import compare

        rivals = compare(generator)
    if arguments.json:
        screen.json({**found.to_dict(), "rivals": [rival.to_dict() for rival in rivals]})
    else:
        screen.show(store_page(found, rivals))
    return int(found.right < 1)


@contextmanager
def _folder(arguments: Namespace) -> Iterator[str]:
    """The store to measure: the one named, else one that is gone afterwards unless it is to be kept."""
    if arguments.store:
        yield arguments.store
    elif arguments.keep:
        raise UsageError("DP600", "docparse bench", "--keep cần --store URL", "nêu kho để giữ lại")
    else:
        with tempfile.TemporaryDirectory() as folder:
            yield f"sqlite:///{folder}/bench.db"
