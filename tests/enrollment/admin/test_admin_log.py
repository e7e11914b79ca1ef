"""The admin history shows the old and new value of each field, in the reader's language."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags
from post_office.models import EmailTemplate

from completion.models import CompletionReport
from enrollment.admin_site import log as admin_log
from enrollment.admin_site.log import LoggedAdmin
from enrollment.models import Campus, CoreSession, Term
from tests.completion.certificate_factories import CompletionReportFactory
from tests.enrollment.admin_pages import apply, change_url
from tests.factories import (
    NOW,
    OSLO,
    CoreSessionFactory,
    CourseFactory,
    RegistrationFactory,
    TermFactory,
    UserFactory,
)
from tests.modules.factories import OnlineModuleFactory

from .test_two_at_an_admin_form import Editor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


def address(row, page: str) -> str:
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_{page}", args=[row.pk])


def save(client, row, **choices):
    editor = Editor(client, address(row, "change"))
    editor.open()
    for name, value in choices.items():
        editor.choose(name.replace("__", "-"), value)
    assert editor.save()


def history(client, row, language: str = "en") -> str:
    client.cookies["django_language"] = language
    page = client.get(address(row, "history"))
    assert page.status_code == 200
    return " ".join(strip_tags(page.content.decode()).split())


def test_numbers_and_ticks(uniped):
    term = TermFactory()
    save(uniped, term, deadline_hours="24", preparation_required="on")
    shown = history(uniped, term)
    assert "Deadline: 48 → 24" in shown
    assert "Preparation required: no → yes" in shown


def test_in_the_language_of_the_reader(uniped):
    session = CoreSessionFactory(language="nb")
    save(uniped, session, language="en", place="R9")
    assert "Language: Norwegian → English" in history(uniped, session)
    assert "Språk: Norsk → Engelsk" in history(uniped, session, "nb")
    assert "Rom: tomt → R9" in history(uniped, session, "nb")


def test_moments_and_related_rows(uniped):
    session = CoreSessionFactory(
        starts_at=datetime(2031, 9, 15, 8, tzinfo=OSLO),
        ends_at=datetime(2031, 9, 15, 11, tzinfo=OSLO),
    )
    campus = Campus.objects.exclude(pk=session.campus_id).first()
    was = str(session.campus)
    save(uniped, session, campus=str(campus.pk), starts_at_1="09:30:00", ends_at_1="12:30:00")
    shown = history(uniped, session)
    assert f"Campus: {was} → {campus}" in shown
    assert "Starts: " in shown
    assert "09:30" in shown.split("Starts: ")[1].split("→")[1][:40] or "9:30" in shown


def test_several_related_rows(uniped):
    session, leader = CoreSessionFactory(), UserFactory(name="Liv Leder")
    save(uniped, session, leaders=str(leader.pk))
    assert "Seminar leaders: empty → Liv Leder" in history(uniped, session)


def test_rows_on_the_page(uniped):
    term = TermFactory()
    term.reminder_timings.create(kind="seminar-ahead", days_before=10)
    save(uniped, term, reminder_timings__0__days_before="12")
    shown = history(uniped, term)
    assert "10 → 12" in shown
    question = OnlineModuleFactory(tested=True).questions.first()
    option = question.options.first()
    was = option.text_en
    save(uniped, question, options__0__text_en="Put right")
    assert f"Option in English: {was} → Put right" in history(uniped, question)


def test_of_a_long_text_what_is_around_the_difference(uniped):
    text = EmailTemplate.objects.get(name="place-held", language="en")
    text.content = "Hello. " * 200 + "the old end"
    text.save()
    save(uniped, text, en__content="Hello. " * 200 + "the new end")
    shown = history(uniped, text)
    assert "the old end → …" in shown
    assert "the new end" in shown
    assert max(len(line) for line in shown.split("→")) < 1500
    assert len(LogEntry.objects.get().change_message) < 600


def test_who_and_what_is_in_the_list_for_each_change(uniped):
    course = CourseFactory(name_en="Physics")
    save(uniped, course, name_en="Mechanics")
    save(uniped, course, name_en="Statics")
    shown = history(uniped, course)
    assert "Name in English: Physics → Mechanics" in shown
    assert "Name in English: Mechanics → Statics" in shown


class TestSecrets:
    """The history says only that they changed."""

    def test_password(self, staff):
        root = UserFactory(is_staff=True, is_superuser=True)
        client = Client()
        client.force_login(root)
        user = UserFactory()
        sent = {
            "password1": "quite-Secret-17",
            "password2": "quite-Secret-17",
            "usable_password": "true",
        }
        client.post(reverse("admin:auth_user_password_change", args=[user.pk]), sent)
        logged = LogEntry.objects.get().change_message
        assert "quite-Secret-17" not in logged
        assert "pbkdf2" not in logged
        assert user.password not in logged

    def test_no_value_of_a_library_for_log_ins_is_kept(self):
        assert {"mfa", "socialaccount", "usersessions"} <= admin_log.SECRET_APPS


def test_cancelling_and_revoking(uniped):
    session, report = CoreSessionFactory(), CompletionReportFactory()
    uniped.post(reverse("admin:enrollment_coresession_cancel", args=[session.pk]))
    assert "Cancelled: empty → " in history(uniped, CoreSession.objects.get())
    apply(
        uniped,
        reverse("admin:completion_completionreport_revoke", args=[report.pk]),
        {"because": "Wrong."},
    )
    shown = history(uniped, CompletionReport.objects.get())
    assert "Revoked: empty → " in shown
    assert "Reason: empty → Wrong." in shown


def test_what_a_file_changes(uniped, tmp_path):
    course = CourseFactory(code="TMA4100", name_en="Calculus", name_nb="Kalkulus")
    code = course.department.code
    file = f"code,name_en,name_nb,department\nTMA4100,Calculus 1,Kalkulus,{code}\n"
    page = uniped.post(
        reverse("admin:enrollment_course_import"),
        {"file": SimpleUploadedFile("courses.csv", file.encode())},
    )
    confirm = page.context["confirm_form"].initial
    uniped.post(reverse("admin:enrollment_course_process_import"), confirm)
    assert "Name in English: Calculus → Calculus 1" in history(uniped, course)


def test_marks_and_names_that_triggers_keep(uniped, staff, ada):
    place = RegistrationFactory(session=CoreSessionFactory(days_ahead=-3))
    place.mark, place.marked_by, place.marked_at = "absent", staff, NOW
    place.save()
    place.mark = "present"
    place.save()
    shown = strip_tags(uniped.get(change_url(place)).content.decode())
    assert "Attendance: not marked → absent" in shown
    assert "Attendance: absent → present" in shown
    ada.name = "Ada Berg"
    ada.save()
    assert "Name: Ada Aas → Ada Berg" in strip_tags(uniped.get(change_url(ada)).content.decode())


def test_entries_from_before_are_told_as_django_tells_them(uniped, staff):
    term = TermFactory()
    for message in ('[{"changed": {"fields": ["deadline"]}}]', "new through import_export", ""):
        LogEntry.objects.log_actions(
            staff.pk, [term], 2, change_message=message, single_object=True
        )
    shown = history(uniped, term)
    assert "Changed deadline." in shown
    assert "new through import_export" in shown


def test_every_page_of_the_admin_does_so():
    pages = admin.site._registry.values()
    assert pages
    assert all(isinstance(page, LoggedAdmin) for page in pages)


def test_adding_is_told_as_adding(uniped):
    row = {
        "code": "2035H",
        "deadline_hours": 48,
        "report_tolerance": 10,
        "preparations-TOTAL_FORMS": 0,
        "preparations-INITIAL_FORMS": 0,
        "registration_opens_at_0": "",
        "reminder_timings-TOTAL_FORMS": 0,
        "reminder_timings-INITIAL_FORMS": 0,
    }
    uniped.post(reverse("admin:enrollment_term_add"), row)
    assert "Added." in history(uniped, Term.objects.get(code="2035H"))
