"""Gathers anew, from what is stored, which rows the numbers of a digest or of a reveal come from."""

from dataclasses import replace
from datetime import datetime
from itertools import islice

from jobs.gather_digest import gather
from rubric.check_in import CheckIn
from rubric.digest.corrections import with_what_was_agreed_by_then
from rubric.digest.origin import Origin
from rubric.digest.origins import check_in_origins, digest_origins
from rubric.team import Team
from storage import check_ins, passes
from storage.digests import Kept
from storage.store import Transaction


def explain_digest(transaction: Transaction, team: Team, said: Kept, *, now: datetime) -> tuple[Origin, ...]:
    """The dates of a forecast are those that are planned now."""
    period = said.digest.period
    material = with_what_was_agreed_by_then(gather(transaction, team, period=period, now=now, again=said.id))
    coming = team.rhythm.check_ins.after(period.end - datetime.resolution)
    material = replace(material, upcoming=tuple(islice(coming, len(material.rubric) + 1)))
    asked = passes.asked_by_then(
        transaction, team.id, before=period.end, number=said.digest.coming_next.open_number or 0
    )
    return digest_origins(said.digest, material, asked=asked)


def explain_check_in(transaction: Transaction, check_in: CheckIn) -> tuple[Origin, ...]:
    """Raises SealedUntilClose while it is not marked closed."""
    return check_in_origins(check_ins.with_ratings(transaction, check_in))
