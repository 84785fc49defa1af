import re
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.settings import UNAUTHENTICATED, Settings, SettingsFaults, about, where

ROOT = Path(__file__).parents[2]
SOCKET = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1"}
HTTP = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_MODE": "http", "SLACK_SIGNING_SECRET": "s"}
TEAMS = {
    "TEAMS_CLIENT_ID": "0f6d2c1a-93b4-4e0d-8a57-6c1f2e3d4b5a",
    "TEAMS_CLIENT_SECRET": "s",
    "TEAMS_TENANT_ID": "5a3c9b1e-7d42-4c0e-9f26-8b1d4e6a7c30",
}
OBJECT_ID = "9e8d7c6b-5a4f-4e3d-8c2b-1a0f9e8d7c6b"


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


def test_either_platform_is_enough_and_both_together_are_fine() -> None:
    either = [Settings.from_environ(given) for given in (SOCKET, TEAMS, SOCKET | TEAMS)]
    assert [(one.has_slack, one.has_teams) for one in either] == [(True, False), (False, True), (True, True)]


def test_nothing_set_names_what_each_platform_needs_with_where_to_get_it() -> None:
    with pytest.raises(SettingsFaults) as caught:
        Settings.from_environ({})
    faults = {fault.name: fault for fault in caught.value.faults}
    assert list(faults) == ["SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", *TEAMS]
    for name, fault in faults.items():
        platform, page = ("Slack", "Slack app page") if name.startswith("SLACK") else ("Teams", "Entra admin center")
        assert fault.problem == f"is not set; leave it, if you don't use {platform}"
        assert page in fault.where
        assert fault.what


@pytest.mark.parametrize("left_out", list(TEAMS))
def test_what_is_missing_of_a_platform_is_named_and_the_other_is_left_in_peace(left_out: str) -> None:
    given = {name: value for name, value in TEAMS.items() if name != left_out}
    assert faults_of(given) == {left_out: "is not set, and Teams needs it"}
    assert faults_of(SOCKET | given) == {left_out: "is not set, and Teams needs it"}
    assert faults_of({"SLACK_BOT_TOKEN": "xoxb-1"} | TEAMS) == {
        "SLACK_APP_TOKEN": "is not set, and SLACK_MODE=socket needs it"
    }


def test_what_only_helps_a_platform_does_not_make_it_one_that_is_used() -> None:
    helping = {"TEAMS_ADMINS": "ana@district.example.org", "TEAMS_CLOUD": "us_gov"}
    assert not Settings.from_environ(SOCKET | helping).has_teams
    assert not Settings.from_environ({**TEAMS, "SLACK_MODE": "http", "SLACK_API_URL": "https://x.example/"}).has_slack


@pytest.mark.parametrize("name", ["TEAMS_CLIENT_ID", "TEAMS_TENANT_ID"])
@pytest.mark.parametrize("value", ["common", "Homeroom", "0f6d2c1a93b44e0d8a576c1f2e3d4b5a", "{" + "a" * 36 + "}"])
def test_an_id_that_is_no_guid_is_said_to_be_none(name: str, value: str) -> None:
    assert faults_of({**TEAMS, name: value})[name].startswith("is not a GUID, such as ")


def test_ids_are_taken_in_small_letters_as_they_come_in_requests() -> None:
    loud = {name: value.upper() for name, value in TEAMS.items()}
    taken = Settings.from_environ(loud).model_dump(include=set(TEAMS))
    assert taken == TEAMS | {"TEAMS_CLIENT_SECRET": SecretStr("S")}


def test_a_secrets_id_is_not_taken_for_its_value() -> None:
    problems = faults_of({**TEAMS, "TEAMS_CLIENT_SECRET": TEAMS["TEAMS_TENANT_ID"]})
    assert problems["TEAMS_CLIENT_SECRET"].startswith("is the secret's ID; Homeroom needs its Value")


