"""What an export's codebook says: what each table and column means, by which rules, and where it all comes from."""

from collections.abc import Mapping, Sequence
from datetime import date

from bot.wording.times import zone_name
from rubric.export import About, Table
from rubric.model import Level, Scale
from rubric.privacy import MINIMUM_ANSWERS
from rubric.statistics.flags import (
    AGREEMENT_TO_TALK_ABOUT,
    DONT_KNOWS_IN_A_SMALL_TEAM,
    ONE_IN_DONT_KNOW,
    SMALL_TEAM,
    STEPS_TO_TALK_ABOUT,
)
from rubric.tidy import TOO_FEW

# A column's meaning, and what its values are.
Meaning = tuple[str, str]

_DAY = "a day, as 2026-11-13, by the calendar in the team's time zone"
_YES_NO = "yes or no (true or false in JSON)"
_TEXT = "text"
_NAME = "a name, as it was at the time"
_COUNT = "a whole number"
_ID = "an id that never changes"

TABLES: Mapping[Table, str] = {
    Table.CHECK_INS: "One row for each check-in that has closed.",
    Table.SUMMARY: "One row for each indicator that a closed check-in asked: its spread in a few figures.",
    Table.TALLIES: (
        "One row for each level of each indicator that a closed check-in asked, Don't know included: how many chose it."
    ),
    Table.NOTES: (
        "What members wrote beside their ratings, one note a row, as the team saw it when the check-in closed. In no "
        "particular order, without a level and without an author."
    ),
    Table.TEAM_RATINGS: "What the team agreed on after talking, every recording that there was.",
    Table.SECOND_RATINGS: (
        "How members rated an indicator when they rated it again, counted in batches as digests showed them. The first "
        "ratings, in tallies, stay as they were."
    ),
    Table.NEXT_STEPS: "What somebody undertook to do, as it stands now.",
    Table.EVIDENCE: "The evidence ledger: what people put down openly, by name.",
}
COLUMNS: Mapping[str, Meaning] = {
    "added_by": ("Who put it down.", _NAME),
    "added_on": ("When it was put down.", _DAY),
    "agreed_on": ("When the team agreed. Date filters go by this day.", _DAY),
    "agreement": (
        "How far the ratings agree: van der Eijk's A, without Don't know.",
        "from -1 (two opposite camps) through 0 (spread evenly) to 1 (all the same); empty without ratings",
    ),
    "answers": ("How many answered at all, Don't know included (n).", _COUNT),
    "away": ("How many more were away when it closed, and had not finished.", _COUNT),
    "check_in": ("The check-in's number, counted from the team's first.", _COUNT),
    "closed": ("When the check-in closed. Date filters go by this day.", _DAY),
    "counted_on": ("When a digest counted these ratings. Date filters go by this day.", _DAY),
    "dated_on": ("The day the evidence is from. Date filters go by this day.", _DAY),
    "dissent": ("Who or what saw it otherwise, as it was recorded.", _TEXT),
    "domain": ("The domain's title as the rubric has it now; empty when it is no longer there.", _TEXT),
    "domain_id": ("The domain.", _ID),
    "dont_know": ("How many answered Don't know.", f"{_COUNT}; empty when withheld"),
    "due_on": ("By when it is to be done, as it stands now.", _DAY),
    "finished": ("How many rated everything that was asked.", _COUNT),
    "id": ("The row's own id.", _ID),
    "indicator_id": ("The indicator.", _ID),
    "indicators": ("How many indicators it asked, filtered or not.", _COUNT),
    "kind": (
        "What sort of step it is.",
        "step, or find_out when somebody looks into what too many don't know",
    ),
    "label": ("What the indicator was called at the time.", _TEXT),
    "level": ("The level's name as it was at the time.", _TEXT),
    "level_id": ("The level; see part scale.", _ID),
    "level_order": ("Where the level stands on the scale.", "1 for the best; empty for Don't know"),
    "link": ("Where it can be found.", "a web address, or empty"),
    "made_by": ("Who wrote it down.", _NAME),
    "made_on": ("When it was written down. Date filters go by this day.", _DAY),
    "median_high": ("The name of that level.", _TEXT),
    "median_high_id": (
        "The level of the middle rating, Don't know left out; the better of the two where an even number has two.",
        f"{_ID}; empty without ratings or when withheld",
    ),
    "median_low": ("The name of that level.", _TEXT),
    "median_low_id": (
        "The same, or the worse of the two middle ones.",
        f"{_ID}; empty without ratings or when withheld",
    ),
    "members": ("How many could rate when it closed.", _COUNT),
    "note": ("What was written.", _TEXT),
    "opened": ("When the check-in opened.", _DAY),
    "owner": ("Who undertook it.", _NAME),
    "pass_number": ("Which pass through the rubric the check-in belongs to.", "a whole number, from 1"),
    "range_steps": (
        "How many levels apart the best and the worst rating are.",
        f"{_COUNT}; empty without ratings or when withheld",
    ),
    "rated": ("How many chose a level.", f"{_COUNT}; empty when withheld"),
    "ratings": ("How many chose this level.", f"{_COUNT}; empty when withheld"),
    "rationale": ("Why, as it was recorded.", _TEXT),
    "reason": ("Why the counts are withheld.", f"“{TOO_FEW}”, or empty"),
    "recorded_by": ("Who recorded it for the team.", _NAME),
    "recorded_on": ("When it was recorded.", _DAY),
    "sentence": ("What is to be done.", _TEXT),
    "settled_on": ("When it was done or dropped.", f"{_DAY}; empty while it is open"),
    "state": ("How it stands now.", "open, done or dropped"),
    "superseded": (
        "Whether another was recorded later for the same check-in and indicator. Both are kept.",
        _YES_NO,
    ),
    "talk_about": ("Whether it is split; see part rule.", f"{_YES_NO}; empty when withheld"),
    "text": ("The indicator's statement as it was asked.", _TEXT),
    "we_dont_know": ("Whether too many don't know; see part rule.", f"{_YES_NO}; empty when withheld"),
    "withheld": ("Whether too few answered to show anything but their number.", _YES_NO),
}
# Where a column of that name means something else in one table.
OWN: Mapping[tuple[Table, str], Meaning] = {
    (Table.EVIDENCE, "text"): ("What the evidence is.", _TEXT),
    (Table.NEXT_STEPS, "check_in"): ("The check-in that it came from.", f"{_COUNT}; empty when it came from none"),
    (Table.SECOND_RATINGS, "answers"): ("How many rated again in this batch, Don't know included (n).", _COUNT),
}


