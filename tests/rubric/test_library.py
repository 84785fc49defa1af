"""The rubric that ships is the instrument as supplied, to the letter."""

import re
from hashlib import sha256
from pathlib import Path

import pytest

from rubric.library import UnknownRubric, load, shipped
from rubric.model import Rubric, RubricId

DISTRICT = RubricId("district-attendance")
SOURCE = Path(__file__).parents[3] / "shared" / "rubric-source.txt"
# Of the 45 texts as supplied, one to a line, without markup and with every run of white space as one space.
WORDING = "ada067555eb419fbcbafcf9d0174460cacfbaad92965dc150aebcfe7a4e4b69c"


def test_the_district_rubric_ships() -> None:
    assert shipped() == (DISTRICT,)
    assert load(DISTRICT).id == DISTRICT


def test_a_rubric_is_read_only_once() -> None:
    assert load(DISTRICT) is load(DISTRICT)


@pytest.mark.parametrize("name", ["nothing", "../sets/district-attendance", ""], ids=["unknown", "path", "empty"])
def test_an_unknown_rubric_is_answered_with_those_that_ship(name: str) -> None:
    with pytest.raises(
        UnknownRubric, match=f'no rubric "{re.escape(name)}"; these ship: district-attendance'
    ) as caught:
        load(RubricId(name))
    assert caught.value.rubric_id == name


def test_the_district_rubric_has_six_domains_of_the_given_sizes() -> None:
    assert [(domain.title, domain.label, len(domain.indicators)) for domain in load(DISTRICT).domains] == [
        ("Capacity building", "Capacity building", 8),
        ("Actionable data", "Actionable data", 7),
        ("Positive engagement", "Positive engagement", 8),
        ("Strategic partnerships", "Strategic partnerships", 8),
        ("Adequate and equitable resources", "Resources", 7),
        ("Shared accountability", "Shared accountability", 7),
    ]


def test_the_levels_are_in_order_with_dont_know_outside_it() -> None:
    scale = load(DISTRICT).scale
    assert [level.name for level in scale.levels] == ["Strength", "OK for now", "Could be better", "Urgent gap"]
    assert scale.dont_know.name == "Don't know"
    assert load(DISTRICT).evidence_prompt == "How do you know?"


def test_levels_can_be_told_apart_by_emoji() -> None:
    scale = load(DISTRICT).scale
    assert len({level.emoji for level in (*scale.levels, scale.dont_know)}) == 5


def test_indicators_are_numbered_within_their_domain_without_gaps() -> None:
    for domain in load(DISTRICT).domains:
        assert [one.id for one in domain.indicators] == [
            f"{domain.id}.{number}" for number in range(1, len(domain.indicators) + 1)
        ]


def test_the_wording_has_not_changed_by_a_letter() -> None:
    assert sha256("\n".join(_wording(load(DISTRICT))).encode()).hexdigest() == WORDING
    # Where the supplied text is at hand, the sum itself is held against it.
    if SOURCE.exists():
        assert _wording(load(DISTRICT)) == _supplied(SOURCE.read_text(encoding="utf-8"))


def _wording(rubric: Rubric) -> list[str]:
    return [f"{indicator.number}. {indicator.text}" for indicator in rubric.indicators]


def _supplied(text: str) -> list[str]:
    plain = re.sub(r"^(# |- )|\*\*", "", text, flags=re.MULTILINE)
    joined = " ".join(plain.split())
    return re.split(r" (?=\d\. )", joined)
