"""A broken rubric file is answered with all of its faults, each with its line."""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from rubric.parse import Fault, RubricFaults, faults, parse_rubric

TINY = Path(__file__).with_name("tiny.toml").read_text(encoding="utf-8")


@dataclass(frozen=True)
class Broken:
    """The tiny rubric with `old` replaced by `new`: then `message` stands at the line of `at`, or of `new`."""

    old: str
    new: str
    message: str
    at: str = ""

    @property
    def text(self) -> str:
        assert self.old in TINY
        return TINY.replace(self.old, self.new, 1)

    @property
    def line(self) -> int:
        return line_of(self.at or self.new, self.text)


def line_of(part: str, text: str) -> int:
    return text[: text.index(part)].count("\n") + 1


def levels(count: int) -> str:
    return "".join(
        f'[[scale.levels]]\nid = "l{at}"\nname = "L{at}"\nmeaning = "M"\nemoji = ":x:"\n\n' for at in range(count)
    )


LEVEL_2 = '[[scale.levels]]\nid = "growing"'
TWO_LEVELS = TINY[TINY.index(LEVEL_2) : TINY.index("[scale.dont_know]")]
TAP = '{ id = "water.1", text = "There is a tap within fifty steps of each bed." },'
WATER = f"indicators = [\n  {TAP}\n]"
TALL = '"""Every class\nhas a bed\nof its own."""'
TITLE = 'title = "The school garden"'

KEYS = {
    "unknown": Broken('version = "1"', 'version = "1"\nversoin = "2"', "versoin is not a key that", at="versoin"),
    "unknown inside": Broken(
        'short_title = "Beds"', 'subtitle = "Beds"', "subtitle is not a key that a rubric has here"
    ),
    "missing at the top": Broken('version = "1"\n', "", "version is missing", at="# A second"),
    "missing in a table": Broken(
        'meaning = "It needs water."\n', "", "meaning is missing", at='[[scale.levels]]\nid = "g'
    ),
    "missing in a single table": Broken('emoji = ":fog:"\n', "", "emoji is missing", at="[scale.dont_know]"),
    "missing in an inline table": Broken(TAP, '{ id = "water.1" },', "text is missing"),
    "missing in the second inline table": Broken(
        TAP, f'{TAP}\n  {{ id = "water.2" }}', "text is missing", at='{ id = "water.2'
    ),
    "no domains": Broken(TINY[TINY.index("[[domains]]") :], "", "domains is missing", at="# A second"),
    "no levels": Broken(TINY[TINY.index("[[scale") : TINY.index("[scale.d")], "", "levels is missing", at="[scale.d"),
}
TYPES = {
    "number for text": Broken('version = "1"', "version = 1", "version must be text in quotes"),
    "table for text": Broken(TITLE, "title = {}", "title must be text in quotes"),
    "text for tables": Broken(WATER, 'indicators = "none"', "indicators must be written as [[domains.indicators]]"),
    "empty list": Broken(WATER, "indicators = []", "indicators must be written as [[domains.indicators]]"),
    "text for a table": Broken(
        TAP, '"water.1"', "indicators 1 must be written as [[domains.indicators]]", at="indicators = ["
    ),
    "nothing in a table": Broken(TAP, '{ id = "", text = "" }', "text is empty"),
}
TEXTS = {
    "empty": Broken('"Growing"', '""', "name is empty"),
    "blank": Broken('"Growing"', '"  "', "name is empty"),
    "control character": Broken('"Growing"', '"G\\u0007w"', "name holds a line break or another control character"),
    "line break": Broken(
        '"Every class has a bed of its own."', TALL, "text holds a line break or another control character"
    ),
    "private use": Broken('"Growing"', '"G\\uE000w"', "name holds a private-use character"),
    "space before": Broken('"Growing"', '" Growing"', "name begins or ends with a space"),
    "space after": Broken('"Growing"', '"Growing "', "name begins or ends with a space"),
    "meaning": Broken("It needs water.", "x" * 76, "meaning has 76 characters; at most 75 fit"),
    "indicator": Broken("Every class has a bed of its own.", "x" * 1901, "text has 1901 characters; at most 1900 fit"),
    "title": Broken("The school garden", "x" * 81, "title has 81 characters; at most 80 fit"),
    "short title": Broken('"Beds"', f'"{"x" * 41}"', "short_title has 41 characters; at most 40 fit"),
    "level name": Broken('"Growing"', f'"{"x" * 41}"', "name has 41 characters; at most 40 fit"),
    "version": Broken('version = "1"', f'version = "{"1" * 41}"', "version has 41 characters; at most 40 fit"),
    "source": Broken("Made up for these tests.", "x" * 1001, "source has 1001 characters; at most 1000 fit"),
    "rights": Broken("Free to use.", "x" * 1001, "rights has 1001 characters; at most 1000 fit"),
    "prompt": Broken("What have you seen?", "x" * 151, "evidence_prompt has 151 characters; at most 150 fit"),
}
IDS = {
    "emoji without colons": Broken('":seedling:"', '"seedling"', "emoji must be an emoji's short name between colons"),
    "emoji as a character": Broken('":seedling:"', '"🌱"', "emoji must be an emoji's short name between colons"),
    "capitals": Broken('id = "garden"', 'id = "Garden"', "id must be lowercase letters and digits"),
    "ends in a hyphen": Broken('id = "garden"', 'id = "garden-"', "id must be lowercase letters and digits"),
    "61 characters": Broken('id = "garden"', f'id = "{"g" * 61}"', "id must be lowercase letters and digits"),
    "language": Broken(TITLE, f'{TITLE}\nlanguage = "English"', "language must be a language tag", at="language"),
    "no number": Broken('"beds.4"', '"beds.four"', "id must be its domain's id, a dot and a number"),
    "numbered from 0": Broken('"beds.4"', '"beds.0"', "id must be its domain's id, a dot and a number"),
    "of another domain": Broken('"beds.4"', '"water.4"', 'id "water.4" must begin with "beds."'),
}
TWICE = {
    "level id": Broken('id = "growing"', 'id = "blooming"\n', 'id "blooming" is there twice', at='id = "blooming"\n\n'),
    "level name": Broken('name = "Growing"', 'name = "blooming"', 'name "blooming" is there twice'),
    "Don't know's id": Broken('"not-been-there"', '"bare"\n', 'id "bare" is there twice', at='id = "bare"\n\n'),
    "Don't know's name": Broken('"Not been there"', '"BARE"', 'name "BARE" is there twice'),
    "domain id": Broken('id = "water"', 'id = "beds"\n', 'id "beds" is there twice', at='id = "beds"\n\n'),
    "domain title": Broken('"Water"', '"beds"', 'title "beds" is there twice', at='title = "beds"' ),
    "indicator id": Broken('"beds.4"', '"beds.1"\n', 'id "beds.1" is there twice', at='id = "beds.1"\n\n'),
    "wording": Broken("There is a tap within fifty steps of each bed.", "every class has a  BED of its own.",
                      'text "every class has a  BED of its own." is there twice'),
}  # fmt: skip
SIZES = {
    "ten levels": Broken(
        "[scale.dont_know]", f"{levels(7)}[scale.dont_know]", "there are 10 levels; at most 9 fit", at="[[scale"
    ),
    "one level": Broken(TWO_LEVELS, "", "there is only 1 level; a scale needs at least 2", at="[[scale"),
}
TABLES = {"keys": KEYS, "types": TYPES, "texts": TEXTS, "ids": IDS, "twice": TWICE, "sizes": SIZES}


