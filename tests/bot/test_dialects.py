"""Each platform's own words: where they stand, that nothing people type can become one, and that none is left over."""

import ast
import re
from collections.abc import Iterator
from dataclasses import astuple, fields
from pathlib import Path

import pytest

import bot.wording
from bot.routes import ROUTES
from bot.wording import platform
from bot.wording.platform import COMMAND, LET_IN, SLACK, TEAMS, Dialect, in_dialect
from tests.dialects import marks

WORDING = Path(bot.wording.__path__[0])
# Where sentences stand, or could, that every platform shows.
SAID_EVERYWHERE = ("wording", "sections", "use_cases", "routes", "files", "calendars")
MARKS = {name: mark for name, mark in vars(platform).items() if isinstance(mark, str) and marks(mark)}
# Words of one platform, which are wrong on the others.
ONE_PLATFORMS = re.compile(
    r"Slack|Microsoft|\bTeams\b|/homeroom|@Homeroom|/invite|OAuth|App Home|Home tab|files:|\bprofile of\b|just cancel"
)


def modules(*folders: Path) -> Iterator[tuple[str, ast.Module]]:
    for folder in folders:
        for path in sorted(folder.rglob("*.py")):
            if path != WORDING / "platform.py":
                yield path.name, ast.parse(path.read_text(encoding="utf-8"))


def sentences(tree: ast.Module) -> Iterator[str]:
    """Every text in it but docstrings, with the marks where their names stand, and … for everything else put in."""
    inner = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in ast.walk(node)}
    documented = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            yield "".join(map(_part, node.values))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in inner | documented:
            yield node.value


def _part(node: ast.expr) -> str:
    if isinstance(node, ast.Constant):
        return str(node.value)
    assert isinstance(node, ast.FormattedValue)
    return MARKS.get(ast.unparse(node.value), "…")


def ours() -> Iterator[tuple[str, str]]:
    root = WORDING.parent
    for name, tree in modules(*(root / each for each in SAID_EVERYWHERE)):
        for sentence in sentences(tree):
            yield name, sentence


@pytest.mark.parametrize("dialect", [SLACK, TEAMS], ids=["Slack", "Teams"])
def test_each_word_has_a_mark_of_its_own_and_is_put_where_it_stands(dialect: Dialect) -> None:
    assert len({*MARKS.values()}) == len(MARKS) == len(fields(Dialect))
    assert sorted(in_dialect(mark, dialect) for mark in MARKS.values()) == sorted(astuple(dialect))
    for name, mark in MARKS.items():
        assert in_dialect(f"a{mark}b{mark}", dialect) == "a{0}b{0}".format(getattr(dialect, name.lower()))
    assert marks("".join(astuple(dialect))) == []
    assert in_dialect("Ruth's “notes” 😀", dialect) == "Ruth's “notes” 😀"


def test_no_sentence_has_one_platforms_words() -> None:
    found = [(name, sentence) for name, sentence in ours() if ONE_PLATFORMS.search(sentence)]
    assert found == []


def test_every_command_in_a_sentence_is_one() -> None:
    found = [
        (name, text) for name, sentence in ours() for text in sentence.split(COMMAND)[1:] if not text.startswith(" …")
    ]
    assert len(found) > 40
    for name, text in found:
        words = re.split(r"[^a-z]+", text.removeprefix(" "))
        starts = {" ".join(words[:length]) for length in range(1, len(words) + 1)}
        assert starts & ROUTES.commands.keys(), (name, text)


def test_a_word_that_begins_small_begins_no_sentence() -> None:
    small = "".join(mark for name, mark in MARKS.items() if getattr(SLACK, name.lower())[0].islower())
    assert LET_IN in small
    assert [(name, said) for name, said in ours() if re.search(rf"(^|[.!?] )[{small}]", said)] == []
