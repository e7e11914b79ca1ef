"""Learning assistants find their own certificate, and no one else's."""

from __future__ import annotations

from io import BytesIO
from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse
from django.utils.timezone import localdate
from lxml import html
from pypdf import PdfReader

from tests.completion.certificate_factories import CompletionReportFactory

pytestmark = pytest.mark.django_db

CERTIFICATE = "/my/certificate/"
WORDS = {
    "en": ["Well done: you have completed LAOS.", "PDF: Norsk (bokmål)", "Badge: English"],
    "nb": ["Godt jobbet: Du har gjennomført LAOS.", "PDF: Norsk (bokmål)", "Merke: English"],
}


@pytest.fixture
def report(ada):
    return CompletionReportFactory(assistant=ada)


@pytest.fixture
def mine(client, ada):
    """A client logged in as ada, in English."""
    client.force_login(ada.user)
    client.cookies["django_language"] = "en"
    return client


@pytest.mark.parametrize("language", ["nb", "en"])
def test_holder_finds_it_in_their_language(mine, report, language):
    mine.cookies["django_language"] = language
    page = mine.get(CERTIFICATE).content.decode()
    assert [words for words in WORDS[language] if words not in page] == []
    assert f"/verify/{report.serial}/" in page


def test_holder_adds_it_to_linkedin_by_a_link(mine, report):
    page = html.fromstring(mine.get(CERTIFICATE).content.decode())
    (link,) = page.xpath("//a[starts-with(@href, 'https://www.linkedin.com/')]/@href")
    facts = parse_qs(urlsplit(link).query)
    assert facts["certId"] == [report.serial]
    assert facts["name"] == ["LAOS, the learning assistant training of NTNU"]
    assert facts["organizationName"] == ["NTNU"]
    day = localdate(report.issued_at)
    assert (facts["issueYear"], facts["issueMonth"]) == ([str(day.year)], [str(day.month)])
    assert facts["certUrl"][0].endswith(f"/verify/{report.serial}/")


@pytest.mark.parametrize(("language", "heading"), [("nb", "Kursbevis"), ("en", "Certificate")])
def test_pdf_is_fetched_in_either_language_whatever_the_page_is_in(mine, report, language, heading):
    response = mine.get(reverse("completion:certificate_pdf", args=[language]))
    assert response.headers["Content-Type"] == "application/pdf"
    name = response.headers["Content-Disposition"]
    assert name == f'attachment; filename="LAOS-certificate-{language}.pdf"'
    assert heading in PdfReader(BytesIO(response.content)).pages[0].extract_text()


def test_badge_is_fetched_as_a_file(mine, report):
    response = mine.get(reverse("completion:badge", args=["nb"]))
    assert response.headers["Content-Type"] == "application/vc+jwt"
    assert "LAOS-certificate-nb.jwt" in response.headers["Content-Disposition"]
    assert response.content.count(b".") == 2


def test_who_has_none_finds_nothing(mine, ada):
    CompletionReportFactory()
    assert mine.get(CERTIFICATE).status_code == 404
    assert mine.get(f"{CERTIFICATE}nb.pdf").status_code == 404
    assert mine.get(f"{CERTIFICATE}nb.jwt").status_code == 404
    assert "Your certificate" not in mine.get("/my/").content.decode()


def test_my_page_leads_to_it(mine, report):
    page = mine.get("/my/").content.decode()
    assert "You have completed LAOS." in page
    assert f'href="{CERTIFICATE}"' in page


def test_holder_of_a_revoked_one_reads_why_and_cannot_fetch_it(mine, ada):
    CompletionReportFactory(assistant=ada, revoked=True)
    assert "Your certificate is revoked." in mine.get("/my/").content.decode()
    page = mine.get(CERTIFICATE).content.decode()
    assert "A mark was wrong." in page
    assert "a new certificate comes by itself" in page
    assert "PDF: English" not in page
    assert mine.get(f"{CERTIFICATE}en.pdf").status_code == 404
    assert mine.get(f"{CERTIFICATE}en.jwt").status_code == 404


def test_holder_of_a_new_one_sees_both(mine, ada, report):
    CompletionReportFactory(assistant=ada, revoked=True)
    page = mine.get(CERTIFICATE).content.decode()
    assert "PDF: English" in page
    assert "A mark was wrong." in page


def test_holder_of_one_that_cannot_be_printed_is_told_and_gets_no_file(mine, ada):
    """It was issued when fewer characters were checked."""
    ada.name = "བསྟན་འཛིན"
    CompletionReportFactory(assistant=ada)
    response = mine.get(f"{CERTIFICATE}nb.pdf")
    assert response.status_code == 409
    assert response.headers["Content-Type"].startswith("text/html")
    assert "our fonts lack a character in “བསྟན་འཛིན”" in response.content.decode()
