"""The one exception by which the connector says no, and the codes that Teams documents with their statuses.

learn.microsoft.com, "Status codes from bot conversational APIs".
"""

from sandbox.json_types import Json

_KNOWN = {
    "BadSyntax": (400, "Bad format of conversation or activity."),
    "BadArgument": (400, "The request is malformed."),
    "Unauthorized": (401, "Authorization has been denied for this request."),
    "BotNotRegistered": (401, "No registration found for this bot."),
    "BotDisabledByAdmin": (403, "The tenant admin disabled this bot."),
    "BotNotInConversationRoster": (403, "The bot is not part of the conversation roster."),
    "ConversationBlockedByUser": (403, "User blocked the conversation with the bot."),
    "ForbiddenOperationException": (403, "Bot is not installed in user's personal scope."),
    "MessageWritesBlocked": (403, "Message writes are blocked in this thread."),
    "NotEnoughPermissions": (403, "The bot may not do this."),
    "ActivityNotFoundInConversation": (404, "Conversation not found."),
    "ConversationNotFound": (404, "Conversation not found."),
    "MemberNotFoundInConversation": (404, "The member is not in the conversation."),
    "PreconditionFailed": (412, "Precondition failed, please try again."),
    "MessageSizeTooBig": (413, "Message size too large."),
    "Throttled": (429, "Too many requests."),
    "ServiceError": (500, "Something went wrong."),
    "BadGateway": (502, "Bad gateway."),
    "ServiceUnavailable": (503, "The service is unavailable."),
    "GatewayTimeout": (504, "Gateway timeout."),
}


class Refused(Exception):
    """A code that Teams has, any other with status 400; `why` says more than its usual words."""

    def __init__(self, code: str, why: str = "", *, retry_after: int | None = None) -> None:
        self.status, usual = _KNOWN.get(code, (400, code))
        self.code = code
        self.why = why or usual
        self.headers = {} if retry_after is None else {"Retry-After": str(retry_after)}
        super().__init__(f"{self.status} {code}: {self.why}")

    def answer(self) -> Json:
        """The body that Teams would send."""
        return {"error": {"code": self.code, "message": self.why}}
