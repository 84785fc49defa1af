"""The page of a full pass: whole in itself, the same every time, and as good to hear as to see."""

import itertools
import re
from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.files.report_page import report_html
from jobs.announcements import ReportFile
from rubric.full_pass import FullPass
from rubric.library import load, shipped
from rubric.next_step import StepKind, StepState
from tests.bot.files.page import Element, read
from tests.builders import a_closed, a_rubric, column
from tests.passes import LATER, a_pass, a_step, a_team_rating, second_looks, some_evidence

FIRST = a_closed("A: S U ?\nB: O U ?\nC: C U S\nD: S U O", "a.1", "a.2", "b.1", number=1)
SECOND = a_closed("A: S S ?\nB: S U ?\nC: S U S\nE: S O O", "a.1", "a.2", "b.1", number=2)
MARKUP = ("</style><script>alert(1)</script><img src=x onerror=alert(2)>{{ 7 * 7 }} $\\frac{1}{2}$ \"'&" * 40)[:3000]


def first_pass(**changed: object) -> FullPass:
    report = a_pass(FIRST, excluded=["b.3"], ratings=[a_team_rating(FIRST, "a.1", "ok-for-now", rationale="It works.")])
    return replace(report, **changed)  # type: ignore[arg-type]


def second_pass() -> FullPass:
    ratings = [
        a_team_rating(FIRST, "a.1", "could-be-better", id=1),
        a_team_rating(FIRST, "a.2", "strength", id=2, rationale="All schools.", dissent="Not ours."),
        a_team_rating(SECOND, "a.1", "could-be-better", id=3, rationale="At first."),
        a_team_rating(SECOND, "a.1", "strength", id=4, rationale="Every school has it."),
    ]
    steps = [
        a_step("a.1", id="late", sentence="Publish the protocol", due_on=LATER.date() - timedelta(days=1)),
        a_step("b.1", id="open", sentence="Ask the data office", kind=StepKind.FIND_OUT),
        a_step("a.2", id="done", sentence="Train principals", state=StepState.DONE, settled_at=LATER),
    ]
    return a_pass(
        SECOND,
        before=[FIRST],
        ratings=ratings,
        second=second_looks(SECOND, "a.2", "SSO"),
        steps=steps,
        evidence=[some_evidence("a.1")],
    )


def longest_pass() -> FullPass:
    """The rubric that ships, rated by fifteen, with the longest texts a form takes, twice over."""
    rubric = load(shipped()[0])
    ids = [one.id for one in rubric.indicators]
    grid = "\n".join(f"M{at}: " + " ".join("1234?"[(at + nth) % 5] for nth in range(45)) for at in range(15))
    closed = [a_closed(grid, *ids, number=number, rubric=rubric) for number in (1, 2)]
    text = ("Principals say that the guidance is used in most schools & asked for more. " * 50)[:3000]
    ratings = [
        a_team_rating(one, each, level, id=nth * 2 + at, rationale=text, dissent=text if at else "")
        for at, (one, level) in enumerate(zip(closed, ("urgent-gap", "strength"), strict=True))
        for nth, each in enumerate(ids)
    ]
    steps = [a_step(each, id=each, sentence="x" * 200) for each in ids]
    return a_pass(closed[1], rubric=rubric, before=closed[:1], ratings=ratings, steps=steps)


def html(report: FullPass, *, for_coordinators: bool = False) -> bytes:
    return report_html(ReportFile(report, for_coordinators=for_coordinators))


def rows(page: Element, caption: str) -> dict[str, list[str]]:
    """The rows of the table whose caption begins so, by their first cell."""
    (table,) = [one for one in page.all("table") if one.all("caption")[0].words.startswith(caption)]
    (body,) = table.all("tbody")
    return {row.all("th")[0].words: [cell.words for cell in row.all("td")] for row in body.all("tr")}


EVERY = [
    pytest.param(first_pass(), id="first pass, not complete"),
    pytest.param(second_pass(), id="second pass"),
    pytest.param(a_pass(a_closed("A: .", "a.1"), rubric=a_rubric(1)), id="nobody rated"),
    pytest.param(a_pass(FIRST, rubric=a_rubric(3), excluded=["a.3"], team_name=MARKUP), id="typed markup"),
]


@pytest.mark.parametrize("report", EVERY)
def test_the_page_is_whole_in_itself_and_loads_nothing(report: FullPass) -> None:
    data = html(report, for_coordinators=True)
    page = read(data)
    assert [one.tag for one in page.all("script", "link", "img", "iframe", "object", "base", "form")] == []
    policies = [one.get("content") for one in page.all("meta") if one.get("http-equiv") == "Content-Security-Policy"]
    assert len(policies) == 1
    assert policies[0].startswith("default-src 'none'")
    assert not re.findall(rb"(?:https?:)?//[a-z]|@import|url\((?!#)", data)
    linked = [one.get("href") for one in page.all("a", "use")]
    ids = [one.get("id") for one in _everything(page) if one.get("id")]
    assert len(ids) == len(set(ids))
    assert {each.removeprefix("#") for each in linked} <= set(ids)
    assert not [name for one in _everything(page) for name in one.attributes if name.startswith("on")]