def test_administrators_are_listed_by_sign_in_name_or_id_and_nobody_is_one_by_default() -> None:
    settings = Settings.from_environ(
        {**TEAMS, "TEAMS_ADMINS": " Ana@District.example.org , " + OBJECT_ID.upper() + ","}
    )
    assert settings.teams_admins == {"ana@district.example.org", OBJECT_ID}
    assert Settings.from_environ(TEAMS).teams_admins == frozenset()
    assert (
        "no sign-in name" in faults_of({**TEAMS, "TEAMS_ADMINS": "ana@district.example.org, Dev Ray"})["TEAMS_ADMINS"]
    )


@pytest.mark.parametrize("cloud", ["public", "us_gov", "us_gov_dod"])
def test_each_of_the_clouds_can_be_named(cloud: str) -> None:
    assert Settings.from_environ({**TEAMS, "TEAMS_CLOUD": cloud}).model_dump()["TEAMS_CLOUD"] == cloud
    assert "TEAMS_CLOUD" in faults_of({**TEAMS, "TEAMS_CLOUD": cloud + "s"})


@pytest.mark.parametrize("given", [SOCKET, TEAMS, SOCKET | TEAMS], ids=["slack", "teams", "both"])
@pytest.mark.parametrize("value", ["1", "true", "TRUE", " yes ", "on", "whatever"])
def test_homeroom_does_not_start_where_requests_would_not_be_verified(given: dict[str, str], value: str) -> None:
    problem = faults_of({**given, UNAUTHENTICATED: value})[UNAUTHENTICATED]
    assert "doesn't start with it" in problem


@pytest.mark.parametrize("value", ["", "0", "false", "No", "off"])
def test_a_switch_that_is_off_is_no_fault(value: str) -> None:
    assert Settings.from_environ({**TEAMS, UNAUTHENTICATED: value}).has_teams


def test_no_setting_is_about_verifying_less() -> None:
    assert not [name for name in Settings.model_fields if re.search("AUTH|VERIF|SKIP|ALLOW|DANGER", name)]


def test_every_wrong_value_is_found_in_one_go() -> None:
    assert faults_of(
        {
            "SLACK_BOT_TOKEN": "xapp-swapped",
            "SLACK_APP_TOKEN": "xoxb-swapped",
            "SLACK_MODE": "carrier pigeon",
            "SLACK_API_URL": "http://slack.example/api",
            "DATABASE_URL": "mysql://db",
            "PORT": "99999",
            "TEAMS_TENANT_ID": "common",
        }
    ).keys() == {
        "SLACK_BOT_TOKEN",
        "SLACK_APP_TOKEN",
        "SLACK_MODE",
        "SLACK_API_URL",
        "TEAMS_CLIENT_ID",
        "TEAMS_CLIENT_SECRET",
        "TEAMS_TENANT_ID",
        "DATABASE_URL",
        "PORT",
    }


@pytest.mark.parametrize("name", ["SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "TEAMS_CLIENT_ID", "TEAMS_TENANT_ID"])
def test_a_wrong_secret_is_never_repeated(name: str) -> None:
    with pytest.raises(SettingsFaults) as caught:
        Settings.from_environ({**SOCKET, **TEAMS, name: "hunter2"})
    said = str(caught.value) + repr(caught.value.faults)
    assert name in said
    assert "hunter2" not in said


def test_secrets_stay_out_of_a_printed_settings_object() -> None:
    printed = repr(Settings.from_environ({**SOCKET, **TEAMS, "TEAMS_CLIENT_SECRET": "hunter2"}))
    assert "xoxb-1" not in printed
    assert "hunter2" not in printed


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
        given = Settings.model_fields[name].default
        expected = "" if given in (None, "", SecretStr("")) else f"`{given}`"
        assert (default, what, found) == (expected, about(name), where(name))


def test_the_example_env_file_names_each_setting_once() -> None:
    names = re.findall(r"^#? ?([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE)
    assert names == list(Settings.model_fields)
