"""A rubric answers for its levels and indicators, and refuses to be built from parts that do not fit."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from rubric.model import IndicatorId, Level, LevelId, Rubric, Scale, UnknownIndicator, UnknownLevel
from rubric.parse import parse_rubric
from tests.builders import a_level, a_rubric, a_scale

TINY = Path(__file__).with_name("tiny.toml")


@pytest.fixture
def tiny() -> Rubric:
    return parse_rubric(TINY.read_text(encoding="utf-8"))


def test_positions_count_from_the_best_level() -> None:
    scale = a_scale("High", "Middle", "Low")
    assert [scale.position(level.id) for level in scale.levels] == [0, 1, 2]


@pytest.mark.parametrize("level_id", ["dont-know", "elsewhere"])
def test_only_levels_have_a_position(level_id: str) -> None:
    with pytest.raises(UnknownLevel, match=level_id):
        a_scale().position(LevelId(level_id))


def test_a_level_is_found_by_its_id_and_so_is_dont_know() -> None:
    scale = a_scale("High", "Low")
    assert scale.level(LevelId("low")).name == "Low"
    assert scale.level(LevelId("dont-know")) is scale.dont_know
    with pytest.raises(UnknownLevel, match="elsewhere"):
        scale.level(LevelId("elsewhere"))


def test_only_dont_know_is_dont_know() -> None:
    assert a_scale().is_dont_know(LevelId("dont-know"))
    assert not a_scale().is_dont_know(LevelId("strength"))


def test_levels_and_dont_know_can_be_chosen_and_nothing_else() -> None:
    scale = a_scale("High", "Low")
    assert [each in scale for each in ("high", "low", "dont-know", "elsewhere", None)] == [
        *(True, True, True),
        *(False, False),
    ]


def test_a_rubric_lists_its_indicators_in_order(tiny: Rubric) -> None:
    assert [indicator.id for indicator in tiny.indicators] == ["beds.1", "beds.4", "water.1"]
    assert len(tiny) == 3


def test_an_indicator_is_called_by_its_domains_short_title_and_its_own_number(tiny: Rubric) -> None:
    assert [tiny.label(indicator.id) for indicator in tiny.indicators] == ["Beds 1", "Beds 4", "Water 1"]


def test_an_indicator_knows_its_domain(tiny: Rubric) -> None:
    assert tiny.domain_of(IndicatorId("beds.4")).title == "Beds and borders"
    assert tiny.indicator(IndicatorId("water.1")).text.startswith("There is a tap")


def test_an_unknown_indicator_is_refused(tiny: Rubric) -> None:
    for ask_for in (tiny.indicator, tiny.domain_of, tiny.label):
        with pytest.raises(UnknownIndicator, match=r"beds\.2"):
            ask_for(IndicatorId("beds.2"))


def test_rubrics_cannot_be_changed(tiny: Rubric) -> None:
    with pytest.raises(ValidationError, match="frozen"):
        tiny.title = "Another"  # type: ignore[misc]


def test_a_scale_built_of_levels_alike_is_refused() -> None:
    with pytest.raises(ValidationError) as caught:
        Scale(levels=(a_level("High"), a_level("High")), dont_know=a_level("Don't know"))
    assert [error["msg"] for error in caught.value.errors()] == ['id "high" is there twice; name "High" is there twice']


def test_a_rubric_built_of_domains_alike_is_refused() -> None:
    rubric = a_rubric(1, 1)
    with pytest.raises(ValidationError, match='id "a" is there twice'):
        Rubric.model_validate(rubric.model_dump() | {"domains": (rubric.domains[0], rubric.domains[0])})


def test_half_a_character_is_refused() -> None:
    with pytest.raises(ValidationError, match="control character"):
        a_level("Hi\ud800gh")


def test_a_scale_survives_being_kept_as_json() -> None:
    scale = a_scale()
    assert Scale.model_validate_json(scale.model_dump_json()) == scale
    assert isinstance(scale.levels[0], Level)
