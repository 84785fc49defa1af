"""A team's history, to look at."""
