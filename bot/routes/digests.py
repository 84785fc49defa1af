"""Digests: more of one, why its numbers are what they are, trying, repeating and correcting it, and one's own."""

from collections.abc import Callable
from functools import partial

from bot.routes.tables import Press, Pressed, Routes, alone
from bot.sections.digest_notes import CORRECT_FORM, DigestAct
from bot.sections.digests import PostedAct
from bot.sections.explaining import WhyAct
from bot.sections.forms import Values
from bot.sections.own_digests import OwnDigestAct
from bot.use_cases.digests.correct_digest import correct_digest, open_correction
from bot.use_cases.digests.explain_numbers import explain_numbers, page_numbers
from bot.use_cases.digests.own_digest import switch_own_digest, switch_own_digest_here
from bot.use_cases.digests.post_again import post_again
from bot.use_cases.digests.preview_digest import send_digest_test, show_preview
from bot.use_cases.digests.show_more import show_more
from bot.use_cases.results import Result
from bot.use_cases.steer import team_here
from bot.use_cases.who import Deps, Speaker
from rubric.people import DigestId, TeamId

OfATeam = Callable[[Deps, Speaker, TeamId], Result]


def _here(use_case: OfATeam) -> Callable[[Deps, Speaker, str], Result]:
    """The same for the team of the channel that a command was typed in."""

    def of_the_channel(deps: Deps, who: Speaker, channel_id: str) -> Result:
        return use_case(deps, who, team_here(deps, who, channel_id))

    return of_the_channel


def _press(use_case: OfATeam) -> Press:
    def press(deps: Deps, who: Speaker, pressed: Pressed) -> Result:
        return use_case(deps, who, TeamId(pressed.value))

    return press


def _more(deps: Deps, who: Speaker, pressed: Pressed) -> Result:
    return show_more(deps, who, DigestId(pressed.value))


def _why(deps: Deps, who: Speaker, pressed: Pressed) -> Result:
    return explain_numbers(deps, who, pressed.value)


def _why_page(deps: Deps, who: Speaker, pressed: Pressed) -> Result:
    return page_numbers(deps, who, pressed.value)


def _correct(deps: Deps, who: Speaker, about: str, values: Values) -> Result:
    del values
    return correct_digest(deps, who, about)


DIGESTS = Routes(
    commands={
        "digest preview": alone(_here(show_preview)),
        "digest test": alone(_here(send_digest_test)),
        "digest again": alone(_here(post_again)),
        "digest correct": alone(_here(open_correction)),
        "digest off": alone(partial(switch_own_digest_here, on=False)),
        "digest on": alone(partial(switch_own_digest_here, on=True)),
    },
    presses={
        PostedAct.MORE: _more,
        PostedAct.WHY: _why,
        WhyAct.PAGE: _why_page,
        DigestAct.TEST: _press(send_digest_test),
        DigestAct.PREVIEW: _press(show_preview),
        OwnDigestAct.STOP: _press(partial(switch_own_digest, on=False)),
        OwnDigestAct.START: _press(partial(switch_own_digest, on=True)),
    },
    submissions={CORRECT_FORM: _correct},
)
