"""The coverage planner as a form: two menus that show at once what would be, and never save."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.sections.forms import Form
from bot.sections.parts import Bullet, Button, Menu, MenuItem, Section, Small, bold, line, paragraph
from bot.sections.settings import WEEKS
from bot.sections.steering import FormAct
from bot.wording import planning as words
from rubric.coverage_plan import CoveragePlan
from rubric.model import Rubric
from rubric.settings import Settings
from rubric.team import MOST_INDICATORS

PLAN_FORM = "plan"
# As many as anybody reads; what comes after them is counted.
DATES_SHOWN = 20


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """The plan of `total` indicators with `settings`, beside those that hold `now`; coordinators `may_use` them."""

    rubric: Rubric
    now: Settings
    settings: Settings
    plan: CoveragePlan
    total: int
    paused: bool
    may_use: bool


def plan_form(about: str, facts: PlanFacts) -> Form:
    settings, plan, zone = facts.settings, facts.plan, facts.settings.zone
    is_now = settings == facts.now
    said = words.as_it_is(settings) if is_now else words.as_it_would_be(settings, facts.now)
    parts: list[Section] = [paragraph(said)]
    if facts.paused:
        parts.append(paragraph(words.while_paused()))
    parts += _menus(settings)
    if facts.may_use and not is_now:
        parts.append(Button(words.USE_THESE, FormAct.USE_PLAN, primary=True))
    parts += [
        paragraph(bold(words.COMPLETE)),
        Bullet((line(words.complete(plan.first_pass_at, plan.second_pass_at, facts.total, zone)),)),
    ]
    if plan.domains:
        parts.append(paragraph(bold(words.BY_DOMAIN)))
    for domain in plan.domains:
        title, when = words.domain(domain, zone)
        parts.append(Bullet((line(bold(title), when),)))
    parts += [paragraph(bold(words.AHEAD)), *_dates(facts), Small(words.how_it_is_reckoned(zone))]
    return Form(PLAN_FORM, words.PLAN_TITLE, tuple(parts), about=about)


def _menus(settings: Settings) -> Iterator[Menu]:
    number, weeks = settings.indicators_per_check_in, settings.every_weeks
    yield Menu(
        words.INDICATORS,
        FormAct.PLAN_INDICATORS,
        tuple(MenuItem(str(each), words.indicators(each)) for each in range(1, MOST_INDICATORS + 1)),
        chosen=str(number),
    )
    yield Menu(
        words.WEEKS,
        FormAct.PLAN_WEEKS,
        tuple(MenuItem(str(each), words.weeks(each)) for each in sorted({*WEEKS, weeks})),
        chosen=str(weeks),
    )


def _dates(facts: PlanFacts) -> Iterator[Section]:
    zone = facts.settings.zone
    for planned in facts.plan.check_ins[:DATES_SHOWN]:
        labels = [facts.rubric.label(indicator_id) for indicator_id in planned.asks]
        day, asks = words.check_in(planned, labels, zone)
        yield Bullet((line(bold(day), asks),))
    left_out = facts.plan.check_ins[DATES_SHOWN:]
    if left_out:
        yield paragraph(words.more_dates(len(left_out), left_out[-1].opens_at, zone))
