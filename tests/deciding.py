"""A cabinet that decides: what is recorded between a check-in's close and the digest, as it is stored."""

from datetime import date, timedelta

from jobs.announcements import DigestPost
from rubric.check_in import CheckIn
from rubric.model import LevelId
from rubric.next_step import NextStep
from rubric.people import MemberId
from rubric.second_rating import SecondRating
from storage import next_steps, second_ratings, team_ratings, teams
from storage.store import Store, new_id
from tests.cabinet import LETTERS, MONDAY, Cabinet, local
from tests.steps import a_step

CLOSE = local(MONDAY + timedelta(days=7))
DIGEST = local(MONDAY + timedelta(days=14))
A_MINUTE = timedelta(minutes=1)


def closed_cabinet(store: Store, *, every_weeks: int = 2, indicators: int = 3) -> tuple[Cabinet, CheckIn]:
    """Its first check-in has closed: the first indicator splits it, the second is unknown to half, the third alike."""
    cabinet = Cabinet(store)
    cabinet.set_up(every_weeks=every_weeks, indicators=indicators)
    cabinet.travel(local(MONDAY) + A_MINUTE)
    check_in = cabinet.open_check_in()
    for name, letters in (("Ana", "S ? O"), ("Dev", "U ? O"), ("Dana", "S O O"), ("Lee", "U O O")):
        cabinet.rate(name, letters)
    cabinet.travel(CLOSE + A_MINUTE)
    return cabinet, check_in


def agrees(cabinet: Cabinet, check_in: CheckIn, at: int, letter: str, *, agreed_on: date | None = None) -> None:
    """On the day itself, unless told."""
    with cabinet.store.begin() as transaction:
        team_ratings.record(
            transaction,
            cabinet.team().id,
            check_in.id,
            check_in.asked[at].id,
            level_id=LevelId(LETTERS[letter]),
            rationale="We looked at it together.",
            dissent="",
            agreed_on=agreed_on or cabinet.clock.now().date(),
            recorded_by="Ana",
            now=cabinet.clock.now(),
        )


def undertakes(cabinet: Cabinet, check_in: CheckIn, at: int, owner: str, due_on: date, sentence: str) -> NextStep:
    step = a_step(
        new_id(),
        about=check_in.asked[at],
        team_id=check_in.team_id,
        sentence=sentence,
        owner=owner,
        owner_id=member_ids(cabinet)[owner],
        due_on=due_on,
        made_at=cabinet.clock.now(),
        check_in_id=check_in.id,
    )
    with cabinet.store.begin() as transaction:
        next_steps.add(transaction, step)
    return step


def look_again(cabinet: Cabinet, check_in: CheckIn, at: int, letters: dict[str, str]) -> None:
    ids = member_ids(cabinet)
    with cabinet.store.begin() as transaction:
        for name, letter in letters.items():
            rating = SecondRating(
                check_in.id, check_in.asked[at].id, ids[name], LevelId(LETTERS[letter]), cabinet.clock.now()
            )
            second_ratings.save(transaction, rating)


def member_ids(cabinet: Cabinet) -> dict[str, MemberId]:
    with cabinet.store.read() as transaction:
        return {one.member.name: one.member.id for one in teams.roster(transaction, cabinet.team().id)}


def digests_posted(cabinet: Cabinet) -> list[DigestPost]:
    said = (sent.announcement for sent in cabinet.messenger.said(DigestPost))
    return [post for post in said if isinstance(post, DigestPost)]
