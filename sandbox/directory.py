"""Knows every account in the workspace and how Slack describes it; leaves channels to conversations.py."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from sandbox.api_error import ApiError
from sandbox.json_types import Json
from sandbox.seed import Seed, SeedUser

# Slack gives everyone a color; these read well on white and on dark.
_COLORS = ("9f69e7", "4bbe2e", "e7392d", "3c989f", "674b1b", "e96699", "e0a729", "684b6c", "5b89d5", "2b6836")


class Directory:
    """The accounts, by id. Callers hold the workspace's lock."""

    def __init__(self, seed: Seed) -> None:
        self._team_id = seed.team_id
        self._users = {user.id: user for user in seed.users}
        app = seed.app
        if app.bot_user_id not in self._users:
            bot = SeedUser(app.bot_user_id, app.name.lower(), app.name, is_bot=True)
            self._users[app.bot_user_id] = bot

    def __contains__(self, user_id: object) -> bool:
        return user_id in self._users

    def all(self) -> list[SeedUser]:
        """Everyone, in the order of the seed."""
        return list(self._users.values())

    def get(self, user_id: str) -> SeedUser:
        """One account; `user_not_found` if there is none."""
        if user_id not in self._users:
            raise ApiError("user_not_found")
        return self._users[user_id]

    def deactivate(self, user_id: str) -> None:
        """As an administrator does when somebody leaves."""
        self._users[user_id] = replace(self.get(user_id), deleted=True)

    def reactivate(self, user_id: str) -> None:
        """As an administrator does when somebody comes back."""
        self._users[user_id] = replace(self.get(user_id), deleted=False)

    def rename(
        self, user_id: str, *, real_name: str | None = None, name: str | None = None, title: str | None = None
    ) -> None:
        """As somebody does in their own profile; None leaves a part as it is."""
        user = self.get(user_id)
        self._users[user_id] = replace(
            user,
            real_name=user.real_name if real_name is None else real_name,
            name=user.name if name is None else name,
            title=user.title if title is None else title,
        )

    def change_zone(self, user_id: str, tz: str) -> None:
        """As Slack does when somebody travels, or asks for it; an IANA zone."""
        self._users[user_id] = replace(self.get(user_id), tz=ZoneInfo(tz).key)

    def administrator(self) -> str:
        """Who does what administrators do: the first of them, or the first person if there is none."""
        people = [user for user in self.all() if not user.is_bot]
        return next((one.id for one in people if one.is_admin or one.is_owner or one.is_primary_owner), people[0].id)

    def color(self, user_id: str) -> str:
        """Six hexadecimal digits, the same for the same person every time."""
        return _COLORS[list(self._users).index(user_id) % len(_COLORS)]

    def team_of(self, user_id: str) -> str:
        """The workspace that the account belongs to; another one for people over Slack Connect."""
        return self.get(user_id).team_id or self._team_id

    def as_slack_has_it(self, user_id: str, now: datetime, *, in_shared_channel: bool) -> Json:
        """The user object of `users.info`.

        Slack calls people of other organisations strangers only where no shared channel of the app's has them in it;
        `team_id` alone tells for certain. Of deactivated accounts it tells neither zone nor standing.
        """
        user = self.get(user_id)
        team = self.team_of(user_id)
        living = {} if user.deleted else self._of_the_living(user, now)
        return {
            "id": user.id,
            "team_id": team,
            "name": user.name,
            "deleted": user.deleted,
            **living,
            "profile": {
                "title": user.title,
                "real_name": user.real_name,
                "real_name_normalized": user.real_name,
                "display_name": user.name,
                "display_name_normalized": user.name,
                "team": team,
            },
            "is_bot": user.is_bot,
            "is_app_user": False,
            "is_stranger": team != self._team_id and not in_shared_channel,
            "updated": int(now.timestamp()),
        }

    def _of_the_living(self, user: SeedUser, now: datetime) -> Json:
        local = now.astimezone(ZoneInfo(user.tz))
        offset = local.utcoffset()
        owns = user.is_owner or user.is_primary_owner
        return {
            "color": self.color(user.id),
            "real_name": user.real_name,
            "tz": user.tz,
            "tz_label": local.tzname(),
            "tz_offset": int(offset.total_seconds()) if offset else 0,
            # Who owns a workspace administers it, and a guest of one channel is a guest.
            "is_admin": user.is_admin or owns,
            "is_owner": owns,
            "is_primary_owner": user.is_primary_owner,
            "is_restricted": user.is_restricted or user.is_ultra_restricted,
            "is_ultra_restricted": user.is_ultra_restricted,
        }
