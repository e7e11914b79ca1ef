"""Ask learning assistants who have given their two evaluations to help where evaluations run short."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from enrollment.models import Letter
from modules.models import OnlineModule
from modules.online.letters import write_evaluations_wanted

from .forecast import forecast


def ask_to_help(*, module: OnlineModule, at: datetime) -> list[Letter]:
    """Write to those who can help with a module's overdue essays, and return the letters written.

    Each person is asked at most once a week, and only if essays are overdue: until then, evaluations may still come
    from those who owe some.
    """
    with transaction.atomic():
        expected = forecast([module], at)[0]
        return write_evaluations_wanted(expected.helpers, module, at) if expected.overdue else []
