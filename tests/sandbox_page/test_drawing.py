"""The one Block Kit renderer, called in the browser: markup, hostile text, charts, tables, the unknown."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from sandbox.json_types import Json
from tests.chromium import browser
from tests.sandbox_page.screen import a_screen

pytestmark = pytest.mark.browser
__all__ = ["browser"]

# Puts blocks on the page, drawn with a surface that knows two people and one channel.
DRAW = """async ({ blocks, surface }) => {
  const { blockNodes } = await import("/static/block_kit/blocks.js");
  const context = {
    scope: "sheet", surface, me: "U1", timeZone: "America/New_York", now: new Date("2026-11-30T13:20:00Z"),
    people: [], channels: [], userName: (id) => ({ U1: "Ana Ruiz", U2: "Dev Patel" })[id],
    channelName: (id) => ({ C1: "general" })[id], value: () => null, error: () => null, redraw: () => {},
  };
  let sheet = document.getElementById("sheet");
  sheet?.remove();
  sheet = document.createElement("div");
  sheet.id = "sheet";
  // Outside what the page itself redraws.
  sheet.style.cssText = "position: fixed; inset: 60px 0 0; overflow: auto; z-index: 99; background: white";
  document.body.append(sheet);
  sheet.append(...blockNodes(blocks, context));
}"""


@pytest.fixture(scope="module")
def sheet_page(browser: Browser) -> Iterator[Page]:
    """A loaded page to draw on; it keeps nothing between two drawings."""
    with a_screen(browser) as screen:
        screen.open()
        yield screen.page


def draw(page: Page, *blocks: Json, surface: str = "message") -> Locator:
    page.evaluate(DRAW, {"blocks": list(blocks), "surface": surface})
    return page.locator("#sheet")


def markup(text: str) -> Json:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}


def drawn(page: Page, text: str) -> str:
    """What a mrkdwn text becomes, without the box around it."""
    html = draw(page, markup(text)).locator(".mrkdwn").inner_html()
    return html.removeprefix('<div class="lines" dir="auto">').removesuffix("</div>")


LINK = 'target="_blank" rel="noopener noreferrer"'
MARKUP = {
    "bold": ("a *b* c", "a <strong>b</strong> c"),
    "italic inside bold": ("*a _b_*", "<strong>a <em>b</em></strong>"),
    "strike": ("~a b~", "<s>a b</s>"),
    "marks inside words": ("2*3*4 snake_case_name", "2*3*4 snake_case_name"),
    "marks around spaces": ("* a * _ b _", "* a * _ b _"),
    "marks over lines": ("*a\nb*", "*a\nb*"),
    "code keeps its marks": ("`*a* <@U2> &lt;`", "<code>*a* &lt;@U2&gt; &lt;</code>"),
    "a person": ("<@U2>", '<span class="mention" data-user="U2">@<bdi>Dev Patel</bdi></span>'),
    "a channel": ("<#C1>", '<a class="mention" href="#/C1">#<bdi>general</bdi></a>'),
    "everybody": ("<!channel>", '<span class="mention mention-me">@channel</span>'),
    "a link with words": (
        "<https://example.org/a|the *a*>",
        f'<a href="https://example.org/a" {LINK}><bdi>the *a*</bdi></a>',
    ),
    "a bare address": (
        "see https://example.org/a.",
        f'see <a href="https://example.org/a" {LINK}><bdi>https://example.org/a</bdi></a>.',
    ),
    "a date": (
        "<!date^1796306400^{date_short} at {time}|x>",
        '<time datetime="2026-12-03T14:00:00.000Z">Dec 3, 2026 at 9:00 AM</time>',
    ),
    "an emoji": (":red_circle: :nobody:", '<span class="emoji" title=":red_circle:">🔴</span> :nobody:'),
    "escaped references": ("&lt;!channel&gt; &amp;lt;", "&lt;!channel&gt; &amp;lt;"),
    "other entities": ("&quot;&#60;", "&amp;quot;&amp;#60;"),
    "a script": ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
    "an address that runs": ("<javascript:alert(1)|go>", "&lt;javascript:alert(1)|go&gt;"),
    "an unclosed fence": ("a ```b", "a ```b"),
}


@pytest.mark.parametrize(("text", "html"), MARKUP.values(), ids=MARKUP.keys())
def test_markup_reads_as_slack_reads_it(sheet_page: Page, text: str, html: str) -> None:
    assert drawn(sheet_page, text) == html


def test_quotes_lists_and_fences_become_blocks_of_their_own(sheet_page: Page) -> None:
    sheet = draw(sheet_page, markup("before\n> said\n&gt; twice\n• one\n• two\n```\n*raw*\n```\nafter"))
    expect(sheet.locator("blockquote")).to_have_text("said\ntwice", use_inner_text=True)
    expect(sheet.locator("li")).to_have_text(["one", "two"])
    expect(sheet.locator("pre")).to_have_text("*raw*")
    expect(sheet.locator(".lines")).to_have_text(["before", "after"])


def test_plain_text_is_never_read_as_markup(sheet_page: Page) -> None:
    hostile = "*b* <@U1> <!channel> <b>x</b> &lt; \u202eabc"
    sheet = draw(sheet_page, {"type": "section", "text": {"type": "plain_text", "text": hostile}})
    assert sheet.locator(".text").text_content() == hostile
    expect(sheet.locator(".text").locator("*")).to_have_count(0)


def test_a_label_that_reads_right_to_left_stands_apart_from_its_surroundings(sheet_page: Page) -> None:
    label = "\u202eevil"
    block = {
        "type": "input",
        "block_id": "b",
        "optional": True,
        "label": {"type": "plain_text", "text": label},
        "element": {"type": "plain_text_input", "action_id": "a"},
    }
    sheet = draw(sheet_page, block, surface="modal")
    assert sheet.locator("label bdi").text_content() == label


def test_blocks_and_elements_nobody_knows_leave_visible_placeholders(sheet_page: Page) -> None:
    sheet = draw(
        sheet_page,
        {"type": "hologram"},
        {"type": "constructor"},
        {"type": "actions", "elements": [{"type": "lever"}]},
        markup("still *here*"),
    )
    expect(sheet.locator(".unsupported")).to_have_text(
        ["Unsupported block: hologram", "Unsupported block: constructor", "Unsupported element: lever"]
    )
    expect(sheet.locator("strong")).to_have_text("here")


def chart(kind: str) -> Json:
    categories = ["Sep", "Oct", "Nov"]
    counts = {"Good": (1, 2, 4), "Poor": (3, 0, 2)}
    points = [
        [{"label": label, "value": value} for label, value in zip(categories, values, strict=True)]
        for values in counts.values()
    ]
    series = [{"name": name, "data": data} for name, data in zip(counts, points, strict=True)]
    return {
        "type": "data_visualization",
        "title": "Where we are",
        "chart": {"type": kind, "series": series, "axis_config": {"categories": categories}},
    }


@pytest.mark.parametrize(
    ("kind", "marks"),
    [("bar", {"rect": 6}), ("line", {"path.line": 2, "circle": 6}), ("area", {"path.area": 2, "path.line": 2})],
)
def test_a_chart_is_drawn_and_told_as_a_table(sheet_page: Page, kind: str, marks: dict[str, int]) -> None:
    sheet = draw(sheet_page, chart(kind))
    for selector, count in marks.items():
        expect(sheet.locator(f"svg {selector}")).to_have_count(count)
    spoken = f"Where we are, a {kind} chart. The same numbers follow as a table."
    expect(sheet.get_by_role("img")).to_have_accessible_name(spoken)
    sheet.locator("summary").click()
    rows = [row.inner_text().split("\t") for row in sheet.locator("tr").all()]
    assert [[cell.strip() for cell in row] for row in rows] == [
        ["", "Good", "Poor"],
        ["Sep", "1", "3"],
        ["Oct", "2", "0"],
        ["Nov", "4", "2"],
    ]


def test_the_bars_of_a_chart_are_as_high_as_their_values(sheet_page: Page) -> None:
    bars = draw(sheet_page, chart("bar")).locator("svg rect")
    heights = [float(bar.get_attribute("height") or 0) for bar in bars.all()]
    assert [round(height / max(heights) * 4, 3) for height in heights] == [1, 2, 4, 3, 0, 2]


def test_a_pie_says_each_share(sheet_page: Page) -> None:
    segments = [{"label": "Good", "value": 3}, {"label": "Poor", "value": 1}]
    block = {"type": "data_visualization", "title": "Shares", "chart": {"type": "pie", "segments": segments}}
    sheet = draw(sheet_page, block)
    expect(sheet.locator(".legend li")).to_have_text(["Good · 75%", "Poor · 25%"])
    expect(sheet.locator("svg .slice")).to_have_count(2)


def test_a_data_table_sorts_and_turns_its_pages(browser: Browser) -> None:
    def cells(*words: str) -> list[Json]:
        return [{"type": "raw_text", "text": word} for word in words]

    rows = [cells("Name", "Count"), cells("b", "10"), cells("a", "9"), cells("c", "2")]
    with a_screen(browser) as screen:
        table = {"type": "data_table", "caption": "All", "rows": rows, "page_size": 2}
        screen.post([table])
        screen.open()
        shown = screen.page.get_by_role("table", name="All")
        expect(shown.locator("tbody th")).to_have_text(["b", "a"])
        shown.get_by_role("button", name="Count").click()
        expect(shown.locator("tbody th")).to_have_text(["c", "a"])
        screen.page.get_by_role("button", name="Next").click()
        expect(shown.locator("tbody th")).to_have_text(["b"])


def test_a_picture_from_elsewhere_is_shown_as_its_description(sheet_page: Page) -> None:
    sheet = draw(sheet_page, {"type": "image", "image_url": "https://example.org/lake.png", "alt_text": "The lake"})
    expect(sheet.get_by_role("img", name="The lake")).to_be_visible()
    expect(sheet.locator("img")).to_have_count(0)