def meaning(table: Table, column: str) -> Meaning:
    return OWN.get((table, column)) or COLUMNS[column]


def rules() -> Sequence[tuple[str, str]]:
    """Each with its name."""
    return (
        (
            "too few",
            f"Counts are shown from {MINIMUM_ANSWERS} answers on. With fewer, only their number is; the row says "
            f"“{TOO_FEW}”.",
        ),
        (
            "agreement",
            "Van der Eijk's A (Quality & Quantity 35, 2001), from -1 through 0 to 1, rounded to two decimals. Don't "
            "know is left out. Levels have an order and no distance, so they are never averaged.",
        ),
        (
            "talk_about",
            f"At least {MINIMUM_ANSWERS} ratings, and the best and the worst are {STEPS_TO_TALK_ABOUT} or more levels "
            f"apart or agreement is under {AGREEMENT_TO_TALK_ABOUT}.",
        ),
        (
            "we_dont_know",
            f"At least 1 in {ONE_IN_DONT_KNOW} answered Don't know; where no more than {SMALL_TEAM} answered, at least "
            f"{DONT_KNOWS_IN_A_SMALL_TEAM}.",
        ),
        (
            "unattributed",
            "No table says who rated what, when, or in which order. Names stand only where somebody acted openly: "
            "recorded a team rating, made or took on a next step, put down evidence.",
        ),
    )


def facts(about: About, version: str) -> Sequence[tuple[str, str]]:
    """What this export is, each with its name."""
    rubric = about.rubric
    return (
        ("team", about.team_name),
        ("made_on", about.day(about.made_at).isoformat()),
        ("made_by", f"Homeroom {version}"),
        ("time_zone", f"{about.zone} ({zone_name(about.zone)}). Every day is by the calendar there."),
        ("indicators", wanted_part(about)),
        ("days", wanted_days(about.scope.since, about.scope.until)),
        ("check_ins", "Only those that had closed when this was made."),
        ("rubric", rubric.title),
        ("rubric_version", rubric.version),
        ("rubric_source", rubric.source),
        ("rubric_rights", rubric.rights),
        ("evidence_prompt", rubric.evidence_prompt),
    )


def wanted_part(about: About) -> str:
    scope = about.scope
    if scope.indicator_id is not None:
        return f"Only {scope.indicator_id}"
    return "All" if scope.domain_id is None else f"Only those of the domain {scope.domain_id}"


def wanted_days(since: date | None, until: date | None) -> str:
    match since, until:
        case None, None:
            return "All"
        case date(), None:
            return f"From {since} on"
        case None, date():
            return f"Until {until}"
        case _:
            return f"From {since} to {until}, both included"


def level(level: Level) -> str:
    return f"{level.name}. {level.meaning}"


def level_place(scale: Scale, order: int | None) -> str:
    if order is None:
        return "outside the order"
    best, worst = (" (the best)" if order == 1 else ""), (" (the worst)" if order == len(scale.levels) else "")
    return f"order {order}{best or worst}"


def scale_note() -> str:
    return "The scale as it is now. A check-in that was rated on an earlier one keeps the names of its levels."
