"""Admin pages that LAOS adds or extends."""

from __future__ import annotations

from datetime import timedelta

from completion.reminders import watching
from enrollment import clock
from laos.processes.late_tasks import TASKS
from laos.tasks import heartbeat
from tests.browser.scenes.places import two_dates
from tests.browser.scenes.stage import a_uniped, an_assistant, scene, visit
from tests.factories import (
    AppointedFactory,
    CoreSessionFactory,
    RegistrationFactory,
    TermFactory,
    VerifiedUserFactory,
    WaitlistEntryFactory,
)

COLUMNS = "term,core_module,campus,date,weekday,start,end,language,capacity,place,online_url"
GOOD_ROW = "2031H,1,Trondheim,2031-09-01,Monday,09:00,12:00,nb,40,R1,"
ODD_ROW = "2031H,2,Trondheim,2031-09-10,Monday,09:00,12:00,nb,40,R1,"


@scene("admin:index")
def admin_index(page):
    visit(page, "admin:index", by=a_uniped())


@scene("admin:index")
def admin_index_while_some_tasks_fail(page):
    heartbeat()
    long_ago = clock.now() - timedelta(days=30)
    for name in ("remind", "issue-certificates"):
        watching.note_success(TASKS[name], long_ago)
    visit(page, "admin:index", by=a_uniped())
    page.locator(".messagelist").wait_for()


@scene("admin:enrollment_user_add")
def admin_new_account_without_an_address(page):
    by = VerifiedUserFactory(username="rut", name="Rut Root", is_staff=True, is_superuser=True)
    visit(page, "admin:enrollment_user_add", by=by)
    page.fill("[name=username]", "gro")
    page.locator("[name=_save]").evaluate("button => button.form.noValidate = true")
    page.locator("[name=_save]").click()
    page.locator(".errornote").wait_for()


@scene("admin:enrollment_coresession_changelist")
def admin_sessions(page):
    two_dates()
    visit(page, "admin:enrollment_coresession_changelist", by=a_uniped())


@scene("admin:enrollment_coresession_changelist")
def admin_sessions_whose_attendance_is_not_recorded(page):
    for days_ahead, held in ((-9, 12), (-2, 1)):
        session = CoreSessionFactory(days_ahead=days_ahead, capacity=40)
        RegistrationFactory.create_batch(held, session=session)
    visit(page, "admin:enrollment_coresession_changelist", by=a_uniped())
    page.goto(f"{page.url}?needs=marks")


@scene("admin:enrollment_coresession_change")
def admin_session(page):
    first, _ = two_dates()
    visit(page, "admin:enrollment_coresession_change", first.pk, by=a_uniped())


@scene("admin:enrollment_coresession_change")
def admin_session_with_too_few_places(page):
    place = RegistrationFactory(session=CoreSessionFactory(capacity=2))
    RegistrationFactory(session=place.session)
    visit(page, "admin:enrollment_coresession_change", place.session_id, by=a_uniped())
    page.fill("[name=capacity]", "1")
    page.locator("[name=_save]").click()
    page.locator(".errornote").wait_for()


@scene("admin:enrollment_coresession_add_series")
def admin_series(page):
    TermFactory()
    visit(page, "admin:enrollment_coresession_add_series", by=a_uniped())


@scene("admin:enrollment_coresession_add_series")
def admin_series_with_nothing_filled_in(page):
    admin_series(page)
    page.locator(".submit-row [type=submit]").click()
    page.locator(".errornote").wait_for()


@scene("admin:enrollment_coresession_cancel")
def admin_cancel(page):
    place = RegistrationFactory(session=CoreSessionFactory(days_ahead=10))
    visit(page, "admin:enrollment_coresession_cancel", place.session_id, by=a_uniped())


@scene("admin:enrollment_coresession_cancel")
def admin_consequences(page):
    """Everything that a page of consequences can hold, but for questions."""
    second = CoreSessionFactory(core_module=2, days_ahead=20)
    place = RegistrationFactory(session=CoreSessionFactory(days_ahead=10, capacity=1))
    WaitlistEntryFactory(session=place.session, assistant=AppointedFactory())
    RegistrationFactory(session=second, assistant=place.assistant)
    visit(page, "admin:enrollment_coresession_cancel", place.session_id, by=a_uniped())
    page.locator(".submit-row [type=submit]").click()
    page.locator(".letter-preview summary").click()
    page.locator(".quietly summary").click()
    page.locator("[value=quietly]").click()
    page.locator(".errorlist").wait_for()


