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

    def administrator(self) -> str:
        """Who does what administrators do: the first of them, or the first person if there is none."""
        people = [user for user in self.all() if not user.is_bot]
        return next((user.id for user in people if user.is_admin), people[0].id)

    def color(self, user_id: str) -> str:
        """Six hexadecimal digits, the same for the same person every time."""
        return _COLORS[list(self._users).index(user_id) % len(_COLORS)]

    def team_of(self, user_id: str) -> str:
        """The workspace that the account belongs to; another one for people over Slack Connect."""
        return self.get(user_id).team_id or self._team_id

    def as_slack_has_it(self, user_id: str, now: datetime) -> Json:
        """The user object of `users.info`."""
        user = self.get(user_id)
        zone = ZoneInfo(user.tz)
        offset = now.astimezone(zone).utcoffset()
        team = self.team_of(user_id)
        return {
            "id": user.id,
            "team_id": team,
            "name": user.name,
            "deleted": user.deleted,
            "color": self.color(user_id),
            "real_name": user.real_name,
            "tz": user.tz,
            "tz_label": now.astimezone(zone).tzname(),
            "tz_offset": int(offset.total_seconds()) if offset else 0,
            "profile": {
                "title": user.title,
                "real_name": user.real_name,
                "real_name_normalized": user.real_name,
                "display_name": user.name,
                "display_name_normalized": user.name,
                "team": team,
            },
            "is_admin": user.is_admin,
            "is_owner": False,
            "is_bot": user.is_bot,
            "is_app_user": False,
            "is_restricted": user.is_restricted,
            "is_ultra_restricted": user.is_ultra_restricted,
            "is_stranger": team != self._team_id,
            "updated": 0,
        }
