"""A rubric of two domains and three levels goes all the way, and no code knows the shipped one."""

import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

import rubric as package
from rubric.check_in import ask
from rubric.digest.compile import Closed, Material, compile_digest
from rubric.digest.period import Period
from rubric.library import load, shipped
from rubric.model import Rubric
from rubric.parse import parse_rubric
from rubric.reveal import reveal
from rubric.rotation import next_indicators
from rubric.sooner import come_sooner
from tests.builders import OPENING, a_check_in, a_history, openings, rate_grid

FORTNIGHT = timedelta(weeks=2)
CODE = [path for path in Path(package.__path__[0]).rglob("*.py") if path.name != "__init__.py"]


@pytest.fixture
def garden() -> Rubric:
    return parse_rubric(Path(__file__).with_name("tiny.toml").read_text(encoding="utf-8"))


def rated(garden: Rubric, grid: str, *, number: int, asked: tuple[str, ...]) -> Closed:
    check_in = a_check_in(*asked, rubric=garden, number=number, opened_at=OPENING + FORTNIGHT * number, is_closed=True)
    return Closed(check_in=check_in, ratings=rate_grid(check_in, grid), of=4)


def test_another_rubric_is_asked_rated_revealed_and_digested(garden: Rubric) -> None:
    first = next_indicators(garden, a_history(), 2)
    second = next_indicators(garden, a_history(first), 2)
    assert (first, second) == (("beds.1", "water.1"), ("beds.4",))
    assert [one.label for one in ask(garden, first)] == ["Beds 1", "Water 1"]
    closed = rated(garden, "Ann: 1 G\nBo: 3 G\nCy: 1 ?\nDi: 3 ?", number=1, asked=first)
    found = reveal(closed.check_in, ratings=closed.ratings, of=4)
    assert [result.tally.counts if result.tally else () for result in found.results] == [(2, 0, 2), (0, 2, 0)]


def test_another_rubrics_digest_speaks_of_its_own_levels(garden: Rubric) -> None:
    before = rated(garden, "Ann: 3 1\nBo: 3 1\nCy: 2 1\nDi: 3 ?", number=1, asked=("beds.1", "water.1"))
    after = rated(garden, "Ann: 1 1\nBo: 2 ?\nCy: 2 ?\nDi: 3 ?", number=2, asked=("beds.1", "water.1"))
    digest = compile_digest(
        Material(
            team_name="Gardeners",
            zone="Europe/Berlin",
            period=Period(OPENING, OPENING + 4 * FORTNIGHT),
            rubric=garden,
            closed=(after,),
            earlier=(before,),
            history=a_history(*([asked.id for asked in one.check_in.asked] for one in (before, after))),
            sooner=come_sooner([before, after]),
            indicators_per_check_in=2,
            open_check_in=None,
            upcoming=openings(OPENING + 5 * FORTNIGHT),
        )
    )
    assert [(fact.label, fact.counts) for fact in digest.talk_about] == [("Beds 1", (1, 2, 1))]
    assert [(fact.label, fact.dont_know) for fact in digest.unknown] == [("Water 1", 3)]
    assert [(fact.before, fact.after) for fact in digest.moved] == [(("bare",), ("growing",))]
    assert [domain.title for domain in digest.where_we_are.coverage.domains] == ["Beds", "Water"]
    assert digest.coming_next.labels == ("Beds 4",)
    assert replace(digest, scale=garden.scale) == digest


def test_no_code_knows_a_word_or_a_number_of_the_shipped_rubric() -> None:
    known = load(shipped()[0])
    words = {known.id, *(level.name for level in known.scale.levels), *(level.id for level in known.scale.levels)}
    words |= {domain.id for domain in known.domains} | {domain.title for domain in known.domains} | {"attendance"}
    told = {path.name: path.read_text(encoding="utf-8") for path in CODE}
    assert len(told) > 20
    found = [(name, word) for name, text in told.items() for word in words if word.casefold() in text.casefold()]
    assert found == []
    assert [name for name, text in told.items() if re.search(rf"\b{len(known)}\b", text)] == []