@scene("admin:enrollment_coresession_import")
def admin_import(page):
    visit(page, "admin:enrollment_coresession_import", by=a_uniped())


def import_table(page, *rows: str) -> None:
    admin_import(page)
    table = "\n".join([COLUMNS, *rows]).encode()
    file = {"name": "sessions.csv", "mimeType": "text/csv", "buffer": table}
    page.set_input_files("[type=file]", files=[file])
    page.locator(".submit-row [type=submit]").click()


@scene("admin:enrollment_coresession_import")
def admin_import_preview(page):
    import_table(page, GOOD_ROW)
    page.locator("#preview-heading").wait_for()


@scene("admin:enrollment_coresession_import")
def admin_import_problems(page):
    import_table(page, GOOD_ROW, ODD_ROW)
    page.locator("#problems-caption").wait_for()


@scene("admin:enrollment_coresession_export")
def admin_export(page):
    two_dates()
    visit(page, "admin:enrollment_coresession_export", by=a_uniped())


@scene("admin:enrollment_registration_changelist")
def admin_registrations(page):
    RegistrationFactory(assistant=an_assistant())
    visit(page, "admin:enrollment_registration_changelist", by=a_uniped())


@scene("admin:enrollment_registration_changelist")
def admin_taking_off_asks_first(page):
    admin_registrations(page)
    page.locator("[name=_selected_action]").check()
    page.locator("[name=action]").select_option("take_off")
    page.locator("[name=index]").click()
    page.locator("[value=apply]").wait_for()


@scene("admin:enrollment_appointment_delete")
def admin_appointment_that_carries_a_place(page):
    place = RegistrationFactory(assistant=an_assistant())
    appointment = place.assistant.appointments.get()
    visit(page, "admin:enrollment_appointment_delete", appointment.pk, by=a_uniped())


@scene("admin:enrollment_registration_change")
def admin_registration(page):
    place = RegistrationFactory(assistant=an_assistant())
    visit(page, "admin:enrollment_registration_change", place.pk, by=a_uniped())


@scene("admin:enrollment_term_change")
def admin_term(page):
    visit(page, "admin:enrollment_term_change", TermFactory().pk, by=a_uniped())


@scene("admin:enrollment_term_changelist")
def admin_terms(page):
    TermFactory()
    visit(page, "admin:enrollment_term_changelist", by=a_uniped())


@scene("admin:enrollment_learningassistant_changelist")
def admin_assistants(page):
    an_assistant()
    visit(page, "admin:enrollment_learningassistant_changelist", by=a_uniped())


@scene("admin:enrollment_learningassistant_change")
def admin_assistant(page):
    assistant = an_assistant()
    visit(page, "admin:enrollment_learningassistant_change", assistant.pk, by=a_uniped())


@scene("admin:enrollment_learningassistant_change")
def admin_account_beside_the_record(page):
    """Ask whether the account that staff have chosen is of the person on record."""
    assistant = RegistrationFactory(assistant__username="karil").assistant
    user = VerifiedUserFactory(username="karil", email="another.kari@example.org")
    visit(page, "admin:enrollment_learningassistant_change", assistant.pk, by=a_uniped())
    chosen = "(field, key) => field.add(new Option(key, key, true, true))"
    page.locator("#id_user").evaluate(chosen, str(user.pk))
    with page.expect_navigation():
        page.locator("[name=_save]").click()


@scene("admin:enrollment_user_colleagues")
def admin_colleagues(page):
    visit(page, "admin:enrollment_user_colleagues", by=a_uniped())


@scene("admin:enrollment_user_dismiss")
def admin_last_colleague_stays(page):
    uniped = a_uniped()
    visit(page, "admin:enrollment_user_dismiss", uniped.pk, by=uniped)
    page.locator("#id_because").fill("Has another job")
    with page.expect_navigation():
        page.locator(".submit-row [type=submit]").click()


@scene("admin:enrollment_learningassistant_change")
def admin_assistant_in_doubt(page):
    """Show an assistant with two candidate accounts: one with the same user name, one whose address proves it."""
    assistant = AppointedFactory(username="karil")
    VerifiedUserFactory(username="karil", email="another.kari@example.org")
    VerifiedUserFactory(username="karil@ntnu.no", email="karil@ntnu.no")
    visit(page, "admin:enrollment_learningassistant_change", assistant.pk, by=a_uniped())
