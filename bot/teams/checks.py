"""What the doctor looks at in Teams: the credentials, whether Teams ever came to us, and each team's channel."""

from collections.abc import Callable

from bot.finding import Finding
from bot.teams.blocks.text import said
from bot.teams.connector import TeamsSaysNo
from bot.teams.identity import CredentialsRefused, TeamsUnreachable
from bot.teams.outcomes import TROUBLE, Trouble, code_of, outcome_of_trouble
from bot.teams.places import NowhereKnown, Places
from bot.wording.troubles import CHANNEL, place_closed
from jobs.announcements import WhyClosed
from jobs.ports import PlaceClosed, Uninstalled
from rubric.team import Team

CREDENTIALS = "Teams credentials"


def credential_advice(code: str) -> str:
    match code:
        case "invalid_client":
            return (
                "Make a new client secret under Certificates & secrets of the app's registration, and copy its Value "
                "into TEAMS_CLIENT_SECRET; a secret runs out on the day that was chosen when it was made."
            )
        case "unauthorized_client":
            return "Compare TEAMS_CLIENT_ID and TEAMS_TENANT_ID with the Overview of the app's registration."
        case "unknown_tenant":
            return (
                "Compare TEAMS_TENANT_ID with the Overview of the app's registration, and TEAMS_CLOUD with its cloud."
            )
        case "BotNotRegistered" | "Unauthorized":
            return (
                "Check that the Azure bot is there, has the Microsoft Teams channel, and bears TEAMS_CLIENT_ID as its "
                "app ID; homeroom doctor's first lines say whether the credentials themselves are taken."
            )
        case "BotDisabledByAdmin":
            return "Ask a Teams administrator to allow the app under Manage apps in the Teams admin center."
        case _:
            return "Look the code up in Microsoft's documentation of Entra's authentication errors."


def credentials(tokens: Callable[[], str]) -> Finding:
    """Whether Microsoft gives us a token."""
    try:
        tokens()
    except CredentialsRefused as error:
        return Finding(CREDENTIALS, False, f"Microsoft says {error.code}", credential_advice(error.code))
    except TeamsUnreachable as error:
        advice = "Check that this machine may reach Microsoft's sign-in, and TEAMS_CLOUD."
        return Finding(CREDENTIALS, False, f"no answer ({error})", advice)
    return Finding(CREDENTIALS, True, "Microsoft takes them")


def ever_reached(places: Places) -> Finding:
    """Whether anything ever came from Teams: only that tells where it is called."""
    groups = len(places.groups())
    if groups:
        return Finding("Teams", True, f"{groups} {'team' if groups == 1 else 'teams'} known")
    return Finding(
        "Teams",
        False,
        "nothing has come from Teams yet",
        "Add the app to a team, and check that the bot's messaging endpoint is this service's address with "
        "/api/messages at its end.",
    )


def channel(places: Places, team: Team) -> Finding:
    """Whether Homeroom can post where `team` rates."""
    what = f"Channel of {team.name}"
    try:
        place = places.find(team.channel_id)
        known = places.reference(team.channel_id)
        listed = places.connector.channels(place.service, known.grouped_under) if known and known.grouped_under else []
        found = next((one for one in listed if one.get("id") == team.channel_id), None)
        if found is None:
            next(places.connector.members(place.service, place.conversation), None)
    except NowhereKnown:
        return Finding(what, False, "Teams never told where it is", _advice(WhyClosed.REMOVED, "the channel"))
    except TROUBLE as error:
        return _refused(what, error, team)
    name = str((found or {}).get("name") or (known.name if known else "") or "")
    return Finding(what, True, name or "can be posted to")


def _refused(what: str, error: Trouble, team: Team) -> Finding:
    outcome = outcome_of_trouble(error, to=team.channel_id)
    code = code_of(error) if isinstance(error, TeamsSaysNo) else type(error).__name__
    match outcome:
        case PlaceClosed(why=why):
            return Finding(what, False, f"Teams says {code}", _advice(why, "the channel"))
        case Uninstalled():
            return Finding(what, False, f"Teams says {code}", credential_advice(code))
        case _:
            return Finding(what, False, f"no answer of use ({code})", "Run homeroom doctor again in a few minutes.")


def _advice(why: WhyClosed, channel: str) -> str:
    """What the team's coordinators are told too."""
    return said(place_closed(why)).replace(CHANNEL, channel)
