"""The pages about exemption, each in all its states."""

from __future__ import annotations

from completion.models import Kind
from enrollment.places import exempting
from tests.completion.factories import APPROVABLE, ApplicationFactory, DocumentFactory
from tests.factories import NOW

from .stage import a_uniped, a_user, an_assistant, scene, send, visit

LONG = "vitnemål_fra_lektorutdanning_i_realfag_med_praksisdokumentasjon_signert.pdf"


def applied(**state):
    """Create Berit's application with documents."""
    application = ApplicationFactory(
        assistant=an_assistant(), text="Jeg har hatt praksis.", **state
    )
    for position, name in enumerate(("vitnemål.pdf", LONG), start=1):
        DocumentFactory(application=application, position=position, name=name)
    return application


@scene("completion:equivalents")
def exemption_to_apply_for(page):
    visit(page, "completion:equivalents", by=an_assistant().user)


@scene("completion:equivalents")
def exemption_without_being_an_assistant(page):
    visit(page, "completion:equivalents", by=a_user())


@scene("completion:equivalents")
def exemption_applied_for(page):
    visit(page, "completion:equivalents", by=applied().assistant.user)


@scene("completion:equivalents")
def exemption_rejected_and_withdrawn(page):
    rejected = applied(rejected=True)
    ApplicationFactory(assistant=rejected.assistant, revoked=True)
    visit(page, "completion:equivalents", by=rejected.assistant.user)


@scene("completion:equivalents")
def exemption_approved(page):
    approved = applied(approved=True)
    exempting.exempt(assistant=approved.assistant, at=NOW)
    visit(page, "completion:equivalents", by=approved.assistant.user)


@scene("enrollment:my")
def my_page_when_exempt(page):
    exemption_approved(page)
    visit(page, "enrollment:my")


@scene("enrollment:my")
def my_page_after_applying(page):
    visit(page, "enrollment:my", by=applied().assistant.user)


@scene("completion:apply")
def application(page):
    visit(page, "completion:apply", APPROVABLE, by=an_assistant().user)


@scene("completion:apply")
def application_without_documents(page):
    application(page)
    send(page)
    page.locator("[data-refusal=no_document]").wait_for()


@scene("completion:apply")
def application_with_a_file_that_is_none(page):
    application(page)
    file = {"name": "vitnemål.pdf", "mimeType": "application/pdf", "buffer": b"<html>"}
    page.set_input_files("[type=file]", [file])
    send(page)
    page.locator("[data-refusal=wrong_type]").wait_for()


@scene("completion:apply")
def application_with_what_is_not_approved(page):
    visit(page, "completion:apply", Kind.EIT, by=an_assistant().user)


@scene("completion:withdraw_application")
def application_to_withdraw(page):
    application = applied()
    visit(page, "completion:withdraw_application", application.pk, by=application.assistant.user)


# For Uniped


@scene("admin:completion_equivalentqualification_changelist")
def admin_applications(page):
    applied()
    for state in ("approved", "rejected", "revoked", "by_file"):
        ApplicationFactory(**{state: True})
    visit(page, "admin:completion_equivalentqualification_changelist", by=a_uniped())


@scene("admin:completion_equivalentqualification_change")
def admin_application(page):
    visit(page, "admin:completion_equivalentqualification_change", applied().pk, by=a_uniped())


@scene("admin:completion_equivalentqualification_change")
def admin_application_with_an_exemption_withdrawn(page):
    application = ApplicationFactory(revoked=True)
    visit(page, "admin:completion_equivalentqualification_change", application.pk, by=a_uniped())


@scene("admin:completion_equivalentqualification_decide")
def admin_deciding(page):
    visit(page, "admin:completion_equivalentqualification_decide", applied().pk, by=a_uniped())


@scene("admin:completion_equivalentqualification_decide")
def admin_deciding_without_a_reason(page):
    admin_deciding(page)
    page.locator(".submit-row [type=submit]").click()
    page.locator(".errornote").wait_for()


@scene("admin:completion_equivalentqualification_decide")
def admin_decision_before_it_is_made(page):
    admin_deciding(page)
    page.check("[name=decision][value=approved]")
    page.fill("[name=reason]", "The documents show it.")
    page.locator(".submit-row [type=submit]").click()
    page.locator("[name=what_if-seen]").wait_for(state="attached")


@scene("admin:completion_equivalentqualification_withdraw")
def admin_withdrawing_an_exemption(page):
    application = applied(approved=True)
    visit(page, "admin:completion_equivalentqualification_withdraw", application.pk, by=a_uniped())
