"""Register the state of learning assistants with ``enrollment.rehearsal``, which shows how a save changes it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db.models import QuerySet

from completion.models import EquivalentQualification
from enrollment.models import LearningAssistant, Term
from enrollment.rehearsal import states

from .evaluating import verdicts_of
from .labels import STATES


def states_of(
    people: QuerySet[LearningAssistant], term: Term, at: datetime
) -> Mapping[LearningAssistant, str]:
    return {
        assistant: str(STATES[verdict.state])
        for assistant, verdict in verdicts_of(people, term, at).items()
    }


states.READERS.append(states_of)
states.CONCERNING.append(EquivalentQualification)
