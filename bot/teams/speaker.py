"""Who is acting, out of what Teams sends; Teams' tenant becomes our workspace here and nowhere else."""

from collections.abc import Mapping
from typing import Any

from bot.use_cases.who import Speaker
from rubric.typed_text import without_marks

PLATFORM = "teams"


def speaker_from(activity: Mapping[str, Any]) -> Speaker:
    """The person behind an activity, never out of what a card carries; the tenant was checked when it came in."""
    told = activity.get("from")
    by = told if isinstance(told, Mapping) else {}
    return Speaker(PLATFORM, tenant_of(activity), str(by.get("id") or ""), without_marks(str(by.get("name") or "")))


def tenant_of(activity: Mapping[str, Any]) -> str:
    """The organization that an activity comes from; empty when it doesn't say."""
    data = activity.get("channelData")
    tenant = data.get("tenant") if isinstance(data, Mapping) else None
    told = tenant.get("id") if isinstance(tenant, Mapping) else None
    conversation = activity.get("conversation")
    return str(told or (conversation.get("tenantId") if isinstance(conversation, Mapping) else "") or "")
