"""A small local Teams, for what no official tool can do: several people, dialogs, per-user views, limits. It knows
nothing of any app.
"""
