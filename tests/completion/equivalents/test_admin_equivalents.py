"""Uniped's queue: the longest waiting first, its documents, and a decision with a reason."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from lxml import html

from completion.models import EquivalentQualification
from enrollment.models import Letter
from tests.completion.factories import ApplicationFactory, DocumentFactory
from tests.enrollment.admin_pages import CANONICAL, apply
from tests.factories import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]

QUEUE = reverse("admin:completion_equivalentqualification_changelist")


def own(page: str, application) -> str:
    return reverse(f"admin:completion_equivalentqualification_{page}", args=[application.pk])


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


def decide(client, application, decision="approved", reason="It shows it."):
    return apply(
        client, own("decide", application), {"decision": decision, "reason": reason}, follow=True
    )


def test_uniped_has_exactly_its_rights(staff):
    held = Permission.objects.filter(
        group__name="Uniped", content_type__model="equivalentqualification"
    )
    assert set(held.values_list("codename", flat=True)) == {
        f"{right}_equivalentqualification" for right in ("view", "add", "change")
    }


def test_what_is_to_be_decided_stands_first_the_longest_waiting_above(uniped):
    ApplicationFactory(approved=True, applied_at=NOW - timedelta(days=9))
    late = ApplicationFactory()
    early = ApplicationFactory(applied_at=NOW - timedelta(days=1))
    ApplicationFactory(rejected=True, applied_at=NOW - timedelta(days=8))
    rows = list(uniped.get(QUEUE).context["cl"].result_list)
    assert rows[:2] == [early, late]


def test_list_leads_to_the_decision_and_that_to_the_person(uniped):
    application = ApplicationFactory()
    decided = ApplicationFactory(approved=True)
    page = uniped.get(QUEUE).content.decode()
    assert f'<a href="{own("decide", application)}"' in page
    assert own("decide", decided) not in page
    # A phone shows it directly below the name.
    beside = html.fromstring(page).xpath("//*[@id='result_list']/tbody/tr[1]/*[2]")
    assert [cell.text_content() for cell in beside] == ["Decide"]
    person = reverse("admin:enrollment_learningassistant_person", args=[application.assistant_id])
    assert f'<a href="{person}">' in uniped.get(own("decide", application)).content.decode()


@pytest.mark.parametrize(
    ("state", "traits"),
    [
        ("open", {}),
        ("in_force", {"approved": True}),
        ("rejected", {"rejected": True}),
        ("withdrawn", {"revoked": True}),
    ],
)
def test_queue_is_narrowed_to_a_state(uniped, state, traits):
    for others in ({}, {"approved": True}, {"rejected": True}, {"revoked": True}):
        ApplicationFactory(**others)
    wanted = ApplicationFactory(**traits)
    found = set(uniped.get(f"{QUEUE}?state={state}").context["cl"].result_list)
    assert wanted in found
    assert len(found) == 2


def test_documents_are_at_hand_where_it_is_decided(uniped):
    document = DocumentFactory(name="<i>praksis</i>.pdf")
    for page in ("change", "decide"):
        shown = text_of(uniped.get(own(page, document.application)))
        assert reverse("completion:document", args=[document.pk]) in shown
        assert "&lt;i&gt;praksis&lt;/i&gt;.pdf" in shown


def test_both_the_decision_and_its_grounds_are_shown_as_required(uniped):
    page = html.fromstring(uniped.get(own("decide", ApplicationFactory())).content.decode())
    required = page.xpath("//*[@id='content']//*[@class='required']")
    assert [name.text_content() for name in required] == ["Decision:", "Grounds:"]


@pytest.mark.parametrize("decision", ["approved", "rejected"])
def test_decision_is_made_with_a_reason_by_who_is_logged_in(uniped, staff, decision):
    application = ApplicationFactory()
    shown = text_of(decide(uniped, application, decision))
    assert "It is decided." in shown
    application.refresh_from_db()
    assert (application.decision, application.decided_by) == (decision, staff)
    assert f"Decided: {decision}" in shown
    assert Letter.objects.get().kind == f"equivalent-{decision}"


@pytest.mark.parametrize(
    ("decision", "reason"), [("approved", ""), ("rejected", " "), ("", "Why."), ("maybe", "Why.")]
)
def test_without_decision_or_reason_nothing_is_decided(uniped, decision, reason):
    application = ApplicationFactory()
    decide(uniped, application, decision, reason)
    assert EquivalentQualification.objects.get().is_open


def test_second_of_two_who_decide_is_told_what_the_first_decided(uniped):
    application = ApplicationFactory()
    decide(uniped, application, "rejected")
    assert "This application is decided: rejected." in text_of(decide(uniped, application))
    assert "It is decided." in text_of(decide(uniped, application, "rejected"))


def test_no_one_decides_on_their_own_application(client, staff):
    application = ApplicationFactory(assistant__user=staff)
    client.force_login(staff)
    assert "Ask a colleague to decide." in text_of(decide(client, application))
    assert EquivalentQualification.objects.get().is_open


def test_exemption_is_withdrawn_on_a_page_of_its_own_with_a_reason(uniped):
    application = ApplicationFactory()
    decide(uniped, application)
    assert "Withdraw the exemption" in text_of(uniped.get(own("change", application)))
    uniped.post(own("withdraw", application), {"reason": ""})
    assert EquivalentQualification.objects.get().is_in_force
    shown = text_of(
        apply(uniped, own("withdraw", application), {"reason": "It was forged."}, follow=True)
    )
    assert "The exemption is withdrawn." in shown
    assert not EquivalentQualification.objects.get().is_in_force


def test_what_is_over_leads_back_to_how_it_stands(uniped):
    for page, application in (
        ("decide", ApplicationFactory(rejected=True)),
        ("withdraw", ApplicationFactory()),
        ("withdraw", ApplicationFactory(revoked=True)),
    ):
        assert uniped.get(own(page, application)).headers["Location"] == own("change", application)


def test_an_account_that_may_only_look_decides_nothing(client, staff):
    staff.groups.clear()
    staff.user_permissions.add(Permission.objects.get(codename="view_equivalentqualification"))
    client.force_login(staff)
    waiting, in_force = ApplicationFactory(), ApplicationFactory(approved=True)
    assert client.get(QUEUE).status_code == 200
    for page, application in (("decide", waiting), ("withdraw", in_force)):
        assert own(page, application) not in text_of(client.get(own("change", application)))
        assert client.get(own(page, application)).status_code == 403
        assert client.post(own(page, application), {"reason": "x"}).status_code == 403


def test_an_account_that_may_not_look_sees_nothing(client, staff):
    staff.groups.clear()
    client.force_login(staff)
    application = ApplicationFactory()
    pages = [QUEUE, own("change", application), own("decide", application)]
    assert {client.get(page).status_code for page in pages} == {403}


def test_table_is_previewed_and_brought_in(uniped, ada):
    path = reverse("admin:completion_equivalentqualification_import")
    assert uniped.get(path).status_code == 200


def test_export_has_what_the_list_shows(uniped):
    rejected = ApplicationFactory(rejected=True)
    approved = ApplicationFactory(approved=True)
    export = reverse("admin:completion_equivalentqualification_export")
    for state, application in {"rejected": rejected, "in_force": approved}.items():
        file = uniped.post(f"{export}?state={state}", {"format": CANONICAL}).content
        _header, row = file.decode("utf-8-sig").splitlines()
        assert row.split(",")[0] == application.assistant.username


def test_export_of_a_list_that_cannot_be_answers_as_the_list_does(uniped):
    export = reverse("admin:completion_equivalentqualification_export")
    answer = uniped.get(f"{export}?id__exact=x")
    assert answer.status_code == 302
    assert answer["Location"] == f"{QUEUE}?e=1"


def test_the_list_the_file_and_a_row_are_of_applications_for_exemption(uniped):
    application = ApplicationFactory()
    pages = {
        reverse("admin:index"): "Applications for exemption",
        QUEUE: "applications for exemption",
        own("change", application): "application for exemption",
        reverse("admin:completion_equivalentqualification_import"): "applications for exemption",
        reverse("admin:completion_equivalentqualification_export"): "applications for exemption",
    }
    for page, words in pages.items():
        shown = uniped.get(page).content.decode()
        assert words.lower() in shown.lower()
        assert "equivalent qualification" not in shown.lower()