@pytest.mark.parametrize("report", EVERY)
def test_the_page_can_be_heard_as_well_as_seen(report: FullPass) -> None:
    page = read(html(report, for_coordinators=True))
    (root,) = page.all("html")
    assert root.get("lang") == "en"
    assert page.all("title")[0].inside
    assert [len(page.all(tag)) for tag in ("h1", "header", "main", "nav", "footer")] == [1, 1, 1, 1, 1]
    levels = [int(one.tag[1]) for one in page.all("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
    assert page.all("body")[0].all("a")[0].get("href") == "#report"
    for table in page.all("table"):
        assert table.all("caption")[0].words
        assert all(one.get("scope") in {"row", "col"} and one.words for one in table.all("th"))
        assert all(row.all("th") for row in table.all("tr"))
        assert all(cell.get("data-label") for cell in table.all("td"))
    for picture in page.all("svg"):
        title, description = picture.all("title")[0], picture.all("desc")[0]
        assert picture.get("role") == "img"
        assert picture.get("aria-labelledby").split() == [title.get("id"), description.get("id")]
        assert re.search(r"\w", title.words)
        assert description.words.endswith(".")


def _everything(page: Element) -> list[Element]:
    return [one for child in page.inside if isinstance(child, Element) for one in (child, *_everything(child))]


def test_the_headline_comes_first() -> None:
    page = read(html(first_pass()))
    section = page.all("section")[0]
    said = section.words
    assert said.startswith("In short 1 of 4 indicators is well in hand: the team agreed on Strength or OK for now.")
    assert "This is the first pass" in said
    assert "1 indicator is unknown to too many of us: B 1." in said
    assert "No next steps were made in this pass." in said
    assert "This pass is not complete: 3 of 4 indicators have been asked." in said
    assert "1 indicator is excluded" in said


def test_when_every_step_is_done_none_is_open() -> None:
    done = a_step("a.2", state=StepState.DONE, settled_at=SECOND.check_in.closed_at)
    said = read(html(a_pass(SECOND, before=[FIRST], steps=[done]))).all("section")[0].words
    assert "No next step is open; 1 done in this pass." in said


def test_the_second_pass_says_what_moved_and_draws_it() -> None:
    page = read(html(second_pass()))
    said = page.all("section")[0].words
    assert "Since pass 1, 1 team rating went up and none went down." in said
    assert "2 next steps are open, 1 of them overdue; 1 done in this pass." in said
    assert [one.all("desc")[0].words for one in page.all("svg")] == [
        "A 1: Could be better to Strength.",
        "In all: 2 in hand, 1 we don't know, 2 not asked yet. Domain A: 2 in hand. "
        "Domain B: 1 we don't know, 2 not asked yet.",
    ]
    assert "A 1: up two levels" in page.all("svg")[0].words


def test_a_domain_lists_every_indicator_with_all_that_is_known() -> None:
    found = rows(read(html(second_pass())), "Domain A")
    first, second = found.values()
    assert next(iter(found)).startswith("A 1 Statement a.1. Check-in 2, closed Oct 5, 2026. 1 entry in the evidence")
    assert first[0] == "Strength Agreed Oct 5, 2026. Why A 1"
    assert first[1] == "4 Strength. 4 answers, middle rating Strength, agreement 1.00."
    assert "Team rating from Could be better to Strength. Middle rating before: between" in first[2]
    assert "1 answered only then, 1 only now, so people are not compared." in first[2]
    assert first[3] == "1 open"
    assert second[0].startswith("Strength Agreed Sep 21, 2026, in check-in 1, before this pass.")
    assert second[1].startswith("Talk about this. 1 Strength, 1 OK for now, 2 Urgent gap.")
    assert second[1].endswith("Rated again by 3: 2 Strength, 1 OK for now.")


def test_what_was_agreed_is_told_with_its_reasons_and_what_it_replaced() -> None:
    notes = [one.words for one in read(html(second_pass())).all("article")]
    assert notes[0] == (
        "A 1: Strength Agreed Oct 5, 2026. Recorded by Ana. Every school has it. "
        "Earlier in this pass: Could be better, Oct 5, 2026, recorded by Ana. At first."
    )
    assert notes[1].endswith("All schools. Seen otherwise: Not ours.")


def test_what_was_not_asked_or_is_excluded_is_said() -> None:
    found = rows(read(html(first_pass())), "Domain B")
    asked = list(found)
    assert asked[1] == "Domain B 2 Statement 2 of B. Not asked yet in this pass."
    assert asked[2] == "Domain B 3 Statement 3 of B. Excluded: Not ours."
    assert [cells[0] for cells in found.values()] == ["We don't know", "Not asked yet", "Excluded"]


def test_next_steps_come_the_open_ones_first_and_say_how_they_stand() -> None:
    found = rows(read(html(second_pass())), "Next steps")
    assert {what: cells[2] for what, cells in found.items()} == {
        "Publish the protocol": "Overdue",
        "Find out: Ask the data office": "Open",
        "Train principals": "Done Sep 14, 2027",
    }
    assert list(found)[-1] == "Train principals"


def test_too_few_answers_are_said_and_not_counted() -> None:
    few = a_pass(a_closed("A: S .\nB: U .", "a.1", "a.2"), rubric=a_rubric(2))
    found = list(rows(read(html(few)), "Domain A").values())
    assert found[0][1] == "Too few answers. 2 answers; counts are shown from 3 on."
    assert found[1][1] == "Too few answers. No answers; counts are shown from 3 on."


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        pytest.param("SOU", "SSS", "Of 3 who chose a level both times, 2 went up, none down, 1 stayed.", id="the same"),
        pytest.param("SOU?", "SSSS", "Of 3 who chose a level both times", id="the same, one of whom didn't know"),
        pytest.param("SOUU", "SSS.", "1 answered only then, so people are not compared.", id="one fewer"),
        pytest.param("SOU.", "SSSS", "1 answered only now, so people are not compared.", id="one more"),
    ],
)
def test_people_are_compared_where_they_are_the_same_and_counted_where_not(before: str, after: str, said: str) -> None:
    first, second = (a_closed(column(letters), "a.1", number=at) for at, letters in ((1, before), (2, after)))
    found = rows(read(html(a_pass(second, before=[first], rubric=a_rubric(1)))), "Domain A")
    assert said in next(iter(found.values()))[2]


