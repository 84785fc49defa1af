"""The form in which somebody says until when they are away, and from which of their teams."""

from dataclasses import dataclass
from datetime import datetime

from bot.sections.forms import ChooseSeveral, Form, FormPart, Option, PickDay
from bot.sections.notes import clip
from bot.sections.parts import Button, paragraph
from bot.sections.people import PeopleAct
from bot.wording import away
from rubric.people import TeamId

AWAY_FORM = "away"
UNTIL, TEAMS = "until", "teams"
# Longer ones are cut short: a form's option takes no more.
LONGEST_OPTION = 75
# So many can be shown at once.
MOST_IN_A_LIST = 10
MOST_OPTIONS = 100


@dataclass(frozen=True, slots=True)
class OwnTeam:
    """A team that somebody is on."""

    id: TeamId
    name: str


def away_form(teams: tuple[OwnTeam, ...], *, zone: str, until: datetime | None, rates: bool) -> Form:
    """`until` when they are away already."""
    parts: list[FormPart] = []
    if until is not None:
        parts += [paragraph(away.away_now(until, zone)), Button(away.BACK, PeopleAct.BACK)]
    parts.append(PickDay(UNTIL, away.BACK_ON, hint=away.back_on_hint(zone)))
    if len(teams) > 1:
        options = tuple(Option(team.id, clip(team.name, LONGEST_OPTION)) for team in teams[:MOST_OPTIONS])
        chosen = tuple(option.value for option in options)
        as_list = len(options) <= MOST_IN_A_LIST
        parts.append(ChooseSeveral(TEAMS, away.FROM_WHICH_TEAMS, options, chosen=chosen, as_list=as_list))
    parts.append(paragraph(away.meaning(rates=rates)))
    return Form(AWAY_FORM, away.AWAY_TITLE, tuple(parts), submit=away.AWAY_SUBMIT)
