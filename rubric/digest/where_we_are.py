"""How far the team has come through the rubric, and when it will be through."""

from dataclasses import dataclass
from datetime import datetime

from rubric.digest.material import Material
from rubric.rotation import forecast
from rubric.statistics.coverage import Coverage, coverage


@dataclass(frozen=True, slots=True)
class WhereWeAre:
    """`complete_at` is when the check-in opens that completes the pass; None when it is complete, or not in sight."""

    coverage: Coverage
    complete_at: datetime | None


def where_we_are(material: Material) -> WhereWeAre:
    return WhereWeAre(
        coverage=coverage(material.rubric, material.history, material.preferences),
        complete_at=forecast(
            material.rubric,
            material.history,
            material.indicators_per_check_in,
            (opening.at for opening in material.upcoming),
            preferences=material.preferences,
        ),
    )
