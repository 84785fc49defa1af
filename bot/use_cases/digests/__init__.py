"""Digests: more of one, why its numbers are what they are, trying, repeating and correcting it, and one's own."""
