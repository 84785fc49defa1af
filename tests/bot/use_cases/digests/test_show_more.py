"""A digest in full is for anybody on its team, and stays as it was posted."""

import pytest

from bot.sections.digest_pages import MORE_FORM, more_form
from bot.sections.forms import Field, Form
from bot.sections.parts import plain_text
from bot.use_cases.digests.show_more import show_more
from bot.use_cases.results import OpenForm
from bot.use_cases.who import Speaker
from rubric.check_in import CheckIn
from rubric.people import DigestId
from rubric.refusals import FormDoesNotMatch, NotOnTheTeam, Refusal
from storage.store import Store
from tests.cabinet import Cabinet, speaker
from tests.deciding import A_MINUTE, DIGEST, agrees, closed_cabinet, digests_posted


@pytest.fixture
def posted(any_store: Store) -> tuple[Cabinet, CheckIn, DigestId]:
    cabinet, check_in = closed_cabinet(any_store)
    cabinet.travel(DIGEST + A_MINUTE)
    (post,) = digests_posted(cabinet)
    return cabinet, check_in, post.digest_id


def page(cabinet: Cabinet, digest_id: DigestId, who: Speaker) -> Form:
    opened = show_more(cabinet.deps, who, digest_id)
    assert isinstance(opened, OpenForm)
    assert isinstance(opened.form, Form)
    return opened.form


@pytest.mark.parametrize("name", ["Ana", "Lee"])
def test_anybody_on_the_team_sees_it_in_full(posted: tuple[Cabinet, CheckIn, DigestId], name: str) -> None:
    cabinet, check_in, digest_id = posted
    form = page(cabinet, digest_id, speaker(name))
    said = plain_text([part for part in form.parts if not isinstance(part, Field)])
    assert (form.id, form.submit) == (MORE_FORM, None)
    assert all(f"{asked.label}. {asked.text}" in said for asked in check_in.asked[:2])
    assert "Check-in 1: 4 of 4 rated everything." in said


def test_it_stays_as_it_was_posted(posted: tuple[Cabinet, CheckIn, DigestId]) -> None:
    cabinet, check_in, digest_id = posted
    (post,) = digests_posted(cabinet)
    agrees(cabinet, check_in, 0, "O")
    assert page(cabinet, digest_id, speaker("Lee")) == more_form(post.digest)


def test_nobody_else_sees_it(posted: tuple[Cabinet, CheckIn, DigestId]) -> None:
    cabinet, _, digest_id = posted
    for stranger in (speaker("Mallory"), speaker("Lee", workspace="T2")):
        assert isinstance(refusal(cabinet, digest_id, stranger), NotOnTheTeam)


def test_a_digest_that_nobody_kept_has_no_more(posted: tuple[Cabinet, CheckIn, DigestId]) -> None:
    cabinet, _, _ = posted
    assert isinstance(refusal(cabinet, DigestId("made up"), speaker("Lee")), FormDoesNotMatch)


def refusal(cabinet: Cabinet, digest_id: DigestId, who: Speaker) -> Refusal:
    with pytest.raises(Refusal) as raised:
        show_more(cabinet.deps, who, digest_id)
    return raised.value
