"""Not knowing is work: from a Don't know and its reason to who finds out, and to one tap of those it helps."""

from sqlalchemy import select

from bot.sections.evidence import DATED_ON, INDICATOR, LINK, TEXT, EvidenceAct
from bot.sections.follow_up import note_field, reason_field
from bot.sections.next_steps import StepAct
from bot.sections.step_forms import OWNER
from bot.sections.talking import DecideAct
from rubric.dont_know import Reason
from storage.deliveries import Kind
from storage.tables import deliveries
from tests.bot.facts import HOSTILE
from tests.contracts.kept import saved
from tests.contracts.stage import A_MINUTE, Actor, Scene, words

KNOWN = ["ok-for-now"] * 7
A_DAY = 24 * 60 * A_MINUTE
FOUND = "The data office counts it every month."
ASKED_AGAIN = "How do you see it now?"
EVERYBODY = ("ana", "dev", "dana", "lee", "sam", "ruth", "mia", "omar")


def fills_in_all(scene: Scene, person: Actor, first: str) -> None:
    """The first as told, the others OK for now."""
    for asked in scene.check_in.asked:
        person.chooses(asked.id, first if asked == scene.check_in.asked[0] else "ok-for-now")


def answers_dont_know(scene: Scene, name: str, reason: Reason) -> None:
    person = scene.opens(name)
    fills_in_all(scene, person, "dont-know")
    assert person.saves() == {}
    assert "One more thing" in words(person)
    person.fills_in({reason_field(scene.check_in.asked[0].id): reason.value})
    assert person.submits() == {}
    if person.shown is not None:
        # Some platforms say how many are saved.
        assert person.shown.form == ""
        person.closes()


def keys_of_what_was_asked_again(scene: Scene) -> list[str]:
    """All that a platform is told of a message besides what it says."""
    with scene.stage.story.deps.store.read() as transaction:
        asked = select(deliveries.c.key).where(deliveries.c.kind == Kind.RE_ASK.value)
        return list(transaction.execute(asked).scalars())


def test_what_three_did_not_know_is_found_out_and_only_they_are_asked_again(scene: Scene) -> None:
    first = scene.check_in.asked[0]
    for name in ("dana", "lee", "sam"):
        answers_dont_know(scene, name, Reason.NO_DATA_SEEN)
    for name in ("ana", "dev"):
        scene.rates(name, KNOWN)
    scene.closes()
    assert "3 of 5 answered Don't know" in scene.reveal().text

    ana = scene.person("ana")
    assert ana.types("unknown") == ""
    assert first.text in words(ana)
    assert "Why: 3 have seen no data." in words(ana)
    ana.presses(StepAct.NAME_FINDER)
    ana.fills_in({OWNER: str(scene.roster()["dev"].id)})
    assert ana.submits() == {}
    ana.closes()

    dev = scene.person("dev")
    assert dev.types("unknown") == ""
    assert "Dev" in words(dev)
    dev.presses(EvidenceAct.FOUND)
    dev.fills_in({TEXT: FOUND, LINK: "nowhere"})
    assert list(dev.submits()) == [LINK]
    dev.fills_in({LINK: "https://data.example.org/monthly"})
    assert dev.submits() == {}
    assert "privately" in words(dev)
    dev.closes()

    scene.pass_by(A_DAY)
    assert [name for name in EVERYBODY if scene.told(name, about=ASKED_AGAIN)] == ["dana", "lee", "sam"]
    (message,) = scene.told("dana", about=ASKED_AGAIN)
    assert FOUND in message.text
    dana = scene.person("dana")
    dana.presses_in(message, DecideAct.RATE_AGAIN)
    assert "Strength" in words(dana)
    dana.closes()
    keys = keys_of_what_was_asked_again(scene)
    assert len(keys) == 3
    secrets = (scene.stage.address("dana"), "dana", "dont-know", first.id)
    assert not any(secret in key for key in keys for secret in secrets)

    assert dana.types("evidence") == ""
    assert FOUND in words(dana)
    assert "Dev" in words(dana)


def test_a_note_that_looks_like_a_record_about_a_student_is_questioned_once_and_then_kept(scene: Scene) -> None:
    first = scene.check_in.asked[0]
    dana = scene.opens("dana")
    fills_in_all(scene, dana, "ok-for-now")
    dana.notes(first.id, "Maria Lopez missed 12 days.")
    errors = dana.saves()
    assert list(errors) == [first.id]
    assert "looks like a student's name" in errors[first.id]
    assert saved(scene, "dana", first.id) == ("ok-for-now", "")
    scene.pass_by(A_MINUTE)
    assert "1 of 8 have rated" in scene.card().text
    assert dana.saves() == {}
    assert dana.shown is None or dana.shown.form == ""
    assert scene.opens("dana", device="phone").rated(first.id) == ("ok-for-now", "Maria Lopez missed 12 days.")


def test_the_best_without_a_note_is_asked_how_one_knows_and_closing_it_costs_nothing(scene: Scene) -> None:
    first = scene.check_in.asked[0]
    dana = scene.opens("dana")
    fills_in_all(scene, dana, "strength")
    assert dana.saves() == {}
    assert "Your ratings are saved" in words(dana)
    dana.fills_in({note_field(first.id): "Two MOUs in August"})
    assert dana.submits() == {}
    assert scene.opens("dana", device="phone").rated(first.id) == ("strength", "Two MOUs in August")
    lee = scene.opens("lee")
    lee.chooses(first.id, "urgent-gap")
    assert lee.saves() == {}
    assert lee.shown is not None
    lee.closes()
    assert saved(scene, "lee", first.id) == ("urgent-gap", "")
    lee.opens_rating()
    assert lee.saves() == {}
    assert "How do you know" not in words(lee)


def test_after_the_close_what_was_typed_comes_back(scene: Scene) -> None:
    first = scene.check_in.asked[0]
    dana = scene.opens("dana")
    dana.chooses(first.id, "strength")
    assert dana.saves() == {}
    dana.fills_in({note_field(first.id): "Two MOUs in August"})
    scene.closes()
    assert dana.submits() == {}
    assert "This check-in is closed" in words(dana)
    assert "Two MOUs in August" in words(dana)


def test_markup_in_the_ledger_is_shown_letter_by_letter(scene: Scene) -> None:
    dana = scene.person("dana")
    assert dana.types("evidence") == ""
    dana.presses(EvidenceAct.ADD)
    typed = (HOSTILE * 60)[:3000].strip()
    dana.fills_in({INDICATOR: scene.check_in.asked[0].id, TEXT: typed})
    assert dana.shown is not None
    assert dana.shown.fields[DATED_ON]
    assert dana.submits() == {}
    assert "Evidence added" in words(dana)
    dana.closes()
    lee = scene.person("lee")
    assert lee.types("evidence") == ""
    # Something so long may stand in two paragraphs.
    assert " ".join(typed.split()) in " ".join(words(lee).split())
