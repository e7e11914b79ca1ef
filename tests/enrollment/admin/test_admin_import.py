"""Import and export in the admin: a preview first, then the whole file or nothing."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from enrollment.models import CoreSession, Registration
from enrollment.resources import RESOURCES
from enrollment.resources.writing import EXPORTS, CsvUtf8
from tests.enrollment.files.test_bad_rows import BAD_CELLS
from tests.enrollment.no_tables import NO_TABLES
from tests.enrollment.tables import (
    GOOD,
    KINDS,
    everything,
    export_csv,
    fill,
    forbid_new,
    good_row,
    good_rows,
    rows_of,
    table,
)
from tests.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]

# Tables that any admin request may write.
OWN_TABLES = {"django_session", "enrollment_user"}


def url(kind: str, action: str) -> str:
    return reverse(f"admin:enrollment_{RESOURCES[kind]._meta.model._meta.model_name}_{action}")


def choose(client, kind, data: str | bytes, **sent):
    """Upload a file on the import page and return the preview, which imports nothing."""
    content = data.encode() if isinstance(data, str) else data
    before = tables()
    page = client.post(
        url(kind, "import"), {"file": SimpleUploadedFile(f"{kind}.csv", content), **sent}
    )
    if "checking" in page.context:
        page = client.get(url(kind, "import"), {"preview": page.context["stored"]})
    assert page.status_code == 200
    assert tables() == before
    return page


def confirm(client, kind, page, **changes):
    sent = page.context["confirm_form"].initial
    return client.post(url(kind, "process_import"), sent | changes, follow=True)


def tables():
    return [row for row in everything() if row[0] not in OWN_TABLES]


def told(page) -> list[tuple[int, str, str]]:
    """Return the errors listed on a page, after checking that they are shown."""
    problems = page.context["result"].problems
    text = page.content.decode()
    for problem in problems:
        assert f'data-label="Row">{problem.row}</td>' in text
        assert f'data-label="Column">{problem.column}</td>' in text
    return [(problem.row, problem.column, problem.reason) for problem in problems]


def messages(page) -> list[str]:
    return [str(message) for message in page.context["messages"]]


@pytest.mark.parametrize("kind", KINDS)
class TestEveryTable:
    def test_list_leads_to_import_and_export(self, uniped, kind):
        page = uniped.get(url(kind, "changelist")).content.decode()
        assert url(kind, "import") in page
        assert url(kind, "export") in page

    def test_import_page_names_the_columns(self, uniped, kind):
        page = uniped.get(url(kind, "import")).content.decode()
        assert GOOD[kind].splitlines()[0].replace(",", ", ") in page

    def test_good_file_is_shown_and_imported_when_confirmed(self, uniped, tmp_path, kind):
        fill(tmp_path, before=kind)
        preview = choose(uniped, kind, GOOD[kind])
        assert "2 rows of the file change something" in preview.content.decode()
        done = confirm(uniped, kind, preview)
        assert messages(done) == ["2 rows added. 0 rows changed."]
        assert export_csv(kind) == GOOD[kind].replace("2024-09-16,,", "2024-09-16,Monday,")

    def test_same_file_again_changes_nothing(self, uniped, tmp_path, kind):
        fill(tmp_path)
        preview = choose(uniped, kind, GOOD[kind])
        assert "Everything in the file is on record already." in preview.content.decode()
        before = tables()
        assert messages(confirm(uniped, kind, preview)) == ["0 rows added. 0 rows changed."]
        assert tables() == before

    def test_bad_row_is_told_with_its_column_and_reason(self, uniped, tmp_path, kind):
        fill(tmp_path, before=kind)
        column, cell, reason = BAD_CELLS[kind][-1]
        bad = good_row(kind, **{column: cell})
        page = choose(uniped, kind, table([good_rows(kind)[0], bad]))
        ((row, named, said),) = told(page)
        assert (row, named) == (3, column)
        assert said.startswith(reason)
        assert "confirm_form" not in page.context

    def test_wrong_header_is_told(self, uniped, kind):
        page = choose(uniped, kind, "one,two\n1,2\n").content.decode()
        assert "Columns that are not read: one, two." in page
        assert "Missing columns: " in page

    def test_no_file_is_told(self, uniped, kind):
        page = uniped.post(url(kind, "import"), {"csrfmiddlewaretoken": "sent by every browser"})
        assert page.context["form"].errors["file"] == ["This field is required."]

    @pytest.mark.parametrize("number", range(len(EXPORTS)), ids=[f.__name__ for f in EXPORTS])
    def test_every_export_can_be_imported_and_changes_nothing(self, uniped, tmp_path, kind, number):
        fill(tmp_path)
        written = uniped.post(url(kind, "export"), {"format": number})
        if EXPORTS[number] is CsvUtf8:
            assert written.content.decode("utf-8-sig") == export_csv(kind)
        before = tables()
        preview = choose(uniped, kind, written.content)
        assert preview.context["result"].table.notes == []
        assert "Everything in the file is on record already." in preview.content.decode()
        confirm(uniped, kind, preview)
        assert tables() == before

    def test_excel_comes_first(self, uniped, kind):
        form = uniped.get(url(kind, "export")).context["form"]
        assert dict(form.fields["format"].choices)[form.initial["format"]] == "Excel (XLSX)"

    def test_template_has_the_present_rows(self, uniped, tmp_path, kind):
        fill(tmp_path)
        template = uniped.get(url(kind, "import"), {"template": ""}).content
        text = choose(uniped, kind, template).content.decode()
        assert "Everything in the file is on record already." in text


@pytest.mark.parametrize(("data", "sentence"), NO_TABLES.values(), ids=NO_TABLES)
def test_file_that_is_no_table_is_told_beside_the_field(uniped, data, sentence):
    page = choose(uniped, "courses", data)
    (error,) = page.context["form"].errors["file"]
    assert error.startswith(sentence)
    assert "Download a template" in page.content.decode()
    assert len(page.content) < 26_000


class TestWhoMay:
    @pytest.mark.parametrize("kind", KINDS)
    @pytest.mark.parametrize("action", ["import", "process_import", "export"])
    def test_staff_without_the_right_are_refused(self, client, kind, action):
        client.force_login(UserFactory(is_staff=True))
        assert client.post(url(kind, action), {"stored": "x"}).status_code == 403

    @pytest.mark.parametrize("kind", KINDS)
    @pytest.mark.parametrize("action", ["import", "process_import", "export"])
    @pytest.mark.parametrize("who", ["", "ada", "cleo"])
    def test_others_are_sent_to_the_log_in(self, client, request, kind, action, who):
        if who:
            client.force_login(request.getfixturevalue(who).user)
        answer = client.post(url(kind, action), {"stored": "x"})
        assert (answer.status_code, "login" in answer["Location"]) == (302, True)

    def test_confirmation_is_no_link(self, uniped):
        assert uniped.get(url("courses", "process_import")).url == url("courses", "import")


class TestConfirmation:
    @pytest.fixture(autouse=True)
    def on_record(self, tmp_path):
        fill(tmp_path, before="registrations")

    @pytest.mark.parametrize(
        "stored", ["", "x", "../../etc/passwd", "0" * 500, "a b\nc", "æ\u2028"]
    )
    def test_tampered_name_of_the_file_is_told_to_have_expired(self, uniped, stored):
        preview = choose(uniped, "registrations", GOOD["registrations"])
        before = tables()
        page = confirm(uniped, "registrations", preview, stored=stored)
        assert messages(page) == ["The preview has expired. Choose the file again."]
        assert tables() == before

    def test_nothing_sent_at_all_is_told_to_have_expired(self, uniped):
        page = uniped.post(url("registrations", "process_import"), follow=True)
        assert messages(page) == ["The preview has expired. Choose the file again."]

    def test_second_confirmation_is_told_to_have_expired(self, uniped):
        preview = choose(uniped, "registrations", GOOD["registrations"])
        confirm(uniped, "registrations", preview)
        before = tables()
        page = confirm(uniped, "registrations", preview)
        assert messages(page) == ["The preview has expired. Choose the file again."]
        assert tables() == before

    def test_a_preview_outlives_redis(self, uniped):
        preview = choose(uniped, "registrations", GOOD["registrations"])
        before = tables()
        cache.clear()
        confirm(uniped, "registrations", preview)
        assert tables() != before

    def test_file_of_another_table_is_refused(self, uniped):
        preview = choose(uniped, "registrations", GOOD["registrations"])
        before = tables()
        page = confirm(uniped, "courses", preview)
        assert "Missing columns: code, name_en, name_nb, department." in page.content.decode()
        assert tables() == before

    def test_what_came_in_its_way_since_the_preview_is_told_and_nothing_is_imported(self, uniped):
        preview = choose(uniped, "registrations", GOOD["registrations"])
        choose_other = table([good_row("registrations", username="olali")])
        CoreSession.objects.filter(core_module=2).update(capacity=1)
        confirm(uniped, "registrations", choose(uniped, "registrations", choose_other))
        page = confirm(uniped, "registrations", preview)
        ((row, column, reason),) = told(page)
        assert (row, column) == (3, "date")
        assert reason.endswith("is full.")
        assert Registration.objects.get().assistant.username == "olali"

    def test_mark_is_recorded_by_who_confirms(self, uniped, staff):
        confirm(uniped, "registrations", choose(uniped, "registrations", GOOD["registrations"]))
        assert Registration.objects.get(mark="present").marked_by == staff
        assert rows_of("registrationevent") == 2


class TestTimetable:
    WRONG = table([good_row("core_sessions", weekday="Tuesday")])

    def test_wrong_weekday_is_an_error(self, uniped):
        page = choose(uniped, "core_sessions", self.WRONG)
        assert [(row, column) for row, column, _ in told(page)] == [(2, "weekday")]

    def test_wrong_weekday_that_is_accepted_is_shown_and_stays_accepted(self, uniped):
        preview = choose(uniped, "core_sessions", self.WRONG, accept_weekday_mismatch="on")
        text = preview.content.decode()
        assert "row 2, weekday: 2024-09-16 is a Monday" in text
        assert messages(confirm(uniped, "core_sessions", preview)) == [
            "1 row added. 0 rows changed."
        ]


def test_cells_are_shown_as_text_and_never_as_a_page(uniped, tmp_path):
    fill(tmp_path, before="courses")
    script = "<script>alert(1)</script>"
    good = choose(uniped, "courses", table([good_row("courses", name_en=script)]))
    bad = choose(uniped, "courses", table([good_row("courses", department=script)]))
    for page in (good, bad):
        assert script not in page.content.decode()
        assert "&lt;script&gt;alert(1)" in page.content.decode()


def test_row_that_the_database_refuses_for_reasons_of_its_own_is_told(uniped, tmp_path):
    fill(tmp_path, before="courses")
    forbid_new("courses")
    page = choose(uniped, "courses", GOOD["courses"])
    assert [(row, column) for row, column, _ in told(page)] == [(2, ""), (3, "")]
