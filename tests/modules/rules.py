"""What tests of rules have in common."""

from __future__ import annotations

from contextlib import contextmanager

import pytest

from enrollment.refusals import Refusal


@contextmanager
def refused(code: str):
    """What happens within is refused with this code, and in words."""
    with pytest.raises(Refusal) as refusal:
        yield refusal
    assert refusal.value.code == code
    assert str(refusal.value)
