"""What the buttons and menus of a person's own pages do."""

from enum import StrEnum


class HomeAct(StrEnum):
    """`CHOOSE_TEAM` is about a team; the others about a Place, on the home page and on the pages themselves."""

    CHOOSE_TEAM = "home_team"
    OWN_RATINGS = "own_ratings"
    ASKED_WHEN = "asked_when"
