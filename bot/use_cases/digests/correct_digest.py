"""Compiles the last digest's period again, shows a coordinator what it would say differently, and posts that."""

from dataclasses import dataclass
from datetime import datetime

from bot.sections.digest_notes import correct_form
from bot.use_cases.results import Notice, OpenForm
from bot.use_cases.steer import About, Looking, Steering, looking, steering
from bot.use_cases.who import Deps, Speaker
from bot.wording import correcting as words
from jobs.announce_digests import was_posted
from jobs.compile_again import corrected_digest
from rubric.audit import What
from rubric.digest.compile import Digest
from rubric.digest.corrections import Correction, corrections
from rubric.people import TeamId
from rubric.refusals import DigestNotPostedYet, FormDoesNotMatch, NoDigestYet
from storage import deliveries, digests
from storage.deliveries import Kind, Order
from storage.digests import Kept

# What can change what a correction says between the look and the submission.
DECIDES = frozenset({What.TEAM_RATING, What.DIGEST_CORRECTED})


@dataclass(frozen=True, slots=True)
class _Again:
    """The last digest, as it was last said and as it would be now."""

    posted: Kept
    digest: Digest
    corrections: tuple[Correction, ...]


def open_correction(deps: Deps, who: Speaker, team_id: TeamId) -> OpenForm | Notice:
    """Raises CoordinatorsOnly, NotOnTheTeam, FormDoesNotMatch, and Refused when there is no digest to correct."""
    with looking(deps, who, team_id) as ground:
        again = _compiled_again(ground, ground.now)
        if not again.corrections:
            return words.nothing_to_correct(again.digest)
        return OpenForm(correct_form(str(ground.about(again.posted.id)), again.corrections, again.digest))


def correct_digest(deps: Deps, who: Speaker, about: str) -> Notice:
    """Raises what `steering` raises, and FormDoesNotMatch when another digest has come meanwhile."""
    meant = About.read(about)
    with steering(deps, who, meant.team_id, seen=meant.seen, watches=DECIDES) as ground:
        again = _compiled_again(ground, ground.now)
        if again.posted.id != meant.more:
            raise FormDoesNotMatch
        if not again.corrections:
            return words.nothing_to_correct(again.digest)
        made = digests.correct(
            ground.transaction, again.posted.id, again.digest, made_by=ground.member.name, now=ground.now
        )
        order = Order.to_channel(ground.team, Kind.CORRECTION, about=made.id, run_at=ground.now)
        deliveries.enqueue(ground.transaction, order)
        ground.log(What.DIGEST_CORRECTED, after={"until": again.digest.period.end.isoformat()})
    return words.correction_coming()


def _compiled_again(ground: Looking | Steering, now: datetime) -> _Again:
    posted = digests.latest(ground.transaction, ground.team.id)
    if posted is None:
        raise ground.refused(NoDigestYet(ground.team.next_digest_at))
    if not was_posted(ground.transaction, posted.id):
        raise ground.refused(DigestNotPostedYet())
    said = digests.as_it_stands(ground.transaction, posted.id) or posted.digest
    digest = corrected_digest(ground.transaction, ground.team, posted, now=now)
    return _Again(posted, digest, corrections(said, digest))
