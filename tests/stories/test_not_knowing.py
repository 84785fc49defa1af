"""Not knowing is work: from a Don't know and its reason to who finds out, and to one tap of those it helps."""

from bot.demo.cast import CHANNEL_ID
from bot.sections.evidence import DATED_ON, LINK, TEXT, EvidenceAct
from bot.sections.follow_up import note_field, reason_field
from bot.sections.next_steps import StepAct
from bot.sections.step_forms import OWNER
from bot.slack import ids
from bot.slack.routed_ids import field_block
from rubric.dont_know import Reason
from tests.bot.facts import HOSTILE
from tests.stories.in_slack import A_MINUTE, InSlack, slack, words
from tests.stories.people_acting import roster, told
from tests.stories.steering import choose, errors, press, shown, submit, type_command, whispers, write

__all__ = ["slack"]

KNOWN = ["ok-for-now"] * 7
UNKNOWN = ["dont-know", *KNOWN[1:]]
A_DAY = 24 * 60 * A_MINUTE
FOUND = "The data office counts it every month."


def answers_dont_know(slack: InSlack, name: str, reason: Reason) -> None:
    first, *others = slack.check_in.asked
    person = slack.opens_form(name)
    person.choose(slack.level_block(first.id), "dont-know")
    for asked in others:
        person.choose(slack.level_block(asked.id), "ok-for-now")
    submit(person)
    assert "One more thing" in words(person.view)
    choose(person, reason_field(first.id), reason.value)
    submit(person)
    assert person.view is None


def asked_again(slack: InSlack) -> list[str]:
    everybody = ("ana", "dev", "dana", "lee", "sam", "ruth", "mia", "omar")
    return [name for name in everybody if told(slack, name, about="How do you see it now?")]


def test_what_three_did_not_know_is_found_out_and_only_they_are_asked_again(slack: InSlack) -> None:
    first = slack.check_in.asked[0]
    for name in ("dana", "lee", "sam"):
        answers_dont_know(slack, name, Reason.NO_DATA_SEEN)
    for name in ("ana", "dev"):
        slack.rates(name, KNOWN)
    slack.until(slack.check_in.closes_at + A_MINUTE)
    assert "3 of 5 answered Don't know" in slack.reveal()["text"]

    ana = slack.person("ana")
    assert type_command(ana, "unknown") == ""
    assert first.text in shown(ana)
    assert "Why: 3 have seen no data." in shown(ana)
    press(ana, StepAct.NAME_FINDER)
    choose(ana, OWNER, roster(slack)["dev"].id)
    submit(ana)
    ana.close_all()

    dev = slack.person("dev")
    type_command(dev, "unknown")
    assert "Dev" in shown(dev)
    press(dev, EvidenceAct.FOUND)
    write(dev, TEXT, FOUND)
    write(dev, LINK, "nowhere")
    assert list(errors(submit(dev))) == [LINK]
    write(dev, LINK, "https://data.example.org/monthly")
    submit(dev)
    assert "privately" in shown(dev)
    dev.close_all()

    slack.pass_by(A_DAY)
    assert asked_again(slack) == ["dana", "lee", "sam"]
    (message,) = told(slack, "dana", about="How do you see it now?")
    assert FOUND in message["text"]
    dana = slack.person("dana")
    strength = ids.action_id("rate_again")
    assert dana.click(dana.direct_channel or "", message["ts"], strength).error is None
    assert "Strength" in words(dana.view)
    dana.close_all()
    posted = [call.args for call in slack.running.workspace.calls if call.method == "chat.postMessage"]
    keys = [str(args["metadata"]) for args in posted if "re_ask" in str(args["metadata"])]
    assert len(keys) == 3
    assert not any(word in key for key in keys for word in ("U0", "dana", "dont-know", first.id))

    type_command(dana, "evidence")
    assert FOUND in shown(dana)
    assert "Dev" in shown(dana)


def test_a_note_that_looks_like_a_record_about_a_student_is_questioned_once_and_then_kept(slack: InSlack) -> None:
    first = slack.check_in.asked[0]
    dana = slack.opens_form("dana")
    for asked in slack.check_in.asked:
        dana.choose(slack.level_block(asked.id), "ok-for-now")
    dana.type(slack.evidence_block(first.id), "Maria Lopez missed 12 days.")
    reply = dana.submit()
    assert list(reply.errors) == [slack.evidence_block(first.id)]
    assert "looks like a student's name" in reply.errors[slack.evidence_block(first.id)]
    slack.pass_by(A_MINUTE)
    assert "1 of 8 have rated" in slack.card()["text"]
    assert dana.submit().errors == {}
    assert dana.view is None
    assert "Maria Lopez missed 12 days." in words(slack.opens_form("dana").view)


def test_the_best_without_a_note_is_asked_how_one_knows_and_closing_it_costs_nothing(slack: InSlack) -> None:
    first = slack.check_in.asked[0]
    dana = slack.opens_form("dana")
    for asked in slack.check_in.asked:
        dana.choose(slack.level_block(asked.id), "strength" if asked == first else "ok-for-now")
    submit(dana)
    assert "Your ratings are saved" in words(dana.view)
    write(dana, note_field(first.id), "Two MOUs in August")
    submit(dana)
    assert "Two MOUs in August" in words(slack.opens_form("dana").view)
    dana.close_view()
    lee = slack.opens_form("lee")
    lee.choose(slack.level_block(first.id), "urgent-gap")
    submit(lee)
    lee.close_view()
    lee = slack.opens_form("lee")
    submit(lee)
    assert lee.view is None


def test_after_the_close_what_was_typed_comes_back(slack: InSlack) -> None:
    first = slack.check_in.asked[0]
    dana = slack.opens_form("dana")
    dana.choose(slack.level_block(first.id), "strength")
    submit(dana)
    write(dana, note_field(first.id), "Two MOUs in August")
    slack.until(slack.check_in.closes_at + A_MINUTE)
    submit(dana)
    assert "This check-in is closed" in words(dana.view)
    assert "Two MOUs in August" in words(dana.view)


def test_markup_in_the_ledger_is_shown_letter_by_letter(slack: InSlack) -> None:
    dana = slack.person("dana")
    type_command(dana, "evidence")
    press(dana, EvidenceAct.ADD)
    choose(dana, "indicator", slack.check_in.asked[0].id)
    text = (HOSTILE * 60)[:3000].strip()
    write(dana, TEXT, text)
    assert (dana.view or {})["state"]["values"][field_block(DATED_ON)]
    submit(dana)
    assert "Evidence added" in words(dana.view)
    dana.close_all()
    lee = slack.person("lee")
    type_command(lee, "evidence")
    assert text in shown(lee)
    assert whispers(lee, CHANNEL_ID) == []
