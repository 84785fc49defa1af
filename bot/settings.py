"""What an IT person sets, read from a mapping once and passed on; every fault is found at once.

Each setting is declared with what it is and where it comes from; `.env.example` and the README's table say the same.
Slack's and Teams' are each optional as a whole; at least one of the two is there.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, field_validator

# What makes a platform one that Homeroom is set up for; what has a default, or helps with it, doesn't.
_SLACKS = ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET")
_TEAMS = ("TEAMS_CLIENT_ID", "TEAMS_CLIENT_SECRET", "TEAMS_TENANT_ID")
# The switch by which Microsoft's library lets anybody speak for anybody. It is no setting of ours: set, nothing starts.
UNAUTHENTICATED = "DANGEROUSLY_ALLOW_UNAUTHENTICATED_REQUESTS"
_OFF = frozenset({"", "0", "false", "no", "off"})
_GUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.ASCII)


@dataclass(frozen=True, slots=True)
class SettingFault:
    """One setting that is missing or wrong. Never holds the value: it may be a secret."""

    name: str
    problem: str
    what: str
    where: str


class SettingsFaults(Exception):
    """Everything that is missing or wrong in the settings, together."""

    def __init__(self, faults: tuple[SettingFault, ...]) -> None:
        super().__init__("; ".join(f"{fault.name}: {fault.problem}" for fault in faults))
        self.faults = faults


class Settings(BaseModel):
    """The settings. `json_schema_extra["where"]` says where a value is found."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    SLACK_BOT_TOKEN: SecretStr = Field(
        default=SecretStr(""),
        description="Lets Homeroom post and answer in your workspace; starts with xoxb-.",
        json_schema_extra={"where": "Slack app page, OAuth & Permissions, after Install to Workspace"},
    )
    SLACK_APP_TOKEN: SecretStr | None = Field(
        default=None,
        description="Lets Homeroom listen without a public address (Socket Mode); starts with xapp-.",
        json_schema_extra={"where": "Slack app page, Basic Information, App-Level Tokens, scope connections:write"},
    )
    SLACK_MODE: Literal["socket", "http"] = Field(
        default="socket",
        description="How Slack reaches Homeroom: socket needs no public address, http needs one.",
        json_schema_extra={"where": "your choice"},
    )
    SLACK_SIGNING_SECRET: SecretStr | None = Field(
        default=None,
        description="Proves that a request is Slack's; needed when SLACK_MODE is http.",
        json_schema_extra={"where": "Slack app page, Basic Information, App Credentials"},
    )
    SLACK_API_URL: str = Field(
        default="https://slack.com/api/",
        description="Where Slack's Web API is; GovSlack has its own address.",
        json_schema_extra={"where": "leave it, unless your district is on GovSlack"},
    )
    TEAMS_CLIENT_ID: str = Field(
        default="",
        description="Says which app Homeroom is in Microsoft Teams; a GUID.",
        json_schema_extra={"where": "Entra admin center, App registrations, Overview, Application (client) ID"},
    )
    TEAMS_CLIENT_SECRET: SecretStr = Field(
        default=SecretStr(""),
        description="Lets Homeroom post and answer in Teams; it runs out on the day that is chosen when it is made.",
        json_schema_extra={
            "where": "Entra admin center, App registrations, Certificates & secrets, the secret's Value (not its ID)"
        },
    )
    TEAMS_TENANT_ID: str = Field(
        default="",
        description="Your organization; whatever comes from another one is refused. A GUID.",
        json_schema_extra={"where": "Entra admin center, App registrations, Overview, Directory (tenant) ID"},
    )
    TEAMS_ADMINS: str | None = Field(
        default=None,
        description="Who may take over a team without a coordinator: sign-in names or object IDs, with commas between.",
        json_schema_extra={"where": "your choice; nobody, if it is empty"},
    )
    TEAMS_CLOUD: Literal["public", "us_gov", "us_gov_dod"] = Field(
        default="public",
        description="Microsoft's cloud that your organization is in: us_gov is GCC High, us_gov_dod is DoD.",
        json_schema_extra={"where": "leave it, unless your organization is in GCC High or DoD"},
    )
    DATABASE_URL: str = Field(
        default="sqlite:///homeroom.sqlite3",
        description="Where everything is remembered: sqlite:///file, or postgresql://user:password@host/name.",
        json_schema_extra={"where": "your choice; SQLite serves one machine, PostgreSQL any number"},
    )
    HOST: str = Field(
        default="127.0.0.1",
        description="The address to listen on: for Teams, for Slack in http mode, for questions after health always.",
        json_schema_extra={"where": "0.0.0.0 in a container, else leave it"},
    )
    PORT: int = Field(
        default=3000,
        ge=0,
        le=65535,
        description="The port to listen on: for Teams, for Slack in http mode, for questions after health always.",
        json_schema_extra={"where": "your hosting platform, or leave it"},
    )
    CALENDAR_HOSTS: str | None = Field(
        default=None,
        description="Hosts in your own network from which coordinators may read school calendars, with commas between.",
        json_schema_extra={"where": "leave it empty, unless your calendar can't be reached from the internet"},
    )
    LOG_LEVEL: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        default="INFO",
        description="How much is logged. Homeroom never logs ratings, at any level.",
        json_schema_extra={"where": "your choice"},
    )

    @property
    def has_slack(self) -> bool:
        return bool(self.SLACK_BOT_TOKEN)

    @property
    def has_teams(self) -> bool:
        return bool(self.TEAMS_CLIENT_ID)

    @property
    def teams_admins(self) -> frozenset[str]:
        """The names and ids in TEAMS_ADMINS, in small letters: Microsoft doesn't tell them apart by case."""
        return frozenset(_listed(self.TEAMS_ADMINS))

    @property
    def calendar_hosts(self) -> frozenset[str]:
        """The names in CALENDAR_HOSTS, in small letters as addresses have them."""
        return frozenset(_listed(self.CALENDAR_HOSTS))

    @classmethod
    def from_environ(cls, environ: Mapping[str, str]) -> "Settings":
        """Raises SettingsFaults with every fault. An empty value counts as not set."""
        given = {name: environ[name].strip() for name in cls.model_fields if environ.get(name, "").strip()}
        problems = _missing(given)
        try:
            settings = cls.model_validate(given)
        except ValidationError as error:
            settings = None
            problems |= {str(fault["loc"][0]): _sentence(fault["msg"]) for fault in error.errors() if fault["loc"]}
        faults = [
            SettingFault(name, problems[name], about(name), where(name))
            for name in cls.model_fields
            if name in problems
        ]
        if environ.get(UNAUTHENTICATED, "").strip().lower() not in _OFF:
            faults.append(_UNAUTHENTICATED_IS_SET)
        if settings is None or faults:
            raise SettingsFaults(tuple(faults))
        return settings

    @field_validator("SLACK_BOT_TOKEN")
    @classmethod
    def _bot_token(cls, value: SecretStr) -> SecretStr:
        return _starts_with(value, "xoxb-")

    @field_validator("SLACK_APP_TOKEN")
    @classmethod
    def _app_token(cls, value: SecretStr | None) -> SecretStr | None:
        return value if value is None else _starts_with(value, "xapp-")

    @field_validator("SLACK_API_URL")
    @classmethod
    def _api_url(cls, value: str) -> str:
        if not value.startswith(("https://", "http://127.0.0.1", "http://localhost")):
            raise ValueError("must start with https://")
        return value if value.endswith("/") else value + "/"

    @field_validator("TEAMS_CLIENT_ID", "TEAMS_TENANT_ID")
    @classmethod
    def _guid(cls, value: str) -> str:
        if not is_guid(value):
            raise ValueError("is not a GUID, such as 1a2b3c4d-5e6f-4a1b-8c2d-3e4f5a6b7c8d")
        return value.lower()

    @field_validator("TEAMS_CLIENT_SECRET")
    @classmethod
    def _client_secret(cls, value: SecretStr) -> SecretStr:
        # The two stand beside each other, and only one of them can be copied later.
        if is_guid(value.get_secret_value()):
            raise ValueError("is the secret's ID; Homeroom needs its Value, which is shown once, when it is made")
        return value

    @field_validator("TEAMS_ADMINS")
    @classmethod
    def _people(cls, value: str | None) -> str | None:
        if not all(is_guid(name) or re.fullmatch(r"[^@\s]+@[^@\s]+", name) for name in _listed(value)):
            raise ValueError("has something in it that is no sign-in name, such as ana@district.example.org")
        return value

    @field_validator("DATABASE_URL")
    @classmethod
    def _database_url(cls, value: str) -> str:
        if not value.startswith(("sqlite:", "postgresql:", "postgresql+psycopg:", "postgres:")):
            raise ValueError("must start with sqlite:// or postgresql://")
        return value


