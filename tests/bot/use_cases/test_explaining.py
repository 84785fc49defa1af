"""The button behind a digest's numbers, and the same on the command line: rows counted anew, and nobody named."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.routes import ROUTES, Pressed
from bot.sections import announce
from bot.sections.explaining import A_PAGE, WhyAct
from bot.sections.forms import Form
from bot.sections.parts import Bullet, Button
from jobs.announcements import DigestPost
from rubric.refusals import CoordinatorsOnly, FormDoesNotMatch, NotOnTheTeam
from storage import digests, next_steps
from storage.schema import migrate
from storage.store import Store
from tests.bot.terminal import Homeroom, homeroom
from tests.bot.use_cases.steering.ground import A_DAY, A_MINUTE, A_WEEK, OPENS, text_of, the_form, the_member
from tests.bot.use_cases.test_digests_again import rate_as_a_team
from tests.cabinet import NAMES, Cabinet, speaker
from tests.rubric.digest.test_personal import a_step

__all__ = ["homeroom"]

DIGEST = OPENS + 2 * A_WEEK
LEFT_OUT = "The digest said something else"


def after_a_digest(store: Store, *, indicators: int = 3) -> Cabinet:
    """Three have rated: the first indicator splits them, the last is unknown to two."""
    cabinet = Cabinet(store)
    cabinet.set_up(indicators=indicators)
    cabinet.travel(OPENS + A_MINUTE)
    cabinet.rate("Dana", "S O ?")
    cabinet.rate("Lee", "U O S")
    cabinet.rate("Dev", "U O ?")
    cabinet.travel(DIGEST - A_DAY)
    dana = the_member(cabinet, "Dana")
    step = replace(a_step("Dana", DIGEST.date()), team_id=cabinet.team().id, owner_id=dana.id)
    with cabinet.store.begin() as transaction:
        next_steps.add(transaction, step)
    cabinet.travel(DIGEST + A_DAY)
    return cabinet


@pytest.fixture
def cabinet(any_store: Store) -> Cabinet:
    return after_a_digest(any_store)


def why(cabinet: Cabinet, name: str = "Ana") -> Form:
    (sent,) = cabinet.messenger.said(DigestPost)
    buttons = [one for one in announce(sent.announcement).sections if isinstance(one, Button)]
    (button,) = [one for one in buttons if one.act == "why_numbers"]
    return the_form(ROUTES.presses[button.act](cabinet.deps, speaker(name), Pressed(button.value)))


def test_the_button_shows_coordinators_the_rows_behind_every_number(cabinet: Cabinet) -> None:
    said = text_of(why(cabinet))
    first = cabinet_labels(cabinet)[0]
    assert (
        f"{first}, Check-in 1\nratings: 1 x Strength, 2 x Urgent gap.\nAgreement -0.33 from these counts, by van der "
        "Eijk's rule; the levels chosen lie three steps apart.\nTo talk about, because 3 steps are 2 or more and "
        "agreement is under 0.5." in said
    )
    assert "ratings: 1 x Strength, 2 x Don't know." in said
    assert "Unknown, because 2 of 3 don't know, and of 6 or fewer answers 2 are enough." in said
    assert "ratings: 3 members with a level for all that was asked.\ncheck_ins: raters_at_close is 4." in said
    assert "next_steps: 1 open when the period ended." in said
    assert "asked_indicators: 3 of Check-in 1." in said
    assert "14 more check-ins needed" in said
    assert LEFT_OUT not in said


def test_it_still_agrees_weeks_later(cabinet: Cabinet) -> None:
    form = why(cabinet)
    cabinet.rate("Dana", "U U U")
    cabinet.travel(DIGEST + A_WEEK + A_DAY)
    assert text_of(why(cabinet)) == text_of(form)


def test_a_digest_that_says_something_else_shows(cabinet: Cabinet) -> None:
    rate_as_a_team(cabinet, "O", agreed_on=(DIGEST - A_DAY).date())
    assert LEFT_OUT in text_of(why(cabinet))


def test_nobody_is_named_and_no_id_of_anybody_is_shown(cabinet: Cabinet) -> None:
    said = text_of(why(cabinet))
    for name in NAMES:
        assert name not in said
        assert the_member(cabinet, name).id not in said


def test_only_coordinators_of_the_team_may_look(cabinet: Cabinet) -> None:
    with pytest.raises(CoordinatorsOnly):
        why(cabinet, "Dana")
    with pytest.raises(NotOnTheTeam):
        why(cabinet, "Mallory")


@pytest.mark.parametrize("value", ["", "nothing", "nothing@1", "@", "@x", "@99999"])
@pytest.mark.parametrize("act", ["why_numbers", WhyAct.PAGE])
def test_a_value_that_is_no_digests_is_refused(cabinet: Cabinet, act: str, value: str) -> None:
    with pytest.raises(FormDoesNotMatch):
        ROUTES.presses[act](cabinet.deps, speaker("Ana"), Pressed(value))


def test_a_long_one_is_leafed_through_and_says_everything_once(any_store: Store) -> None:
    cabinet = after_a_digest(any_store, indicators=15)
    first = why(cabinet)
    (further,) = [part for part in first.parts if isinstance(part, Button)]
    second = the_form(ROUTES.presses[further.act](cabinet.deps, speaker("Ana"), Pressed(further.value)))
    (back,) = [part for part in second.parts if isinstance(part, Button)]
    assert the_form(ROUTES.presses[back.act](cabinet.deps, speaker("Ana"), Pressed(back.value))) == first
    bullets = [[part for part in form.parts if isinstance(part, Bullet)] for form in (first, second)]
    assert len(bullets[0]) == A_PAGE
    assert len({*bullets[0], *bullets[1]}) == len(bullets[0]) + len(bullets[1]) == 15 + 1 + 1 + 4


def cabinet_labels(cabinet: Cabinet) -> list[str]:
    with cabinet.store.read() as transaction:
        last = digests.latest(transaction, cabinet.team().id)
    assert last is not None
    return [one.label for one in last.digest.talk_about]


@pytest.fixture
def settings(tmp_path: Path) -> dict[str, str]:
    url = f"sqlite:///{tmp_path / 'homeroom.sqlite3'}"
    store = Store.connect(url)
    migrate(store)
    after_a_digest(store)
    store.close()
    return {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1", "DATABASE_URL": url}


def test_the_command_prints_the_latest_digests_rows(homeroom: Homeroom, settings: dict[str, str]) -> None:
    done = homeroom("explain", "--team", "Cabinet", **settings)
    assert (done.returncode, done.stderr) == (0, "")
    assert "The stored rows behind the digest of Oct 30 to Nov 16" in done.stdout
    assert "  ratings: 1 x Strength, 2 x Urgent gap." in done.stdout
    assert not [name for name in NAMES if name in done.stdout]


def test_the_command_tells_one_indicator_of_a_check_in(homeroom: Homeroom, settings: dict[str, str]) -> None:
    done = homeroom("explain", "--team", "C1", "--check-in", "1", "capacity-building.1", **settings)
    assert done.returncode == 0
    assert done.stdout.count("Check-in 1\n") == 1
    assert "behind the results of Check-in 1" in done.stdout


@pytest.mark.parametrize(
    ("given", "code", "words"),
    [
        pytest.param(("--digest", "2"), 2, 'has no digest "2"', id="no such digest"),
        pytest.param(("--digest", "x"), 2, 'has no digest "x"', id="no number"),
        pytest.param(("--check-in", "9"), 2, "has had no check-in 9", id="no such check-in"),
        pytest.param(("--check-in", "2"), 1, "Check-in 2 is still open", id="a check-in that is open"),
        pytest.param(("nothing.1",), 2, "(capacity-building.1)", id="no such indicator"),
    ],
)
def test_what_can_not_be_explained_is_said(
    homeroom: Homeroom, settings: dict[str, str], given: tuple[str, ...], code: int, words: str
) -> None:
    done = homeroom("explain", "--team", "Cabinet", *given, **settings)
    assert (done.returncode, done.stdout) == (code, "")
    assert words in done.stderr
    assert "Traceback" not in done.stderr
