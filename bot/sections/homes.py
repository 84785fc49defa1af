"""One person's home page: what waits for them, and their teams."""

from bot.sections.parts import Act, Button, Divider, Heading, Message, Section, bold, message, paragraph
from bot.use_cases.results import Home, HomeCheckIn
from bot.wording import check_ins, homes


def home_sections(home: Home) -> Message:
    sections: list[Section] = [Heading(homes.HOME_TITLE)]
    for check_in in home.check_ins:
        sections += _check_in(check_in)
    if not home.check_ins and home.teams:
        sections.append(paragraph(homes.nothing_open()))
    if home.teams:
        sections += [Divider(), Heading(homes.TEAMS_TITLE)]
        sections += [paragraph(bold(f"{team.team_name}. "), homes.home_team(team)) for team in home.teams]
    else:
        sections += map(paragraph, homes.no_team())
    return message(sections)


def _check_in(item: HomeCheckIn) -> list[Section]:
    sections: list[Section] = [paragraph(bold(homes.home_check_in(item))), paragraph(homes.home_waiting(item))]
    if item.waiting is not None:
        sections.append(Button(check_ins.RATE_PRIVATELY, Act.RATE_FROM_HOME, item.check_in.id, primary=True))
    return sections
