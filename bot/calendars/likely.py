"""Guesses from an event's name whether school is out, to save a coordinator some clicks; they decide all the same."""

import re

_OUT = re.compile(
    r"\b(?:breaks?|holidays?|recess|vacation|closed|closure|no school|no classes|no students|snow day|thanksgiving|"
    r"christmas|hanukkah|new year'?s?|(?:memorial|labor|veterans'?|presidents?'?|martin luther king|mlk|columbus|"
    r"indigenous peoples'?|independence|patriots'?) (?:jr\.? )?day|juneteenth|good friday|easter|passover|yom kippur|"
    r"rosh hashanah|eid(?: al[- ]\w+)?|diwali|lunar new year)\b"
)
# School is in on these days, whatever else is in the name.
_IN = re.compile(
    r"\b(?:early (?:release|dismissal|out)|half[- ]day|minimum day|late start|delayed|first day|last day|returns?|"
    r"resumes?|back to school|before|after|meetings?|pta|ptsa|pto|board|concert|party|lunch|luncheon|breakfast|feast|"
    r"dinner|dance|fair|festival|sale|show|program|parade|potluck|assembly|game|tournament|practice|camp|drive|"
    r"deadline|registration|open house|night)\b"
)


def is_likely(name: str) -> bool:
    """Whether an event of this name probably means that there is no school."""
    said = name.casefold().replace("’", "'")
    return _OUT.search(said) is not None and _IN.search(said) is None
