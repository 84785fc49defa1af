"""Carries envelopes from the sandbox to the app and brings back what it acknowledged."""
