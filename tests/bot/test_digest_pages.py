"""A digest in full: everything that the first screen left out, by the same headings, on one page."""

import json
from dataclasses import replace
from datetime import date

import pytest

from bot.sections.digest_pages import MOST_ITEMS, more_form
from bot.sections.evidence import EvidenceAct
from bot.sections.forms import Field
from bot.sections.parts import Button, plain_text
from bot.slack.blocks.fitting import MOST_BLOCKS_IN_A_VIEW
from bot.slack.blocks.form import form_view
from jobs.announcements import DigestPost
from rubric.digest.due import WhenDue
from rubric.next_step import LONGEST_STEP, StepKind
from sandbox.block_kit import view_faults
from tests.bot.digest_facts import (
    a_closed_step,
    a_due_step,
    a_rated_by_team,
    a_rich_digest,
    a_second_look,
    an_overdue_step,
)
from tests.bot.facts import HOSTILE, a_digest, a_moved, a_talk_about, an_agreed, an_unknown

# What Slack takes of a view, as JSON.
LARGEST_VIEW = 250_000


def page(post: DigestPost) -> str:
    parts = more_form(post.digest).parts
    assert not any(isinstance(part, Field) for part in parts)
    return plain_text([part for part in parts if not isinstance(part, Field)])


RICH = """\
Digest of Attendance team, Nov 2 to Nov 16
Decide
Talk about:
Strategic partnerships 7. Formal agreements with community partners.
3 Strength, 1 OK for now, 3 Urgent gap, 1 Don't know.
Capacity building 2. Statement a.1.
3 Strength, 1 OK for now, 3 Urgent gap, 1 Don't know.
We don't know:
Resources 3. Statement a.2.
4 of 8 answered Don't know. Who could find out?

Due
Overdue, Nov 6. Lee: Map community resources (Resources 3)
Nov 20. Dana: Publish the outreach protocol (Resources 3)
Due later:
Dec 9. Dana: Publish the outreach protocol (Resources 3)
Done or dropped:
Done, Nov 10. Ana: Call the three schools (A 1)
Dropped, Nov 10. Ana: Call the three schools (A 1)

Moved
Actionable data 2: team rating from Could be better to OK for now.
Statement d.2.
Members had rated 1 Strength, 5 OK for now, 1 Could be better, 1 Don't know (Check-in 6).
Agreed Nov 10, recorded by Ana. Why: The dashboard is in use since September.
Seen otherwise: Two schools have no access.
B 1. Statement b.1.
Of 7 who rated both times, 4 went up and none down. The middle rating went from Could be better to OK for now.
Looked at again:
A 4. Statement a.4.
3 OK for now, 1 Don't know, of 4 who looked again. \
The first time, of all: 3 Strength, 1 OK for now, 3 Urgent gap, 1 Don't know (Check-in 5).

Where we are
6 of 16 indicators asked in this pass; all 16 by Feb 12, 2027.
By domain: Resources 5 of 8, Strategic partnerships 1 of 8.
6 of 16 agreed at Strength or OK for now, 2 below, 1 unknown, 7 not agreed yet.
Resources: 2 Strength, 3 OK for now, 1 Could be better, 1 unknown, 1 not agreed yet.
Strategic partnerships: 1 Strength, 1 Urgent gap, 6 not agreed yet.
Rated alike: B 2 (OK for now, 7 of 8).
Check-in 6: 7 of 8 rated everything.
Too few answers to show (under 3): C 1 (2).
Blind spots:
1 open, none of them looked into; 1 new and 2 settled since the last digest.
Resources 3: 4 of 8 answered Don't know. Who could find out?

Next
The next check-in comes right after this: Capacity building 3, 6; Actionable data 1; Positive engagement 4; \
Strategic partnerships 1; Resources 6; Shared accountability 2.

How to read this
"""


def test_everything_is_there_in_full_by_the_same_headings() -> None:
    assert page(a_rich_digest()).startswith(RICH)


def test_the_rules_behind_the_numbers_are_there() -> None:
    said = page(a_digest())
    assert "Talk about this: ratings 2 or more levels apart" in said
    assert "In hand: the team agreed on Strength or OK for now." in said
    assert "only where exactly the same people answered both times" in said


def test_a_quiet_fortnight_says_so_under_each_heading() -> None:
    said = page(a_digest()).splitlines()
    assert said[1:8] == [
        "Decide",
        "Nothing to decide: no indicator splits us, and none is unknown to too many.",
        "",
        "Due",
        "No next step is open.",
        "",
        "Moved",
    ]
    assert "No team rating was recorded, and no ratings moved enough to tell of." in said
    assert "No team rating yet." in said


