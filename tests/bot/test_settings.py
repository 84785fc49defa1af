import re
from pathlib import Path

import pytest

from bot.settings import Settings, SettingsFaults, about, where

ROOT = Path(__file__).parents[2]
SOCKET = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1"}
HTTP = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_MODE": "http", "SLACK_SIGNING_SECRET": "s"}


def faults_of(environ: dict[str, str]) -> dict[str, str]:
    with pytest.raises(SettingsFaults) as caught:
        Settings.from_environ(environ)
    return {fault.name: fault.problem for fault in caught.value.faults}


def test_two_tokens_are_enough_for_socket_mode() -> None:
    settings = Settings.from_environ(SOCKET)
    assert settings.SLACK_MODE == "socket"
    assert settings.SLACK_API_URL == "https://slack.com/api/"
    assert settings.DATABASE_URL == "sqlite:///homeroom.sqlite3"


def test_http_mode_needs_the_signing_secret_and_no_app_token() -> None:
    assert Settings.from_environ(HTTP).SLACK_MODE == "http"
    assert faults_of({**HTTP, "SLACK_SIGNING_SECRET": ""}) == {
        "SLACK_SIGNING_SECRET": "is not set, and SLACK_MODE=http needs it"
    }


def test_nothing_set_names_both_tokens_at_once_with_where_to_get_them() -> None:
    with pytest.raises(SettingsFaults) as caught:
        Settings.from_environ({})
    assert [fault.name for fault in caught.value.faults] == ["SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"]
    assert all("Slack app page" in fault.where and fault.what for fault in caught.value.faults)


def test_every_wrong_value_is_found_in_one_go() -> None:
    assert faults_of(
        {
            "SLACK_BOT_TOKEN": "xapp-swapped",
            "SLACK_APP_TOKEN": "xoxb-swapped",
            "SLACK_MODE": "carrier pigeon",
            "SLACK_API_URL": "http://slack.example/api",
            "DATABASE_URL": "mysql://db",
            "PORT": "99999",
        }
    ).keys() == {"SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_MODE", "SLACK_API_URL", "DATABASE_URL", "PORT"}


@pytest.mark.parametrize("name", ["SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"])
def test_a_wrong_secret_is_never_repeated(name: str) -> None:
    with pytest.raises(SettingsFaults) as caught:
        Settings.from_environ({**SOCKET, name: "hunter2"})
    said = str(caught.value) + repr(caught.value.faults)
    assert name in said
    assert "hunter2" not in said


def test_secrets_stay_out_of_a_printed_settings_object() -> None:
    assert "xoxb-1" not in repr(Settings.from_environ(SOCKET))


def test_an_api_address_without_a_slash_at_its_end_gets_one() -> None:
    settings = Settings.from_environ({**SOCKET, "SLACK_API_URL": "https://slack-gov.com/api"})
    assert settings.SLACK_API_URL == "https://slack-gov.com/api/"


def test_a_setting_of_only_white_space_counts_as_not_set() -> None:
    assert Settings.from_environ({**SOCKET, "PORT": "  "}).PORT == 3000


def test_the_readme_has_a_row_for_each_setting_as_the_code_describes_it() -> None:
    readme = (ROOT / "README.md").read_text()
    rows = {row[0]: row for row in re.findall(r"^\| `([A-Z_]+)` \| (.*?) \| (.*?) \| (.*?) \|$", readme, re.MULTILINE)}
    assert list(rows) == list(Settings.model_fields)
    for name, (_, default, what, found) in rows.items():
        field = Settings.model_fields[name]
        expected = "" if field.is_required() or field.default is None else f"`{field.default}`"
        assert (default, what, found) == (expected, about(name), where(name))


def test_the_example_env_file_names_each_setting_once() -> None:
    names = re.findall(r"^#? ?([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE)
    assert names == list(Settings.model_fields)
