"""What a team decides once a check-in has closed: a second look by each, and the team rating."""
