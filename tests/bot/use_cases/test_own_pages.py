"""What somebody rated over time, and what was asked when: their own, back to the first day, page by page."""

from datetime import timedelta

import pytest

from bot.sections.forms import Field, Form
from bot.sections.parts import Bullet, Button, Menu, Paragraph, plain_text
from bot.use_cases.home.paging import Place
from bot.use_cases.home.show_asked_when import show_asked_when
from bot.use_cases.home.show_own_ratings import show_own_ratings
from bot.use_cases.results import OpenForm
from rubric.check_in import CheckIn
from rubric.people import TeamId
from rubric.refusals import FormDoesNotMatch, NotOnTheTeam
from storage import history
from storage.store import Store
from tests.cabinet import MONDAY, NAMES, Cabinet, local, speaker

A_MINUTE = timedelta(minutes=1)
WEEKS = 12


@pytest.fixture
def cabinet(any_store: Store) -> Cabinet:
    """Twelve weekly check-ins of nine indicators: all of them twice, and some a third time."""
    cabinet = Cabinet(any_store, names=(*NAMES, "Olga"))
    cabinet.set_up(every_weeks=1, indicators=9)
    for week in range(WEEKS):
        cabinet.travel(local(MONDAY + timedelta(weeks=week)) + A_MINUTE)
        cabinet.rate("Dana", "S . . . U", evidence=f"Dana's note of week {week}")
        cabinet.rate("Dev", "? ? ?", evidence="Only Dev knows this")
    return cabinet


def ratings(cabinet: Cabinet, name: str, *, page: int = 0, within: str = "") -> Form:
    return form_of(show_own_ratings(cabinet.deps, speaker(name), Place(cabinet.team().id, page, within)))


def asked(cabinet: Cabinet, name: str, *, page: int = 0) -> Form:
    return form_of(show_asked_when(cabinet.deps, speaker(name), Place(cabinet.team().id, page)))


def form_of(opened: OpenForm) -> Form:
    assert isinstance(opened.form, Form)
    return opened.form


def said(form: Form) -> str:
    return plain_text([part for part in form.parts if not isinstance(part, Field)])


def bullets(form: Form) -> list[str]:
    return [plain_text([part]) for part in form.parts if isinstance(part, Bullet)]


def buttons(form: Form) -> list[tuple[str, str]]:
    return [(part.label, part.value) for part in form.parts if isinstance(part, Button)]


def show_latest(cabinet: Cabinet) -> tuple[CheckIn, ...]:
    with cabinet.store.read() as transaction:
        return history.asked_when(transaction, cabinet.team().id, most=1)


def test_a_member_reads_their_own_ratings_and_nobody_elses(cabinet: Cabinet) -> None:
    pages = [said(ratings(cabinet, "Dana", page=number)) for number in range(3)]
    assert all(f"Dana's note of week {week}”" in "".join(pages) for week in range(WEEKS))
    assert "Only Dev" not in "".join(pages)
    assert "You have not rated anything here yet." in said(ratings(cabinet, "Lee"))


def test_each_indicator_has_its_ratings_together_the_newest_first(cabinet: Cabinet) -> None:
    form = ratings(cabinet, "Dana")
    groups: list[list[int]] = []
    for part in form.parts:
        if isinstance(part, Paragraph):
            groups.append([])
        elif isinstance(part, Bullet):
            groups[-1].append(int(plain_text([part]).partition("Check-in ")[2].partition(")")[0]))
    assert all(group == sorted(group, reverse=True) for group in groups)
    newest = [group[0] for group in groups]
    assert newest == sorted(newest, reverse=True)
    assert newest[0] == WEEKS
    assert any(len(group) > 1 for group in groups)
    [latest] = show_latest(cabinet)
    titles = [plain_text([part]).partition(". ")[0] for part in form.parts if isinstance(part, Paragraph)]
    assert titles[:2] == [latest.asked[0].label, latest.asked[4].label]


def test_the_ratings_are_turned_page_by_page_and_none_is_shown_twice(cabinet: Cabinet) -> None:
    pages = [ratings(cabinet, "Dana", page=number) for number in range(4)]
    assert [len(bullets(page)) for page in pages] == [10, 10, 4, 0]
    assert len({line for page in pages for line in bullets(page)}) > 12
    team = cabinet.team().id
    assert [buttons(page) for page in pages[:3]] == [
        [("Older", f"{team}@1@")],
        [("Newer", f"{team}@0@"), ("Older", f"{team}@2@")],
        [("Newer", f"{team}@1@")],
    ]
    assert "nothing older" in said(pages[3])


def test_a_domain_can_be_chosen_and_stays_chosen(cabinet: Cabinet) -> None:
    form = ratings(cabinet, "Dana", within="actionable-data")
    [menu] = [part for part in form.parts if isinstance(part, Menu)]
    assert menu.chosen == f"{cabinet.team().id}@0@actionable-data"
    assert len(menu.items) == 7
    titles = [plain_text([part]) for part in form.parts if isinstance(part, Paragraph)]
    assert all(title.startswith(("Actionable data", "You have not")) for title in titles)
    assert "this domain" in said(ratings(cabinet, "Dana", within="no-such-domain"))


def test_what_was_asked_is_told_with_its_dates_the_latest_first(cabinet: Cabinet) -> None:
    first = bullets(asked(cabinet, "Olga"))
    assert first[0].startswith("Check-in 12, opened Jan 18, 2027, open until Mon, Jan 25, 9:00 AM\n")
    assert first[1].startswith("Check-in 11, Jan 11, 2027 to Jan 18, 2027\n")
    assert [len(bullets(asked(cabinet, "Olga", page=number))) for number in range(3)] == [10, 2, 0]
    labels = [[label for label, _ in buttons(asked(cabinet, "Olga", page=number))] for number in range(3)]
    assert labels == [["Older"], ["Newer"], ["Newer"]]


@pytest.mark.parametrize("show", [show_own_ratings, show_asked_when])
def test_pages_of_a_team_are_for_its_people(cabinet: Cabinet, show: type) -> None:
    with pytest.raises(NotOnTheTeam):
        show(cabinet.deps, speaker("Mallory"), Place(cabinet.team().id))
    with pytest.raises(NotOnTheTeam):
        show(cabinet.deps, speaker("Dana", workspace="T-other"), Place(cabinet.team().id))
    with pytest.raises(FormDoesNotMatch):
        show(cabinet.deps, speaker("Dana"), Place(TeamId("no such team")))


@pytest.mark.parametrize("text", ["", "team", "team@1", "team@-1@", "team@x@", "team@12345@", "team@²@", "team@@"])
def test_a_page_that_was_tampered_with_is_refused(text: str) -> None:
    with pytest.raises(FormDoesNotMatch):
        Place.read(text)


def test_a_page_comes_back_as_it_was_sent() -> None:
    assert Place.read(str(Place(TeamId("t"), 3, "a@b"))) == Place(TeamId("t"), 3, "a@b")
