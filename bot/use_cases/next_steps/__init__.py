"""Next steps: making one, moving it, closing or dropping it, and looking at what is open."""
