"""Who should not be pressing what, and the messages that they press it in."""

from dataclasses import replace

from bot.sections.digests import PostedAct
from bot.sections.parts import Act
from bot.sections.talking import DecideAct
from rubric.people import Member, MemberId, Role, TeamId
from storage import teams
from storage.store import new_id
from tests.contracts.stage import A_MINUTE, Actor, Said, Scene

# Two see the first as a strength and two as an urgent gap.
RATED = {"ana": "strength", "dev": "strength", "dana": "urgent-gap", "lee": "urgent-gap"}
NOT_ON_ITS_LIST = "you are not on its list"
ONLY_COORDINATORS = "Only coordinators can do this"


def rated_by_four(scene: Scene) -> None:
    others = ["strength"] * (len(scene.check_in.asked) - 1)
    for name, level in RATED.items():
        scene.rates(name, [level, *others])


def a_whole_fortnight(scene: Scene) -> dict[str, Said]:
    """By the acts that stand in them: the card as it was while open, what is posted after the close, the digest."""
    rated_by_four(scene)
    card = scene.card()
    scene.closes()
    scene.person("ana").types("digest now")
    scene.pass_by(5 * A_MINUTE)
    seen = [card, *scene.person("dana").thread(scene.card()), *scene.channel()]
    return {act: said for said in reversed(seen) for act in said.acts}


def becomes_an_observer(scene: Scene, name: str) -> None:
    member = scene.roster()[name]
    with scene.stage.story.deps.store.begin() as transaction:
        teams.change_member(transaction, replace(member, role=Role.OBSERVER))


def is_taken_off(scene: Scene, name: str) -> None:
    with scene.stage.story.deps.store.begin() as transaction:
        teams.take_off(transaction, scene.roster()[name].id, now=scene.stage.story.clock.now())


def leads_another_team(scene: Scene, name: str) -> None:
    """In the same workspace, in another channel: its only member, and its coordinator."""
    story = scene.stage.story
    with story.deps.store.begin() as transaction:
        ours, now = story.team(transaction), story.clock.now()
        theirs = replace(ours, id=TeamId(new_id()), channel_id=scene.stage.other_channel, name="Another team")
        assert teams.add(transaction, theirs, now=now)
        leader = Member(
            id=MemberId(new_id()), name="Mallory Quinn", role=Role.MEMBER, coordinates=True, zone="America/New_York"
        )
        teams.add_member(transaction, theirs.id, leader, address=scene.stage.address(name), now=now)


def answer(actor: Actor) -> str:
    """What somebody is told in words; it is no form, and is put away."""
    assert actor.shown is not None, "no answer"
    assert actor.shown.form == "", f"a form opened: {actor.shown.form}"
    words = actor.shown.words
    actor.closes()
    return words


# What can be pressed in a message of the fortnight.
EVERYTHING = (
    Act.RATE_FROM_CARD,
    DecideAct.RATE_AGAIN,
    DecideAct.RECORD,
    PostedAct.MORE,
    PostedAct.WHY,
)