@pytest.mark.parametrize(
    "broken",
    [pytest.param(case, id=f"{table}: {name}") for table, cases in TABLES.items() for name, case in cases.items()],
)
def test_a_fault_is_told_with_its_line(broken: Broken) -> None:
    found = faults(broken.text)
    assert [fault.line for fault in found if broken.message in fault.message] == [broken.line], found


def test_domains_that_are_no_tables_are_told_from_each_other() -> None:
    text = TINY[: TINY.index("[[domains]]")].replace(TITLE, f'{TITLE}\ndomains = ["beds", "water"]')
    assert faults(text) == (
        Fault(4, "domains 1 must be written as [[domains]]"),
        Fault(4, "domains 2 must be written as [[domains]]"),
    )


def test_all_faults_are_told_at_once_in_the_order_of_their_lines() -> None:
    text = (
        TINY.replace('version = "1"', "version = 1")
        .replace('id = "growing"', 'id = "blooming"')
        .replace('text = "Every class has a bed of its own."\n', "")
        .replace('"beds.4"', '"water.4"')
    )
    with pytest.raises(RubricFaults) as caught:
        parse_rubric(text)
    assert caught.value.faults == (
        Fault(4, "version must be text in quotes"),
        Fault(16, 'id "blooming" is there twice'),
        Fault(38, "text is missing"),
        Fault(42, 'id "water.4" must begin with "beds."'),
    )
    assert str(caught.value).splitlines() == [f"line {one.line}: {one.message}" for one in caught.value.faults]


def test_one_mistake_is_one_fault() -> None:
    assert len(faults(TINY.replace('id = "growing"', 'id = "blooming"'))) == 1
    assert len(faults(TINY.replace('title = "Water"', "title = 3"))) == 1
    assert len(faults(TINY.replace('"beds.4"', '"four"'))) == 1
    assert len(faults(TINY.replace('"water.1"', '"water.0"'))) == 1
    assert len(faults(TINY.replace(WATER, "indicators = []"))) == 1


@pytest.mark.parametrize(("length", "shown"), [(60, "x" * 60), (61, "x" * 59 + "…")], ids=["fits", "too long"])
def test_a_long_wording_is_cut_short_in_the_fault_about_it(length: int, shown: str) -> None:
    again = TINY.replace("The borders are weeded by the end of May.", "x" * length)
    [fault] = faults(again.replace("There is a tap within fifty steps of each bed.", "x" * length))
    assert fault.message == f'text "{shown}" is there twice'


