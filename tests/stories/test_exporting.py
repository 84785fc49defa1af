"""Taking the history along from a workspace that takes no files."""

from tests.stories.in_slack import A_MINUTE, InSlack, slack
from tests.stories.steering import submit, type_command

__all__ = ["slack"]


def test_where_no_files_are_taken_the_command_for_it_comes_instead(slack: InSlack) -> None:
    slack.rates("dana", ["strength"] * len(slack.check_in.asked))
    slack.until(slack.check_in.closes_at + A_MINUTE)
    dana = slack.person("dana")
    slack.running.workspace.faults.answer_next("file_uploads_disabled", methods=["files.getUploadURLExternal"])
    type_command(dana, "export")
    submit(dana)
    slack.pass_by(A_MINUTE)
    assert "homeroom export --team" in dana.direct_messages()[-1]["text"]
