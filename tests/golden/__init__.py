"""What a reader sees of drawn check-ins, kept word for word; `python -m tests.golden` writes it anew."""
