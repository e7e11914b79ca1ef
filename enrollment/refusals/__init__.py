"""Why not: every refusal has a stable code, a sentence for the person, and what they can do now."""

from .base import AboutSession, Refusal, name_session
from .plans import AlreadyWaiting, Awaited, ExchangeOver, NotFull, NotWaiting, TooLateToWait
from .registering import (
    AlreadyHolding,
    Cancelled,
    Clash,
    Closed,
    Completed,
    DeadlinePassed,
    Exempt,
    Full,
    NotAppointed,
    NotOpenYet,
    WrongOrder,
)
from .staff import (
    CapacityBelowTaken,
    Marked,
    MarkedMeanwhile,
    NotBegun,
    NotHeld,
    OrderBroken,
    OtherAttendance,
)

__all__ = [
    "AboutSession",
    "AlreadyHolding",
    "AlreadyWaiting",
    "Awaited",
    "Cancelled",
    "CapacityBelowTaken",
    "Clash",
    "Closed",
    "Completed",
    "DeadlinePassed",
    "ExchangeOver",
    "Exempt",
    "Full",
    "Marked",
    "MarkedMeanwhile",
    "NotAppointed",
    "NotBegun",
    "NotFull",
    "NotHeld",
    "NotOpenYet",
    "NotWaiting",
    "OrderBroken",
    "OtherAttendance",
    "Refusal",
    "TooLateToWait",
    "WrongOrder",
    "name_session",
]
