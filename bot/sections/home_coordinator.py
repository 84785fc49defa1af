"""What coordinators find on their home page: who has rated, what comes, how far the team is, and how to steer it.

Every change has one button here, in the row under the words that it changes.
"""

from bot.sections.calendar import CalendarAct
from bot.sections.digest_notes import DigestAct
from bot.sections.next_steps import StepAct
from bot.sections.parts import (
    Bullet,
    Button,
    Chart,
    Divider,
    Heading,
    Paragraph,
    Section,
    Series,
    Small,
    bold,
    italic,
    line,
    paragraph,
)
from bot.sections.people import PeopleAct
from bot.sections.steering import SteerAct
from bot.sections.talking import DecideAct
from bot.use_cases.home.facts import ForCoordinator, TeamPage
from bot.use_cases.next_steps.target import StepTarget
from bot.wording import coordinating, digests, homes, next_steps, talking
from rubric.school_calendar import Break
from rubric.statistics.coverage import Coverage


def coordinating_sections(page: TeamPage, facts: ForCoordinator) -> list[Section]:
    return [
        Divider(),
        Heading(coordinating.TITLE),
        *_to_decide(page, facts),
        *_this_check_in(page, facts),
        *_next_steps(page, facts),
        *_coming(page, facts),
        *_covered(page, facts),
        *_rotation(page, facts),
        *_team(page, facts),
        *_lately(page, facts),
    ]


def _to_decide(page: TeamPage, facts: ForCoordinator) -> list[Section]:
    if not facts.proposals:
        return []
    return [paragraph(bold(homes.proposals(facts.proposals))), _people(page)]


def _this_check_in(page: TeamPage, facts: ForCoordinator) -> list[Section]:
    past = [paragraph(coordinating.took_part(facts.took_part))] if facts.took_part else []
    decide = [Button(talking.RECORD_SEVERAL, DecideAct.DECIDE, page.team_id)] if facts.took_part else []
    if facts.taking_part is None:
        ask_now = (
            [] if page.paused else [_sure(coordinating.ASK_NOW, SteerAct.ASK_NOW, page, coordinating.sure_to_ask())]
        )
        digest_now = _sure(coordinating.DIGEST_NOW, SteerAct.DIGEST_NOW, page, coordinating.sure_to_digest())
        return [
            _title(coordinating.THIS_CHECK_IN),
            paragraph(coordinating.none_open()),
            *past,
            *decide,
            *ask_now,
            _preview(page),
            digest_now,
        ]
    may_nudge = bool(facts.taking_part.missing) and not page.paused
    return [
        _title(coordinating.THIS_CHECK_IN),
        *map(paragraph, coordinating.taking_part(facts.taking_part)),
        *past,
        *([_sure(coordinating.NUDGE, SteerAct.NUDGE, page, coordinating.sure_to_nudge())] if may_nudge else []),
        Button(coordinating.EXTEND, SteerAct.EXTEND, page.team_id),
        *decide,
        _preview(page),
        Small(coordinating.who_sees_names()),
    ]


def _preview(page: TeamPage) -> Button:
    return Button(coordinating.PREVIEW, DigestAct.PREVIEW, page.team_id)


def _next_steps(page: TeamPage, facts: ForCoordinator) -> list[Section]:
    shown = [Button(next_steps.SEE_ALL, StepAct.MINE, page.team_id)] if facts.steps.open else []
    return [
        _title(next_steps.TITLE),
        paragraph(next_steps.counts(facts.steps)),
        *shown,
        Button(next_steps.ADD, StepAct.ADD, str(StepTarget(page.team_id))),
    ]


def _coming(page: TeamPage, facts: ForCoordinator) -> list[Section]:
    sections: list[Section] = [_title(coordinating.COMING)]
    if page.paused:
        sections.append(paragraph(coordinating.if_resumed()))
    if not facts.ahead:
        sections.append(paragraph(coordinating.nothing_comes(facts)))
    for one in facts.ahead:
        if isinstance(one, Break):
            sections.append(Bullet((line(italic(coordinating.pause_between(one))),)))
        else:
            at, asks, why = coordinating.planned(one, page.zone)
            sections.append(Bullet((line(bold(at), asks), *((line(italic(why)),) if why else ()))))
    if not page.paused:
        sections += [
            Button(coordinating.SKIP, SteerAct.SKIP, page.team_id),
            Button(coordinating.SHIFT, SteerAct.SHIFT, page.team_id),
            Button(coordinating.TEST, SteerAct.TEST, page.team_id),
        ]
    return [
        *sections,
        Button(coordinating.CALENDAR, CalendarAct.OPEN, page.team_id),
    ]


def _covered(page: TeamPage, facts: ForCoordinator) -> list[Section]:
    return [
        _title(coordinating.COVERED),
        *map(paragraph, coordinating.covered(facts, page.zone)),
        _chart(facts.covered),
        Button(coordinating.PLAN, SteerAct.PLAN, page.team_id),
    ]


def _rotation(page: TeamPage, facts: ForCoordinator) -> list[Section]:
    return [
        _title(coordinating.ROTATION),
        *map(paragraph, coordinating.rotation(facts)),
        Button(coordinating.PIN, SteerAct.PIN, page.team_id),
        Button(coordinating.EXCLUDE, SteerAct.EXCLUDE, page.team_id),
        Button(coordinating.FOCUS, SteerAct.FOCUS, page.team_id),
    ]


def _team(page: TeamPage, facts: ForCoordinator) -> list[Section]:
    if page.paused:
        pause = Button(coordinating.RESUME, SteerAct.RESUME, page.team_id, primary=True)
    else:
        pause = _sure(coordinating.PAUSE, SteerAct.PAUSE, page, coordinating.sure_to_pause())
    return [
        _title(coordinating.THE_TEAM),
        paragraph(coordinating.roster(facts.roster)),
        *map(paragraph, coordinating.settings(facts.rhythm)),
        *([] if facts.proposals else [_people(page)]),
        Button(coordinating.SETTINGS, SteerAct.SETTINGS, page.team_id),
        pause,
    ]


def _people(page: TeamPage) -> Button:
    return Button(coordinating.PEOPLE, PeopleAct.OPEN, page.team_id)


def _lately(page: TeamPage, facts: ForCoordinator) -> list[Section]:
    changes = [coordinating.change(entry, page.zone) for entry in facts.latest]
    return [
        _title(coordinating.LATELY),
        *(Bullet((line(bold(on), said),)) for on, said in changes),
        *([] if changes else [paragraph(coordinating.no_changes())]),
    ]


def _title(text: str) -> Paragraph:
    return paragraph(bold(text))


def _chart(covered: Coverage) -> Chart:
    return Chart(
        title=digests.CHART_TITLE,
        categories=tuple(domain.title for domain in covered.domains),
        series=(
            Series(digests.CHART_ASKED, tuple(domain.asked for domain in covered.domains)),
            Series(digests.CHART_TOTAL, tuple(domain.total for domain in covered.domains)),
        ),
    )


def _sure(label: str, act: SteerAct, page: TeamPage, confirm: str) -> Button:
    """A button that is asked about once more, because others hear of it at once."""
    return Button(label, act, page.team_id, confirm=confirm)
