"""`python -m sandbox`: starts an example workspace and says how to connect to it."""

import io
import re
import threading

import pytest
from slack_sdk import WebClient

from sandbox.__main__ import main


class Printed(io.StringIO):
    """Standard output that sets an event once something was flushed to it."""

    def __init__(self, then: threading.Event) -> None:
        super().__init__()
        self._then = then

    def flush(self) -> None:
        self._then.set()


def test_it_prints_an_address_and_tokens_that_work(monkeypatch: pytest.MonkeyPatch) -> None:
    ready, stop = threading.Event(), threading.Event()
    printed = Printed(ready)
    monkeypatch.setattr("sys.stdout", printed)
    thread = threading.Thread(target=main, args=(["--port", "0", "--command", "/try"], stop))
    thread.start()
    assert ready.wait(5)
    found = dict(re.findall(r"^(\S.*?)(?:  +|: +)(\S+)$", printed.getvalue(), re.MULTILINE))
    try:
        client = WebClient(token=found["Bot token"], base_url=found["SLACK_API_URL"])
        assert client.auth_test()["team"] == "Example workspace"
        posted = client.chat_postMessage(channel="C0GENERAL", text="It works")
        assert posted["ok"]
    finally:
        stop.set()
        thread.join()
    assert found["App-level token"].startswith("xapp-")
    assert not thread.is_alive()
