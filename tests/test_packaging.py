"""What is installed, and what a start of the program loads."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

import docparse
from docparse.datafiles import data_folder, fingerprint

ROOT = Path(__file__).parents[1]
HEAVY = {"docx", "lxml", "networkx", "rapidfuzz", "rich", "spacy", "underthesea", "yaml", "platformdirs", "sqlite3"}


@pytest.fixture(scope="module")
def project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def loaded(code: str, **env: str) -> set[str]:
    """The top-level packages that a fresh interpreter holds after ``code``."""
    ask = f"{code}\nimport json, sys\nprint(json.dumps(sorted(sys.modules)), file=sys.stderr)"
    given = {**os.environ, "PYTHONPATH": str(ROOT), **env}
    done = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, env=given, check=True)
    return {name.partition(".")[0] for name in json.loads(done.stderr.splitlines()[-1])}


def test_import_is_cheap() -> None:
    assert not loaded("import docparse") & (HEAVY | {"argparse"})


def test_help_loads_nothing_heavy() -> None:
    assert not loaded("from docparse.cli import main\nassert main(['--help']) == 0") & HEAVY


def test_a_question_loads_no_parser_of_files(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/kho.db"
    with docparse.open_store(url) as store:
        store.add(docparse.parse(ROOT / "corpus" / "documents" / "3243-KH-UBND.txt"))
    code = "from docparse.cli import main\nassert main(['who', 'ai chu tri ke hoach 3243']) == 0"
    assert not loaded(code, DOCPARSE_STORE=url) & {"docx", "lxml", "networkx", "rich", "spacy", "underthesea"}


def test_public_names() -> None:
    assert all(getattr(docparse, name) is not None for name in docparse.__all__)
    with pytest.raises(AttributeError, match="nothing"):
        _ = docparse.nothing  # type: ignore[attr-defined]


def test_one_package_one_command_one_version(project: dict[str, Any]) -> None:
    wheel = project["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert wheel["packages"] == ["docparse"]
    assert wheel["force-include"] == {
        "rules": "docparse/data/rules",
        "graph": "docparse/data/graph",
        "corpus/generator": "docparse/data/corpus/generator",
    }
    assert project["project"]["scripts"] == {"docparse": "docparse.cli:main"}
    assert project["project"]["dynamic"] == ["version"]
    assert docparse.__version__.count(".") == 2


def test_declared_dependencies_are_what_the_code_imports(project: dict[str, Any]) -> None:
    names = {
        "icalendar": "icalendar",
        "lxml": "lxml",
        "networkx": "networkx",
        "platformdirs": "platformdirs",
        "python-docx": "docx",
        "pypdfium2": "pypdfium2",
    }
    names |= {"PyYAML": "yaml", "rapidfuzz": "rapidfuzz", "rich": "rich", "olefile": "olefile", "openpyxl": "openpyxl"}
    declared = {names[line.partition(">=")[0]] for line in project["project"]["dependencies"]}
    extras = {
        "spacy",
        "psycopg",
        "ray",
        "fsspec",
        "matplotlib",
        "pyarrow",
        "ladybug",
        "kuzu",
        "watchfiles",
        "argcomplete",
        *("nicegui", "fastapi", "starlette", "uvicorn", "jinja2", "markupsafe", "argon2", "pydantic"),  # web
        *("mcp", "mcp_types"),
    }  # loaded only by those who installed the extra of this name
    assert declared == imported() - set(sys.stdlib_module_names) - {"docparse"} - extras


def imported() -> set[str]:
    """The top-level packages that the code imports anywhere, but for type checking."""
    import ast

    found: set[str] = set()
    for path in (ROOT / "docparse").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                found.add(node.module.partition(".")[0])
    return found - {"_typeshed", "__future__"}


def test_the_knowledge_is_found(tmp_path: Path) -> None:
    assert (data_folder("rules") / "outline.yaml").is_file()
    assert (data_folder("graph") / "schema.sql").is_file()
    assert len(fingerprint(data_folder("rules"))) == 12


def test_ci_can_be_run() -> None:
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert subprocess.run(["bash", "-n", str(script)], check=False).returncode == 0


def test_the_licence_is_whole() -> None:
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert "Apache License" in text
    assert "END OF TERMS AND CONDITIONS" in text
