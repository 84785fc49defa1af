"""Calendars from elsewhere: a file or a page becomes days with names, or a reason why it can't be read.

What the days mean for a team is left to others, and so is every word that is said about them.
"""
