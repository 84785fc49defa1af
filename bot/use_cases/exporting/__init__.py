"""Taking a team's history along as a file."""
