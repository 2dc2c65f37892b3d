"""The user's plan in a warm process, in MB/s, beside underthesea's ``ner`` by line: ``docparse bench`` on one file.

``pip install -e '.[bench]'`` brings underthesea; run ``python tests/benchmarks/bench_parse.py``.
"""

from __future__ import annotations

import sys
from pathlib import Path

from docparse.cli import main

PLAN = Path(__file__).parents[2] / "corpus" / "documents" / "3243-KH-UBND.txt"

if __name__ == "__main__":
    sys.exit(main(["bench", str(PLAN)]))
