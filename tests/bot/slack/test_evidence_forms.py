"""The forms and messages about evidence within Slack's limits, for the longest and strangest that anybody can type."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.sections.blind_spots import blind_spots_form
from bot.sections.evidence import add_form, found_form, ledger_form
from bot.sections.follow_up import follow_up_form
from bot.sections.forms import Form
from bot.slack.blocks.form import form_view
from bot.slack.blocks.message import message
from bot.use_cases.evidence.blind_spots import SPOTS_ON_A_PAGE
from bot.use_cases.evidence.facts import BlindSpotsPage, LedgerGroup, LedgerPage, SpotLine
from bot.use_cases.evidence.ledger import ITEMS_ON_A_PAGE
from jobs.announcements import ReAsk
from rubric.blind_spots import BlindSpot
from rubric.check_in import CheckIn
from rubric.dont_know import Reason
from rubric.evidence import LONGEST_LINK, LONGEST_TEXT, Evidence, Notes, Stale, Standing
from rubric.follow_up import MOST_QUESTIONS, questions
from rubric.library import load, shipped
from rubric.model import LevelId
from rubric.next_step import LONGEST_STEP, NextStep, StepKind, StepState
from rubric.people import CheckInId, EvidenceId, MemberId, NextStepId, TeamId
from rubric.texts import INDICATOR_LIMIT
from sandbox.block_kit import message_faults, view_faults
from tests.bot.facts import HOSTILE
from tests.bot.slack.reading import kinds, texts
from tests.builders import ZONE, a_check_in, rate_grid

RUBRIC = load(shipped()[0])
INDICATORS = RUBRIC.indicators
LONG = (HOSTILE * 60)[:LONGEST_TEXT]
STATEMENT = ("Our cabinet " * 200)[: INDICATOR_LIMIT - 1] + "."
LINK = f"https://example.org/{'x' * (LONGEST_LINK - 20)}"
TEAM = TeamId("t" * 32)
NAME = "Bartholomew Featherstonehaugh-Cholmondeley"


def an_entry(text: str = LONG, link: str = LINK) -> Evidence:
    one = INDICATORS[0]
    return Evidence(
        id=EvidenceId("e" * 32),
        team_id=TEAM,
        indicator_id=one.id,
        domain_id=RUBRIC.domains[0].id,
        label=RUBRIC.label(one.id),
        text=text,
        link=link,
        dated_on=date(2026, 11, 20),
        added_at=datetime(2026, 11, 20, tzinfo=UTC),
        added_by=NAME,
    )


def a_step() -> NextStep:
    return NextStep(
        id=NextStepId("s" * 32),
        team_id=TEAM,
        kind=StepKind.FIND_OUT,
        indicator_id=INDICATORS[0].id,
        domain_id=RUBRIC.domains[0].id,
        label=RUBRIC.label(INDICATORS[0].id),
        sentence=(HOSTILE * 4)[:LONGEST_STEP],
        owner_id=MemberId("m" * 32),
        owner=NAME,
        due_on=date(2026, 11, 20),
        state=StepState.OPEN,
        made_at=datetime(2026, 11, 10, tzinfo=UTC),
        made_by="Ana",
    )


def a_ledger() -> LedgerPage:
    standing = [Standing(one.id, RUBRIC.label(one.id), CheckInId("c"), LevelId("strength")) for one in INDICATORS]
    notes = Notes(CheckInId("c"), 12, date(2026, 11, 9), INDICATORS[0].id, "A 1", (LONG,))
    short = [replace(an_entry(f"{number}", "https://example.org"), label="A") for number in range(ITEMS_ON_A_PAGE - 2)]
    return LedgerPage(
        team_id=TEAM,
        team_name=NAME,
        zone=ZONE,
        domains=tuple((domain.id, domain.title) for domain in RUBRIC.domains),
        domain_id="",
        page=1,
        groups=(LedgerGroup("A 1", STATEMENT, (an_entry(), notes)), LedgerGroup("A 2", STATEMENT, tuple(short))),
        has_more=True,
        may_add=True,
        best_level="Strength",
        without=tuple(standing),
        stale=tuple(Stale(one.indicator_id, one.label, date(2025, 1, 1)) for one in standing),
    )


def the_blind_spots(*, finding_out: NextStep | None) -> BlindSpotsPage:
    spot = BlindSpot(
        indicator_id=INDICATORS[0].id,
        domain_id=RUBRIC.domains[0].id,
        label="Adequate resources 3",
        text=STATEMENT,
        check_in_id=CheckInId("c" * 32),
        number=12,
        dont_know=15,
        answers=15,
        since=datetime(2026, 11, 9, tzinfo=UTC),
        finding_out=finding_out,
    )
    line = SpotLine(spot, dict.fromkeys(Reason, 5), may_settle=True)
    return BlindSpotsPage(
        team_id=TEAM,
        team_name=NAME,
        zone=ZONE,
        today=date(2026, 12, 1),
        page=1,
        spots=(line,) * SPOTS_ON_A_PAGE,
        has_more=True,
        coordinates=True,
    )


def rated_check_in(letters: str) -> Form:
    check_in: CheckIn = a_check_in(*(one.id for one in INDICATORS[: len(letters.split())]), rubric=RUBRIC)
    rated = {one.indicator_id: one for one in rate_grid(check_in, f"Dana: {letters}")}
    return follow_up_form(check_in, questions(check_in, rated))


FORMS = {
    "the ledger": ledger_form(a_ledger()),
    "an empty ledger": ledger_form(replace(a_ledger(), groups=(), without=(), stale=())),
    "adding": add_form(f"{TEAM}@0@", RUBRIC, [one.id for one in INDICATORS], today=date(2026, 11, 20)),
    "what was found": found_form(a_step(), STATEMENT, today=date(2026, 11, 20)),
    "blind spots to name somebody for": blind_spots_form(the_blind_spots(finding_out=None)),
    "blind spots that somebody looks into": blind_spots_form(the_blind_spots(finding_out=a_step())),
    "no blind spots": blind_spots_form(replace(the_blind_spots(finding_out=None), spots=(), has_more=False)),
    "reasons": rated_check_in("? " * MOST_QUESTIONS),
    "notes": rated_check_in("S U " * (MOST_QUESTIONS // 2)),
}


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS.keys())
def test_every_form_fits(form: Form) -> None:
    assert view_faults(form_view(form)) == []


def test_what_was_typed_into_the_ledger_stands_there_letter_by_letter_and_marks_nothing_up() -> None:
    view = form_view(FORMS["the ledger"])
    assert any(LONG in text for text in texts(view))
    assert "mrkdwn" not in set(kinds(view))
    assert set(kinds(view)).isdisjoint({"user", "broadcast", "usergroup"})


def test_a_link_leads_where_it_says() -> None:
    links = [element for element in _elements(form_view(FORMS["the ledger"])) if element.get("type") == "link"]
    assert links
    assert all(set(element) == {"type", "url"} for element in links)


@pytest.mark.parametrize("link", ["", LINK])
def test_asking_again_fits_and_says_what_was_found(link: str) -> None:
    check_in = a_check_in(INDICATORS[0].id, rubric=RUBRIC)
    facts = ReAsk(
        team_name=NAME,
        zone=ZONE,
        check_in_id=check_in.id,
        number=12,
        scale=check_in.scale,
        position=0,
        indicator=replace(check_in.asked[0], text=STATEMENT),
        found=LONG,
        link=link,
        found_by=NAME,
    )
    text, blocks = message(facts)
    assert message_faults({"text": text, "blocks": blocks}) == []
    assert f"{NAME} found:" in text
    buttons = [element for block in blocks if block["type"] == "actions" for element in block["elements"]]
    assert len(buttons) == len(check_in.scale.levels) + 1


def test_the_ledger_begins_with_what_is_missing() -> None:
    assert next(texts(form_view(FORMS["the ledger"])["blocks"])) == "Strength without evidence: "


def _elements(node: object) -> list[dict[str, object]]:
    if isinstance(node, dict):
        return [node, *(found for value in node.values() for found in _elements(value))]
    return [found for item in node for found in _elements(item)] if isinstance(node, list) else []
