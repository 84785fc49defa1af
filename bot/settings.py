"""What an IT person sets, read from a mapping once and passed on; every fault is found at once.

Each setting is declared with what it is and where it comes from; `.env.example` and the README's table say the same.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    SecretStr,
    ValidationError,
    field_validator,
    model_validator,
)


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
    DATABASE_URL: str = Field(
        default="sqlite:///homeroom.sqlite3",
        description="Where everything is remembered: sqlite:///file, or postgresql://user:password@host/name.",
        json_schema_extra={"where": "your choice; SQLite serves one machine, PostgreSQL any number"},
    )
    HOST: str = Field(
        default="127.0.0.1",
        description="The address to listen on: for Slack in http mode, for questions after health in both.",
        json_schema_extra={"where": "0.0.0.0 in a container, else leave it"},
    )
    PORT: int = Field(
        default=3000,
        ge=0,
        le=65535,
        description="The port to listen on: for Slack in http mode, for questions after health in both.",
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
    def calendar_hosts(self) -> frozenset[str]:
        """The names in CALENDAR_HOSTS, in small letters as addresses have them."""
        return frozenset(host.strip().lower() for host in (self.CALENDAR_HOSTS or "").split(",") if host.strip())

    @classmethod
    def from_environ(cls, environ: Mapping[str, str]) -> "Settings":
        """Raises SettingsFaults with every fault. An empty value counts as not set."""
        given = {name: environ[name].strip() for name in cls.model_fields if environ.get(name, "").strip()}
        try:
            return cls.model_validate(given)
        except ValidationError as error:
            raise SettingsFaults(cls._faults(error, given)) from None

    @classmethod
    def _faults(cls, error: ValidationError, given: Mapping[str, str]) -> tuple[SettingFault, ...]:
        problems = {
            str(fault["loc"][0]): _sentence(fault["type"], fault["msg"]) for fault in error.errors() if fault["loc"]
        }
        mode = given.get("SLACK_MODE", "socket")
        for name in _needed_by(mode):
            if name not in given:
                problems.setdefault(name, f"is not set, and SLACK_MODE={mode} needs it")
        return tuple(
            SettingFault(name, problems[name], about(name), where(name))
            for name in cls.model_fields
            if name in problems
        )

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

    @field_validator("DATABASE_URL")
    @classmethod
    def _database_url(cls, value: str) -> str:
        if not value.startswith(("sqlite:", "postgresql:", "postgresql+psycopg:", "postgres:")):
            raise ValueError("must start with sqlite:// or postgresql://")
        return value

    @model_validator(mode="after")
    def _mode_has_its_secret(self) -> "Settings":
        for name in _needed_by(self.SLACK_MODE):
            if getattr(self, name) is None:
                raise ValueError(f"{name} is not set")
        return self


def about(name: str) -> str:
    """What a setting is, in a sentence."""
    return Settings.model_fields[name].description or ""


def where(name: str) -> str:
    """Where a setting's value is found."""
    extra = Settings.model_fields[name].json_schema_extra
    return str(extra["where"]) if isinstance(extra, dict) else ""


def _needed_by(mode: str) -> tuple[str, ...]:
    return ("SLACK_SIGNING_SECRET",) if mode == "http" else ("SLACK_APP_TOKEN",)


def _starts_with(value: SecretStr, prefix: str) -> SecretStr:
    if not value.get_secret_value().startswith(prefix):
        raise ValueError(f"does not start with {prefix}")
    return value


def _sentence(kind: str, message: str) -> str:
    return "is not set" if kind == "missing" else message.removeprefix("Value error, ")
