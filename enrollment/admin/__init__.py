"""The pages for staff."""

from . import letters, organisation, people, registrations, sessions, terms, waitlist

__all__ = [
    "letters",
    "organisation",
    "people",
    "registrations",
    "sessions",
    "terms",
    "waitlist",
]
