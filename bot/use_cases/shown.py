"""What is saved must be what was shown: a preview carries the fingerprint of what stands in it.

Between the two, the same person may have chosen something else in another window.
"""

import hashlib


def fingerprint(text: str) -> str:
    """Twenty characters that differ when the text does."""
    return hashlib.sha256(text.encode()).hexdigest()[:20]
