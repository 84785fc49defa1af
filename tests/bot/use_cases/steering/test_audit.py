"""The audit log as the team reads it: newest first, page by page, and as a file to whoever asks."""

import pytest

from bot.sections.forms import Form
from bot.sections.parts import Bullet, Button
from bot.sections.steering import FormAct
from bot.use_cases.ask_now import ask_now
from bot.use_cases.digest_now import digest_now
from bot.use_cases.steering.pause_team import pause_team, resume_team
from bot.use_cases.steering.show_audit import page_audit, send_audit_file, show_audit
from jobs.announcements import AuditFile
from rubric.audit import What
from rubric.refusals import FormDoesNotMatch, NotOnTheTeam
from storage.store import Store
from tests.bot.use_cases.steering.ground import A_DAY, A_MINUTE, CLOSES, leaves, log, said, text_of, the_form
from tests.cabinet import NAMES, Cabinet, address, speaker


@pytest.fixture
def cabinet(any_store: Store) -> Cabinet:
    cabinet = Cabinet(any_store, names=(*NAMES, "Olga"))
    cabinet.set_up()
    return cabinet


def changed(cabinet: Cabinet, times: int) -> None:
    for at in range(times):
        (pause_team if at % 2 == 0 else resume_team)(cabinet.deps, speaker("Ana"), cabinet.team().id)


def audit(cabinet: Cabinet, name: str = "Olga") -> Form:
    return the_form(show_audit(cabinet.deps, speaker(name), cabinet.team().id))


def acts(form: Form) -> dict[str, str]:
    return {part.act: part.value for part in form.parts if isinstance(part, Button)}


def bullets(form: Form) -> int:
    return sum(isinstance(part, Bullet) for part in form.parts)


def test_an_observer_reads_what_was_changed_the_newest_first(cabinet: Cabinet) -> None:
    changed(cabinet, 2)
    text = text_of(audit(cabinet))
    assert "Fri, Oct 30, 9:00 AM. Ana paused the team." in text
    assert text.index("resumed the team") < text.index("paused the team")


def test_before_anything_was_changed_it_says_so(cabinet: Cabinet) -> None:
    form = audit(cabinet)
    assert "Nothing has been changed" in text_of(form)
    assert acts(form) == {}


@pytest.mark.parametrize(
    ("entries", "pages"), [pytest.param(20, [20], id="one page"), pytest.param(45, [20, 20, 5], id="three pages")]
)
def test_twenty_make_a_page_and_older_ones_follow(cabinet: Cabinet, entries: int, pages: list[int]) -> None:
    changed(cabinet, entries)
    form = audit(cabinet)
    found = [bullets(form)]
    assert FormAct.AUDIT_NEWEST not in acts(form)
    while FormAct.AUDIT_OLDER in acts(form):
        form = the_form(page_audit(cabinet.deps, speaker("Olga"), form.about, acts(form)[FormAct.AUDIT_OLDER]))
        found.append(bullets(form))
        assert FormAct.AUDIT_NEWEST in acts(form)
    assert found == pages
    form = the_form(page_audit(cabinet.deps, speaker("Olga"), form.about, ""))
    assert bullets(form) == pages[0]


@pytest.mark.parametrize("before", ["x", "-1", "1" * 30, "²"])
def test_a_page_that_is_none_does_not_match(cabinet: Cabinet, before: str) -> None:
    form = audit(cabinet)
    with pytest.raises(FormDoesNotMatch):
        page_audit(cabinet.deps, speaker("Olga"), form.about, before)


def test_the_file_goes_to_whoever_asked_and_to_nobody_else(cabinet: Cabinet) -> None:
    changed(cabinet, 3)
    form = audit(cabinet)
    said(send_audit_file(cabinet.deps, speaker("Olga"), form.about))
    cabinet.travel(cabinet.clock.now() + A_MINUTE)
    (sent,) = cabinet.messenger.said(AuditFile)
    assert sent.address == address("Olga")
    assert isinstance(sent.announcement, AuditFile)
    assert sent.announcement.entries == tuple(reversed(log(cabinet)))
    with pytest.raises(NotOnTheTeam):
        send_audit_file(cabinet.deps, speaker("Mallory"), form.about)


def test_the_file_is_not_sent_to_who_left_meanwhile(cabinet: Cabinet) -> None:
    said(send_audit_file(cabinet.deps, speaker("Olga"), audit(cabinet).about))
    leaves(cabinet, "Olga")
    cabinet.travel(cabinet.clock.now() + A_MINUTE)
    assert cabinet.messenger.said(AuditFile) == []


def test_asking_now_and_an_early_digest_are_logged(cabinet: Cabinet) -> None:
    cabinet.clock.at -= 3 * A_DAY
    ask_now(cabinet.deps, speaker("Ana"), cabinet.team().id)
    cabinet.travel(CLOSES + A_DAY)
    digest_now(cabinet.deps, speaker("Ana"), cabinet.team().id)
    asked, digested = log(cabinet)
    assert (asked.what, asked.after["number"]) == (What.ASKED_NOW, 1)
    assert digested.what is What.DIGEST_NOW
    assert digested.after == {"until": cabinet.clock.now().isoformat()}
