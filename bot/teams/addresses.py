"""The forms of Teams' addresses: a channel's, a thread's within it, a person's."""

# Before the id of every conversation of several people, channels among them.
_OF_SEVERAL = "19:"
# How a channel's id ends; group chats and chats with one person end otherwise.
_CHANNELS = ("@thread.tacv2", "@thread.skype")
# What stands between a channel's id and a thread's root in the id of the conversation that the thread is.
_THREAD = ";messageid="


def is_person(address: str) -> bool:
    """Whether this is somebody's address, or the chat with them, and not a channel's."""
    return not address.startswith(_OF_SEVERAL)


def is_channel(address: str) -> bool:
    """Whether an id has a channel's form."""
    return not is_person(address) and address.endswith(_CHANNELS)


def channel_of(address: str) -> tuple[str, str]:
    """A channel's id, and the thread's root in it ("" for the channel itself), out of what a message is known by."""
    channel, _, root = address.partition(_THREAD)
    return channel, root


def in_thread(address: str, root: str) -> str:
    """What a reply in that thread is known by, and where it is written to."""
    return f"{address}{_THREAD}{root}"
