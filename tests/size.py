"""The size of long tests: small in everyday runs, full with ``make test-all``."""

from __future__ import annotations

import os
from typing import TypeVar

Value = TypeVar("Value")

IS_ALL = os.environ.get("LAOS_TEST_ALL") == "1"


def daily_or_all(daily: Value, all_of_it: Value) -> Value:
    return all_of_it if IS_ALL else daily
