"""A team's school calendar: entered, read, chosen from, its effect shown, and only then used."""
