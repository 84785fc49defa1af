"""The biweekly digest: one module gathers the facts, and one works out each of them."""
