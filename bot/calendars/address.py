"""Which addresses of calendars may be asked at all; whether anything is there is page.py's part."""

import re
from enum import StrEnum
from urllib.parse import urlsplit, urlunsplit

# Longer ones don't travel well, and no calendar has one.
LONGEST_ADDRESS = 2000
# How calendar programs write "subscribe to this"; it is a web address all the same.
_SUBSCRIPTIONS = ("webcal", "webcals")
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*)://", re.IGNORECASE)


class WhyNot(StrEnum):
    """Why an address is not asked."""

    NOT_WEB = "not_web"
    CREDENTIALS = "credentials"
    PRIVATE = "private"
    REDIRECTS = "redirects"


class BadAddress(ValueError):
    """The address must not be asked."""

    def __init__(self, why: WhyNot) -> None:
        super().__init__(why.value)
        self.why = why


def web_address(typed: str) -> str:
    """What somebody typed as an http or https address; without a scheme it is https. Raises BadAddress."""
    text = typed.strip()
    if not _SCHEME.match(text):
        text = f"https://{text}"
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        raise BadAddress(WhyNot.NOT_WEB) from None
    scheme = "https" if parts.scheme in _SUBSCRIPTIONS else parts.scheme
    # A name without a dot is nobody's on the internet, but may be one in the district's own network.
    odd = len(text) > LONGEST_ADDRESS or not text.isprintable() or " " in text or port == 0
    if scheme not in ("http", "https") or not parts.hostname or odd:
        raise BadAddress(WhyNot.NOT_WEB)
    if parts.username is not None or parts.password is not None:
        raise BadAddress(WhyNot.CREDENTIALS)
    return urlunsplit((scheme, parts.netloc, parts.path or "/", parts.query, ""))
