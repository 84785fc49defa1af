"""What help lists: every command there is, in two groups, and the truth about who sees what."""

import pytest

from bot import wording
from bot.routes import ROUTES
from bot.wording.answers import FOR_COORDINATORS, FOR_EVERYBODY
from bot.wording.platform import SLACK, TEAMS, Dialect, in_dialect
from tests.dialects import in_slack


def test_help_lists_every_command_in_two_groups_and_a_wrong_one_leads_there() -> None:
    paragraphs = tuple(map(in_slack, wording.help_text().paragraphs))
    listed = [text.partition(":")[0] for text in paragraphs if text.startswith("/homeroom ")]
    assert sorted(listed) == sorted(f"/homeroom {name}" for name in ROUTES.commands if name)
    everybodys = paragraphs[paragraphs.index(f"{FOR_EVERYBODY}:") : paragraphs.index(f"{FOR_COORDINATORS}:")]
    assert any("/homeroom audit" in text for text in everybodys)
    assert not any("/homeroom pause" in text for text in everybodys)
    (said,) = map(in_slack, wording.unknown_command("dance").paragraphs)
    assert "“dance”" in said
    assert "/homeroom help" in said


@pytest.mark.parametrize(("dialect", "where"), [(SLACK, "Home tab"), (TEAMS, "type home in your chat with Homeroom")])
def test_help_says_where_home_is(dialect: Dialect, where: str) -> None:
    assert where in in_dialect(" ".join(wording.help_text().paragraphs), dialect)


def test_help_says_who_sees_what_and_who_could() -> None:
    said = " ".join(wording.help_text().paragraphs)
    assert wording.who_sees_what("the team's channel") in said
    assert "database" in said


def test_the_next_commands_are_a_few_and_lead_to_help() -> None:
    for coordinates in (True, False):
        said = wording.next_commands(coordinates=coordinates)
        assert len(said) <= 6
        assert "help" in said[-1]
        assert any("settings" in text for text in said) is coordinates
