"""What is said on a person's home page: what waits for them, their teams, and one team as its people see it."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from bot.use_cases.home.facts import Coming, TeamLine, TeamPage, WaitingCheckIn
from bot.wording.check_ins import asked_labels, check_in_title
from bot.wording.counting import count, listed
from bot.wording.platform import ADMINISTRATOR, COMMAND, LET_IN
from bot.wording.times import MONTHS, WEEKDAYS, day, when, zone_name
from bot.wording.troubles import CHANNEL, meanwhile, place_closed
from jobs.announcements import WhyClosed

HOME_TITLE = "Your home page"
WAITING_TITLE = "Waiting for you"
TEAMS_TITLE = "Your teams"
CHOOSE_TEAM = "Choose a team"
MY_RATINGS = "My ratings"
HISTORY = "History"
ASKED_WHEN = "What was asked when"
REPORT = "Report"
CHANGES = "What was changed"

EMPTY_TITLE = "Welcome to Homeroom"
HOW_TO_START = "How to start"


def waiting_check_in(item: WaitingCheckIn) -> str:
    return f"{check_in_title(item.check_in)}, {item.team_name}"


def waiting(item: WaitingCheckIn) -> str:
    closes = f"It is open until {when(item.check_in.closes_at, item.zone)}."
    if item.left == 0:
        return f"You have rated everything. {closes} You can change anything until then."
    return f"{_are_waiting(item.left)} {closes}"


def more_waiting(hidden: int) -> str:
    return f"{count(hidden, 'more check-in')} waiting. Choose the team below to rate."


def nothing_waiting() -> str:
    return "You have nothing to rate now."


def team_line(item: TeamLine) -> str:
    said = []
    if not item.reachable:
        said.append("Homeroom can't post in its channel: choose the team to see what to do.")
    elif item.paused:
        said.append("Paused: nothing opens until a coordinator resumes it.")
    elif item.open_check_in is not None:
        closes = when(item.open_check_in.closes_at, item.zone)
        said.append(f"{check_in_title(item.open_check_in)} is open until {closes}.")
    elif item.next_check_in.overdue:
        said.append("The next check-in opens any moment.")
    else:
        said.append(f"The next check-in opens {when(item.next_check_in.at, item.zone)}.")
    if item.proposals:
        said.append(proposals(item.proposals))
    return " ".join(said)


def proposals(number: int) -> str:
    verb = "waits" if number == 1 else "wait"
    return f"{count(number, 'change')} to the roster {verb} for your decision."


def more_teams(hidden: int) -> str:
    return f"{count(hidden, 'more team')} in the menu."


def role(page: TeamPage) -> str:
    match page.coordinates, page.rates:
        case True, True:
            return "You rate in this team, and coordinate it."
        case True, False:
            return "You coordinate this team; you don't rate in it."
        case False, True:
            return "You rate in this team."
        case _:
            return "You follow this team as an observer: you read its results and digests, and rate nothing."


def lost(because: str) -> tuple[str, str]:
    """What keeps Homeroom out, holding CHANNEL, and what follows from it."""
    known = because in list(WhyClosed)
    why = place_closed(WhyClosed(because)) if known else f"Homeroom can't post in {CHANNEL} at the moment."
    return why, meanwhile()


def orphaned() -> str:
    return (
        "Nobody coordinates this team any more, so nobody can change how it works; until somebody does, it goes on as "
        f"it is. An {ADMINISTRATOR} can take it over by typing {COMMAND} take over in {CHANNEL}."
    )


def paused(page: TeamPage) -> str:
    said = "The team is paused: nothing opens and nobody is reminded until a coordinator resumes it."
    return said if page.open_check_in is None else f"{said} What is open still closes as planned."


def now_open(page: TeamPage) -> str:
    if page.open_check_in is None:
        return "No check-in has opened yet." if page.is_first else "No check-in is open."
    closes = when(page.open_check_in.closes_at, page.zone)
    return f"{check_in_title(page.open_check_in)} is open until {closes} and asks {asked_labels(page.open_check_in)}."


def left(page: TeamPage) -> str:
    """Nothing when nothing is open, and for those who don't rate."""
    if page.left is None or page.open_check_in is None:
        return ""
    if page.left == 0:
        return "You have rated everything in it."
    verb = "has" if page.left == 1 else "have"
    return f"{page.left} of its {count(len(page.open_check_in.asked), 'indicator')} {verb} no rating of yours yet."


def away(page: TeamPage) -> str:
    """Nothing for somebody who is here."""
    if page.away_until is None:
        return ""
    said = f"You are away until {_day_or_time(page.away_until, page.zone)}: you are not counted, and not reminded."
    return said if page.left is None else f"{said} You can rate all the same."


def _day_or_time(at: datetime, zone: str) -> str:
    """The day alone where it begins then; who lives in another zone than the team's comes back at some hour of it."""
    return day(at, zone) if at.astimezone(ZoneInfo(zone)).time() == time() else when(at, zone)


def its_channel() -> str:
    """Goes on with the channel itself."""
    return " Its results are posted in "


def next_check_in(page: TeamPage) -> str:
    which = "first" if page.is_first else "next"
    if page.next_check_in.overdue:
        return f"The {which} check-in opens any moment."
    opens = f"{when(page.next_check_in.at, page.zone)} ({zone_name(page.zone)})"
    return f"The {which} check-in opens {opens}.{_moved(page.next_check_in)}"


def next_digest(page: TeamPage) -> str:
    if page.next_digest.overdue:
        return "The next digest comes any moment."
    return f"The next digest comes {when(page.next_digest.at, page.zone)}.{_moved(page.next_digest)}"


def coordinators(page: TeamPage) -> str:
    verb = "coordinates" if len(page.coordinators) == 1 else "coordinate"
    return f"{listed(page.coordinators)} {verb} this team."


def moved(coming: Coming) -> str:
    """Why it isn't on the day that the rhythm says; nothing when it is."""
    if coming.moved_by is not None and coming.wanted is not None:
        return f"{coming.moved_by.name or 'A break'} moved it from {plain_day(coming.wanted)}."
    return "Moved by a coordinator." if coming.moved_by_hand else ""


def plain_day(on: date) -> str:
    """`Fri, Nov 13`: of a day that has no time."""
    return f"{WEEKDAYS[on.weekday()]}, {MONTHS[on.month - 1]} {on.day}"


def no_team() -> tuple[str, ...]:
    """What Homeroom does, in three lines."""
    return (
        "Homeroom helps a team look honestly at its own work: every week or two it asks about a few statements.",
        "Everyone rates in private. When a check-in closes, the team's channel sees how the ratings spread, and never "
        "who gave which.",
        "Every two weeks a digest says what to talk about, what nobody knows, and what moved.",
    )


def how_to_start() -> tuple[str, ...]:
    return (
        "Go to the channel where your team talks. Everyone in it will see the results, so choose one of your own.",
        f"To let Homeroom in, {LET_IN}. Then type {COMMAND} setup there.",
        "A form asks who is on the team and when to ask, and shows the first dates. Nothing is posted before you "
        "confirm; then Homeroom says hello in the channel and opens the first check-in on its date.",
    )


def set_up_already() -> str:
    return "Is your team set up already? Then you are not on its list yet: tell one of its coordinators."


def _moved(coming: Coming) -> str:
    said = moved(coming)
    return f" {said}" if said else ""


def _are_waiting(left: int) -> str:
    return f"{count(left, 'indicator')} {'is' if left == 1 else 'are'} waiting for you."
