"""Registering does not wait for an import of decisions on exemption."""

from __future__ import annotations

import pytest

from completion.resources import EquivalentResource
from enrollment.models import Registration
from enrollment.places import registering
from enrollment.resources.reading import read_file
from tests.completion.factories import APPROVABLE
from tests.enrollment.files.test_import_race import rival_of
from tests.factories import NOW, AppointedFactory, CoreSessionFactory


@pytest.mark.parametrize("dry_run", [True, False])
def test_no_one_who_registers_waits_for_an_import(committed, dry_run):
    """Even the exempted person can register meanwhile; a real import then gives up their place."""
    date = CoreSessionFactory(core_module=1)
    ada = AppointedFactory()
    resource, waited = rival_of(
        EquivalentResource,
        lambda: registering.register(assistant=ada, sessions=[date], at=NOW),
    )
    table = read_file(f"username,kind,decision\n{ada.username},{APPROVABLE},approved\n".encode())
    result = resource.import_file(table, dry_run=dry_run, at=NOW)
    assert (waited, result.problems) == ([False], [])
    assert Registration.objects.live().exists() is dry_run
