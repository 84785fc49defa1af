"""The page of what a team can't judge: for anybody on it, with reasons once enough gave one, and who finds out."""

from dataclasses import replace

import pytest

from bot.sections.evidence import EvidenceAct
from bot.sections.forms import Form
from bot.sections.next_steps import StepAct
from bot.use_cases.evidence.blind_spots import SPOTS_ON_A_PAGE
from bot.wording import next_steps as words
from rubric.dont_know import GivenReason, Reason
from rubric.next_step import StepState
from rubric.people import TeamId
from rubric.refusals import FormDoesNotMatch, NotOnTheTeam
from storage import dont_know, next_steps
from storage.store import Store
from tests.bot.use_cases.evidence.ground import (
    CLOSED,
    button,
    buttons,
    finder,
    opened,
    presses,
    types,
    unknown_to_two,
)
from tests.bot.use_cases.steering.ground import A_WEEK, text_of, the_form, the_member
from tests.cabinet import NAMES, Cabinet


@pytest.fixture
def cabinet(any_store: Store) -> Cabinet:
    return Cabinet(any_store, names=(*NAMES, "Olga"))


def page(cabinet: Cabinet, name: str = "Ana") -> Form:
    return the_form(types(cabinet, name, "unknown"))


def everybody_but_ana_does_not_know(cabinet: Cabinet, reasons: str) -> Form:
    """A letter for each reason given by Dev, Dana and Lee in turn, a dot for none."""
    check_in = opened(cabinet)
    cabinet.rate("Ana", "S S S")
    for name, letter in zip(("Dev", "Dana", "Lee"), reasons, strict=True):
        cabinet.rate(name, "? S S")
        if letter != ".":
            reason = {"A": Reason.NOT_MY_AREA, "D": Reason.NO_DATA_SEEN, "W": Reason.WORDING_UNCLEAR}[letter]
            given = GivenReason(
                check_in.id, check_in.asked[0].id, the_member(cabinet, name).id, reason, cabinet.clock.now()
            )
            with cabinet.store.begin() as transaction:
                dont_know.save(transaction, given)
    cabinet.travel(CLOSED)
    return page(cabinet)


def test_it_says_what_is_unknown_to_how_many_since_when(cabinet: Cabinet) -> None:
    check_in = unknown_to_two(cabinet)
    said = text_of(page(cabinet))
    assert f"{check_in.asked[0].label}. {check_in.asked[0].text}" in said
    assert "2 of 4 didn't know in Check-in 1, which closed Nov 9, 2026." in said
    assert "Nobody looks into it yet." in said
    assert check_in.asked[1].text not in said


def test_nothing_is_shown_of_a_check_in_that_is_open(cabinet: Cabinet) -> None:
    opened(cabinet)
    for name in ("Ana", "Dana", "Lee"):
        cabinet.rate(name, "? ? ?")
    assert "Nothing is unknown" in text_of(page(cabinet))


def test_coordinators_can_name_someone_and_others_only_read(cabinet: Cabinet) -> None:
    check_in = unknown_to_two(cabinet)
    pressed = button(page(cabinet), "Name someone")
    assert pressed.act == StepAct.NAME_FINDER
    assert pressed.value == f"{check_in.team_id}@{check_in.asked[0].id}@{check_in.id}"
    assert check_in.asked[0].label in text_of(the_form(presses(cabinet, "Ana", pressed.act, pressed.value)))
    for name in ("Dana", "Olga"):
        assert buttons(page(cabinet, name)) == ["Evidence"]


def test_who_finds_out_and_by_when_is_said_and_only_they_or_coordinators_can_say_what_was_found(
    cabinet: Cabinet,
) -> None:
    step = finder(cabinet, unknown_to_two(cabinet), "Dev")
    assert "Dev finds out by Nov 20: Ask the data office." in text_of(page(cabinet, "Dana"))
    assert [buttons(page(cabinet, name)) for name in ("Ana", "Dev", "Dana")] == [
        ["Say what was found", "Evidence"],
        ["Say what was found", "Evidence"],
        ["Evidence"],
    ]
    pressed = button(page(cabinet, "Dev"), "Say what was found")
    assert (pressed.act, pressed.value) == (EvidenceAct.FOUND, step.id)
    cabinet.clock.at += 2 * A_WEEK
    assert "Dev was to find out by Nov 20" in text_of(page(cabinet))


def test_what_somebody_found_out_stays_until_it_is_asked_again_and_says_where_it_is(cabinet: Cabinet) -> None:
    step = finder(cabinet, unknown_to_two(cabinet), "Dev")
    with cabinet.store.begin() as transaction:
        next_steps.save(transaction, step.settled(StepState.DONE, at=cabinet.clock.now()))
    said = text_of(page(cabinet))
    assert "Dev found out on Nov 9, 2026; what they found is under Evidence." in said
    assert "Nobody looks into it yet" not in said


def test_whoever_only_finds_out_where_the_team_stands_is_not_said_to_twice(cabinet: Cabinet) -> None:
    step = finder(cabinet, unknown_to_two(cabinet), "Dev")
    with cabinet.store.begin() as transaction:
        next_steps.save(transaction, replace(step, sentence=words.find_out(step.label)))
    assert "Dev finds out by Nov 20.\n" in f"{text_of(page(cabinet))}\n"


@pytest.mark.parametrize(
    ("reasons", "said"),
    [
        pytest.param("AAD", "Why: 2 said it isn't their area and 1 has seen no data.", id="three reasons"),
        pytest.param("WWW", "Why: 3 find the wording unclear.", id="all the same"),
        pytest.param("AA.", "", id="two reasons"),
        pytest.param("...", "", id="none"),
    ],
)
def test_reasons_are_counted_once_three_gave_one(cabinet: Cabinet, reasons: str, said: str) -> None:
    found = text_of(everybody_but_ana_does_not_know(cabinet, reasons))
    assert "3 of 4 didn't know" in found
    assert ("Why:" in found) is bool(said)
    assert said in found


def test_a_button_leads_there_from_anywhere_and_pages_are_turned(cabinet: Cabinet) -> None:
    check_in = opened(cabinet, indicators=SPOTS_ON_A_PAGE + 2)
    assert len(check_in.asked) > SPOTS_ON_A_PAGE
    for name in ("Ana", "Dana", "Lee"):
        cabinet.rate(name, "? " * len(check_in.asked))
    cabinet.travel(CLOSED)
    first = the_form(presses(cabinet, "Dana", EvidenceAct.BLIND_SPOTS, check_in.team_id))
    assert buttons(first) == ["More", "Evidence"]
    second = the_form(presses(cabinet, "Dana", EvidenceAct.BLIND_SPOTS, button(first, "More").value))
    assert buttons(second) == ["Back", "Evidence"]
    texts = [asked.text for asked in check_in.asked]
    assert all((text in text_of(first)) != (text in text_of(second)) for text in texts)
    assert sum(text in text_of(first) for text in texts) == SPOTS_ON_A_PAGE


def test_it_is_for_the_people_of_the_team(cabinet: Cabinet) -> None:
    team_id = unknown_to_two(cabinet).team_id
    with pytest.raises(NotOnTheTeam):
        presses(cabinet, "Mallory", EvidenceAct.BLIND_SPOTS, team_id)
    with pytest.raises(FormDoesNotMatch):
        presses(cabinet, "Ana", EvidenceAct.BLIND_SPOTS, TeamId("no such team"))
