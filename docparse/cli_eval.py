"""``docparse eval`` and ``docparse bench``: how well and how fast docparse reads, on the command line."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from docparse.cli_files import write_text
from docparse.cli_parser import UsageError
from docparse.output.screen import Screen


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
    """Measure and show."""
    from docparse.evaluation.bench import measure
    from docparse.output.evaluation import bench_page

    found = measure(Path(arguments.folder), arguments.rounds)
    if arguments.json:
        screen.json(found.to_dict())
    else:
        screen.show(bench_page(found))
    return 0
