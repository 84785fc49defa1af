"""History pages and the export form within Slack's limits, for forty weeks of a large rubric with the longest texts."""

import json
from dataclasses import replace
from datetime import date

import pytest

from bot.sections.exporting import export_form
from bot.sections.forms import Form
from bot.sections.history import history_form
from bot.slack.blocks.fitting import MOST_CHARACTERS, characters
from bot.slack.blocks.form import form_view
from bot.slack.blocks.message import message, no_file
from bot.use_cases.history.facts import AllDomains, DomainLine, LatestWord, Named, OneDomain, OneIndicator, Then, Whose
from bot.use_cases.history.show_history import CHECK_INS_ON_A_PAGE, INDICATORS_ON_A_PAGE
from jobs.announcements import ExportFile
from rubric.export import Export, ExportFormat
from rubric.library import load, shipped
from rubric.model import DomainId, IndicatorId, LevelId, Rubric
from rubric.next_step import LONGEST_STEP, NextStep, StepKind, StepState
from rubric.people import CheckInId, MemberId, NextStepId, TeamId
from rubric.reveal import reveal
from rubric.team_rating import TeamRating
from rubric.texts import INDICATOR_LIMIT, NAME_LIMIT, TITLE_LIMIT
from sandbox.block_kit import message_faults, view_faults
from tests.bot.facts import HOSTILE
from tests.bot.files.exports import an_about
from tests.builders import OPENING, ZONE, a_closed, a_scale, column

# The longest id that a rubric may have, and the longest text of each kind.
LONG_ID = "d" * 56 + ".999"
TEAM = TeamId("t" * 32)


def longest(limit: int) -> str:
    return (HOSTILE * 40)[:limit]


SCALE = a_scale(*(letter * NAME_LIMIT for letter in "ABCD"))
WHOSE = Whose(TEAM, longest(80), ZONE)
NAMED = Named(IndicatorId(LONG_ID), longest(TITLE_LIMIT) + " 999", longest(INDICATOR_LIMIT))


def then(at: int) -> Then:
    closed = a_closed(column("1234?" * 3), "a.1", number=at + 1, scale=SCALE)
    revealed = reveal(closed.check_in, ratings=closed.ratings, of=15)
    step = NextStep(
        id=NextStepId("s"),
        team_id=TEAM,
        kind=StepKind.STEP,
        indicator_id=NAMED.id,
        domain_id=DomainId("d"),
        label="L",
        sentence=longest(LONGEST_STEP),
        owner_id=MemberId("m"),
        owner=longest(80),
        due_on=date(2026, 12, 30),
        state=StepState.DROPPED,
        made_at=OPENING,
        made_by="Ana",
    )
    rating = TeamRating(
        id=1,
        check_in_id=CheckInId("c"),
        number=99,
        indicator_id=NAMED.id,
        domain_id=DomainId("d"),
        label="L",
        level_id=LevelId(SCALE.levels[0].id),
        rationale=longest(3000),
        dissent=longest(3000),
        agreed_on=date(2026, 12, 30),
        recorded_at=OPENING,
        recorded_by=longest(80),
    )
    return Then(10_000, OPENING, SCALE, revealed.results[0], team_rating=rating, changed=12, steps=(step,) * 40)


def a_big_rubric() -> Rubric:
    rubric = load(shipped()[0])
    domains = tuple(
        domain.model_copy(
            update={
                "title": longest(TITLE_LIMIT),
                "indicators": tuple(
                    one.model_copy(update={"text": longest(INDICATOR_LIMIT)}) for one in domain.indicators
                ),
            }
        )
        for domain in rubric.domains
    )
    return rubric.model_copy(update={"domains": domains})


TIMES = tuple(then(at) for at in range(CHECK_INS_ON_A_PAGE))
ALL = tuple(replace(NAMED, id=IndicatorId(f"{'d' * 56}.{at + 1}")) for at in range(140))
FORMS: dict[str, Form] = {
    "domains": history_form(
        AllDomains(
            WHOSE,
            tuple(DomainLine(DomainId(f"d{at}"), longest(TITLE_LIMIT), asked=at, total=45) for at in range(140)),
        )
    ),
    "a domain": history_form(
        OneDomain(
            WHOSE,
            DomainId("d" * 60),
            longest(TITLE_LIMIT),
            all=ALL,
            page=2,
            shown=tuple(LatestWord(one, replace(TIMES[0], steps=())) for one in ALL[:INDICATORS_ON_A_PAGE]),
            has_more=True,
        )
    ),
    "an indicator": history_form(
        OneIndicator(
            WHOSE,
            DomainId("d" * 60),
            longest(TITLE_LIMIT),
            beside=ALL,
            indicator=NAMED,
            page=3,
            times=TIMES,
            total=40,
            has_more=True,
        )
    ),
    "export": export_form(TEAM, a_big_rubric(), team_name=longest(80), zone="America/Argentina/ComodRivadavia"),
}


@pytest.mark.parametrize("name", FORMS)
def test_slack_takes_the_form(name: str) -> None:
    view = form_view(FORMS[name])
    assert view_faults(view) == []
    assert len(json.dumps(view)) < 100_000
    # Menus are chosen from, not read.
    read = [block for block in view["blocks"] if block["type"] not in ("actions", "input")]
    assert characters(read) < MOST_CHARACTERS


def test_of_many_next_steps_a_few_are_shown_and_the_rest_counted() -> None:
    assert json.dumps(form_view(FORMS["an indicator"])).count("37 more next steps") == CHECK_INS_ON_A_PAGE


@pytest.mark.parametrize("format", ExportFormat)
def test_slack_takes_what_comes_with_the_file_or_in_its_place(format: ExportFormat) -> None:
    facts = ExportFile(Export(an_about(team_name=HOSTILE), {}), format)
    for text, blocks in (message(facts), no_file(facts, "missing_scope")):
        assert message_faults({"blocks": blocks}) == []
        assert "<!channel>" not in text
