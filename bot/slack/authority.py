"""Tells Bolt on whose behalf a request is answered, from what is known already: a click has no time to ask Slack."""

from slack_bolt.authorization import AuthorizeResult
from slack_bolt.authorization.authorize import Authorize
from slack_sdk import WebClient

from bot.slack.identity import Identity


class Authority(Authorize):
    """One workspace's token and what Slack said of it. Until something was learned, the first request asks."""

    def __init__(self, client: WebClient) -> None:
        self._client = client
        self._known: AuthorizeResult | None = None

    def learn(self, identity: Identity) -> None:
        self._known = AuthorizeResult(
            enterprise_id=None,
            team_id=identity.workspace,
            bot_id=identity.bot,
            bot_user_id=identity.bot_user,
            bot_token=self._client.token,
        )

    def __call__(self, **_request: object) -> AuthorizeResult:
        """Called by Bolt for every request. Raises what the SDK raises."""
        if self._known is None:
            answer = self._client.auth_test()
            self._known = AuthorizeResult.from_auth_test_response(
                bot_token=self._client.token, auth_test_response=answer
            )
        return self._known
