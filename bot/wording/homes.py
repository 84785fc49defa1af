"""What is said on a person's home page."""

from bot.use_cases.results import HomeCheckIn, HomeTeam
from bot.wording.check_ins import check_in_title
from bot.wording.counting import count
from bot.wording.times import when, zone_name

HOME_TITLE = "Your check-ins"
TEAMS_TITLE = "Your teams"


def home_check_in(item: HomeCheckIn) -> str:
    return f"{check_in_title(item.check_in)}, {item.team_name}"


def home_waiting(item: HomeCheckIn) -> str:
    closes = f"It is open until {when(item.check_in.closes_at, item.zone)}."
    if item.waiting is None:
        return f"You follow this one as an observer. {closes}"
    if item.waiting == 0:
        return f"You have rated everything. {closes} You can change anything until then."
    return f"{count(item.waiting, 'indicator')} {'is' if item.waiting == 1 else 'are'} waiting for you. {closes}"


def nothing_open() -> str:
    return "Nothing is waiting for you."


def home_team(item: HomeTeam) -> str:
    if item.paused:
        return "Paused: nothing opens until a coordinator resumes it."
    return f"The next check-in opens {when(item.next_check_in_at, item.zone)} ({zone_name(item.zone)})."


def no_team() -> tuple[str, ...]:
    return (
        "You are not on a team yet.",
        "To set one up, invite Homeroom to the channel where your team talks, and type /homeroom setup there. If your "
        "team is set up already, tell one of its coordinators.",
    )
