"""Somebody who has seen all that a team ever published, and tries to find out who rated what."""
