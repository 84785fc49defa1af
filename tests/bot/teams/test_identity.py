"""Getting tokens for Teams: what Microsoft's answers come to, how often it is asked, and that no secret is said."""

import json
import logging
import os
import subprocess
import sys
import threading
import traceback
from collections.abc import Callable
from typing import Any

import jwt
import pytest
import requests

from bot.teams.identity import CredentialsRefused, TeamsUnreachable, Tokens, cloud_named

CLIENT, TENANT = "7c1d2e3f-4a5b-4c6d-8e9f-0a1b2c3d4e5f", "5a3c9b1e-7d42-4c0e-9f26-8b1d4e6a7c30"
SECRET = "nobody-may-ever-read-this"
TOKEN = jwt.encode({"aud": "https://api.botframework.com", "appid": CLIENT}, "a key that is long enough for this")
HOSTS = {
    "public": ("login.microsoftonline.com", "https://api.botframework.com/.default"),
    "us_gov": ("login.microsoftonline.us", "https://api.botframework.us/.default"),
    "us_gov_dod": ("login.microsoftonline.us", "https://api.botframework.us/.default"),
}

Said = tuple[int, dict[str, Any]]


class Entra:
    """Answers in place of Microsoft's sign-in; `says` is the answer to a wish for a token, or what happens instead."""

    def __init__(self) -> None:
        self.says: Said | Exception = (200, {"access_token": TOKEN, "expires_in": 3600, "token_type": "Bearer"})
        self.knows_tenant = True
        # What comes instead of the answer to a wish for a token.
        self.page = ""
        self.asked: list[tuple[str, dict[str, Any]]] = []

    def request(self, _session: requests.Session, method: str, url: str, **details: Any) -> requests.Response:
        assert details["timeout"] <= 10, "it would be waited for ever"
        self.asked.append((url, dict(details.get("data") or {})))
        if isinstance(self.says, Exception):
            raise self.says
        if "discovery/instance" in url:
            return _response(200, {"metadata": []})
        if "openid-configuration" not in url:
            return _response(*self.says, page=self.page)
        if not self.knows_tenant:
            return _response(400, {"error": "invalid_tenant", "error_description": f"AADSTS90002: {SECRET}"})
        base = url.partition("/v2.0")[0]
        found = {
            "authorization_endpoint": f"{base}/oauth2/v2.0/authorize",
            "token_endpoint": f"{base}/oauth2/v2.0/token",
            "issuer": f"{base}/v2.0",
        }
        return _response(200, found)

    @property
    def wishes(self) -> list[tuple[str, Any]]:
        """Where a token was asked for, and for what."""
        return [(url, data["scope"]) for url, data in self.asked if url.endswith("/token")]


def _response(status: int, body: dict[str, Any], *, page: str = "") -> requests.Response:
    answer = requests.Response()
    answer.status_code = status
    answer._content = page.encode() or json.dumps(body).encode()
    answer.headers["Content-Type"] = "application/json"
    return answer


@pytest.fixture
def entra(monkeypatch: pytest.MonkeyPatch) -> Entra:
    answering = Entra()
    monkeypatch.setattr(
        requests.Session,
        "request",
        lambda session, method, url, **more: answering.request(session, method, url, **more),
    )
    return answering


def a_source(cloud: str = "public") -> Tokens:
    return Tokens(client_id=CLIENT, secret=SECRET, tenant=TENANT, cloud=cloud_named(cloud))


@pytest.mark.parametrize("cloud", list(HOSTS))
def test_a_token_is_asked_of_the_organizations_own_sign_in_in_its_cloud(entra: Entra, cloud: str) -> None:
    host, scope = HOSTS[cloud]
    assert a_source(cloud)() == TOKEN
    assert entra.wishes == [(f"https://{host}/{TENANT}/oauth2/v2.0/token", scope)]


def test_a_token_is_kept_until_it_runs_out(entra: Entra) -> None:
    source = a_source()
    assert [source() for _ in range(5)] == [TOKEN] * 5
    assert len(entra.wishes) == 1


def test_a_token_that_has_run_out_is_asked_for_anew(entra: Entra) -> None:
    entra.says = (200, {"access_token": TOKEN, "expires_in": 0, "token_type": "Bearer"})
    source = a_source()
    assert [source(), source()] == [TOKEN, TOKEN]
    assert len(entra.wishes) == 2


