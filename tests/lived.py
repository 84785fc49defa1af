"""A cabinet with something of everything in its past: check-ins, team ratings, next steps, evidence, second looks."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from rubric.check_in import CheckIn
from rubric.digest.compile import Digest
from rubric.digest.period import Period
from rubric.evidence import Evidence
from rubric.model import LevelId
from rubric.next_step import StepState
from rubric.people import EvidenceId, MemberId
from rubric.second_rating import SecondRating
from rubric.team import Team
from storage import digests, evidence, next_steps, second_ratings, team_ratings, teams
from storage.store import Store, Transaction
from tests.bot.facts import a_digest
from tests.cabinet import LETTERS, Cabinet, local
from tests.steps import a_step

# Members by names that stand in nothing else; none of them ever acts openly.
RATERS = ("Quillona", "Bartlefox", "Zyxwena", "Ombretta")
FIRST_CLOSES = date(2026, 11, 9)
SECOND_CLOSES = date(2026, 11, 23)
NOTE = "Seen by {} schools"


@dataclass(slots=True)
class Lived:
    """Two closed check-ins of three indicators, and one that is open; the last of the second had too few answers."""

    cabinet: Cabinet
    team: Team
    first: CheckIn
    second: CheckIn

    @property
    def now(self) -> datetime:
        return self.cabinet.clock.now()


def lived(store: Store) -> Lived:
    cabinet = Cabinet(store, names=("Ana", *RATERS, "Olga"))
    team = cabinet.set_up()
    cabinet.travel(local(date(2026, 11, 3)))
    for name, letters in zip(RATERS, ("S S U", "S O U", "S B ?", "S U ?"), strict=True):
        cabinet.rate(name, letters, evidence=NOTE.format(RATERS.index(name)))
    first = cabinet.open_check_in()
    cabinet.travel(local(date(2026, 11, 17)))
    for name, letters in zip(RATERS, ("O S S", "O O .", "B B .", "U S ."), strict=True):
        cabinet.rate(name, letters)
    second = cabinet.open_check_in()
    cabinet.travel(local(date(2026, 12, 1)))
    cabinet.rate(RATERS[0], "S S S", evidence="Not to be seen before it closes")
    with store.begin() as transaction:
        _agree(transaction, team, first)
        _undertake(transaction, team, first, owner=_ids(transaction, team)["Ana"])
        _look_again(transaction, team, first, cabinet.clock.now())
    return Lived(cabinet, cabinet.team(), first, second)


def _ids(transaction: Transaction, team: Team) -> dict[str, MemberId]:
    return {one.member.name: one.member.id for one in teams.roster(transaction, team.id)}


def _agree(transaction: Transaction, team: Team, check_in: CheckIn) -> None:
    """On the second indicator, and then once more."""
    for level, on in (("could-be-better", date(2026, 11, 10)), ("ok-for-now", date(2026, 11, 12))):
        team_ratings.record(
            transaction,
            team.id,
            check_in.id,
            check_in.asked[1].id,
            level_id=LevelId(level),
            rationale=f"Because of what we saw on {on}",
            dissent="One saw it otherwise",
            agreed_on=on,
            recorded_by="Ana",
            now=local(on),
        )


def _undertake(transaction: Transaction, team: Team, check_in: CheckIn, *, owner: MemberId) -> None:
    asked = check_in.asked[1]
    step = a_step(
        "step-1",
        about=asked,
        team_id=team.id,
        owner="Ana",
        owner_id=owner,
        state=StepState.DONE,
        made_at=local(date(2026, 11, 12)),
        check_in_id=check_in.id,
        settled_at=local(date(2026, 11, 19)),
    )
    next_steps.add(transaction, step)
    entry = Evidence(
        id=EvidenceId("evidence-1"),
        team_id=team.id,
        indicator_id=asked.id,
        domain_id=asked.domain_id,
        label=asked.label,
        text="The October report",
        link="https://district.example/report",
        dated_on=date(2026, 10, 30),
        added_at=local(date(2026, 11, 13)),
        added_by="Ana",
    )
    evidence.add(transaction, entry)


def _look_again(transaction: Transaction, team: Team, check_in: CheckIn, now: datetime) -> None:
    """Three are counted, and a fourth waits."""
    digest_id = digests.add(transaction, team.id, _digest(now - timedelta(hours=20)))
    assert digest_id is not None
    ids = _ids(transaction, team)
    for name, letter in zip(RATERS, "OOBS", strict=True):
        rating = SecondRating(
            check_in_id=check_in.id,
            indicator_id=check_in.asked[1].id,
            member_id=ids[name],
            level_id=LevelId(LETTERS[letter]),
            rated_at=now - timedelta(days=2),
        )
        second_ratings.save(transaction, rating)
        if letter != "S":
            second_ratings.release(transaction, [rating], digest_id)


def _digest(until: datetime) -> Digest:
    return replace(a_digest().digest, period=Period(until - timedelta(days=14), until))
