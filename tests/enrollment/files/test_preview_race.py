"""Staff preview a file of registrations while people register."""

from __future__ import annotations

import threading
from typing import Any

from django.db import connection
from django.utils.timezone import localtime

from enrollment.models import Registration
from enrollment.places import registering
from enrollment.resources import RegistrationResource
from enrollment.resources.reading import read_file
from tests.factories import NOW, AppointedFactory, CoreSessionFactory, RegistrationFactory

HEADER = "term,core_module,campus,date,start,username,mark"


def test_no_one_who_registers_waits_for_a_preview(committed):
    """A learning assistant registers for a session halfway through a long file that names it."""
    date = CoreSessionFactory(core_module=1)
    place = RegistrationFactory(session=date)
    when = f"{localtime(date.starts_at):%Y-%m-%d,%H:%M}"
    row = f"{date.term.code},1,{date.campus},{when}"
    ada, other = AppointedFactory(), AppointedFactory()
    done: list[Any] = []

    def register() -> None:
        done.append(registering.register(assistant=ada, sessions=[date], at=NOW))
        connection.close()

    class Resource(RegistrationResource):
        def after_import_row(self, *args: object, **kwargs: object) -> None:
            rival = threading.Thread(target=register)
            rival.start()
            rival.join(timeout=30)
            # Is it still waiting? It would finish later in any case.
            done.append(rival.is_alive())

    table = read_file(f"{HEADER}\n{row},{other.username},\n".encode())
    Resource().import_file(table, dry_run=True)
    ((taken,), waits) = done
    assert (taken.assistant, waits) == (ada, False)
    assert set(Registration.objects.values_list("pk", flat=True)) == {place.pk, taken.pk}
