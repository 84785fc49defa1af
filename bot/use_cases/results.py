"""What a use case answers: facts for a form, a notice, errors in a form. Both platforms render the same results."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rubric.check_in import CheckIn
from rubric.model import IndicatorId
from rubric.rating import Rating

if TYPE_CHECKING:
    # Sections are made with words, and words of these results.
    from bot.lookups import Found, Wanted
    from bot.sections.forms import Form


@dataclass(frozen=True, slots=True)
class Saved:
    """Ratings are durable; `waiting` asked indicators still have no level, some of them perhaps a note already.

    Notes in `questioned` are not saved yet, for the reason given; `follow_up` is to be shown in place of the form.
    """

    waiting: int
    notes_without_level: tuple[IndicatorId, ...] = ()
    questioned: Mapping[IndicatorId, str] = field(default_factory=dict)
    follow_up: OpenForm | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """Something said to one person. `kept` gives back what they typed, as (label, text) pairs."""

    title: str
    paragraphs: tuple[str, ...]
    kept: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class FormErrors:
    """The form stays open with a sentence beside each field named; `field` names are the form's own."""

    errors: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class RatingForm:
    """One member's private form: the check-in and what they have rated so far."""

    zone: str
    check_in: CheckIn
    current: Mapping[IndicatorId, Rating]


@dataclass(frozen=True, slots=True)
class OpenForm:
    """Show this form to the person who asked, in place of the one they acted in, or `on_top` of it."""

    form: RatingForm | Form
    on_top: bool = False


@dataclass(frozen=True, slots=True)
class Done:
    """It is done, and there is nothing to say: what was open closes."""


@dataclass(frozen=True, slots=True)
class ShowHome:
    """Make the person's home page anew."""


@dataclass(frozen=True, slots=True)
class Fetch:
    """Something has to be looked up first, which may take seconds: `meanwhile` is shown, then what `then` returns.

    Only a command or a button may ask for this, not a submission.
    """

    meanwhile: Notice
    wanted: Wanted
    then: Callable[[Found], Answer]


@dataclass(frozen=True, slots=True)
class LookUp:
    """Something has to be looked up before it is known what an event comes to; nobody waits for an answer."""

    wanted: Wanted
    then: Callable[[Found], None]


Answer = Notice | FormErrors | OpenForm | Done | ShowHome
Result = Answer | Fetch
