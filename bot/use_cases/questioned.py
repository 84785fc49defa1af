"""Questions a text once that looks like a record about a student; the same text sent again is let through.

Only its fingerprint is remembered, never the text.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

from bot.use_cases.results import FormErrors
from bot.use_cases.shown import fingerprint
from bot.wording import student_data as words
from rubric.student_data import suspicions
from rubric.team import Team
from rubric.typed_text import clean
from storage import drafts
from storage.store import Transaction

KIND = "questioned"
# Whoever comes back later is asked once more.
FORGOTTEN_AFTER = timedelta(days=30)
# Of one form; nobody changes a text more often than this.
MOST_REMEMBERED = 100


def question(
    transaction: Transaction, team: Team, address: str, *, about: str, fields: Mapping[str, str], now: datetime
) -> FormErrors | None:
    """Sentences beside the suspicious ones of `fields` (text by field name) that the person at `address` has not been
    asked about in the form that `about` names, at most 255 characters; None when all may be saved.

    Has to be committed. Asks the database only when something is suspicious.
    """
    found = {name: suspected for name, text in fields.items() if (suspected := suspicions(text))}
    if not found:
        return None
    draft = drafts.find(transaction, team.workspace_id, address, kind=KIND, about=about)
    known: list[str] = [] if draft is None else draft.values["fingerprints"]
    prints = {name: fingerprint(f"{name}\n{clean(fields[name])}") for name in found}
    new = {name: words.questioned(found[name]) for name in found if prints[name] not in known}
    if not new:
        return None
    drafts.drop_older(transaction, now - FORGOTTEN_AFTER, kinds=(KIND,))
    remembered = [*known, *(prints[name] for name in new)][-MOST_REMEMBERED:]
    drafts.keep(
        transaction, team.workspace_id, address, kind=KIND, about=about, values={"fingerprints": remembered}, now=now
    )
    return FormErrors(new)
