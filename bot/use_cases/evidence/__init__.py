"""The evidence ledger, and what becomes of what somebody found out."""
