"""The register and the tables of meetings can be imported again as they were exported, in every format."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from completion.resources import TABLES
from enrollment.models import Appointment, Course, Letter
from enrollment.resources.reading import read_file
from enrollment.resources.writing import EXPORTS, FORMATS, CsvUtf8
from modules.models import FollowUpAttendance
from tests.enrollment.tables import everything, import_csv
from tests.factories import NOW, AppointmentFactory
from tests.modules.follow_up.test_follow_up_tables import (  # noqa: F401  # fixtures
    FILES,
    HEADER,
    planned,
    term,
)
from tests.modules.test_tables import COMPLETED, MODULES

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


@pytest.fixture
def filled(planned):  # noqa: F811  # a fixture
    import_csv(planned, "follow_up_attendance", FILES["follow_up_attendance"])
    import_csv(planned, "online_modules", MODULES)
    import_csv(planned, "online_completions", COMPLETED)
    import_csv(planned, "equivalents", "username,kind,decision\nada,eit,rejected\n")
    return planned


@pytest.fixture
def coordinator(client, cleo):
    client.force_login(cleo.user)
    return client


def address(name, cleo):
    return reverse(f"modules:{name}", args=[cleo.department.code, "2024H"])


@pytest.mark.parametrize("how", EXPORTS)
@pytest.mark.parametrize(
    "kind", sorted(set(TABLES) - {"coordinators", "core_sessions", "registrations"})
)
def test_every_table_is_read_again_quietly(filled, kind, how):
    resource = TABLES[kind]()
    table = resource.export() if how is CsvUtf8 else resource.export_for_people()
    assert len(table) > 0
    before = everything()
    result = TABLES[kind]().import_file(read_file(how().export_data(table)))
    assert (result.problems, result.base_errors) == ([], [])
    assert result.totals["new"] == result.totals["update"] == 0
    assert result.table.notes == []
    assert everything() == before


@pytest.mark.parametrize("how", FORMATS)
def test_register_is_read_again_and_brings_back_the_marks(filled, coordinator, cleo, how):
    other = Course.objects.get(code="TMA4120")
    AppointmentFactory(course=other, department=cleo.department, term__code="2024H")
    register = coordinator.get(address("export_register", cleo), {"format": how}).content
    theirs = FollowUpAttendance.objects.filter(meeting__department=cleo.department)
    marks = sorted(theirs.values_list("meeting__key", "mark"))
    page = address("import_attendance", cleo)
    file = SimpleUploadedFile("register", register)
    text = coordinator.post(page, {"file": file}).content.decode()
    assert "Everything in the file is on record already." in text
    theirs.all().delete()
    preview = coordinator.post(page, {"file": SimpleUploadedFile("register", register)})
    coordinator.post(page, {"stored": preview.context["stored"]})
    assert sorted(theirs.values_list("meeting__key", "mark")) == marks


def test_letters_of_new_meetings_are_counted_before_and_can_be_withheld(coordinator, cleo, ada):
    appointment = Appointment.objects.get(assistant=ada)
    day = (NOW + timedelta(days=9)).date()
    row = f"{appointment.term.code},{cleo.department.code},new,New,{day},09:00,10:00,,1,0,0,yes,\n"
    page = reverse("modules:import_meetings", args=[cleo.department.code, appointment.term.code])
    preview = coordinator.post(page, {"file": SimpleUploadedFile("m.csv", (HEADER + row).encode())})
    assert "1 letter:" in preview.content.decode()
    coordinator.post(page, {"stored": preview.context["stored"], "no_letters": "on"})
    assert not Letter.objects.exists()
