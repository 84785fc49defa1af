"""Facts for messages and forms: name what the test is about, and leave the rest to sensible defaults."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TypeVar

from bot.sections.parts import Message, Section
from jobs.announcements import (
    Card,
    DigestPost,
    Doubtful,
    Invitation,
    LandedQuestion,
    PlaceLost,
    RevealPost,
    RosterQuestion,
    RosterSettled,
    TalkPrompt,
    Welcome,
    WhyClosed,
    WhyWritten,
)
from rubric.digest.agreed import Agreed
from rubric.digest.coming_next import ComingNext
from rubric.digest.compile import Digest
from rubric.digest.moved import Moved
from rubric.digest.participation import Participation
from rubric.digest.period import Period
from rubric.digest.talk_about import TalkAbout
from rubric.digest.unknown import Unknown
from rubric.digest.where_we_are import WhereWeAre
from rubric.model import DomainId, IndicatorId, LevelId, Scale
from rubric.people import DigestId, TeamId
from rubric.reveal import reveal
from rubric.statistics.change import Change
from rubric.statistics.coverage import Coverage, DomainCoverage
from storage.proposals import Proposal, ProposalKind, Settled
from tests.builders import ZONE, a_check_in, a_closed, a_scale, column

Kind = TypeVar("Kind", bound=Section)

# Everything that Slack, or anything else on the way, could take for an instruction.
HOSTILE = "<!channel> <@U1> *bold* _it_ ~no~ `code` <https://evil.example|here> @here &lt; :smile: \u202e\u05d0 😀"


def a_welcome(*, team_name: str = "Attendance team", members: tuple[str, ...] = ("Ana", "Dev", "Lee")) -> Welcome:
    return Welcome(
        team_name=team_name,
        zone=ZONE,
        member_names=members,
        first_check_in_at=datetime(2026, 11, 9, 21, 0, tzinfo=UTC),
        every_weeks=2,
        indicators_per_check_in=7,
    )


def a_card(*ids: str, finished: int = 5, of: int = 8, is_closed: bool = False) -> Card:
    return Card(ZONE, a_check_in(*ids, number=6, is_closed=is_closed), finished=finished, of=of)


def a_reveal(grid: str, *ids: str, evidence: Mapping[tuple[str, str], str] | None = None) -> RevealPost:
    """What is shown of a check-in rated as drawn in `grid`, see tests/builders.py."""
    closed = a_closed(grid, *ids, number=6, evidence=evidence)
    return RevealPost(ZONE, reveal(closed.check_in, ratings=closed.ratings, of=closed.of), closed.check_in.team_id)


def a_talk_prompt(letters: str, *, scale: Scale | None = None) -> TalkPrompt:
    """What is asked about the only indicator of a check-in, rated as `letters` say, one a member."""
    closed = a_closed(column(letters), "a.1", number=6, scale=scale)
    found = reveal(closed.check_in, ratings=closed.ratings, of=closed.of)
    return TalkPrompt(ZONE, found.check_in_id, found.number, found.scale, 0, found.results[0])


def a_talk_about(label: str = "A 1", text: str = "Statement a.1.") -> TalkAbout:
    return TalkAbout(
        indicator_id=IndicatorId("a.1"),
        label=label,
        text=text,
        counts=(3, 1, 0, 3),
        dont_know=1,
        agreement=-0.14,
        steps=3,
    )


def an_unknown(label: str = "A 2", text: str = "Statement a.2.") -> Unknown:
    return Unknown(IndicatorId("a.2"), label, text, dont_know=4, answers=8)


def a_moved(before: tuple[str, ...] = ("could-be-better",), after: tuple[str, ...] = ("ok-for-now",)) -> Moved:
    return Moved(
        indicator_id=IndicatorId("b.1"),
        label="B 1",
        text="Statement b.1.",
        change=Change(up=4, down=0, same=3, only_before=0, only_after=1),
        before=tuple(map(LevelId, before)),
        after=tuple(map(LevelId, after)),
    )


def an_agreed() -> Agreed:
    return Agreed(IndicatorId("b.2"), "B 2", LevelId("ok-for-now"), count=7, answers=8)


def a_digest(
    *,
    talk_about: tuple[TalkAbout, ...] = (),
    unknown: tuple[Unknown, ...] = (),
    moved: tuple[Moved, ...] = (),
    agreed: tuple[Agreed, ...] = (),
    participation: tuple[Participation, ...] = (Participation(6, 7, 8),),
    asked: tuple[int, ...] = (5, 1),
    titles: tuple[str, ...] = ("Resources", "Strategic partnerships"),
    coming_next: ComingNext | None = None,
) -> DigestPost:
    """Each domain of eight has `asked` so many."""
    domains = tuple(
        DomainCoverage(DomainId(f"d-{at}"), title, done, 8)
        for at, (title, done) in enumerate(zip(titles, asked, strict=True))
    )
    return DigestPost(
        Digest(
            team_name="Attendance team",
            zone=ZONE,
            period=Period(datetime(2026, 11, 2, 14, 0, tzinfo=UTC), datetime(2026, 11, 16, 14, 0, tzinfo=UTC)),
            scale=a_scale(),
            talk_about=talk_about,
            unknown=unknown,
            moved=moved,
            agreed=agreed,
            participation=participation,
            where_we_are=WhereWeAre(
                Coverage(1, sum(asked), 8 * len(asked), domains), datetime(2027, 2, 12, 14, 0, tzinfo=UTC)
            ),
            coming_next=coming_next
            or ComingNext(
                datetime(2026, 11, 16, 14, 0, tzinfo=UTC), ("Capacity building 3", "Resources 6"), None, None
            ),
        ),
        DigestId("digest"),
    )


def a_place_lost(why: WhyClosed = WhyClosed.REMOVED, *, team_name: str = "Attendance team") -> PlaceLost:
    return PlaceLost(team_name, "C0CABINET", why)


def a_landed_question(what: Doubtful = Doubtful.CARD, *, team_name: str = "Attendance team") -> LandedQuestion:
    tried_at = datetime(2026, 11, 13, 21, 0, tzinfo=UTC)
    return LandedQuestion(team_name, ZONE, "C0CABINET", what, tried_at=tried_at, delivery_id=17)


def a_roster_question(
    name: str = "Ruth Goldberg", *, joined: bool = True, closed: bool = False, team_name: str = "Attendance team"
) -> RosterQuestion:
    return RosterQuestion(team_name, "C0CABINET", "f" * 32, name, joined=joined, closed=closed)


def a_roster_settled(
    how: Settled, *, kind: ProposalKind = ProposalKind.JOIN, name: str = "Ruth Goldberg", by: str = "Ana Morales"
) -> RosterSettled:
    proposal = Proposal(
        id="f" * 32,
        team_id=TeamId("team"),
        kind=kind,
        address="U0RUTH",
        name=name,
        zone=ZONE,
        made_at=datetime(2026, 11, 13, 21, 0, tzinfo=UTC),
        settled=True,
        settled_as=how,
        settled_by=by,
    )
    return RosterSettled("Attendance team", "C0CABINET", proposal)


def an_invitation(why: WhyWritten, *, waiting: int = 2) -> Invitation:
    return Invitation("Attendance team", ZONE, a_check_in(number=6), waiting, why)


def a_full_digest() -> DigestPost:
    return a_digest(talk_about=(a_talk_about(),), unknown=(an_unknown(),), moved=(a_moved(),), agreed=(an_agreed(),))


def of_kind(message: Message, kind: type[Kind]) -> list[Kind]:
    """The sections of one kind, in order."""
    return [section for section in message.sections if isinstance(section, kind)]
