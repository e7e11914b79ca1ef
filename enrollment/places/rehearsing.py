"""Rehearse a use case: what it does and which letters it writes, before it is done."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django.db import transaction

from enrollment.letters.writing import gathered
from enrollment.models import Letter

Result = TypeVar("Result")


def rehearse(act: Callable[[], Result]) -> tuple[Result, list[Letter]]:
    """Return what ``act`` returns and the letters it writes, and undo everything. Raises what it raises.

    It takes the same locks as the act itself, until it returns.
    """
    with transaction.atomic(), gathered(withhold=False) as inside:
        result = act()
        transaction.set_rollback(True)
    return result, inside.letters
