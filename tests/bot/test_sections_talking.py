"""What the team is asked to talk about: the counts, a question that fits and points at nobody, and a second look."""

import pytest

from bot.sections import announce
from bot.sections.parts import Bars, Button
from bot.sections.talking import DecideAct
from bot.wording import talking
from rubric.model import LevelId
from tests.bot.facts import a_talk_prompt, of_kind
from tests.builders import a_scale


def test_a_prompt_says_what_was_found_and_how_to_rate_again() -> None:
    assert announce(a_talk_prompt("SSSOUUU?")).fallback.splitlines() == [
        "Talk about this: A 1 (three levels apart)",
        "Statement a.1.",
        "3 Strength, 1 OK for now, 0 Could be better, 3 Urgent gap; 1 Don't know.",
        "The ratings fall into two groups, from Strength to Urgent gap. What has each of us seen?",
        "Seeing it differently now? Rate it again, privately. One tap is saved.",
        "The first ratings stay as they are. Nobody on the team sees who rated again; a digest counts them together, "
        "from three on.",
    ]


@pytest.mark.parametrize(
    ("letters", "said"),
    [
        pytest.param("SSUU", "two groups, from Strength to Urgent gap", id="two groups"),
        pytest.param("SSOOCCUU", "spread from Strength to Urgent gap", id="spread"),
        pytest.param("SCCCCC", "Most ratings lie close together, and they reach from Strength", id="nearly alike"),
    ],
)
def test_each_kind_of_split_has_its_own_question(letters: str, said: str) -> None:
    prompt = announce(a_talk_prompt(letters)).fallback
    assert said in prompt
    assert prompt.count("?\n") == 1


@pytest.mark.parametrize("letters", ["SCCCCC", "SSSSSSU", "SSUU", "SSU", "SOCU", "SSOOCCUU"])
def test_nobody_is_singled_out_however_the_counts_lie(letters: str) -> None:
    prompt = a_talk_prompt(letters)
    assert prompt.result.tally is not None
    said = f"{talking.finding(prompt.result.tally, prompt.scale)} {talking.question(prompt.result.tally)}".lower()
    for word in ("one of", "who ", "somebody", "someone", "only", "alone", "explain", "why", "disagree"):
        assert word not in said


def test_there_is_a_tap_for_each_level_and_one_button_to_record_a_team_rating() -> None:
    made = announce(a_talk_prompt("SSUU"))
    *again, record = of_kind(made, Button)
    assert [(one.label, one.act, one.value) for one in again] == [
        ("Strength", DecideAct.RATE_AGAIN, "check-in-6/0/strength"),
        ("OK for now", DecideAct.RATE_AGAIN, "check-in-6/0/ok-for-now"),
        ("Could be better", DecideAct.RATE_AGAIN, "check-in-6/0/could-be-better"),
        ("Urgent gap", DecideAct.RATE_AGAIN, "check-in-6/0/urgent-gap"),
        ("Don't know", DecideAct.RATE_AGAIN, "check-in-6/0/dont-know"),
    ]
    assert (record.act, record.value) == (DecideAct.RECORD, "check-in-6/0")
    (bars,) = of_kind(made, Bars)
    assert (bars.brief, bars.apart.count) == (False, 0)


@pytest.mark.parametrize(
    ("first", "said"),
    [
        pytest.param(LevelId("strength"), "Your first rating, Strength, stays as it was; both are kept.", id="rated"),
        pytest.param(None, "You have no first rating of it", id="not rated"),
    ],
)
def test_whoever_rates_again_reads_what_was_saved_and_what_becomes_of_it(first: LevelId | None, said: str) -> None:
    notice = talking.rated_again("A 1", a_scale(), level_id=LevelId("urgent-gap"), first=first)
    text = " ".join((notice.title, *notice.paragraphs))
    assert "Saved A 1, as you see it now: Urgent gap." in text
    assert said in text
    assert "Nobody on the team sees who rated again, not even coordinators." in text
    assert "once at least three people have rated it again" in text
