"""Where the cast lives: one platform's names for the invented district's workspace, its channel and its people."""

from dataclasses import dataclass

from bot.demo.cast import CAST, CHANNEL_ID, WORKSPACE_ID, CastMember
from bot.use_cases.who import Speaker


@dataclass(frozen=True, slots=True)
class Setting:
    """`before` stands before the cast's own addresses, where a platform has another form of them; `cast` is who is on
    the team there.
    """

    platform: str
    workspace: str
    channel_id: str
    before: str = ""
    cast: tuple[CastMember, ...] = CAST

    def address(self, person: CastMember) -> str:
        return f"{self.before}{person.address}"

    def speaker(self, person: CastMember) -> Speaker:
        """One of the cast as the use cases know them."""
        return Speaker(self.platform, self.workspace, self.address(person), person.name)


IN_SLACK = Setting("slack", WORKSPACE_ID, CHANNEL_ID)
# A tenant's and a channel's ids as Teams forms them.
IN_TEAMS = Setting(
    "teams",
    "5a3c9b1e-7d42-4c0e-9f26-8b1d4e6a7c30",
    "19:c4b1ne7attendance0maple0valley@thread.tacv2",
    before="29:1",
)
