"""Facts as long as they can be: every text up to its limit, every list as full as a team and a rubric make it."""

from datetime import timedelta
from itertools import cycle, islice

from rubric import team_rating
from rubric.check_in import AskedIndicator, CheckIn, ask
from rubric.digest.material import Material
from rubric.digest.period import Period
from rubric.model import Domain, DomainId, Indicator, IndicatorId, Level, LevelId, Rubric, RubricId, Scale
from rubric.next_step import LONGEST_STEP, NextStep, StepKind, StepState
from rubric.people import CheckInId, Member, MemberId, NextStepId, TeamId
from rubric.rating import EVIDENCE_LIMIT, Rating
from rubric.results import Closed
from rubric.reveal import Reveal, reveal
from rubric.sooner import come_sooner
from rubric.team_rating import TeamRating
from rubric.texts import INDICATOR_LIMIT, MEANING_LIMIT, NAME_LIMIT, NOTE_LIMIT, PROMPT_LIMIT, TITLE_LIMIT
from tests.bot.facts import HOSTILE
from tests.builders import OPENING, ZONE, a_history, openings

MEMBERS = 15
INDICATORS = 45
A_WEEK = timedelta(weeks=1)
# What Slack allows somebody to be called, and an address on the web to have.
LONGEST_NAME = 80
LONGEST_LINK = 3000


def long(text: str, longest: int) -> str:
    """`text` over and over, so many characters of it, and no white space at the end."""
    return "".join(islice(cycle(f"{text} "), longest - 1)) + "."


def a_name(number: int) -> str:
    return long(f"{number} {HOSTILE}", LONGEST_NAME)


def _level(number: int) -> Level:
    name = long(f"{number} of many levels & <more>", NAME_LIMIT)
    meaning = long("What it means & <so on>", MEANING_LIMIT)
    return Level(id=LevelId(f"level-{number}"), name=name, meaning=meaning, emoji=":large_yellow_square:")


# With Don't know as many as a list of radio buttons holds.
SCALE = Scale(levels=tuple(map(_level, range(1, 10))), dont_know=_level(10))


def _domain(number: int, indicators: int) -> Domain:
    return Domain(
        id=DomainId(f"domain-{number}"),
        title=long(f"{number} Domain & <title>", TITLE_LIMIT),
        short_title=long(f"{number} Short & <title>", NAME_LIMIT),
        indicators=tuple(
            Indicator(id=IndicatorId(f"domain-{number}.{at}"), text=long(f"{number}.{at} {HOSTILE}", INDICATOR_LIMIT))
            for at in range(1, indicators + 1)
        ),
    )


RUBRIC = Rubric(
    id=RubricId("longest"),
    title=long("Longest", TITLE_LIMIT),
    version="1",
    source=long("Source", NOTE_LIMIT),
    rights=long("Rights", NOTE_LIMIT),
    evidence_prompt=long("How do you know?", PROMPT_LIMIT),
    scale=SCALE,
    domains=tuple(_domain(number, size) for number, size in enumerate((8, 7, 8, 8, 7, 7), start=1)),
)
assert len(RUBRIC) == INDICATORS
TEAM_NAME = a_name(0)
PEOPLE = tuple(Member(MemberId(f"{at:032}"), a_name(at), zone=ZONE) for at in range(MEMBERS))


def a_check_in(number: int, *, indicators: int = INDICATORS, is_closed: bool = True) -> CheckIn:
    opened_at = OPENING + A_WEEK * number
    return CheckIn(
        id=CheckInId(f"{number:032}"),
        team_id=TeamId("t" * 32),
        number=number,
        due_at=opened_at,
        opened_at=opened_at,
        closes_at=opened_at + A_WEEK,
        closed_at=opened_at + A_WEEK if is_closed else None,
        scale=SCALE,
        evidence_prompt=RUBRIC.evidence_prompt,
        asked=ask(RUBRIC, [one.id for one in RUBRIC.indicators[:indicators]]),
    )


def rated(check_in: CheckIn, *, turn: int) -> tuple[Rating, ...]:
    """By everybody, with a note of full length each; a third are split, a third don't know, a third agree."""
    levels = [level.id for level in SCALE.levels]
    kinds = (levels[turn:], [SCALE.dont_know.id], levels[turn : turn + 1])
    return tuple(
        Rating(asked.id, one.id, kinds[at % 3][by % len(kinds[at % 3])], _note(by), check_in.opened_at)
        for at, asked in enumerate(check_in.asked)
        for by, one in enumerate(PEOPLE)
    )


def _note(number: int) -> str:
    return long(f"{number} {HOSTILE}", EVIDENCE_LIMIT)


def a_closed(number: int) -> Closed:
    check_in = a_check_in(number)
    return Closed(check_in, rated(check_in, turn=number % 2), MEMBERS)


def a_reveal() -> Reveal:
    closed = a_closed(999)
    return reveal(closed.check_in, ratings=closed.ratings, of=closed.of)


def a_team_rating(number: int, asked: AskedIndicator) -> TeamRating:
    """With as much as may be typed of why, and of who saw it otherwise."""
    return TeamRating(
        id=number,
        check_in_id=CheckInId(f"{999:032}"),
        number=999,
        indicator_id=asked.id,
        domain_id=asked.domain_id,
        label=asked.label,
        level_id=SCALE.levels[number % len(SCALE.levels)].id,
        rationale=long(HOSTILE, team_rating.NOTE_LIMIT),
        dissent=long(HOSTILE, team_rating.NOTE_LIMIT),
        agreed_on=OPENING.date(),
        recorded_at=OPENING + A_WEEK,
        recorded_by=a_name(1),
    )


def a_step(number: int, asked: AskedIndicator) -> NextStep:
    return NextStep(
        id=NextStepId(f"{number:032}"),
        team_id=TeamId("t" * 32),
        kind=StepKind.FIND_OUT if number % 2 else StepKind.STEP,
        indicator_id=asked.id,
        domain_id=asked.domain_id,
        label=asked.label,
        sentence=long(HOSTILE, LONGEST_STEP),
        owner_id=PEOPLE[0].id,
        owner=a_name(0),
        due_on=OPENING.date(),
        state=StepState.OPEN,
        made_at=OPENING,
        made_by=a_name(1),
    )


def a_material() -> Material:
    """Everything is split, unknown, agreed or has moved, and was rated by the team; two check-ins closed in it."""
    before, closed = a_closed(998), (a_closed(999), a_closed(1000))
    asked = [[one.id for one in each.check_in.asked] for each in (before, *closed)]
    return Material(
        team_name=TEAM_NAME,
        zone=ZONE,
        period=Period(OPENING, OPENING + 2 * A_WEEK),
        rubric=RUBRIC,
        closed=closed,
        earlier=(before,),
        history=a_history(*asked, passes=(1, 2, 3)),
        sooner=come_sooner(closed),
        indicators_per_check_in=30,
        open_check_in=a_check_in(1001, is_closed=False),
        upcoming=openings(*(OPENING + A_WEEK * at for at in range(3, 9))),
        team_ratings=tuple(a_team_rating(at, one) for at, one in enumerate(before.check_in.asked)),
        open_steps=tuple(a_step(at, one) for at, one in enumerate(before.check_in.asked)),
    )