def about(name: str) -> str:
    """What a setting is, in a sentence."""
    return Settings.model_fields[name].description or ""


def where(name: str) -> str:
    """Where a setting's value is found."""
    extra = Settings.model_fields[name].json_schema_extra
    return str(extra["where"]) if isinstance(extra, dict) else ""


def is_guid(text: str) -> bool:
    """Whether it has the form of Microsoft's ids."""
    return _GUID.fullmatch(text.lower()) is not None


def _missing(given: Mapping[str, str]) -> dict[str, str]:
    """What has to be there beside what is given, with why."""
    mode = given.get("SLACK_MODE", "socket")
    slacks = {
        "SLACK_BOT_TOKEN": "is not set, and Slack needs it",
        _by_mode(mode): f"is not set, and SLACK_MODE={mode} needs it",
    }
    teams = dict.fromkeys(_TEAMS, "is not set, and Teams needs it")
    has_slack, has_teams = (any(name in given for name in names) for names in (_SLACKS, _TEAMS))
    if not has_slack and not has_teams:
        return dict.fromkeys(slacks, "is not set; leave it, if you don't use Slack") | dict.fromkeys(
            teams, "is not set; leave it, if you don't use Teams"
        )
    needed = (slacks if has_slack else {}) | (teams if has_teams else {})
    return {name: why for name, why in needed.items() if name not in given}


def _by_mode(mode: str) -> str:
    return "SLACK_SIGNING_SECRET" if mode == "http" else "SLACK_APP_TOKEN"


def _listed(names: str | None) -> list[str]:
    return [name.strip().lower() for name in (names or "").split(",") if name.strip()]


def _starts_with(value: SecretStr, prefix: str) -> SecretStr:
    if not value.get_secret_value().startswith(prefix):
        raise ValueError(f"does not start with {prefix}")
    return value


def _sentence(message: str) -> str:
    return message.removeprefix("Value error, ")


_UNAUTHENTICATED_IS_SET = SettingFault(
    UNAUTHENTICATED,
    "is set, and Homeroom doesn't start with it: whoever finds its address could speak for anybody on the team",
    "A switch of Microsoft's library for trying things out. Homeroom answers only what Microsoft or Slack has signed.",
    "take it out of the environment and out of .env",
)
