"""Every refusal in words of its own, which say what happened and fit a form."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from bot import wording
from rubric.audit import Entry, What
from rubric.next_step import StepState
from rubric.people import TeamId
from rubric.refusals import (
    AdminsOnly,
    AlreadyPaused,
    AskedSince,
    BadSetting,
    ChangedMeanwhile,
    CheckInClosed,
    CheckInStillOpen,
    CoordinatorsOnly,
    CountedAlready,
    DateGone,
    DigestNotPostedYet,
    DraftIsGone,
    EvidenceTooLong,
    FormDoesNotMatch,
    HasCoordinators,
    LastCoordinator,
    NoDigestYet,
    NoLongerOnTheTeam,
    NoPlaceForIt,
    NoRoomToExtend,
    NoSuchPass,
    NoTeamHere,
    NothingOpen,
    NothingToAsk,
    NothingToDecide,
    NothingToDigest,
    NothingToReport,
    NotOnTheTeam,
    NotPaused,
    NotSplitNorUnknown,
    NotYourStep,
    NudgedAlready,
    ObserversDontRate,
    ObserversOnlyRead,
    OnNoTeam,
    OutOfOrder,
    Refusal,
    SealedUntilClose,
    SharedChannel,
    StepIsSettled,
    TeamAlreadySetUp,
    TeamFull,
    TeamIsPaused,
    TooCloseToNext,
)
from tests.builders import ZONE
from tests.dialects import in_slack
from tests.steps import a_step

FRIDAY = datetime(2026, 11, 13, 21, 0, tzinfo=UTC)
# What a Slack modal's title holds.
LONGEST_TITLE = 24

REFUSALS: dict[type[Refusal], Refusal] = {
    type(one): one
    for one in (
        CheckInClosed(FRIDAY),
        NotOnTheTeam(),
        ObserversDontRate(),
        ObserversOnlyRead(),
        CoordinatorsOnly(("Ana", "Dev")),
        FormDoesNotMatch(),
        EvidenceTooLong("a.1", 3204, 3000),
        NoTeamHere(),
        TeamAlreadySetUp("Cabinet", by="Ana", at=FRIDAY, coordinators=("Ana", "Dev")),
        DraftIsGone(),
        CheckInStillOpen(6, FRIDAY),
        NothingToAsk(),
        SharedChannel(),
        NothingToDigest(),
        NothingToReport(FRIDAY),
        NoDigestYet(FRIDAY),
        DigestNotPostedYet(),
        NoSuchPass(7, (1, 2)),
        SealedUntilClose(FRIDAY),
        TooCloseToNext(FRIDAY),
        OutOfOrder(FRIDAY, FRIDAY),
        BadSetting("days_open", "Choose between 1 and 28 days."),
        AlreadyPaused(),
        NotPaused(FRIDAY),
        TeamIsPaused(),
        NothingOpen(),
        NoRoomToExtend(6, FRIDAY),
        NudgedAlready(6, FRIDAY),
        DateGone(),
        NoPlaceForIt(),
        NothingToDecide(),
        NotSplitNorUnknown("Resources 3"),
        AskedSince("Resources 3", 7),
        CountedAlready("Resources 3"),
        ChangedMeanwhile((Entry(1, TeamId("team"), FRIDAY, What.PAUSED, "Dev", None),)),
        OnNoTeam(),
        NoLongerOnTheTeam("Dana"),
        LastCoordinator("Ana", is_self=True),
        TeamFull(30),
        HasCoordinators(("Ana", "Dev")),
        AdminsOnly(),
        NotYourStep("Lee", ("Ana", "Dev")),
        StepIsSettled(a_step(state=StepState.DROPPED), FRIDAY),
    )
}


def every_kind(parent: type[Refusal]) -> Iterator[type[Refusal]]:
    for kind in parent.__subclasses__():
        yield kind
        yield from every_kind(kind)


def test_every_kind_of_refusal_has_words_of_its_own() -> None:
    said = {kind: wording.refusal(REFUSALS[kind], zone=ZONE) for kind in every_kind(Refusal)}
    assert len({notice.title for notice in said.values()}) == len(said)
    assert all(all(notice.paragraphs) and notice.paragraphs for notice in said.values())


@pytest.mark.parametrize(
    ("refusal", "words"),
    [
        pytest.param(CheckInClosed(FRIDAY), "closed Fri, Nov 13, 4:00 PM", id="when it closed"),
        pytest.param(CheckInStillOpen(6, FRIDAY), "open until Fri, Nov 13, 4:00 PM", id="until when it is open"),
        pytest.param(SealedUntilClose(FRIDAY), "before Fri, Nov 13, 4:00 PM", id="until when it is sealed"),
        pytest.param(TooCloseToNext(FRIDAY), "opens Fri, Nov 13, 4:00 PM", id="when the next one opens"),
        pytest.param(OutOfOrder(FRIDAY, FRIDAY), "from Fri, Nov 13, 4:00 PM to Fri", id="where it can be moved to"),
        pytest.param(OutOfOrder(FRIDAY, FRIDAY - timedelta(days=1)), "no room between", id="that it can't be moved"),
        pytest.param(CoordinatorsOnly(("Ana", "Dev")), "Ana and Dev coordinate", id="who coordinates"),
        pytest.param(CoordinatorsOnly(("Ana",)), "Ana coordinates", id="who alone coordinates"),
        pytest.param(HasCoordinators(("Ana",)), "Ana coordinates", id="who coordinates alone already"),
        pytest.param(HasCoordinators(("Ana", "Dev")), "Ana and Dev coordinate", id="who coordinates already"),
        pytest.param(LastCoordinator("Ana", is_self=False), "Ana is the only", id="who has to stay coordinator"),
        pytest.param(LastCoordinator("Ana", is_self=True), "/homeroom hand over", id="that one hands over first"),
        pytest.param(TeamFull(30), "at most 30 people", id="how many fit"),
        pytest.param(NoLongerOnTheTeam("Dana"), "Dana has left", id="who has left"),
        pytest.param(CoordinatorsOnly(()), "no coordinator. An administrator", id="that nobody coordinates"),
        pytest.param(EvidenceTooLong("a.1", 3204, 3000), "3,204 characters, and 3,000 fit", id="how long it may be"),
        pytest.param(NotYourStep("Lee", ("Ana",)), "Lee has this next step", id="whose step it is"),
        pytest.param(NotYourStep("Lee", ()), "Lee can close, move or drop it.", id="who may settle a step"),
        pytest.param(StepIsSettled(a_step(state=StepState.DROPPED), FRIDAY), "dropped on Fri, Nov 13", id="dropped"),
        pytest.param(StepIsSettled(a_step(state=StepState.DONE), FRIDAY), "closed as done on Fri, Nov 13", id="done"),
        pytest.param(
            BadSetting("at", "Choose another time."), "Choose another time.", id="what is wrong with a setting"
        ),
    ],
)
def test_a_refusal_says(refusal: Refusal, words: str) -> None:
    assert words in in_slack(" ".join(wording.refusal(refusal, zone=ZONE).paragraphs))


def test_a_refusal_without_words_is_a_fault_of_ours() -> None:
    with pytest.raises(TypeError, match="Refusal"):
        wording.refusal(Refusal(), zone=ZONE)


@pytest.mark.parametrize("refusal", REFUSALS.values(), ids=lambda refusal: type(refusal).__name__)
def test_every_refusal_fits_a_form_and_ends_its_sentences(refusal: Refusal) -> None:
    notice = wording.refusal(refusal, zone=ZONE)
    assert 0 < len(notice.title) <= LONGEST_TITLE
    assert notice.paragraphs[-1].endswith(".")
