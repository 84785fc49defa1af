"""Gets the tokens with which we call Teams, from Microsoft's own library, which keeps and renews them.

Nothing that is secret is logged: the library's own words about a refusal are held back, and ours name its code.
"""

import importlib
import logging
import os
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from threading import Lock
from types import ModuleType
from typing import TYPE_CHECKING, Any

import msal
import requests

from bot.ways_in import NotLetIn, NotReached

if TYPE_CHECKING:
    from microsoft_teams.api.auth.cloud_environment import CloudEnvironment

# How the library names the clouds of the settings.
_CLOUDS = {"public": "PUBLIC", "us_gov": "US_GOV", "us_gov_dod": "US_GOV_DOD"}
# The setting that each of Microsoft's codes is about, where it isn't the secret.
_REFUSED = {"unauthorized_client": "TEAMS_CLIENT_ID", "unknown_tenant": "TEAMS_TENANT_ID"}
# The library reads a file with settings of other programs unless this says not to.
_NO_SETTINGS_FILE = "PYTHON_DOTENV_DISABLED"
_IMPORTING = Lock()
# The library that Microsoft's own gets tokens with waits for ever unless it is told otherwise, and holds up every post.
TIMEOUT_SECONDS = 5
# What they log holds descriptions that we don't write; what went wrong comes to us all the same.
_TALKATIVE = ("microsoft_teams.apps.auth.token_validator", "msal")
# Microsoft's codes for a fault of its own.
_NOT_NOW = frozenset({"temporarily_unavailable", "server_error"})


class CredentialsRefused(NotLetIn):
    """Microsoft answered, and gave no token; `code` is its own, such as "invalid_client"."""

    def __init__(self, code: str) -> None:
        super().__init__(code, _REFUSED.get(code, "TEAMS_CLIENT_SECRET"))


class TeamsUnreachable(NotReached):
    """No answer came from where tokens or keys are given out."""


class Tokens:
    """A token for calling Teams as our bot; safe to ask from several threads."""

    def __init__(self, *, client_id: str, secret: str, tenant: str, cloud: "CloudEnvironment") -> None:
        self._scope = cloud.bot_scope
        # Made when a token is first asked for: making it asks Microsoft where tokens are given out.
        self._make = partial(
            msal.ConfidentialClientApplication,
            client_id,
            client_credential=secret,
            authority=f"{cloud.login_endpoint}/{tenant}",
            timeout=TIMEOUT_SECONDS,
        )
        self._application: Any = None
        self._lock = Lock()

    def __call__(self) -> str:
        """Raises CredentialsRefused, TeamsUnreachable."""
        with self._lock, _plainly():
            if self._application is None:
                self._application = self._make()
            answer = self._application.acquire_token_for_client([self._scope])
        token = answer.get("access_token")
        if isinstance(token, str) and token:
            return token
        raise _meant_by(str(answer.get("error") or ""))

    def renewed(self, refused: str) -> str:
        """Another one in the place of one that Teams refused before its time; raises what a call raises."""
        # Several calls may be refused at once: whoever comes first renews it for all.
        if self() == refused:
            with self._lock:
                self._application = None
        return self()


@contextmanager
def _plainly() -> Iterator[None]:
    """Turns what the library and what lies below it raise into ours."""
    try:
        yield
    except ValueError as error:
        # So it says that there is no such organization; else that something else than Microsoft answered.
        if str(error).startswith("Unable to get authority configuration"):
            raise CredentialsRefused("unknown_tenant") from None
        raise TeamsUnreachable("no answer of Microsoft's") from None
    except (requests.RequestException, msal.exceptions.MsalError, OSError) as error:
        raise TeamsUnreachable(type(error).__name__) from None


def _meant_by(code: str) -> CredentialsRefused | TeamsUnreachable:
    if code in _NOT_NOW or not re.fullmatch(r"[a-z_]{1,80}", code):
        return TeamsUnreachable(code if code in _NOT_NOW else "no token in the answer")
    return CredentialsRefused(code)


def cloud_named(name: str) -> "CloudEnvironment":
    """Raises KeyError for a name that is no cloud's."""
    found: CloudEnvironment = getattr(library("microsoft_teams.api.auth.cloud_environment"), _CLOUDS[name])
    return found


def library(module: str) -> ModuleType:
    """One of the library's modules: imported late, without its reading settings, and without its warnings."""
    with _IMPORTING, warnings.catch_warnings(), _no_settings_file():
        warnings.simplefilter("ignore")
        found = importlib.import_module(module)
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    return found


@contextmanager
def _no_settings_file() -> Iterator[None]:
    before = os.environ.get(_NO_SETTINGS_FILE)
    os.environ[_NO_SETTINGS_FILE] = "1"
    try:
        yield
    finally:
        if before is None:
            del os.environ[_NO_SETTINGS_FILE]
        else:
            os.environ[_NO_SETTINGS_FILE] = before
