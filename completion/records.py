"""From the database to what the rules read, for one or for a whole term, in a constant number of queries."""

from __future__ import annotations

from datetime import datetime

from enrollment.models import LearningAssistant, Term

from .facts import Record


def record_of(assistant: LearningAssistant, at: datetime) -> Record:
    raise NotImplementedError


def records_of_term(term: Term, at: datetime) -> dict[LearningAssistant, Record]:
    raise NotImplementedError
