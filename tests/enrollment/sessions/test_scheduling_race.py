"""A session is moved while a person who holds it registers for another date."""

from __future__ import annotations

import threading
from datetime import timedelta

from django.db import connection, transaction
from django.utils.timezone import localdate

from enrollment.models import Registration
from enrollment.places import registering
from enrollment.refusals import Refusal
from enrollment.sessions import scheduling
from tests.factories import NOW, AppointedFactory, CoreSessionFactory


def test_core_module_1_is_not_moved_past_a_core_module_2_that_is_being_taken(committed):
    assistant = AppointedFactory()
    first = CoreSessionFactory(core_module=1, days_ahead=10)
    second = CoreSessionFactory(core_module=2, days_ahead=20)
    registering.register(assistant=assistant, sessions=[first], at=NOW)
    later = first.starts_at + timedelta(days=15)
    refused: list[str] = []

    def take_the_second() -> None:
        try:
            registering.register(assistant=assistant, sessions=[second], at=NOW)
        except Refusal as refusal:
            refused.append(refusal.code)
        finally:
            connection.close()

    with transaction.atomic():
        scheduling.check_change(session=first, capacity=first.capacity, starts_at=later, at=NOW)
        rival = threading.Thread(target=take_the_second)
        rival.start()
        rival.join(timeout=1)  # waits for us or is done; both are fine
        first.starts_at, first.ends_at = later, later + timedelta(hours=3)
        first.save()
    rival.join(timeout=60)
    days = [
        localdate(registration.session.starts_at)
        for registration in Registration.objects.live()
        .order_by("core_module")
        .select_related("session")
    ]
    assert days == sorted(days)
    assert refused == ["wrong_order"]
