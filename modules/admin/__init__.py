"""The admin pages for staff."""

from . import catalogue, choices, essays, evaluations, meetings, questions

__all__ = ["catalogue", "choices", "essays", "evaluations", "meetings", "questions"]
