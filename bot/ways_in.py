"""What may keep Homeroom out of a platform, whichever it is: the platform refuses, or nothing answers."""


class NotLetIn(Exception):
    """A platform answered, and refused; `code` is its own, `setting` names what it refused."""

    def __init__(self, code: str, setting: str) -> None:
        super().__init__(code)
        self.code = code
        self.setting = setting


class NotReached(Exception):
    """No answer came from where a platform lets people in."""
