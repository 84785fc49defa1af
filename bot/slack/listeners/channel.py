"""Homeroom is let into a channel or shut out of it, people come and go, and what Slack knows of them changes."""

import re
from typing import Any

from slack_bolt import App, BoltContext

from bot.slack.answering import Answering
from bot.slack.sent_at import happened_at
from bot.slack.speaker import speaker_from
from bot.use_cases.doubt_channel import doubt_channel
from bot.use_cases.leave_workspace import leave_workspace
from bot.use_cases.people.notice_move import notice_join, notice_leave
from bot.use_cases.people.renew_person import notice_news
from bot.use_cases.take_up_channel import take_up_channel
from bot.use_cases.who import Deps

Body = dict[str, Any]
UNARCHIVED = re.compile("^(channel|group)_unarchive$")
CLOSED = re.compile("^(channel|group)_(archive|deleted|left)$")


def register(app: App, deps: Deps, answering: Answering) -> None:
    @app.event("member_joined_channel", matchers=[_is_homeroom])
    def take_up(body: Body, event: Body) -> None:
        take_up_channel(deps, speaker_from(body), event["channel"])

    @app.event("member_joined_channel")
    def come(body: Body, event: Body) -> None:
        moment = happened_at(event, received_at=deps.clock.now())
        answering.event(notice_join(deps, speaker_from(body), event["channel"], happened_at=moment))

    @app.event("member_left_channel", matchers=[_is_homeroom])
    def doubt_by_leaving(body: Body, event: Body) -> None:
        doubt_channel(deps, speaker_from(body), event["channel"])

    @app.event("member_left_channel")
    def go(body: Body, event: Body) -> None:
        moment = happened_at(event, received_at=deps.clock.now())
        notice_leave(deps, speaker_from(body), event["channel"], happened_at=moment)

    @app.event("user_change")
    def renew(body: Body, event: Body) -> None:
        moment = happened_at(event, received_at=deps.clock.now())
        answering.event(notice_news(deps, speaker_from(body), happened_at=moment))

    @app.event(UNARCHIVED)
    def take_up_unarchived(body: Body, event: Body) -> None:
        take_up_channel(deps, speaker_from(body), event["channel"])

    @app.event(CLOSED)
    def doubt(body: Body, event: Body) -> None:
        doubt_channel(deps, speaker_from(body), event["channel"])

    @app.event("app_uninstalled")
    def leave(body: Body) -> None:
        leave_workspace(deps, speaker_from(body), reason="app_uninstalled")

    @app.event("tokens_revoked", matchers=[_is_bot_token])
    def leave_without_token(body: Body) -> None:
        leave_workspace(deps, speaker_from(body), reason="tokens_revoked")

    @app.event(re.compile(".*"))
    def pass_over(event: Body) -> None:
        # Slack stops sending to apps that leave events unanswered.
        del event


def _is_bot_token(event: Body) -> bool:
    return bool((event.get("tokens") or {}).get("bot"))


def _is_homeroom(event: Body, context: BoltContext) -> bool:
    return event.get("user") == context.bot_user_id