def test_a_token_that_teams_refused_before_its_time_is_replaced_once_for_all_who_were_refused(entra: Entra) -> None:
    source = a_source()
    refused = source()
    entra.says = (200, {"access_token": f"{TOKEN}.another", "expires_in": 3600, "token_type": "Bearer"})
    assert [source.renewed(refused), source.renewed(refused), source()] == [f"{TOKEN}.another"] * 3
    assert len(entra.wishes) == 2


def test_several_threads_ask_for_one_token_once(entra: Entra) -> None:
    source, got = a_source(), []
    threads = [threading.Thread(target=lambda: got.append(source())) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert got == [TOKEN] * 8
    assert len(entra.wishes) == 1


@pytest.mark.parametrize("code", ["invalid_client", "unauthorized_client", "invalid_request"])
def test_a_refusal_is_named_by_microsofts_code(entra: Entra, code: str) -> None:
    entra.says = (401, {"error": code, "error_description": f"AADSTS7000215: {SECRET}"})
    with pytest.raises(CredentialsRefused) as refused:
        a_source()()
    assert refused.value.code == code


def test_an_organization_that_microsoft_does_not_know_is_a_refusal(entra: Entra) -> None:
    entra.knows_tenant = False
    with pytest.raises(CredentialsRefused) as refused:
        a_source()()
    assert refused.value.code == "unknown_tenant"


@pytest.mark.parametrize(
    "says",
    [
        (500, {}),
        (503, {"error": "temporarily_unavailable"}),
        (400, {"error": "temporarily_unavailable"}),
        (400, {"error": "server_error"}),
        (200, {"nothing": "of use"}),
        (200, {}),
    ],
    ids=str,
)
def test_a_fault_of_microsofts_is_no_refusal(entra: Entra, says: Said) -> None:
    entra.says = says
    with pytest.raises(TeamsUnreachable):
        a_source()()


def test_a_page_in_microsofts_place_is_no_refusal(entra: Entra) -> None:
    entra.says = (200, {})
    entra.page = "<html>Sign in to the network</html>"
    with pytest.raises(TeamsUnreachable):
        a_source()()


@pytest.mark.parametrize("error", [requests.ConnectionError("x"), requests.Timeout("x"), OSError("x")], ids=repr)
def test_where_nothing_answers_nothing_was_refused(entra: Entra, error: Exception) -> None:
    entra.says = error
    with pytest.raises(TeamsUnreachable):
        a_source()()


def refusing(code: str, status: int = 401) -> Callable[[Entra], None]:
    return lambda entra: setattr(entra, "says", (status, {"error": code, "error_description": f"AADSTS: {SECRET}"}))


@pytest.mark.parametrize(
    "trouble",
    [
        refusing("invalid_client"),
        lambda entra: setattr(entra, "says", (200, {"nothing": SECRET})),
        refusing(SECRET, 500),
        refusing(SECRET, 400),
        lambda entra: setattr(entra, "says", requests.ConnectionError(SECRET)),
        lambda entra: setattr(entra, "page", SECRET),
        lambda entra: setattr(entra, "knows_tenant", False),
    ],
    ids=["refused", "no token in it", "broken", "an odd code", "unreachable", "a page", "unknown"],
)
def test_nothing_that_is_secret_is_logged_or_told(
    entra: Entra, trouble: Callable[[Entra], None], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    trouble(entra)
    with pytest.raises((CredentialsRefused, TeamsUnreachable)) as raised:
        a_source()()
    assert SECRET not in f"{raised.value!r} {raised.value}"
    assert SECRET not in "".join(traceback.format_exception(raised.value))
    assert SECRET not in caplog.text


def test_a_token_is_not_logged(entra: Entra, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    assert entra.says
    assert a_source()() == TOKEN
    assert TOKEN not in caplog.text
    assert SECRET not in caplog.text


def test_a_cloud_that_nobody_named_is_no_cloud() -> None:
    with pytest.raises(KeyError):
        cloud_named("china")


def test_the_library_is_imported_without_a_warning_and_without_reading_settings_that_lie_about(
    tmp_path: object,
) -> None:
    program = (
        "import os, warnings; warnings.simplefilter('error');"
        "from bot.teams.identity import library;"
        "library('microsoft_teams.apps.auth.token_validator');"
        "print(os.environ.get('CLIENT_SECRET'), os.environ.get('PYTHON_DOTENV_DISABLED'))"
    )
    (tmp_path / ".env").write_text("CLIENT_SECRET=anothers\n")  # type: ignore[operator]
    environment = {"PYTHONPATH": os.pathsep.join(sys.path), "PATH": os.environ["PATH"]}
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=str(tmp_path), env=environment, capture_output=True, text=True, check=False
    )
    assert (done.stdout.strip(), done.stderr) == ("None None", "")
