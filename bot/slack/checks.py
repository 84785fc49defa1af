"""What the doctor looks at in Slack: scopes, clock, the app token, and each team's channel."""

from email.utils import parsedate_to_datetime

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.finding import Finding
from bot.slack.blocks.text import said
from bot.slack.identity import Identity
from bot.slack.manifest import SCOPES
from bot.slack.outcomes import code_of, outcome_of
from bot.wording.troubles import CHANNEL, place_closed
from jobs.announcements import WhyClosed
from jobs.ports import Clock, PlaceClosed
from rubric.team import Team

# Slack refuses signatures that are more than five minutes off; warn well before.
MOST_CLOCK_DRIFT_SECONDS = 60


def token_advice(code: str) -> str:
    match code:
        case "invalid_auth" | "not_authed":
            return "Copy the Bot User OAuth Token again from OAuth & Permissions into SLACK_BOT_TOKEN."
        case "account_inactive" | "token_revoked" | "token_expired":
            return "Install the app to the workspace again, and copy the new token into SLACK_BOT_TOKEN."
        case _:
            return "Look the code up in Slack's documentation of auth.test."


def scopes(identity: Identity) -> Finding:
    missing = [scope for scope in SCOPES if not scope.optional and scope.name not in identity.scopes]
    if not missing:
        return Finding("Scopes", True, f"{len(identity.scopes)} granted")
    listed = "; ".join(f"{scope.name} ({scope.why})" for scope in missing)
    return Finding(
        "Scopes",
        False,
        f"missing: {listed}",
        "Add them under OAuth & Permissions, or paste the manifest again; then reinstall the app.",
    )


def clock(client: WebClient, clock: Clock) -> Finding:
    """Compares with the Date header of an answer of Slack's."""
    headers = {name.lower(): value for name, value in client.auth_test().headers.items()}
    date = headers.get("date")
    if date is None:
        return Finding("Clock", True, "Slack's answer bore no date to compare with")
    drift = abs((clock.now() - parsedate_to_datetime(date[0] if isinstance(date, list) else date)).total_seconds())
    return Finding(
        "Clock",
        drift <= MOST_CLOCK_DRIFT_SECONDS,
        f"{drift:.0f} s apart from Slack's",
        "" if drift <= MOST_CLOCK_DRIFT_SECONDS else "Turn on time synchronisation (NTP) on this machine.",
    )


def app_token(token: str, api_url: str) -> Finding:
    client = WebClient(base_url=api_url, timeout=10, retry_handlers=[])
    try:
        client.apps_connections_open(app_token=token)
    except SlackApiError as error:
        code = str(error.response.get("error"))
        return Finding(
            "App token",
            False,
            f"Slack says {code}",
            "Make an App-Level Token with connections:write under Basic Information, and turn on Socket Mode.",
        )
    return Finding("App token", True, "Socket Mode can connect")


def channel(client: WebClient, team: Team) -> Finding:
    """Whether Homeroom can post where `team` rates."""
    what = f"Channel of {team.name}"
    try:
        found = client.conversations_info(channel=team.channel_id)["channel"]
    except SlackApiError as error:
        outcome = outcome_of(error, to=team.channel_id)
        code = code_of(error)
        advice = _advice(outcome.why, team.channel_id) if isinstance(outcome, PlaceClosed) else token_advice(code)
        return Finding(what, False, f"Slack says {code}", advice)
    name = f"#{found.get('name', '')}"
    if found.get("is_archived"):
        return Finding(what, False, "is archived", _advice(WhyClosed.ARCHIVED, name))
    if not found.get("is_member"):
        return Finding(what, False, "Homeroom is not in it", _advice(WhyClosed.REMOVED, name))
    return Finding(what, True, name)


def _advice(why: WhyClosed, channel: str) -> str:
    """What the team's coordinators are told too."""
    return said(place_closed(why)).replace(CHANNEL, channel)
