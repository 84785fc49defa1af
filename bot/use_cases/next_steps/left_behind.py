"""What somebody who leaves a team had undertaken: it stays open, and coordinators give it to somebody else."""

from dataclasses import replace

from bot.use_cases.results import Notice
from rubric.people import MemberId
from storage import next_steps
from storage.store import Transaction


def left_behind(transaction: Transaction, member_id: MemberId) -> int:
    """How many open next steps are theirs."""
    return len(next_steps.open_of_owners(transaction, [member_id]))


def with_more(notice: Notice, sentence: str) -> Notice:
    """The notice with one more paragraph, if there is one to say."""
    return replace(notice, paragraphs=(*notice.paragraphs, sentence)) if sentence else notice
