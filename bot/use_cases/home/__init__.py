"""A person's own pages: what waits for them, their teams, what they rated, what was asked. Nobody else sees them."""
