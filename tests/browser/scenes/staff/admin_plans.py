"""Admin pages about changes of plans."""

from __future__ import annotations

from dataclasses import asdict

from post_office.models import EmailTemplate

from completion.reminders import watching
from enrollment.kept import kept
from enrollment.models import Letter
from enrollment.places import cancelling
from tests.browser.scenes.plans import a_full_date, an_offer
from tests.browser.scenes.stage import a_uniped, an_assistant, scene, visit
from tests.factories import NOW, TermFactory, WaitlistEntryFactory


def a_queue():
    session = a_full_date(days_ahead=10)
    WaitlistEntryFactory.create_batch(2, session=session)
    return WaitlistEntryFactory(session=session, assistant=an_assistant())


@scene("admin:enrollment_waitlistentry_changelist")
def admin_waitlists(page):
    a_queue()
    visit(page, "admin:enrollment_waitlistentry_changelist", by=a_uniped())


@scene("admin:enrollment_waitlistentry_changelist")
def admin_waitlist_of_a_full_session(page):
    admin_waitlists(page)
    page.locator("[name=_selected_action]").first.check()
    page.select_option("[name=action]", "let_in")
    page.locator("[name=index]").first.click()
    page.locator(".messagelist .error").wait_for()


@scene("admin:enrollment_waitlistentry_change")
def admin_waitlist_entry(page):
    visit(page, "admin:enrollment_waitlistentry_change", a_queue().pk, by=a_uniped())


@scene("admin:enrollment_waitlistentry_move_up")
def admin_move_up(page):
    visit(page, "admin:enrollment_waitlistentry_move_up", a_queue().pk, by=a_uniped())


@scene("admin:enrollment_waitlistentry_move_up")
def admin_move_up_without_a_reason(page):
    admin_move_up(page)
    page.locator(".submit-row [type=submit]").click()
    page.locator(".errorlist").wait_for()


@scene("admin:enrollment_exchange_changelist")
def admin_exchanges(page):
    an_offer()
    visit(page, "admin:enrollment_exchange_changelist", by=a_uniped())


@scene("admin:enrollment_exchange_change")
def admin_exchange(page):
    mine, _ = an_offer()
    visit(page, "admin:enrollment_exchange_change", mine.exchange_id, by=a_uniped())


def a_letter() -> Letter:
    session = a_full_date(days_ahead=10)
    cancelling.cancel_session(session=session, at=NOW)
    return Letter.objects.get()


@scene("admin:enrollment_letter_changelist")
def admin_letters(page):
    a_letter()
    visit(page, "admin:enrollment_letter_changelist", by=a_uniped())


@scene("admin:enrollment_letter_change")
def admin_letter(page):
    visit(page, "admin:enrollment_letter_change", a_letter().pk, by=a_uniped())


def a_text() -> EmailTemplate:
    return EmailTemplate.objects.get(name="session-cancelled", language="nb")


@scene("admin:post_office_emailtemplate_changelist")
def admin_texts(page):
    visit(page, "admin:post_office_emailtemplate_changelist", by=a_uniped())


@scene("admin:post_office_emailtemplate_change")
def admin_text(page):
    visit(page, "admin:post_office_emailtemplate_change", a_text().pk, by=a_uniped())


@scene("admin:post_office_emailtemplate_change")
def admin_text_that_is_no_template(page):
    admin_text(page)
    page.fill("[name=nb-content]", "{% if %}")
    page.locator("[name=_save]:visible").click()
    page.locator(".errornote").wait_for()


@scene("admin:post_office_emailtemplate_change")
def admin_text_before_it_is_saved(page):
    admin_text(page)
    page.fill("[name=nb-content]", "Hei {{ name }}!")
    page.locator("[name=_preview]").click()
    page.locator("details[open] .differences").wait_for()


@scene("admin:enrollment_term_change")
def admin_term_with_reminders(page):
    term = TermFactory()
    term.reminder_timings.create(kind="seminar-ahead", days_before=10)
    visit(page, "admin:enrollment_term_change", term.pk, by=a_uniped())


@scene("admin:enrollment_term_change")
def admin_term_with_a_reminder_that_comes_too_late(page):
    admin_term_with_reminders(page)
    page.fill("[name=reminder_timings-0-days_before]", "0")
    page.locator("[name=_save]").click()
    page.locator(".errornote").wait_for()


@scene("admin:index")
def admin_while_letters_are_missing(page):
    gaps = watching.Gaps(late=2, given_up=1, unwritten=30, refused=3)
    kept.set(watching.LAST_LOOK, asdict(gaps))
    visit(page, "admin:index", by=a_uniped())
    page.get_by_text("30").wait_for()
