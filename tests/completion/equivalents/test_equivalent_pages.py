"""Pages for applying for exemption, and documents, which only Uniped and the applicant can open."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils.html import escape

from completion.models import EquivalentQualification, Kind
from enrollment.places import exempting
from tests.completion.certificate_factories import CompletionReportFactory
from tests.completion.factories import (
    APPROVABLE,
    ApplicationFactory,
    DocumentFactory,
    a_file,
    a_jpeg,
)
from tests.factories import NOW, VerifiedUserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]

OVERVIEW = "/my/equivalents/"
APPLY = f"/my/equivalents/apply/{APPROVABLE}/"


@pytest.fixture
def page(client, ada):
    client.force_login(ada.user)
    return client


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


def send(client, *files, text="", path=APPLY):
    return client.post(path, {"documents": list(files), "text": text}, follow=True)


def test_application_is_sent_and_seen_with_its_documents(page):
    shown = text_of(send(page, a_file(), a_file(a_jpeg(), "praksis.jpg"), text="Hello."))
    assert "Uniped will write to you." in shown
    assert all(word in shown for word in ("vitnemål.pdf", "praksis.jpg", "Hello.", "waits for"))
    assert EquivalentQualification.objects.get().documents.count() == 2


@pytest.mark.parametrize("kind", [kind for kind in Kind if not kind.is_approvable])
def test_kind_that_is_not_approved_is_told_before_any_document_is_asked_for(page, kind):
    shown = text_of(page.get(reverse("completion:apply", args=[kind])))
    assert f"This does not give exemption: {kind.label}." in shown
    assert "Register for your dates" in shown
    assert 'type="file"' not in shown
    send(page, a_file(), path=reverse("completion:apply", args=[kind]))
    assert not EquivalentQualification.objects.exists()


def test_kind_that_does_not_exist_is_not_found(page):
    assert page.get(reverse("completion:apply", args=["law"])).status_code == 404


def test_refused_document_is_told_with_what_to_do_and_the_words_stay(page, lying):
    shown = text_of(send(page, a_file(), a_file(b"<html>", "x<b>.pdf"), text="Keep me."))
    assert escape("“x<b>.pdf” is not a PDF, JPEG or PNG.") in shown
    assert "<b>" not in shown
    assert "Choose all your documents once more" in shown
    assert "Keep me." in shown
    assert not lying()


def test_application_without_documents_is_asked_for_one(page):
    assert "You have not added any documents." in text_of(send(page))


def test_six_documents_are_refused(page):
    assert "5 documents at most" in text_of(send(page, *[a_file() for _ in range(6)]))


def test_sending_twice_is_one_application(page):
    send(page, a_file())
    assert "You have applied already" in text_of(send(page, a_file()))
    assert EquivalentQualification.objects.count() == 1


def test_who_is_exempt_is_told_so_and_never_that_laos_is_completed(page, ada):
    exempting.exempt(assistant=ada, at=NOW)
    for path in (OVERVIEW, "/my/"):
        shown = text_of(page.get(path))
        assert "You have been exempt since" in shown
        assert "The exemption itself gives no certificate" in shown
    assert "You are already exempt" in text_of(page.get(APPLY))


def test_a_person_who_has_completed_laos_is_not_asked_to_apply(page, ada):
    CompletionReportFactory(assistant=ada)
    assert "Apply for exemption" not in text_of(page.get("/my/"))


def test_my_page_leads_there_and_tells_how_it_stands(page, ada):
    assert "Apply for exemption" in text_of(page.get("/my/"))
    ApplicationFactory(assistant=ada)
    assert "Keep your dates until Uniped has decided." in text_of(page.get("/my/"))


def test_decisions_are_read_with_their_reason(page, ada):
    ApplicationFactory(assistant=ada, rejected=True, reason="The practice is missing.")
    ApplicationFactory(assistant=ada, revoked=True)
    shown = text_of(page.get(OVERVIEW))
    assert "The practice is missing." in shown
    assert "It was forged." in shown


def test_others_applications_are_not_shown(page):
    ApplicationFactory(rejected=True, reason="Of another person.")
    assert "Of another person." not in text_of(page.get(OVERVIEW))


def test_who_is_no_learning_assistant_reads_whom_to_ask(client):
    client.force_login(VerifiedUserFactory())
    assert "ask your department" in text_of(client.get(OVERVIEW))
    assert client.get(APPLY).status_code == 404


def test_application_is_withdrawn_on_a_page_that_asks(page, ada):
    application = ApplicationFactory(assistant=ada)
    path = reverse("completion:withdraw_application", args=[application.pk])
    assert "Your documents are deleted" in text_of(page.get(path))
    assert "are deleted" in text_of(page.post(path, follow=True))
    assert not EquivalentQualification.objects.exists()


def test_one_decided_meanwhile_is_not_withdrawn_and_says_so(page, ada):
    application = ApplicationFactory(assistant=ada, rejected=True)
    path = reverse("completion:withdraw_application", args=[application.pk])
    assert "The decision is on this page." in text_of(page.post(path, follow=True))
    assert page.get(path).status_code == 302


def test_public_page_and_the_applications_speak_of_the_same_kinds(client, page):
    public, own = (text_of(page.get(path)) for path in ("/", OVERVIEW))
    for kind in Kind:
        assert str(kind.label) in public
        assert reverse("completion:apply", args=[kind]) in own


class TestDocuments:
    @pytest.fixture
    def document(self, ada):
        return DocumentFactory(application__assistant=ada, name='a "b"\n<i>æ</i>.pdf')

    def get(self, client, user, document):
        client.force_login(user)
        return client.get(reverse("completion:document", args=[document.pk]))

    def test_applicant_and_uniped_get_it_as_it_was(self, client, ada, staff, document):
        for user in (ada.user, staff):
            response = self.get(client, user, document)
            assert len(response.content) == document.size

    def test_browser_saves_it_and_never_runs_or_keeps_it(self, client, ada, document):
        response = self.get(client, ada.user, document)
        headers = response.headers
        assert headers["Content-Type"] == "application/pdf"
        assert headers["Content-Disposition"].startswith("attachment;")
        assert "\n" not in headers["Content-Disposition"]
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Content-Security-Policy"].startswith("sandbox;")
        assert {"no-store", "private"} <= set(headers["Cache-Control"].split(", "))

    def test_no_one_else_finds_it(self, client, ben, cleo, document):
        viewer = VerifiedUserFactory(is_staff=True)
        holder = VerifiedUserFactory()
        holder.user_permissions.add(Permission.objects.get(codename="view_equivalentqualification"))
        for user in (ben.user, cleo.user, viewer, holder):
            assert self.get(client, user, document).status_code == 404
        client.logout()
        response = client.get(reverse("completion:document", args=[document.pk]))
        assert response.headers["Location"].startswith("/accounts/login/")

    def test_one_whose_file_is_lost_is_not_found(self, client, ada, document, lying):
        for path in lying():
            path.unlink()
        assert self.get(client, ada.user, document).status_code == 404

    def test_files_have_no_address_of_their_own(self, client, root, document):
        for path in (
            document.file.name,
            f"media/{document.file.name}",
            f"static/{document.file.name}",
        ):
            assert root.get(f"/{path}").status_code == 404

    def test_name_is_written_as_text(self, page, document):
        shown = text_of(page.get(OVERVIEW))
        assert escape("<i>æ</i>") in shown
        assert "<i>" not in shown


def test_learning_assistants_read_of_exemption_in_one_word(page, ada):
    for path in ("/", OVERVIEW):
        shown = text_of(page.get(path))
        assert "An approved qualification exempts you" in shown
        assert "equivalent qualification" not in shown
    exempting.exempt(assistant=ada, at=NOW)
    shown = text_of(page.get(reverse("enrollment:register")))
    assert "You are exempt and do not need to take LAOS." in shown
