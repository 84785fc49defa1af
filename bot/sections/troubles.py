"""The messages to a coordinator when their channel takes no posts, or when nobody can tell whether something landed."""

from bot.sections.parts import Act, Button, ChannelLink, Message, Words, bold, message, paragraph
from bot.wording import troubles
from jobs.announcements import LandedQuestion, PlaceLost


def place_lost(facts: PlaceLost) -> Message:
    return message(
        [
            paragraph(_of(facts.team_name), *linked(troubles.place_closed(facts.why), facts.channel_id)),
            paragraph(troubles.meanwhile()),
        ]
    )


def landed_question(facts: LandedQuestion) -> Message:
    asked = troubles.landed_question(facts.what, facts.tried_at, facts.zone)
    about = str(facts.delivery_id)
    return message(
        [
            paragraph(_of(facts.team_name), *linked(asked, facts.channel_id)),
            paragraph(troubles.why_it_asks()),
            Button(troubles.IT_LANDED, Act.IT_LANDED, about),
            Button(troubles.POST_AGAIN, Act.POST_AGAIN, about),
        ]
    )


def _of(team_name: str) -> Words:
    return bold(f"{team_name}. ")


def linked(sentence: str, channel_id: str) -> list[str | Words]:
    """`sentence` with the channel linked where it stands. None of our sentences speaks of it twice."""
    before, mark, after = sentence.partition(troubles.CHANNEL)
    return [before, ChannelLink(channel_id, troubles.THE_CHANNEL), after] if mark else [before]