def test_only_coordinators_read_how_alike_the_team_rates() -> None:
    assert b"alpha" not in html(second_pass())
    said = read(html(second_pass(), for_coordinators=True)).words
    assert "From 10 ratings of 3 indicators; Don't know is left out." in said
    assert "It is not a grade." in said


@pytest.mark.parametrize(
    ("grid", "words"),
    [
        pytest.param("A: S .\nB: S .\nC: O .", "1 indicator has counts to show", id="one indicator"),
        pytest.param("A: S S\nB: S S\nC: S S", "all 6 ratings are of one level", id="all alike"),
        pytest.param("A: S O\nB: S O\nC: O C", "There are too few indicators", id="no interval"),
    ],
)
def test_what_can_not_be_worked_out_is_said_in_words(grid: str, words: str) -> None:
    report = a_pass(a_closed(grid, "a.1", "a.2"), rubric=a_rubric(2))
    assert words in read(html(report, for_coordinators=True)).words


def test_typed_markup_is_text_and_reaches_neither_the_style_sheet_nor_a_formula() -> None:
    report = a_pass(
        FIRST,
        team_name=MARKUP,
        rubric=a_rubric(2, 1),
        ratings=[a_team_rating(FIRST, "a.1", "strength", rationale=MARKUP, dissent=MARKUP)],
        steps=[a_step("a.1", sentence=MARKUP)],
    )
    page = read(html(report))
    assert page.all("h1")[0].words.startswith(" ".join(MARKUP.split())[:60])
    assert page.all("article")[0].words.count("{{ 7 * 7 }}") == 2 * MARKUP.count("{{ 7 * 7 }}")
    (style,) = page.all("head")[0].all("style")
    (name,) = re.findall(r'@top-left { content: "(.*?)"; }', str(style.inside[0]))
    assert re.fullmatch(r"(?:[A-Za-z0-9]|\\[0-9a-f]+ )*", name)


def test_a_domain_called_like_a_formula_is_drawn_as_it_is() -> None:
    rubric = a_rubric(2)
    named = rubric.model_copy(
        update={"domains": (rubric.domains[0].model_copy(update={"title": "$\\frac{1}$ & <b>"}),)}
    )
    page = read(html(a_pass(FIRST, rubric=named)))
    assert "$\\frac{1}$ & <b>" in page.all("svg")[0].words


def test_the_same_facts_are_the_same_bytes() -> None:
    assert html(second_pass(), for_coordinators=True) == html(second_pass(), for_coordinators=True)


def test_the_longest_there_can_be_stays_small_enough_to_send() -> None:
    data = html(longest_pass(), for_coordinators=True)
    read(data)
    assert len(data) < 1_000_000


def test_a_day_is_told_with_its_year() -> None:
    assert "Made Sep 14, 2027." in read(html(first_pass(today=date(2027, 9, 14)))).words
