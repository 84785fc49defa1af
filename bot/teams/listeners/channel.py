"""Homeroom is let into a team or shut out of it, channels come and go, and so do people."""

from bot.teams.answering import Answering, Json
from bot.teams.arrived import Arrived
from bot.teams.channels import channels_meant, if_there, is_about_us, moved
from bot.teams.listening import Listeners
from bot.teams.sent_at import happened_at
from bot.use_cases.doubt_channel import doubt_channel
from bot.use_cases.people.notice_move import notice_join, notice_leave
from bot.use_cases.take_up_channel import take_up_channel
from bot.use_cases.who import Deps

LET_IN = ("installationUpdate/add", "installationUpdate/add-upgrade")
# Also before an upgrade, after which the channel is asked and says that all is well.
SHUT_OUT = ("installationUpdate/remove", "installationUpdate/remove-upgrade")
OPENED = ("channelRestored", "teamRestored", "teamUnarchived")
CLOSED = ("channelDeleted", "teamDeleted", "teamHardDeleted", "teamArchived")


def register(listeners: Listeners, deps: Deps, answering: Answering) -> None:
    @listeners.on(*LET_IN, *OPENED)
    def take_up(arrived: Arrived) -> Json | None:
        for channel in channels_meant(deps, arrived):
            take_up_channel(deps, arrived.who, channel)
        return None

    @listeners.on(*SHUT_OUT, *CLOSED)
    def doubt(arrived: Arrived) -> Json | None:
        for channel in channels_meant(deps, arrived):
            doubt_channel(deps, arrived.who, channel)
        return None

    @listeners.on("membersAdded")
    def come(arrived: Arrived) -> Json | None:
        moment = happened_at(arrived.activity, received_at=deps.clock.now())
        for channel in channels_meant(deps, arrived):
            for who in moved(arrived):
                wish = notice_join(deps, who, channel, happened_at=moment)
                answering.event(if_there(wish, who, channel, answering.lookups))
        return take_up(arrived) if is_about_us(arrived) else None

    @listeners.on("membersRemoved")
    def go(arrived: Arrived) -> Json | None:
        moment = happened_at(arrived.activity, received_at=deps.clock.now())
        for channel in channels_meant(deps, arrived):
            for who in moved(arrived):
                notice_leave(deps, who, channel, happened_at=moment)
        return doubt(arrived) if is_about_us(arrived) else None
