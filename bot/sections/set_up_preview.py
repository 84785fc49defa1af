"""The last step of setting a team up: what would happen when, who would see what, and what is still to be minded."""

from collections.abc import Iterator
from datetime import datetime

from bot.sections.forms import Form, FormPart
from bot.sections.parts import Bullet, Divider, Heading, bold, line, paragraph
from bot.sections.set_up import back
from bot.use_cases.set_up.draft import Step
from bot.use_cases.set_up.preview import Plan
from bot.wording import check_ins
from bot.wording import set_up as words
from bot.wording import set_up_preview as preview
from bot.wording.counting import in_groups
from rubric.privacy import MINIMUM_ANSWERS

PREVIEW_FORM = "set_up_preview"
DATES = 6


def preview_form(about: str, plan: Plan, *, now: datetime) -> Form:
    minded = tuple(_to_mind(plan))
    return Form(
        id=PREVIEW_FORM,
        title=words.PREVIEW_TITLE,
        parts=(
            Heading(plan.settings.name),
            *map(paragraph, _summary(plan, now)),
            Heading(preview.DATES_TITLE),
            *_dates(plan, now),
            *([Heading(preview.MIND_TITLE)] if minded else []),
            *(Bullet((line(sentence),)) for sentence in minded),
            Divider(),
            paragraph(check_ins.who_sees_what()),
            paragraph(bold(preview.nothing_posted_yet())),
            back(Step.RHYTHM),
        ),
        submit=words.SET_UP,
        about=about,
    )


def _summary(plan: Plan, now: datetime) -> Iterator[str]:
    rhythm = plan.settings.rhythm
    cadence = rhythm.cadence
    observers = len(plan.members) - plan.raters
    yield preview.people(raters=plan.raters, observers=observers, coordinators=plan.coordinators)
    yield preview.rhythm(
        weeks=cadence.every_weeks,
        weekday=cadence.anchor.weekday(),
        at=cadence.at,
        zone=cadence.zone,
        indicators=rhythm.indicators_per_check_in,
    )
    yield preview.window(rhythm.days_open, rhythm.reminder_days)
    yield preview.digest(rhythm.digests.next_after(now), cadence.zone)
    if (cabinet := plan.rubric.cabinet) is not None and not plan.unrepresented:
        yield preview.represented(plan.rubric.label(cabinet.named_in))


def _dates(plan: Plan, now: datetime) -> Iterator[FormPart]:
    zone, coverage = plan.settings.rhythm.cadence.zone, plan.coverage(now)
    for check_in in coverage.check_ins[:DATES]:
        labels = in_groups(map(plan.rubric.label, check_in.asks))
        yield Bullet((line(bold(preview.date(check_in.opens_at, zone)), labels),))
    yield paragraph(preview.coverage(len(plan.rubric), coverage.first_pass_at, coverage.second_pass_at, zone))


def _to_mind(plan: Plan) -> Iterator[str]:
    indicators = plan.settings.rhythm.indicators_per_check_in
    if (cabinet := plan.rubric.cabinet) is not None and plan.unrepresented:
        yield preview.unrepresented(plan.unrepresented, plan.rubric.label(cabinet.named_in))
    if indicators > preview.COMFORTABLE_INDICATORS:
        yield preview.many_indicators(indicators)
    if plan.raters > preview.COMFORTABLE_RATERS:
        yield preview.many_raters(plan.raters)
    if plan.raters < MINIMUM_ANSWERS:
        yield preview.few_raters(plan.raters)
