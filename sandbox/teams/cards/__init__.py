"""Says what Teams would refuse, or show wrongly, about an Adaptive Card; touches no state."""

from sandbox.teams.cards.card import MOST_BYTES, MOST_REFRESHED, faults

__all__ = ["MOST_BYTES", "MOST_REFRESHED", "faults"]
