"""Why a digest's numbers are what they are, as a page for coordinators to leaf through."""

from collections.abc import Sequence
from enum import StrEnum

from bot.sections.forms import Form
from bot.sections.parts import Bullet, Button, Section, Small, bold, line
from bot.wording import explaining as words
from rubric.digest.compile import Digest
from rubric.digest.origin import Origin

WHY_FORM = "why_numbers"
# About three screens of a phone.
A_PAGE = 12


class WhyAct(StrEnum):
    """A button's value is the digest's id, and the page's number after an @."""

    PAGE = "why_numbers_page"


def why_form(about: str, digest: Digest, origins: Sequence[Origin], *, page: int) -> Form:
    """`about` is what leads here again; pages count from 0."""
    first = page * A_PAGE
    shown = origins[first : first + A_PAGE]
    parts: list[Section] = [Small(words.digest_intro(digest))]
    for origin in shown:
        said = words.lines(origin, digest.zone)
        parts.append(Bullet((line(bold(words.title(origin))), *(line(one) for one in said))))
    if page:
        parts.append(Button(words.EARLIER, WhyAct.PAGE, f"{about}@{page - 1}"))
    if first + A_PAGE < len(origins):
        parts.append(Button(words.FURTHER, WhyAct.PAGE, f"{about}@{page + 1}"))
    return Form(WHY_FORM, words.WHY_TITLE, tuple(parts))
