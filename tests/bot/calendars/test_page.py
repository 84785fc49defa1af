"""Pages of the internet: which addresses may be asked, and what may come of it."""

import ipaddress
import time

import pytest

from bot.calendars.address import BadAddress, WhyNot, web_address
from bot.calendars.apart import page_apart
from bot.calendars.limits import LARGEST_CALENDAR
from bot.calendars.lookups import WithPages
from bot.calendars.page import MOST_REDIRECTS, is_public, read_page
from bot.lookups import Contents, Found, NotFound, Problem, Wanted, WantedFile, WantedPage
from tests.bot.calendars.pages import Page, site

HERE = frozenset({"127.0.0.1"})


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("https://maple.example/cal.ics", "https://maple.example/cal.ics"),
        ("  http://maple.example  ", "http://maple.example/"),
        ("webcal://maple.example/cal?id=1#x", "https://maple.example/cal?id=1"),
        ("WEBCAL://Maple.example/a", "https://Maple.example/a"),
        ("maple.example/cal.ics", "https://maple.example/cal.ics"),
        ("https://maple.example:8443/cal.ics", "https://maple.example:8443/cal.ics"),
    ],
)
def test_an_address_is_taken_as_a_web_address(typed: str, address: str) -> None:
    assert web_address(typed) == address


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("ftp://maple.example/cal.ics", WhyNot.NOT_WEB),
        ("file:///etc/passwd", WhyNot.NOT_WEB),
        ("javascript:alert(1)", WhyNot.NOT_WEB),
        ("https://", WhyNot.NOT_WEB),
        ("https://maple.example:port/", WhyNot.NOT_WEB),
        ("https://maple.example/a b", WhyNot.NOT_WEB),
        ("https://maple.example/a\r\nHost: other", WhyNot.NOT_WEB),
        ("https://[::1", WhyNot.NOT_WEB),
        (f"https://maple.example/{'a' * 2000}", WhyNot.NOT_WEB),
        ("https://dana:secret@maple.example/cal.ics", WhyNot.CREDENTIALS),
        ("https://dana@maple.example/cal.ics", WhyNot.CREDENTIALS),
    ],
)
def test_other_addresses_are_not_asked(typed: str, why: WhyNot) -> None:
    with pytest.raises(BadAddress) as caught:
        web_address(typed)
    assert caught.value.why is why


@pytest.mark.parametrize("number", ["93.184.215.14", "8.8.8.8", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"])
def test_numbers_of_the_internet_are_public(number: str) -> None:
    assert is_public(ipaddress.ip_address(number))


@pytest.mark.parametrize(
    "number",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
        "255.255.255.255", "192.0.2.1", "198.18.0.1", "::1", "::", "fe80::1", "fc00::1", "ff02::1", "::ffff:10.0.0.1",
        "::ffff:127.0.0.1", "64:ff9b::a00:1", "2002:0a00:0001::", "2001:db8::1",
    ],
)  # fmt: skip
def test_numbers_of_private_networks_are_not(number: str) -> None:
    assert not is_public(ipaddress.ip_address(number))


def test_a_page_is_read_and_has_the_name_of_its_path() -> None:
    with site({"/cal.ics?year=2026": Page(b"BEGIN:VCALENDAR")}) as there:
        found = read_page(there.address("/cal.ics?year=2026"), allowed=HERE)
    assert found == Contents("cal.ics", b"BEGIN:VCALENDAR")


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "127.1", "2130706433", "0x7f.1", "[::ffff:127.0.0.1]"])
def test_nothing_in_a_private_network_is_asked_however_it_is_written(host: str) -> None:
    with site({"/": Page(b"secret")}) as there:
        found = read_page(there.address("/", host=host))
        assert there.asked == []
    assert found == NotFound(Problem.NOT_ALLOWED, WhyNot.PRIVATE)


@pytest.mark.parametrize("to", ["http://localhost:{port}/secret", "//localhost:{port}/secret", "file:///etc/passwd"])
def test_no_redirect_leads_into_a_private_network_or_out_of_the_web(to: str) -> None:
    pages: dict[str, Page] = {"/secret": Page(b"secret")}
    with site(pages) as there:
        pages["/"] = Page(status=302, headers={"Location": to.format(port=there.port)})
        found = read_page(there.address("/"), allowed=HERE)
        assert there.asked == ["/"]
    assert isinstance(found, NotFound)
    assert found.problem is Problem.NOT_ALLOWED


def test_a_redirect_is_followed_a_few_times() -> None:
    pages = {f"/{at}": Page(status=301, headers={"Location": f"/{at + 1}"}) for at in range(20)}
    pages[f"/{MOST_REDIRECTS}"] = Page(b"here")
    with site(pages) as there:
        assert read_page(there.address("/0"), allowed=HERE) == Contents(str(MOST_REDIRECTS), b"here")
        pages[f"/{MOST_REDIRECTS}"] = Page(status=301, headers={"Location": "/0"})
        assert read_page(there.address("/0"), allowed=HERE) == NotFound(Problem.NOT_ALLOWED, WhyNot.REDIRECTS)


@pytest.mark.parametrize(
    ("page", "found"),
    [
        (Page(status=404), NotFound(Problem.GONE, "404")),
        (Page(status=500), NotFound(Problem.NO_ANSWER, "500")),
        (Page(status=301), NotFound(Problem.NO_ANSWER, "301")),
        (Page(b"x" * (LARGEST_CALENDAR + 1)), NotFound(Problem.TOO_LARGE)),
        (Page(headers={"X": "y" * 70_000}), NotFound(Problem.NO_ANSWER, "LineTooLong")),
    ],
    ids=["gone", "broken", "redirect to nowhere", "too large", "endless header"],
)
def test_what_is_no_page_is_told_apart(page: Page, found: NotFound) -> None:
    with site({"/": page}) as there:
        assert read_page(there.address("/"), allowed=HERE) == found


def test_a_server_that_is_not_there_gives_no_answer() -> None:
    with site({}) as there:
        address = there.address("/")
    assert read_page(address, allowed=HERE) == NotFound(Problem.NO_ANSWER, "ConnectionRefusedError")
    assert read_page("https://nobody.invalid/") == NotFound(Problem.NO_ANSWER, "gaierror")


def test_a_page_is_fetched_in_a_process_of_its_own_which_is_ended_when_the_server_only_drips() -> None:
    with site({"/cal.ics": Page(b"BEGIN\nVCALENDAR"), "/drip": Page(b"x", drips=True)}) as there:
        assert page_apart(there.address("/cal.ics"), allowed=HERE) == Contents("cal.ics", b"BEGIN\nVCALENDAR")
        assert page_apart(there.address("/cal.ics"), allowed=()) == NotFound(Problem.NOT_ALLOWED, "private")
        began = time.monotonic()
        found = page_apart(there.address("/drip"), allowed=HERE, seconds=2)
        assert found == NotFound(Problem.NO_ANSWER, "timeout")
        assert time.monotonic() - began < 10


class Platform:
    def look_up(self, wanted: Wanted) -> Found:
        assert isinstance(wanted, WantedFile)
        return Contents("platform", b"")


def test_pages_come_from_the_internet_and_everything_else_from_the_platform() -> None:
    with site({"/": Page(b"page")}) as there:
        lookups = WithPages(Platform(), allowed=HERE)
        assert lookups.look_up(WantedFile("F1")) == Contents("platform", b"")
        assert lookups.look_up(WantedPage(there.address("/"))) == Contents("127.0.0.1", b"page")
