"""One of the cast as the use cases know them."""

from bot.demo.cast import WORKSPACE_ID, CastMember
from bot.slack.speaker import PLATFORM
from bot.use_cases.who import Speaker


def speaker(person: CastMember) -> Speaker:
    return Speaker(PLATFORM, WORKSPACE_ID, person.address, person.name)
