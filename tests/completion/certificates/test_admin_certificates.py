"""Uniped can view and revoke certificates; no one can add or edit them by hand."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse

from completion.models import CompletionReport
from enrollment.models import Letter, Registration
from tests.completion.certificate_factories import CompletionReportFactory, complete
from tests.enrollment.admin_pages import apply
from tests.factories import VerifiedUserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


@pytest.fixture
def report(ada):
    return CompletionReportFactory(assistant=ada)


@pytest.fixture
def revoked(ada):
    return CompletionReportFactory(assistant=ada, revoked=True)


def admin_url(action: str, *args: object) -> str:
    return reverse(f"admin:completion_completionreport_{action}", args=args)


def test_revoking_asks_why_and_does_it_once(uniped, staff, report):
    url = admin_url("revoke", report.pk)
    assert "This cannot be undone." in uniped.get(url).content.decode()
    assert uniped.post(url, {"because": " "}).status_code == 200
    assert CompletionReport.objects.valid().exists()
    for _twice in range(2):
        response = apply(uniped, url, {"because": "A mark was wrong."})
        assert response.url == admin_url("change", report.pk)
    report.refresh_from_db()
    assert (report.revoked_by, report.revoked_because) == (staff, "A mark was wrong.")
    assert Letter.objects.count() == 1
    page = uniped.get(admin_url("change", report.pk)).content.decode()
    assert "A mark was wrong." in page
    assert url not in page


def test_new_one_is_issued_only_to_who_has_completed(uniped, ada, revoked):
    url = admin_url("issue", revoked.pk)
    response = apply(uniped, url, follow=True)
    assert "has not completed LAOS" in response.content.decode()
    assert not CompletionReport.objects.valid().exists()
    complete(ada)
    for _twice in range(2):
        response = apply(uniped, url, follow=True)
        assert "has a valid certificate" in response.content.decode()
    new = CompletionReport.objects.valid().get()
    assert new.assistant == ada
    Registration.objects.update(mark="absent")


def test_nothing_on_it_can_be_written(uniped, report):
    page = uniped.get(admin_url("change", report.pk)).content.decode()
    assert "<textarea" not in page
    assert 'name="_save"' not in page
    apply(
        uniped,
        admin_url("changelist"),
        {"action": "delete_selected", "_selected_action": report.pk, "post": "yes"},
    )
    assert CompletionReport.objects.get() == report


@pytest.mark.parametrize("query", ["", "?state=valid", "?state=revoked"])
def test_list_is_narrowed_to_valid_or_revoked(uniped, report, query):
    other = CompletionReportFactory(revoked=True)
    page = uniped.get(admin_url("changelist") + query).content.decode()
    assert (report.serial in page) == (query != "?state=revoked")
    assert (other.serial in page) == (query != "?state=valid")


@pytest.mark.parametrize("what", ["Ada", "ada", "serial"])
def test_certificate_is_found_by_person_or_serial_number(uniped, report, what):
    other = CompletionReportFactory()
    sought = report.serial if what == "serial" else what
    page = uniped.get(admin_url("changelist"), {"q": sought}).content.decode()
    assert report.serial in page
    assert other.serial not in page


def test_uniped_may_look_and_revoke_and_no_more():
    rights = Permission.objects.filter(
        group=Group.objects.get(name="Uniped"), content_type__model="completionreport"
    )
    assert set(rights.values_list("codename", flat=True)) == {
        "view_completionreport",
        "change_completionreport",
    }


def test_staff_who_may_only_look_cannot_revoke(client, report):
    looker = VerifiedUserFactory(is_staff=True)
    looker.user_permissions.add(Permission.objects.get(codename="view_completionreport"))
    client.force_login(looker)
    assert admin_url("revoke", report.pk) not in client.get(
        admin_url("change", report.pk)
    ).content.decode()  # fmt: skip
    assert client.post(admin_url("revoke", report.pk), {"because": "x"}).status_code == 403
    assert client.post(admin_url("issue", report.pk)).status_code == 403
    assert CompletionReport.objects.valid().exists()


def test_second_reason_to_revoke_is_said_not_to_be_taken(uniped, report):
    said, english = "The certificate has already been revoked.", {"Accept-Language": "en"}
    url = admin_url("revoke", report.pk)
    for reason, is_told in (("Taken in error.", False), ("Another reason.", True)):
        page = apply(uniped, url, {"because": reason})
        assert (said in uniped.get(page["Location"], headers=english).content.decode()) is is_told
