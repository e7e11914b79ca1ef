"""Certificates: the user's own, and verification."""

from __future__ import annotations

from completion.models.certificates import new_serial
from completion.views.verifying import UNKNOWN_SERIALS
from tests.completion.certificate_factories import CompletionReportFactory

from .stage import a_uniped, an_assistant, scene, visit


def a_report(**fields: object):
    return CompletionReportFactory(assistant=an_assistant(), **fields)


@scene("enrollment:my")
def my_page_with_a_certificate(page):
    visit(page, "enrollment:my", by=a_report().assistant.user)


@scene("enrollment:my")
def my_page_with_a_revoked_certificate(page):
    visit(page, "enrollment:my", by=a_report(revoked=True).assistant.user)


@scene("completion:certificate")
def own_certificate(page):
    visit(page, "completion:certificate", by=a_report().assistant.user)


@scene("completion:certificate")
def own_certificate_that_is_revoked(page):
    visit(page, "completion:certificate", by=a_report(revoked=True).assistant.user)


@scene("completion:certificate")
def own_certificate_after_one_that_was_revoked(page):
    report = a_report(revoked=True)
    CompletionReportFactory(assistant=report.assistant)
    visit(page, "completion:certificate", by=report.assistant.user)


@scene("completion:look_up")
def looking_up_a_certificate(page):
    visit(page, "completion:look_up")


@scene("completion:look_up")
def looking_up_nothing(page):
    visit(page, "completion:look_up")
    page.goto(page.url + "?serial=")


@scene("completion:verify")
def genuine_certificate(page):
    visit(page, "completion:verify", a_report().serial)


@scene("completion:verify")
def revoked_certificate(page):
    visit(page, "completion:verify", a_report(revoked=True).serial)


@scene("404")
def unknown_certificate(page):
    visit(page, "completion:verify", new_serial())


@scene("429")
def guessing_serial_numbers(page):
    # Twice the limit, because a new minute may start in between.
    for _ in range(2 * UNKNOWN_SERIALS.amount + 1):
        visit(page, "completion:verify", new_serial())
        if page.locator("form[action='/verify/']").count() == 0:
            break


@scene("admin:completion_completionreport_changelist")
def admin_certificates(page):
    a_report()
    CompletionReportFactory(revoked=True)
    visit(page, "admin:completion_completionreport_changelist", by=a_uniped())


@scene("admin:completion_completionreport_change")
def admin_certificate(page):
    visit(page, "admin:completion_completionreport_change", a_report().pk, by=a_uniped())


@scene("admin:completion_completionreport_change")
def admin_certificate_that_is_revoked(page):
    report = a_report(revoked=True)
    visit(page, "admin:completion_completionreport_change", report.pk, by=a_uniped())


@scene("admin:completion_completionreport_revoke")
def admin_revoking(page):
    visit(page, "admin:completion_completionreport_revoke", a_report().pk, by=a_uniped())


@scene("admin:completion_completionreport_revoke")
def admin_revoking_without_a_reason(page):
    admin_revoking(page)
    page.locator(".submit-row [type=submit]").click()
    page.locator(".errornote").wait_for()