@pytest.mark.parametrize("quotes", ['"' * 3, "'" * 3], ids=["double", "single"])
def test_what_looks_like_toml_inside_a_long_text_is_text(quotes: str) -> None:
    text = TINY.replace('"Made up for these tests."', f"{quotes}Made up\nid = 3\n[[domains]]\nand so on{quotes}")
    assert [fault.line for fault in faults(text)] == [line_of("source", text)]
    assert [fault.line for fault in faults(text.replace('"water.1"', '"water.0"'))] == [
        line_of("source", text),
        line_of('"water.1"', text),
    ]


def test_a_blank_value_does_not_hide_what_is_there_twice_after_it() -> None:
    text = TINY.replace('"Blooming"', '" "').replace('"Bare"', '"Growing"')
    assert [fault.message for fault in faults(text)] == ["name is empty", 'name "Growing" is there twice']


def test_a_wrong_number_of_levels_is_told_where_they_begin() -> None:
    dont_know = TINY[TINY.index("[scale.dont_know]") : TINY.index("[[domains]]")]
    turned = TINY.replace(dont_know, "").replace("[[scale.levels]]", f"{dont_know}[[scale.levels]]", 1)
    many = turned.replace("[[domains]]", f"{levels(7)}[[domains]]", 1)
    few = turned.replace(TWO_LEVELS, "")
    assert (
        [fault.line for fault in faults(many)]
        == [fault.line for fault in faults(few)]
        == [line_of("[[scale.levels]]", turned)]
    )


def test_quoted_keys_have_their_lines_too() -> None:
    text = TINY.replace('version = "1"', '"version" = 1').replace("[scale.dont_know]", "[ scale . 'dont_know' ]")
    text = text.replace('emoji = ":fog:"', "")
    assert [fault.line for fault in faults(text)] == [line_of('"version"', text), line_of("[ scale", text)]


SYNTAX = {
    "no value": (f"{TINY}\nid =\n", TINY.count("\n") + 2),
    "key twice": (f'id = "a"\n{TINY}', 3),
    "open to the end": ('id = "garden', 1),
    "unfinished list": ("levels = [\n\n", 3),
    "nested too deeply": ("x = " + "[" * 100_000, 1),
}


@pytest.mark.parametrize(("text", "line"), SYNTAX.values(), ids=SYNTAX.keys())
def test_what_is_not_toml_is_one_fault(text: str, line: int) -> None:
    [fault] = faults(text)
    assert fault.line == line
    assert re.match("this is not TOML: .|lists or tables are nested too deeply$", fault.message)


def test_an_empty_file_lacks_everything_that_a_rubric_must_have() -> None:
    missing = {"id", "title", "version", "source", "rights", "evidence_prompt", "scale", "domains"}
    assert {fault.message for fault in faults("")} == {f"{name} is missing" for name in missing}


def test_a_sound_rubric_has_no_faults() -> None:
    assert faults(TINY) == ()
    assert parse_rubric(TINY).title == "The school garden"


@pytest.mark.parametrize("text", ["\ufeff" + TINY, TINY.replace("\n", "\r\n")], ids=["byte order mark", "CRLF"])
def test_a_file_saved_on_windows_is_read(text: str) -> None:
    assert parse_rubric(text) == parse_rubric(TINY)
    assert [fault.line for fault in faults(text.replace('version = "1"', "version = 1"))] == [4]


SOUND = {
    "the longest id": ('id = "garden"', f'id = "{"g" * 60}"'),
    "an id of several words": ('id = "garden"', 'id = "school-garden-2"'),
    "a number of several digits": ('"beds.4"', '"beds.104"'),
    "a language with its region": (TITLE, f'{TITLE}\nlanguage = "es-MX"'),
    "emoji with a plus": (":seedling:", ":+1:"),
    "emoji with a hyphen": (":seedling:", ":flag-us:"),
    "no short title": ('short_title = "Beds"\n', ""),
    "a short title of its own": ('title = "Water"', 'title = "Beds and borders"\nshort_title = "Water"'),
}


@pytest.mark.parametrize(("old", "new"), SOUND.values(), ids=SOUND.keys())
def test_what_is_unusual_but_sound_has_no_faults(old: str, new: str) -> None:
    assert old in TINY
    assert faults(TINY.replace(old, new, 1)) == ()


def test_limits_are_inclusive() -> None:
    text = TINY.replace("It needs water.", "x" * 75).replace("Every class has a bed of its own.", "x" * 1900)
    text = text.replace("[scale.dont_know]", f"{levels(6)}[scale.dont_know]")
    assert faults(text) == ()
    assert faults(TINY.replace(TWO_LEVELS, TWO_LEVELS[: TWO_LEVELS.index("[[", 2)])) == ()
