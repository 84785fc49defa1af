"""A member's own digest, written to them alone, stopped from there; a digest tried, explained and corrected."""

from datetime import timedelta

from bot.sections.digests import PostedAct
from bot.sections.own_digests import OwnDigestAct
from rubric.model import LevelId
from storage import check_ins, digests, team_ratings
from tests.contracts.stage import A_MINUTE, Actor, Said, Scene

A_WHILE = 5 * A_MINUTE
TWO_WEEKS = timedelta(weeks=2)
OWN = "For you, from"


def check_in_closes(scene: Scene) -> None:
    for name, first in (("ana", "strength"), ("dana", "urgent-gap"), ("dev", "strength")):
        scene.rates(name, [first, *["strength"] * (len(scene.check_in.asked) - 1)])
    scene.closes()


def agrees(scene: Scene, level: str, *, days_ago: int = 0) -> None:
    """On the first indicator of the first check-in; `days_ago`, as they say today."""
    story = scene.stage.story
    with story.deps.store.begin() as transaction:
        team, now = story.team(transaction), story.clock.now()
        closed = check_ins.latest_closed(transaction, team.id, before=now, most=1)[0].check_in
        team_ratings.record(
            transaction,
            team.id,
            closed.id,
            closed.asked[0].id,
            level_id=LevelId(level),
            rationale="We looked.",
            dissent="",
            agreed_on=now.date() - timedelta(days=days_ago),
            recorded_by="Ana",
            now=now,
        )
    scene.pass_by(A_MINUTE)


def digest_comes(scene: Scene) -> None:
    scene.person("ana").types("digest now")
    scene.pass_by(A_WHILE)


def opened(person: Actor, said: Said, act: str) -> str:
    """What a button in a message opens."""
    person.presses_in(said, act)
    assert person.shown is not None
    words = person.shown.words
    person.closes()
    return words


def test_a_member_stops_their_own_digest_from_within_it_and_no_other_comes(scene: Scene) -> None:
    check_in_closes(scene)
    agrees(scene, "ok-for-now")
    digest_comes(scene)
    (own,) = scene.told("dana", about=OWN)
    assert "The team agreed on OK for now." in own.text
    assert "Urgent gap" not in own.text
    dana = scene.person("dana")
    assert f"{scene.stage.command} digest on" in opened(dana, own, OwnDigestAct.STOP)
    assert not scene.roster()["dana"].wants_digest
    assert "No digest of your own comes to you" in dana.home().words

    scene.pass_by(TWO_WEEKS)
    assert len(scene.told("dana", about=OWN)) == 1
    assert len(scene.told("dev", about=OWN)) > 1


def test_a_coordinator_tries_explains_and_corrects_a_digest(scene: Scene) -> None:
    check_in_closes(scene)
    agrees(scene, "strength")
    ana, dana = scene.person("ana"), scene.person("dana")
    assert ana.types("digest preview") == ""
    assert ana.shown is not None
    assert "first team rating, Strength." in ana.shown.words
    assert not [one for one in scene.channel() if one.text.startswith("Digest of")]
    ana.closes()
    ana.types("digest test")
    scene.pass_by(A_MINUTE)
    (test,) = scene.told("ana", about="A test, for you alone")
    assert "first team rating, Strength." in test.text

    digest_comes(scene)
    posted = next(one for one in scene.channel() if one.text.startswith("Digest of"))
    assert "2 x Strength, 1 x Urgent gap" in opened(ana, posted, PostedAct.WHY)
    assert "Only coordinators" in opened(dana, posted, PostedAct.WHY)

    agrees(scene, "ok-for-now", days_ago=1)
    assert ana.types("digest correct") == ""
    assert "OK for now. The digest said: Strength." in ana.shown.words
    assert ana.submits() == {}
    if ana.shown is not None:
        ana.closes()
    scene.pass_by(A_MINUTE)
    corrected = scene.channel()[-1]
    assert corrected.text.startswith("Corrected: the digest of")
    assert "first team rating, OK for now." in corrected.text
    assert "first team rating, OK for now." in opened(dana, corrected, PostedAct.MORE)

    assert "says the same" in ana.types("digest correct")
    ana.types("digest again")
    scene.pass_by(A_MINUTE)
    assert scene.channel()[-1].text.startswith("Posted again. This digest was first posted")
    assert agreed_in_the_last_digest(scene) == "strength"


def agreed_in_the_last_digest(scene: Scene) -> str:
    """As it stands in the digest itself, which no correction changes."""
    story = scene.stage.story
    with story.deps.store.read() as transaction:
        last = digests.latest(transaction, story.team(transaction).id)
    assert last is not None
    return last.digest.team_ratings[0].level
