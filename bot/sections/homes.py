"""One person's home page: what waits for them, their teams, and the one they look at."""

from bot.sections.home_acts import HomeAct
from bot.sections.home_coordinator import coordinating_sections
from bot.sections.home_team import team_sections
from bot.sections.next_steps import step_sections
from bot.sections.parts import (
    Act,
    Bullet,
    Button,
    Divider,
    Heading,
    Menu,
    MenuItem,
    Message,
    Section,
    bold,
    line,
    message,
    paragraph,
)
from bot.sections.people import PeopleAct
from bot.use_cases.home.facts import Home, TeamPage, WaitingCheckIn
from bot.wording import away, check_ins, homes, next_steps

# Each takes two of the hundred blocks that a page has, and the rest of it takes forty.
MOST_WAITING = 20
# They take two as well; whoever has more of them should talk about it rather than read it.
MOST_STEPS = 10
# More lines than this nobody reads; the menu has them all, as far as a menu goes.
MOST_LINES = 25
MOST_IN_MENU = 100


def home_sections(home: Home) -> Message:
    if home.page is None:
        return message(_empty())
    return message([*_waiting(home), *_steps(home), *_teams(home, home.page), *_page(home, home.page)])


def _empty() -> list[Section]:
    return [
        Heading(homes.EMPTY_TITLE),
        *map(paragraph, homes.no_team()),
        Divider(),
        paragraph(bold(homes.HOW_TO_START)),
        *(Bullet((line(step),)) for step in homes.how_to_start()),
        paragraph(homes.set_up_already()),
    ]


def _waiting(home: Home) -> list[Section]:
    sections: list[Section] = [Heading(homes.WAITING_TITLE)]
    for item in home.waiting[:MOST_WAITING]:
        sections += _waiting_check_in(item)
    hidden = len(home.waiting) - MOST_WAITING
    if hidden > 0:
        sections.append(paragraph(homes.more_waiting(hidden)))
    if all(item.left == 0 for item in home.waiting):
        sections.insert(1, paragraph(homes.nothing_waiting()))
    if home.waiting:
        sections.append(Button(away.AWAY, PeopleAct.AWAY_FROM_HOME))
    return sections


def _waiting_check_in(item: WaitingCheckIn) -> list[Section]:
    return [
        paragraph(bold(homes.waiting_check_in(item))),
        paragraph(homes.waiting(item)),
        Button(check_ins.RATE_PRIVATELY, Act.RATE_FROM_HOME, item.check_in.id, primary=item.left > 0),
    ]


def _steps(home: Home) -> list[Section]:
    """Nothing for somebody who has none."""
    if not home.steps:
        return []
    sections: list[Section] = [Heading(next_steps.YOURS)]
    for line_ in home.steps[:MOST_STEPS]:
        sections += step_sections(line_, is_own=True)
    hidden = len(home.steps) - MOST_STEPS
    if hidden > 0:
        sections.append(paragraph(next_steps.more_of_yours(hidden)))
    return sections


def _teams(home: Home, page: TeamPage) -> list[Section]:
    """Somebody on one team has nothing to choose."""
    if len(home.teams) == 1:
        return []
    lines = [Bullet((line(bold(f"{one.team_name}. "), homes.team_line(one)),)) for one in home.teams[:MOST_LINES]]
    hidden = len(home.teams) - len(lines)
    items = tuple(MenuItem(one.team_id, one.team_name) for one in home.teams[:MOST_IN_MENU])
    return [
        Divider(),
        Heading(homes.TEAMS_TITLE),
        *lines,
        *([paragraph(homes.more_teams(hidden))] if hidden else []),
        Menu(homes.CHOOSE_TEAM, HomeAct.CHOOSE_TEAM, items, chosen=page.team_id),
    ]


def _page(home: Home, page: TeamPage) -> list[Section]:
    is_above = any(item.team_id == page.team_id for item in home.waiting[:MOST_WAITING])
    return [
        Divider(),
        *team_sections(page, is_above=is_above),
        *([] if page.coordinating is None else coordinating_sections(page, page.coordinating)),
    ]
