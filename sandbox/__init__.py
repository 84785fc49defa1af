"""A small local Slack, strict where Slack is strict: the other side of a demo and of tests.

It knows nothing of the apps that talk to it.
"""
