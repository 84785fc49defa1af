"""A full pass as a report, for whoever asks."""
