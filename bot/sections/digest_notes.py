"""What stands around a digest that is tried, posted again, or corrected; the digest itself is digests.py's."""

from collections.abc import Iterator, Sequence
from enum import StrEnum

from bot.sections.forms import Form
from bot.sections.parts import (
    Bullet,
    Button,
    Divider,
    Message,
    Section,
    Small,
    bold,
    line,
    message,
    paragraph,
)
from bot.wording import correcting as words
from bot.wording.digests import and_more
from jobs.announcements import DigestCorrection, DigestPost
from rubric.digest.compile import Digest
from rubric.digest.corrections import Correction


class DigestAct(StrEnum):
    """A button's value is the team's id."""

    TEST = "digest_test"
    PREVIEW = "digest_preview_open"


PREVIEW_FORM = "digest_preview"
CORRECT_FORM = "digest_correct"
# Whoever reads more than this reads the digest itself.
MOST_CORRECTIONS = 20


def noted(post: DigestPost, made: Message) -> Message:
    """The digest, and first of all that it is posted again, if it is."""
    if post.first_posted_at is None:
        return made
    again = words.posted_again(post.first_posted_at, post.corrected_at, post.digest.zone)
    return message([paragraph(again), *made.sections])


def corrected(facts: DigestCorrection, made: Message) -> Message:
    """What was corrected, in words, and then the digest as it is now."""
    intro = paragraph(bold(words.corrected_intro(facts.digest)))
    return message([intro, *_said(facts.corrections, facts.digest), Divider(), *made.sections])


def correct_form(about: str, corrections: Sequence[Correction], digest: Digest) -> Form:
    """What a coordinator sees before anything is posted; `digest` is as it would be then."""
    return Form(
        CORRECT_FORM,
        words.CORRECT_TITLE,
        (
            paragraph(words.correct_intro(digest)),
            *_said(corrections, digest),
            Small(words.only_of_its_period()),
        ),
        submit=words.CORRECT_SUBMIT,
        about=about,
    )


def _said(corrections: Sequence[Correction], digest: Digest) -> Iterator[Section]:
    lines = words.said(corrections, digest.scale)
    for lead, sentence in lines[:MOST_CORRECTIONS]:
        yield Bullet((line(bold(lead), sentence),))
    if len(lines) > MOST_CORRECTIONS:
        yield paragraph(and_more(len(lines) - MOST_CORRECTIONS))


def preview_form(team_id: str, first_screen: Sequence[Section], more: Form) -> Form:
    """What the channel would read at once, and then what is behind More; charts have no place in a form."""
    return Form(
        PREVIEW_FORM,
        words.PREVIEW_TITLE,
        (
            paragraph(words.preview_intro()),
            Button(words.SEND_TEST, DigestAct.TEST, team_id),
            Divider(),
            *first_screen,
            Divider(),
            paragraph(bold(words.BEHIND_MORE)),
            # Its title is the digest's, which stands above.
            *more.parts[1:],
            Small(words.second_ratings_wait()),
        ),
    )


def tried(made: Message) -> Message:
    """What one coordinator gets as a test."""
    return message([Small(words.test_intro()), *made.sections])
