"""Django admin for staff."""

from . import letters, library, organisation, people, registrations, sessions, terms, waitlist

__all__ = [
    "letters",
    "library",
    "organisation",
    "people",
    "registrations",
    "sessions",
    "terms",
    "waitlist",
]
