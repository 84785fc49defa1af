"""Asks Slack who we are there: the workspace, our own name, and what we were allowed to do."""

from dataclasses import dataclass

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.ways_in import NotLetIn, NotReached


@dataclass(frozen=True, slots=True)
class Identity:
    """What auth.test says."""

    workspace: str
    workspace_name: str
    bot_user: str
    bot: str
    scopes: frozenset[str]


class SlackSaysNo(NotLetIn):
    """Slack answered, and refused; `code` is Slack's, `setting` names the token that it refused."""

    def __init__(self, code: str, setting: str = "SLACK_BOT_TOKEN") -> None:
        super().__init__(code, setting)


class SlackUnreachable(NotReached):
    """No answer came from Slack's address."""


def identify(client: WebClient) -> Identity:
    """Raises SlackSaysNo, SlackUnreachable."""
    try:
        answer = client.auth_test()
    except SlackApiError as error:
        raise SlackSaysNo(str(error.response.get("error"))) from None
    except OSError as error:
        raise SlackUnreachable(str(getattr(error, "reason", error))) from None
    headers = {name.lower(): value for name, value in answer.headers.items()}
    scopes = headers.get("x-oauth-scopes", "")
    given = scopes[0] if isinstance(scopes, list) else scopes
    return Identity(
        workspace=str(answer["team_id"]),
        workspace_name=str(answer.get("team", "")),
        bot_user=str(answer["user_id"]),
        bot=str(answer.get("bot_id", "")),
        scopes=frozenset(scope.strip() for scope in given.split(",") if scope.strip()),
    )
