"""The pages for staff."""

from . import organisation, people, registrations, sessions, terms

__all__ = ["organisation", "people", "registrations", "sessions", "terms"]
