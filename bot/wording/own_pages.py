"""What is said on the pages behind a home page: what somebody rated over time, and what was asked when."""

from bot.use_cases.home.facts import AskedWhenPage, OwnRatingsPage
from bot.wording.check_ins import asked_labels, check_in_title
from bot.wording.times import day_and_year, when
from rubric.check_in import CheckIn
from storage.history import OwnRating

OWN_RATINGS_TITLE = "My ratings"
ASKED_WHEN_TITLE = "What was asked when"
CHOOSE_DOMAIN = "Choose a domain"
ALL_DOMAINS = "All domains"
NEWER = "Newer"
OLDER = "Older"


def own_ratings_intro(page: OwnRatingsPage) -> str:
    return f"What you rated in {page.team_name}, the latest first. Nobody else sees this page."


def nothing_rated(page: OwnRatingsPage) -> str:
    if page.page:
        return "There is nothing older."
    if page.domain_id:
        return "You have not rated anything in this domain yet."
    return "You have not rated anything here yet. What you rate in a check-in shows up here at once."


def own_rating(rating: OwnRating, zone: str) -> tuple[str, str]:
    """When, and which level."""
    level = "no level chosen" if rating.level is None else rating.level.name
    return f"{day_and_year(rating.opened_at, zone)}: ", f"{level} (Check-in {rating.number})"


def own_note(text: str) -> str:
    return f"“{text}”"


def shortened() -> str:
    return "Notes that end in … are shortened to fit on this page."


def asked_when_intro(page: AskedWhenPage) -> str:
    return f"Everything {page.team_name} was asked, the latest first."


def nothing_asked(page: AskedWhenPage) -> str:
    return "There is nothing older." if page.page else "Nothing has been asked yet."


def asked_title(check_in: CheckIn, zone: str) -> str:
    opened = day_and_year(check_in.opened_at, zone)
    if check_in.closed_at is None:
        return f"{check_in_title(check_in)}, opened {opened}, open until {when(check_in.closes_at, zone)}"
    return f"{check_in_title(check_in)}, {opened} to {day_and_year(check_in.closed_at, zone)}"


def asked(check_in: CheckIn) -> str:
    return asked_labels(check_in)
