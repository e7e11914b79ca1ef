"""A save without consequences is made at once; one that has got some meanwhile is shown."""

from __future__ import annotations

import pytest
from django.utils.timezone import localdate

from enrollment.models import Registration
from enrollment.places import registering
from enrollment.rehearsal.rehearsing import Consent, Unseen, carry_out
from tests.factories import NOW, CoreSessionFactory

pytestmark = pytest.mark.django_db


def test_consequences_that_arise_between_the_runs_are_shown(ada):
    session = CoreSessionFactory()
    # The first run touches Ada, but changes nothing for her; by the second, she gets a place.
    runs = iter(
        [
            lambda: ada.appointments.update(starts_on=localdate(NOW)),
            lambda: registering.register(assistant=ada, sessions=[session], at=NOW),
        ]
    )
    with pytest.raises(Unseen) as unseen:
        carry_out(lambda: next(runs)(), Consent(), NOW, has_saved=bool)
    assert [move.assistant for move in unseen.value.consequences.moves] == [ada]
    assert not Registration.objects.exists()
