"""Finds names that are said of one child: beside "student", a grade, absences, a parent; never staff or schools.

No list of first names is used to spot them: that would miss the children whose names are rare.
"""

import re
import tomllib
from collections.abc import Iterator
from importlib.resources import files

_ENGLISH = tomllib.loads(files("rubric").joinpath("student_words", "en.toml").read_text(encoding="utf-8"))

# Letters of Latin script, so that Núñez and Łukasz are names too; those of Vietnamese stand in one mixed row.
_UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĘĚĞĪİŁŃŅŇŌŐŘŚŞŠŤŪŮŰŹŻŽẠ-ỹ"
_LOWER = "a-zß-öø-ÿāăąćčďđēęěğīıłńņňōőřśşšťūůűźżžẠ-ỹ"
_WORD = rf"[{_UPPER}](?:['’][{_UPPER}])?[{_LOWER}]+(?:-?[{_UPPER}][{_LOWER}]+)*"
_LAST = rf"(?:(?:de|del|la|van|von|al|el|bin)[ \t]){{0,2}}{_WORD}"
_FULL = rf"{_WORD}(?:[ \t][{_UPPER}]\.)?[ \t]{_LAST}(?:[ \t]{_WORD})?"
_INITIAL = rf"{_WORD}[ \t][{_UPPER}]\.?(?![\w'’])"
_LONG = rf"(?P<name>{_FULL}|{_INITIAL})"
_SHORT = rf"(?P<name>{_FULL}|{_INITIAL}|{_WORD})"

_CHILD = r"(?:student|pupil|learner|child|kid|girl|boy|son|daughter|sibling)"
_GRADER = (
    r"(?:(?:\d{1,2}(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth)"
    r"[ -]?grader|kindergart(?:e?ner)|preschooler|freshman|sophomore)"
)
_GRADE = (
    rf"(?:{_GRADER}|grade[ ](?:\d{{1,2}}|k)\b|\d{{1,2}}(?:st|nd|rd|th)[ -]grade\b|in[ ]kindergarten\b|"
    r"(?:age|aged)[ ]\d{1,2}\b)"
)
_NUMBER = (
    r"(?:\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|many|several)"
)
_PARENT = r"(?:mom|mother|dad|father|grandma|grandmother|grandpa|grandfather|guardian|stepmother|stepfather|caregiver)"
# What is said of a child and hardly ever of staff.
_MISSES = (
    rf"(?:(?:has|had)[ ](?:already[ ]|now[ ]|just[ ])?(?:missed|{_NUMBER}[ ](?:\w+[ ])?(?:absences|tardies|days))"
    rf"|(?:has[ ]been|had[ ]been|was|is|were)[ ](?:chronically[ ]|often[ ]|truant|tardy|suspended|expelled|retained"
    rf"|absent[ ](?:{_NUMBER}|for[ ]{_NUMBER}|every|most|all))"
    rf"|(?:missed|misses|skipped|skips)[ ](?:\w+[ ])?(?:{_NUMBER}[ ](?:\w+[ ])?(?:days|classes|weeks)"
    r"|(?:school|class)(?![ ]board))\b)"
)
_RECORD = rf"(?:{'|'.join(_ENGLISH['records'])})"
# Behind these a record is what staff made, not what a child has.
_STAFF_WORK = (
    r"(?![ -](?:report|data|dashboard|team|plan|letter|policy|slide|committee|work|initiative|campaign|number|protocol|"
    r"spreadsheet|chart|summary|presentation|update|officer|office|clerk|review|meeting|process|system|survey)|[ ]\d)"
)
_SHOWED = (
    r"(?!.{0,40}\b(?:shared?|present|show|report|sent|post|updat|built|leads?|runs?|review|explain|wrote|brought))"
)

_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b{_CHILD}s?(?:,|:)?[ ](?:named[ ]|called[ ]|is[ ])?{_LONG}",
        rf"\b(?i:{_CHILD})s?[ ,](?:named|called)[ ]{_SHORT}",
        rf"\b(?:Student|Pupil|Child)[ :]{{1,2}}{_LONG}",
        rf"\b(?i:{_GRADER}),?[ ](?:named[ ]|called[ ])?{_SHORT}",
        rf"\b(?i:{_CHILD})[ ]{_SHORT}[ ]{_MISSES}",
        rf"(?<![\w.]){_LONG}[ ]{_MISSES}",
        rf"(?<![\w.]){_LONG}[ ,(]{{1,2}}(?:is[ ])?(?:an?[ ])?(?i:{_GRADE})(?![ ](?:\w+[ ])?"
        r"(?:teacher|team|lead|chair|counselor|principal|dean|staff|coach|level|class|center|data|students))",
        rf"(?<![\w.]){_LONG}['’]s?[ ](?:{_PARENT}|parents|{_RECORD}\b{_STAFF_WORK})",
        rf"(?<![\w.])(?P<name>{_WORD})['’]s?[ ]{_PARENT}\b",
        rf"(?<![\w.]){_LONG}{_SHOWED}[^.!?\n]{{1,60}}\b(?:her|his)[ ](?:{_PARENT}\b|{_RECORD}\b{_STAFF_WORK})",
        rf"\b{_PARENT}[ ]of[ ]{_SHORT}",
        rf"\b(?i:absences|tardies|truancy|suspension|home[ ]visit|iep|504[ ]plan|{_RECORD}[ ](?:letter|contract))[ ]"
        rf"(?:of|for|to|with|about|regarding)[ ]{_LONG}",
    )
)

_STAFF = (
    r"dr|mr|mrs|ms|miss|mx|prof|professor|principal|superintendent|director|coordinator|manager|supervisor|chief|"
    r"officer|teacher|counselor|nurse|coach|dean|chair|secretary|clerk|liaison|specialist|psychologist|social\s?worker|"
    r"president|trustee|mayor|senator|governor|rev|reverend|pastor|judge|attorney|consultant|author|colleague|staff|"
    r"assistant|aide|interventionist|navigator|mentor|member|lead|facilitator|presenter|commissioner|sheriff"
)
_TITLE_BEFORE = re.compile(rf"\b(?:{_STAFF})[.,]?[ ]?$", re.IGNORECASE)
_TITLE = re.compile(rf"(?:{_STAFF})s?\.?", re.IGNORECASE)

# Capitalized words that are no part of a child's name.
_NO_NAME = frozenset(_ENGLISH["no_names"].split())


def names(text: str) -> Iterator[str]:
    """Each name that is said of one child, as it is written."""
    for pattern in _PATTERNS:
        for found in pattern.finditer(text):
            name = _without_openers(found["name"])
            at = found.end("name") - len(name)
            if _is_childs(name, text[max(at - 24, 0) : at], text[found.end("name") :]):
                yield name


def _without_openers(name: str) -> str:
    """Without what only happens to stand before it: "Today", "Since March"."""
    while name.count(" ") > 1 and _is_no_name(name.partition(" ")[0]):
        name = name.partition(" ")[2]
    return name


def _is_no_name(word: str) -> bool:
    return word.strip(".").lower() in _NO_NAME


def _is_childs(name: str, before: str, after: str) -> bool:
    if any(_is_no_name(word) or _TITLE.fullmatch(word) for word in re.split(r"[ \t]", name) if len(word) > 2):
        return False
    following = re.match(r"[ \t](\w+)", after)
    # Lincoln Elementary, and whatever else is named after somebody.
    if following and following[1][0].isupper() and _is_no_name(following[1]):
        return False
    return not _TITLE_BEFORE.search(before)
