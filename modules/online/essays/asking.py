"""Asking those who have given their two evaluations to help where evaluations run short."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from enrollment.models import Letter
from modules.models import OnlineModule
from modules.online.letters import evaluations_wanted

from .forecast import forecast


def ask_to_help(*, module: OnlineModule, at: datetime) -> list[Letter]:
    """Write to those who could help with a module where essays have waited too long; returns what was written.

    Nobody is asked twice in a week, nor while they would get no essay: before that, others may give what they owe.
    """
    with transaction.atomic():
        expected = forecast([module], at)[0]
        return evaluations_wanted(expected.helpers, module, at) if expected.overdue else []
