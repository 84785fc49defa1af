"""Who is on a team, what they are to it, and when they are away."""
