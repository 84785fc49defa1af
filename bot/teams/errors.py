"""Turns whatever stopped a listener into words for the person who acted, in the shape that Teams waits for.

Anything but a 200 is a fault on the screen of whoever pressed, so words are all there is.
"""

import logging
from dataclasses import replace

from bot.stopped import notice_of
from bot.teams.answering import Answering, Json
from bot.teams.arrived import Arrived, How
from bot.teams.envelopes import unchanged
from bot.teams.form_state import typed_texts
from bot.teams.ids import Carried
from bot.teams.kept_forms import kept_form, kept_page
from bot.teams.outcomes import TROUBLE
from bot.teams.rating_pages import typed_notes
from bot.use_cases.who import Deps, Speaker
from bot.wording.in_forms import TYPED
from jobs.blame import blame
from rubric.refusals import Refusal
from storage.patience import patient_again
from storage.store import DatabaseError

log = logging.getLogger(__name__)


def answer_error(error: Exception, arrived: Arrived, answering: Answering) -> Json | None:
    """The body of the response."""
    if isinstance(error, TROUBLE) and arrived.how is How.WRITTEN:
        # It is Teams that takes no answer, so it takes none about that either.
        log.warning("Teams didn't take an answer (%s)", blame(error))
        return None
    notice = notice_of(error)
    if arrived.how is How.HAPPENED:
        return None
    if arrived.is_by_itself:
        # Nobody asked for anything, so nobody is told.
        return unchanged()
    if not notice.kept and arrived.is_press:
        # The notice takes the form's place, and the only copy of what was typed is in what came.
        notice = replace(notice, kept=_typed(answering.deps, arrived))
    # Whoever waited in vain is still to be told so, though all the time that was promised is gone.
    patient_again()
    try:
        return answering.tell(arrived, notice)
    except (*TROUBLE, DatabaseError) as trouble:
        log.warning("nobody could be told what went wrong (%s)", blame(trouble))
        return None


def _typed(deps: Deps, arrived: Arrived) -> tuple[tuple[str, str], ...]:
    try:
        carried = arrived.carried
    except Refusal:
        return ()
    try:
        return _by_label(deps, arrived.who, carried)
    except (Refusal, DatabaseError):
        # The labels are lost with the form, or can't be read just now.
        return tuple((TYPED, text) for text in carried.fields.values() if _is_typed(text))


def _by_label(deps: Deps, who: Speaker, carried: Carried) -> tuple[tuple[str, str], ...]:
    if not carried.form:
        return ()
    try:
        return typed_texts(kept_form(deps, who, carried.form).form, carried)
    except Refusal:
        return typed_notes(kept_page(deps, who, carried.form), carried)


def _is_typed(text: str) -> bool:
    """What is chosen has no space in it."""
    return any(character.isspace() for character in text.strip())
