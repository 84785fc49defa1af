"""Setting up where it can't be, or not now, or not any more: through the use cases, at every step."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.demo.filling_in import FilledInWrong, fill_in_set_up, preview_of, shown
from bot.lookups import NotFound, Problem
from bot.use_cases.results import Notice
from bot.use_cases.set_up.save import set_up_team
from bot.use_cases.set_up.steps import choose_people, choose_rhythm, go_back, open_set_up
from bot.use_cases.who import Refused
from bot.wording.set_up_refused import cannot_look
from rubric.refusals import DraftIsGone, FormDoesNotMatch, NoTeamHere, SharedChannel, TeamAlreadySetUp
from tests.bot.use_cases.set_up.filling import NEW, begins, cabinet, team_count
from tests.cabinet import CHANNEL, Cabinet, found, speaker

__all__ = ["cabinet"]


@pytest.mark.parametrize("problem", list(Problem))
def test_what_could_not_be_looked_up_is_told_with_what_to_do(cabinet: Cabinet, problem: Problem) -> None:
    with pytest.raises(FilledInWrong):
        shown(open_set_up(cabinet.deps, speaker("Ruth"), NEW), None)
    fetch = open_set_up(cabinet.deps, speaker("Ruth"), NEW)
    notice = fetch.then(NotFound(problem, "120"))
    assert isinstance(notice, Notice)
    assert notice == cannot_look(NotFound(problem, "120"))
    assert len(notice.title) <= 24


def test_a_shared_channel_an_empty_one_and_a_guest_are_refused_in_words(cabinet: Cabinet) -> None:
    fetch = open_set_up(cabinet.deps, speaker("Ruth"), NEW)
    with pytest.raises(Refused) as refused:
        fetch.then(replace(found("Ruth"), is_shared=True))
    assert isinstance(refused.value.refusal, SharedChannel)
    for there, title in ((found(), "Nobody to put on a team"), (found("Omar"), "Somebody else has to")):
        notice = fetch.then(there)
        assert isinstance(notice, Notice)
        assert notice.title == title
    with pytest.raises(DraftIsGone):
        choose_people(cabinet.deps, speaker("Ruth"), NEW, {})


def test_a_channel_with_a_team_is_refused_at_every_step(cabinet: Cabinet) -> None:
    ruth = speaker("Ruth")
    preview_of(cabinet.deps, ruth, NEW, found("Omar", "Ruth"))
    fetch = open_set_up(cabinet.deps, ruth, NEW)
    fill_in_set_up(cabinet.deps, speaker("Omar"), NEW, found("Omar", "Ruth"))
    steps: tuple[Callable[[], object], ...] = (
        lambda: fetch.then(found("Omar", "Ruth")),
        lambda: choose_people(cabinet.deps, ruth, NEW, {}),
        lambda: choose_rhythm(cabinet.deps, ruth, NEW, {}),
        lambda: go_back(cabinet.deps, ruth, NEW, {}, to="people"),
        lambda: set_up_team(cabinet.deps, ruth, NEW),
    )
    for step in steps:
        with pytest.raises(Refused) as refused:
            step()
        assert isinstance(refused.value.refusal, TeamAlreadySetUp)
        assert (refused.value.refusal.by, refused.value.refusal.coordinators) == ("Omar", ("Omar",))
    with pytest.raises(Refused):
        open_set_up(cabinet.deps, ruth, CHANNEL)
    assert team_count(cabinet) == 2


def test_a_workspace_that_homeroom_is_not_in_and_a_step_that_is_none_are_refused(cabinet: Cabinet) -> None:
    with pytest.raises(NoTeamHere):
        open_set_up(cabinet.deps, speaker("Ruth", workspace="T-other"), NEW)
    begins(cabinet)
    with pytest.raises(FormDoesNotMatch):
        go_back(cabinet.deps, speaker("Ruth"), NEW, {}, to="preview")
