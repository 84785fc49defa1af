"""What the people of a team should stand for: the rubric's file says it, and its faults have their lines."""

from pathlib import Path

import pytest

from rubric.consistency import MOST_FUNCTIONS
from rubric.library import load
from rubric.model import RubricId
from rubric.parse import Fault, faults, parse_rubric

TINY = Path(__file__).with_name("tiny.toml").read_text(encoding="utf-8")
CABINET = """
[cabinet]
named_in = "beds.1"
functions = [
  "weeding",
  "watering",
]
"""
SOUND = TINY + CABINET
HEADER, NAMED_IN, FUNCTIONS = (
    SOUND[: SOUND.index(part)].count("\n") + 1 for part in ("[cabinet]", "named_in", "functions")
)


def test_the_district_rubric_names_eight_functions_where_the_instrument_does() -> None:
    rubric = load(RubricId("district-attendance"))
    assert rubric.cabinet is not None
    wording = rubric.indicator(rubric.cabinet.named_in).text
    assert [function for function in rubric.cabinet.functions if function not in wording] == []
    assert rubric.cabinet.functions == (
        "academics",
        "student support",
        "communications",
        "family engagement",
        "health",
        "special education",
        "data",
        "operations",
    )


def test_a_rubric_may_say_who_should_be_on_a_team_or_not() -> None:
    assert parse_rubric(TINY).cabinet is None
    cabinet = parse_rubric(SOUND).cabinet
    assert cabinet is not None
    assert (cabinet.named_in, cabinet.functions) == ("beds.1", ("weeding", "watering"))


BROKEN = {
    "of another rubric": (
        '"beds.1"\nf',
        '"beds.7"\nf',
        Fault(NAMED_IN, 'named_in "beds.7" is no indicator of this rubric'),
    ),
    "no id": ('"beds.1"\nf', '"first"\nf', Fault(NAMED_IN, "named_in must be its domain's id, a dot and a number")),
    "not named": ('named_in = "beds.1"\n', "", Fault(HEADER, "named_in is missing")),
    "no functions": (CABINET[CABINET.index("functions") :], "", Fault(HEADER, "functions is missing")),
    "twice": ('"watering",', '"Weeding",', Fault(FUNCTIONS, 'function "Weeding" is there twice')),
    "empty": ('"watering"', '""', Fault(FUNCTIONS, "functions 2 is empty")),
    "a number": ('"watering"', "2", Fault(FUNCTIONS, "functions 2 must be text in quotes")),
    "too long": ('"watering"', f'"{"w" * 41}"', Fault(FUNCTIONS, "functions 2 has 41 characters; at most 40 fit")),
    "none": (
        CABINET[CABINET.index("[\n") :],
        "[]\n",
        Fault(FUNCTIONS, 'functions must be written as functions = ["first", "second"]'),
    ),
    "one text": (
        CABINET[CABINET.index("[\n") :],
        '"weeding"\n',
        Fault(FUNCTIONS, 'functions must be written as functions = ["first", "second"]'),
    ),
    "too many": (
        '"watering"',
        ", ".join(f'"f{number}"' for number in range(MOST_FUNCTIONS)),
        Fault(FUNCTIONS, f"there are {MOST_FUNCTIONS + 1} functions; at most {MOST_FUNCTIONS} fit"),
    ),
    "another key": ("functions = [", "fuctions = 1\nfunctions = [", Fault(FUNCTIONS, "fuctions is not a key that")),
}


@pytest.mark.parametrize(("old", "new", "fault"), BROKEN.values(), ids=BROKEN.keys())
def test_a_fault_of_the_cabinet_is_told_with_its_line(old: str, new: str, fault: Fault) -> None:
    assert old in CABINET
    found = faults(TINY + CABINET.replace(old, new))
    assert [one.line for one in found if one.message.startswith(fault.message)] == [fault.line], found


def test_a_text_in_place_of_the_cabinet_is_told_how_to_write_it() -> None:
    text = TINY.replace('version = "1"', 'version = "1"\ncabinet = "everybody"')
    assert faults(text) == (Fault(5, "cabinet must be written as [cabinet]"),)
