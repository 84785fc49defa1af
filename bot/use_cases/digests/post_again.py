"""Posts the last digest again, as it was last said, for whoever missed it; the channel is told that it is not new."""

from bot.use_cases.results import Notice
from bot.use_cases.steer import steering
from bot.use_cases.who import Deps, Speaker
from bot.wording import correcting as words
from jobs.announce_digests import was_posted
from rubric.audit import What
from rubric.people import TeamId
from rubric.refusals import DigestNotPostedYet, NoDigestYet
from storage import deliveries, digests
from storage.deliveries import Kind, Order
from storage.store import new_id


def post_again(deps: Deps, who: Speaker, team_id: TeamId) -> Notice:
    """Raises what `steering` raises, and Refused when there is none, or it still waits to be posted at all."""
    with steering(deps, who, team_id) as ground:
        last = digests.latest(ground.transaction, ground.team.id)
        if last is None:
            raise ground.refused(NoDigestYet(ground.team.next_digest_at))
        if not was_posted(ground.transaction, last.id):
            raise ground.refused(DigestNotPostedYet())
        order = Order.to_channel(ground.team, Kind.DIGEST, about=last.id, run_at=ground.now, once=new_id())
        deliveries.enqueue(ground.transaction, order)
        ground.log(What.DIGEST_AGAIN, after={"until": last.digest.period.end.isoformat()})
    return words.coming_again(last.digest)
