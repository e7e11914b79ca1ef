"""Django admin for staff."""

from . import (
    exchanges,
    letters,
    library,
    organisation,
    people,
    registrations,
    sessions,
    terms,
    waitlist,
)

__all__ = [
    "exchanges",
    "letters",
    "library",
    "organisation",
    "people",
    "registrations",
    "sessions",
    "terms",
    "waitlist",
]
