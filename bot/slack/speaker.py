"""Who is acting, out of what Slack sends; Slack's "team" becomes our workspace here and nowhere else."""

from collections.abc import Mapping
from typing import Any

from bot.use_cases.who import Speaker
from rubric.typed_text import without_marks

PLATFORM = "slack"


def speaker_from(body: Mapping[str, Any]) -> Speaker:
    """The person behind an action, a form, a command or an event.

    Somebody from another organisation in a shared channel speaks for their own workspace, so no roster knows them.
    """
    user = body.get("user")
    if isinstance(user, Mapping):
        workspace = user.get("team_id") or (body.get("team") or {}).get("id") or ""
        return Speaker(PLATFORM, str(workspace), str(user.get("id", "")), without_marks(str(user.get("name", ""))))
    acted = (body.get("event") or {}).get("user") or ""
    # What changed about a person is told with the whole of it.
    address = acted.get("id", "") if isinstance(acted, Mapping) else acted
    return Speaker(
        PLATFORM,
        str(body.get("team_id", "")),
        str(body.get("user_id") or address),
        without_marks(str(body.get("user_name", ""))),
    )
