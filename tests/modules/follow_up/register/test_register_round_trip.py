"""The register and the tables of meetings can be imported again as they were exported, in every format."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.translation import override

from completion.resources import TABLES
from enrollment.models import Appointment, Course, Letter
from enrollment.resources.reading import read_file
from enrollment.resources.writing import EXPORTS, FORMATS, CsvUtf8, Xlsx
from modules.models import FollowUpAttendance
from modules.resources import FollowUpMeetingResource
from tests.enrollment.tables import everything, import_csv
from tests.factories import NOW, AppointmentFactory, CoreSessionFactory, RegistrationFactory
from tests.modules.follow_up.test_follow_up_tables import (  # noqa: F401  # fixtures
    FILES,
    HEADER,
    planned,
    term,
)
from tests.modules.test_tables import COMPLETED, MODULES

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


@pytest.fixture
def filled(planned, cleo):  # noqa: F811  # a fixture
    import_csv(planned, "follow_up_attendance", FILES["follow_up_attendance"])
    import_csv(planned, "online_modules", MODULES)
    import_csv(planned, "online_completions", COMPLETED)
    import_csv(planned, "equivalents", "username,kind,decision\nada,eit,rejected\n")
    monday = NOW.replace(year=2024, month=9, day=2, minute=15)
    marked = {"mark": "partial", "marked_by": cleo.user, "marked_at": NOW}
    RegistrationFactory(session__starts_at=monday, **marked)
    CoreSessionFactory(days_ahead=8, is_draft=True, language="en")
    return planned


@pytest.fixture
def coordinator(client, cleo):
    client.force_login(cleo.user)
    return client


def address(name, cleo):
    return reverse(f"modules:{name}", args=[cleo.department.code, "2024H"])


@pytest.mark.parametrize(("written_in", "read_in"), [("nb", "en"), ("en", "nb")])
def test_every_table_is_read_again_quietly_in_any_language(filled, written_in, read_in):
    before = everything()
    for kind, table in TABLES.items():
        for how in EXPORTS:
            with override(written_in):
                rows = table().export() if how is CsvUtf8 else table().export_for_people()
                file = how().export_data(rows)
            assert len(rows) > 0, kind
            with override(read_in):
                assert_quiet(table().import_file(read_file(file)))
    assert everything() == before


def assert_quiet(result):
    assert (result.problems, result.base_errors) == ([], [])
    assert result.totals["new"] == result.totals["update"] == 0
    assert result.table.notes == []


def cells_of(data):
    return {cell for _row, cells in read_file(data).sheets[0].rows for cell in cells}


def test_files_for_people_are_in_their_language_and_canonical_files_are_not(filled):
    with override("nb"):
        words = {
            kind: cells_of(Xlsx().export_data(TABLES[kind]().export_for_people()))
            for kind in (
                "follow_up_attendance",
                "follow_up_meetings",
                "core_sessions",
                "equivalents",
            )
        }
        canonical = cells_of(CsvUtf8().export_data(FollowUpMeetingResource().export()))
    assert {"oppmøte", "brukernavn", "navn", "til stede"} <= words["follow_up_attendance"]
    assert {"obligatorisk", "ja", "første møte (timer)"} <= words["follow_up_meetings"]
    assert {"mandag", "Norsk"} <= words["core_sessions"]
    assert "avslått" in words["equivalents"]
    assert {"mandatory", "yes"} <= canonical


@pytest.mark.parametrize("how", FORMATS)
@pytest.mark.parametrize("language", ["nb", "en"])
def test_register_is_read_again_and_brings_back_the_marks(filled, coordinator, cleo, how, language):
    other = Course.objects.get(code="TMA4120")
    AppointmentFactory(course=other, department=cleo.department, term__code="2024H")
    in_language = {"headers": {"accept-language": language}}
    page = address("export_register", cleo)
    register = coordinator.get(page, {"format": how}, **in_language).content
    assert (b"course" in register) is (language == "en" or how == "csv") or how == "xlsx"
    theirs = FollowUpAttendance.objects.filter(meeting__department=cleo.department)
    marks = sorted(theirs.values_list("meeting__key", "mark"))
    page = address("import_attendance", cleo)
    file = SimpleUploadedFile("register", register)
    text = coordinator.post(page, {"file": file}).content.decode()
    assert "Everything in the file is on record already." in text
    theirs.all().delete()
    preview = coordinator.post(page, {"file": SimpleUploadedFile("register", register)})
    coordinator.post(page, preview.context["confirm_form"].initial)
    assert sorted(theirs.values_list("meeting__key", "mark")) == marks


def test_letters_of_new_meetings_are_counted_before_and_can_be_withheld(coordinator, cleo, ada):
    appointment = Appointment.objects.get(assistant=ada)
    day = (NOW + timedelta(days=9)).date()
    row = f"{appointment.term.code},{cleo.department.code},new,New,{day},09:00,10:00,,1,0,0,yes,\n"
    page = reverse("modules:import_meetings", args=[cleo.department.code, appointment.term.code])
    preview = coordinator.post(page, {"file": SimpleUploadedFile("m.csv", (HEADER + row).encode())})
    assert "1 letter:" in preview.content.decode()
    coordinator.post(page, preview.context["confirm_form"].initial | {"no_letters": "on"})
    assert not Letter.objects.exists()


def test_preview_in_bokmal_shows_values_in_bokmal(coordinator, cleo, ada):
    own = ada.appointments.get()
    day = (NOW + timedelta(days=9)).date()
    row = f"{own.term.code},{cleo.department.code},new,Nytt,{day},09:00,11:00,,1,0.5,0,yes,\n"
    page = reverse("modules:import_meetings", args=[cleo.department.code, own.term.code])
    file = SimpleUploadedFile("m.csv", (HEADER + row).encode())
    preview = coordinator.post(page, {"file": file}, headers={"accept-language": "nb"})
    (shown,) = preview.context["rows"]
    cells = [strip_tags(cell) for cell in shown["cells"]]
    # A column without any value is left out.
    assert cells[4:] == [f"{day:%d.%m.%Y}", "09.00", "11.00", "1", "0,5", "0", "ja"]
    wrong = SimpleUploadedFile("m.csv", (HEADER + row.replace("yes", "kanskje")).encode())
    (problem,) = (
        coordinator.post(page, {"file": wrong}, headers={"accept-language": "nb"})
        .context["result"]
        .problems
    )
    assert "ja eller nei" in problem.reason
