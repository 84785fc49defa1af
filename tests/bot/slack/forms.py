"""Forms to show, with sensible defaults."""

from datetime import date, time

from bot.use_cases.results import SetUpForm


def a_set_up_form(
    *,
    channel_id: str = "C0CABINET",
    zone: str = "America/New_York",
    every_weeks: int = 2,
    indicators_per_check_in: int = 7,
) -> SetUpForm:
    return SetUpForm(
        channel_id=channel_id,
        first_date=date(2026, 11, 16),
        at=time(9, 0),
        zone=zone,
        every_weeks=every_weeks,
        indicators_per_check_in=indicators_per_check_in,
    )
