"""What is said because a coordinator steered, and the forms for single dates: skip, move, extend; and the test card."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time
from enum import StrEnum

from bot.sections.forms import ChooseOne, Form, FormPart, Option, PickDay, PickTime, Write
from bot.sections.parts import Bullet, Heading, Menu, MenuItem, Message, Section, Small, bold, line, message, paragraph
from bot.wording import steering as words
from bot.wording import testing
from bot.wording.times import when
from jobs.announcements import ChangeNote, TestCard
from rubric.timetable import Occurrence


class SteerAct(StrEnum):
    """What coordinators do, and the last two anybody on the team; a button's value is the team's id."""

    PAUSE = "pause"
    RESUME = "resume"
    SKIP = "skip"
    SHIFT = "shift"
    ASK_NOW = "ask_now"
    EXTEND = "extend"
    SETTINGS = "settings"
    PIN = "pin"
    EXCLUDE = "exclude"
    FOCUS = "focus"
    NUDGE = "nudge"
    TEST = "test"
    DIGEST_NOW = "digest_now"
    PLAN = "plan"
    AUDIT = "audit"


class FormAct(StrEnum):
    """What a button or menu within one of the forms does; its form says which team it is about."""

    PUT_BACK = "put_back"
    UNPIN = "unpin"
    INCLUDE = "include"
    BACK_TO_SETTINGS = "back_to_settings"
    PLAN_INDICATORS = "plan_indicators"
    PLAN_WEEKS = "plan_weeks"
    USE_PLAN = "use_plan"
    AUDIT_OLDER = "audit_older"
    AUDIT_NEWEST = "audit_newest"
    AUDIT_FILE = "audit_file"


SKIP_FORM = "skip"
SHIFT_FORM = "shift"
EXTEND_FORM = "extend"

WHICH = "which"
DAY = "day"
TIME = "time"
REASON = "reason"
# A sentence; what needs more belongs in the channel.
LONGEST_REASON = 200
# What a menu holds.
MOST_ITEMS = 100


def skip_form(
    about: str, coming: Sequence[Occurrence], *, left_out: Sequence[tuple[date, datetime]], zone: str
) -> Form:
    """`left_out` are the days that can be put back, and when those check-ins would open."""
    items = tuple(MenuItem(planned.isoformat(), when(at, zone)) for planned, at in left_out)
    menu = (Menu(words.PUT_BACK, FormAct.PUT_BACK, items[:MOST_ITEMS]),) if items else ()
    return Form(
        id=SKIP_FORM,
        title=words.SKIP_TITLE,
        parts=(
            paragraph(words.skip_intro()),
            *menu,
            _which(words.SKIP_WHICH, coming, zone),
            reason_field(optional=True),
        ),
        submit=words.SKIP_SUBMIT,
        about=about,
    )


def shift_form(about: str, coming: Sequence[Occurrence], *, zone: str, day: date, at: time) -> Form:
    return Form(
        id=SHIFT_FORM,
        title=words.SHIFT_TITLE,
        parts=(
            paragraph(words.shift_intro()),
            _which(words.SHIFT_WHICH, coming, zone),
            PickDay(DAY, words.SHIFT_DAY, chosen=day),
            PickTime(TIME, words.SHIFT_TIME, chosen=at),
            reason_field(optional=True),
        ),
        submit=words.SHIFT_SUBMIT,
        about=about,
    )


def extend_form(about: str, intro: str, *, day: date, at: time) -> Form:
    return Form(
        id=EXTEND_FORM,
        title=words.EXTEND_TITLE,
        parts=(
            paragraph(intro),
            PickDay(DAY, words.EXTEND_DAY, chosen=day),
            PickTime(TIME, words.EXTEND_TIME, chosen=at),
            reason_field(optional=True),
        ),
        submit=words.EXTEND_SUBMIT,
        about=about,
    )


def reason_field(*, optional: bool) -> Write:
    hint = words.OPTIONAL_REASON_HINT if optional else words.REASON_HINT
    return Write(REASON, words.REASON, hint=hint, optional=optional, longest=LONGEST_REASON)


def change_note(facts: ChangeNote) -> Message:
    told = (facts, *(replace(facts, entry=entry) for entry in facts.also))
    return message([paragraph(words.note(one)) for one in told])


def test_card(facts: TestCard) -> Message:
    sections: list[Section] = [
        Heading(testing.test_title()),
        paragraph(testing.as_it_would_open(facts.opens_at, facts.closes_at, len(facts.asked), facts.zone)),
    ]
    sections += [Bullet((line(bold(f"{one.label}. "), one.text),)) for one in facts.asked]
    sections.append(paragraph(testing.who_would_be_asked(facts.expected, facts.away_names)))
    return message([*sections, Small(testing.nothing_saved())])


def _which(label: str, coming: Sequence[Occurrence], zone: str) -> FormPart:
    options = tuple(Option(one.planned.isoformat(), when(one.at, zone)) for one in coming)
    return ChooseOne(WHICH, label, options, chosen=options[0].value, as_list=True)