def test_steps_that_are_due_later_are_said_to_be() -> None:
    said = page(a_rich_digest(due=(a_due_step(when=WhenDue.LATER),), closed_steps=()))
    assert "No next step is due before the next digest.\nDue later:\nNov 20. Dana" in said
    assert "Done or dropped" not in said


def test_whoever_finds_out_or_left_is_named() -> None:
    found = replace(an_unknown(), finder="Lee", due_on=date(2026, 11, 20), number=6)
    said = page(a_rich_digest(unknown=(found,), due=(an_overdue_step(left=True),)))
    assert "4 of 8 answered Don't know (Check-in 6). Lee finds out by Nov 20." in said
    assert "Overdue, Nov 6. Lee (left the team; who takes it over?): Map community resources (Resources 3)" in said


def test_what_was_found_out_since_asks_for_nobody() -> None:
    found = replace(an_unknown(), found_by="Lee", number=6)
    said = page(a_rich_digest(unknown=(found,)))
    assert "(Check-in 6). Lee found out since; it is known once a later check-in asks again." in said


def test_blind_spots_lead_to_where_somebody_is_named_who_finds_out() -> None:
    digest = a_rich_digest().digest
    buttons = [part for part in more_form(digest).parts if isinstance(part, Button)]
    assert [(one.label, one.act, one.value) for one in buttons] == [
        ("What we don't know", EvidenceAct.BLIND_SPOTS, digest.team_id)
    ]
    assert not any(isinstance(part, Button) for part in more_form(replace(digest, team_id=None)).parts)


def test_what_was_found_out_is_told_apart_from_what_was_done() -> None:
    said = page(a_rich_digest(closed_steps=(a_closed_step(kind=StepKind.FIND_OUT),)))
    assert "Done, found out, Nov 10. Ana: Call the three schools (A 1)" in said


def test_a_second_look_without_first_counts_stands_by_itself() -> None:
    said = page(a_rich_digest(second_looks=(replace(a_second_look(), first_counts=(), first_dont_know=0),)))
    assert "3 OK for now, 1 Don't know, of 4 who looked again.\n" in said


def test_where_nothing_is_left_unknown_it_is_told_how_much_was() -> None:
    spots = replace(a_rich_digest().digest.blind_spots, open=(), new=0)
    assert "None open; 0 new and 2 settled since the last digest." in page(a_rich_digest(blind_spots=spots))


def of_everything() -> DigestPost:
    """Forty-five indicators in each list, with the longest texts, and more steps than anybody could do."""
    many, long = 45, "w" * 1_900
    rating = a_rated_by_team(rationale=long, dissent=long)
    unknown = replace(an_unknown(text=long), finder="A very long name of somebody")
    return a_rich_digest(
        talk_about=(a_talk_about(text=long),) * many,
        unknown=(unknown,) * many,
        moved=(replace(a_moved(), text=long),) * many,
        agreed=(an_agreed(),) * many,
        team_ratings=(rating,) * many,
        second_looks=(replace(a_second_look(), text=long),) * many,
        due=(a_due_step("w" * LONGEST_STEP),) * 100,
        closed_steps=(a_closed_step(),) * 100,
        blind_spots=replace(a_rich_digest().digest.blind_spots, open=(unknown,) * many),
    )


def test_a_page_of_everything_fits_in_a_view() -> None:
    view = form_view(more_form(of_everything().digest))
    assert view_faults(view) == []
    assert len(view["blocks"]) < MOST_BLOCKS_IN_A_VIEW
    assert len(json.dumps(view)) < LARGEST_VIEW
    assert "submit" not in view


def test_what_is_left_out_is_counted() -> None:
    said = page(of_everything())
    assert said.count(f"{100 - MOST_ITEMS} more items, left out to fit on this page.") == 2


@pytest.mark.parametrize("typed", [HOSTILE])
def test_what_people_typed_is_shown_and_does_nothing(typed: str) -> None:
    rating = a_rated_by_team(rationale=typed, dissent=typed)
    view = form_view(more_form(a_rich_digest(team_ratings=(rating,), due=(a_due_step(typed, owner=typed),)).digest))
    shown = json.dumps(view, ensure_ascii=False)
    assert shown.count("<!channel>") == 4
    assert '"mrkdwn"' not in shown
    assert '"user"' not in shown


def test_levels_by_domain_are_named_as_they_are_on_the_scale() -> None:
    assert "Resources: 2 Strength, 3 OK for now, 1 Could be better" in page(a_rich_digest())
