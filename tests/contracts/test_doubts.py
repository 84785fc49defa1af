"""A coordinator answers, in private, whether something landed that nobody else can tell."""

import pytest
from sqlalchemy import select, update

from bot.sections.parts import Act
from jobs.question import ask_coordinators
from storage import deliveries, teams
from storage.deliveries import Kind, Order, State
from storage.tables import deliveries as deliveries_table
from tests.contracts.stage import A_MINUTE, Actor, Said, Scene

FIRST_CARD = deliveries_table.c.kind == Kind.CARD.value


def asked(scene: Scene, name: str) -> Said:
    """Nobody knows any more whether the first card landed; the question about it, as somebody has it."""
    before = {said.id for said in scene.person(name).told()}
    story = scene.stage.story
    with story.deps.store.begin() as transaction:
        transaction.execute(update(deliveries_table).where(FIRST_CARD).values(state=State.UNKNOWN.value))
        number = transaction.execute(select(deliveries_table.c.id).where(FIRST_CARD)).scalar_one()
        in_doubt = deliveries.get(transaction, number)
        assert in_doubt is not None
        ask_coordinators(transaction, in_doubt, now=story.clock.now())
        if name != "ana":
            # Somebody who coordinated when it was asked, and doesn't any more.
            team = story.team(transaction)
            (one,) = (one for one in teams.roster(transaction, team.id) if one.address == scene.stage.address(name))
            once = story.clock.now().isoformat()
            order = Order.to_member(team, one, Kind.QUESTION, about=str(number), once=once, run_at=story.clock.now())
            deliveries.enqueue(transaction, order)
    scene.pass_by(A_MINUTE)
    (question,) = (said for said in scene.person(name).told() if said.id not in before)
    assert {Act.IT_LANDED, Act.POST_AGAIN} <= set(question.acts)
    return question


def answers(actor: Actor, question: Said, act: Act) -> str:
    actor.presses_in(question, act)
    assert actor.shown is not None
    words = actor.shown.words
    actor.closes()
    return words


def cards(scene: Scene) -> int:
    scene.pass_by(A_MINUTE)
    return sum(said.text.startswith("Check-in 1:") for said in scene.channel())


def test_its_there_leaves_it_at_that(scene: Scene) -> None:
    question = asked(scene, "ana")
    assert "Thank you" in answers(scene.person("ana"), question, Act.IT_LANDED)
    assert cards(scene) == 1


def test_post_it_again_posts_it_once_however_often_it_is_clicked(scene: Scene) -> None:
    question = asked(scene, "ana")
    for title in ("On its way again", "Already settled"):
        assert title in answers(scene.person("ana"), question, Act.POST_AGAIN)
    assert cards(scene) == 2


@pytest.mark.parametrize("act", [Act.IT_LANDED, Act.POST_AGAIN])
def test_somebody_who_does_not_coordinate_is_told_who_does(scene: Scene, act: Act) -> None:
    question = asked(scene, "dana")
    assert "Ana Morales" in answers(scene.person("dana"), question, act)
    assert cards(scene) == 1
