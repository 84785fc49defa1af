"""Says what Slack would refuse about blocks, views and messages; touches no state."""

from sandbox.block_kit.fault import Fault
from sandbox.block_kit.rules import Surface
from sandbox.block_kit.surfaces import faults, message_faults, message_length, view_faults

__all__ = ["Fault", "Surface", "faults", "message_faults", "message_length", "view_faults"]
