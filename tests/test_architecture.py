"""What import-linter can't say: sizes, names, and that importing anything needs neither settings nor a network."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("bot", "jobs", "rubric", "sandbox", "storage")
LONGEST_FILE = 300
LONGEST_FUNCTION = 40
LONGEST_LISTENER = 15
SAYS_NOTHING = {"utils", "helpers", "common", "manager", "managers", "base", "constants", "misc"}

SOURCES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))
PAGE = sorted(path for kind in ("*.js", "*.css", "*.html") for path in (ROOT / "sandbox" / "page").rglob(kind))


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_no_file_is_longer_than_three_hundred_lines() -> None:
    lengths = {name_of(path): len(path.read_text().splitlines()) for path in [*SOURCES, *TESTS, *PAGE]}
    assert {name: length for name, length in lengths.items() if length > LONGEST_FILE} == {}


def test_no_function_is_longer_than_forty_lines() -> None:
    long: dict[str, int] = {}
    for path in SOURCES:
        # A migration is a list of tables, not a function to follow.
        if "migrations" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and not is_registration(node):
                long[f"{name_of(path)}:{node.name}"] = length_of(node)
    assert {name: length for name, length in long.items() if length > LONGEST_FUNCTION} == {}


def length_of(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (node.end_lineno or 0) - node.lineno + 1


def is_registration(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    return node.name == "register"


def test_no_listener_is_longer_than_fifteen_lines_or_catches_errors() -> None:
    found = []
    for path in sorted((ROOT / "bot").glob("*/listeners/*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Try):
                found.append(f"{name_of(path)}:{node.lineno} try")
            if isinstance(node, ast.FunctionDef) and not is_registration(node) and length_of(node) > LONGEST_LISTENER:
                found.append(f"{name_of(path)}:{node.name}")
    assert found == []


def test_nobody_but_the_demo_lets_anybody_in() -> None:
    found = {
        name_of(path)
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text()))
        if "Anybody" in {getattr(node, "id", ""), getattr(node, "attr", ""), getattr(node, "name", "")}
    }
    assert {name for name in found if not name.startswith("bot/demo/")} == {"bot/teams/authority.py"}


def test_no_module_has_a_name_that_says_nothing() -> None:
    assert [name_of(path) for path in SOURCES if path.stem in SAYS_NOTHING] == []


def test_every_module_opens_by_saying_what_it_answers_for() -> None:
    silent = [
        name_of(path)
        for path in SOURCES
        if path.read_text().strip() and ast.get_docstring(ast.parse(path.read_text())) is None
    ]
    assert silent == []


@pytest.mark.parametrize("package", PACKAGES)
def test_every_module_can_be_imported_with_an_empty_environment_and_no_network(package: str) -> None:
    modules = [
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for path in SOURCES
        if path.relative_to(ROOT).parts[0] == package and "migrations" not in path.parts
    ]
    program = (
        "import socket, sys\n"
        "def refuse(*_): raise AssertionError('a module used the network when it was imported')\n"
        "socket.socket.connect = socket.socket.bind = refuse\n"
        f"for module in {[name for name in modules if not name.endswith('__main__')]!r}:\n"
        "    __import__(module)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    assert done.returncode == 0
