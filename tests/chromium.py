"""The machine's own Chromium for the tests of pages; loudly absent where there is none."""

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.postgresql import missing

PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# No sandbox: continuous integration runs as root. The rest keeps it from talking to anybody but the page.
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def find_chromium() -> str:
    """The path of a Chromium; skips the test without one, or fails where nothing may be skipped."""
    for program in PROGRAMS:
        path = shutil.which(program)
        if path is not None:
            return path
    missing("Chromium", "Install it (Debian: apt-get install chromium) and run again.")
    raise FileNotFoundError("chromium")


# One for each module, not one for the whole run: while Playwright runs, no other test could run an event loop.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A running Chromium, closed after the module's last test."""
    path = find_chromium()
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield running
        running.close()
