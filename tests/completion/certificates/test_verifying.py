"""Anyone with a certificate can check whether it is genuine; no one can find one by guessing."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags

from completion.certificates.letters import address_of
from completion.certificates.pdf import pdf
from completion.models import CompletionReport
from completion.models.certificates import ALPHABET, new_serial, tidy_serial
from completion.views.verifying import UNKNOWN_SERIALS
from tests.completion.certificate_factories import CompletionReportFactory
from tests.size import daily_or_all

from .test_certificate_pdf import text_of

pytestmark = pytest.mark.django_db

GUESSES = 100_000
ABOUT_THE_PAPER = {
    "en": "Certificate; has completed; See whether it is genuine and valid at",
    "nb": "Kursbevis; har gjennomført; Se om det er ekte og gyldig på",
}


@pytest.fixture
def report(ada):
    return CompletionReportFactory(assistant=ada)


@pytest.fixture
def anyone():
    client = Client()
    client.cookies["django_language"] = "en"
    return client


def shown(response) -> str:
    content = response.content.decode().replace("<", " <")
    return " ".join(unescape(strip_tags(content)).split())


def verify(client, serial, **extra):
    return client.get(reverse("completion:verify", args=[serial]), **extra)


def test_valid_one_is_genuine(anyone, report):
    response = verify(anyone, report.serial)
    page = response.content.decode()
    assert response.status_code == 200
    assert "This certificate is genuine" in page
    assert "Ada Aas" in page
    assert report.serial in page


def test_revoked_one_is_told_apart_without_the_reason(anyone, ada):
    report = CompletionReportFactory(assistant=ada, revoked=True)
    page = verify(anyone, report.serial).content.decode()
    assert "This certificate is revoked" in page
    assert "is genuine" not in page
    assert report.revoked_because not in page


def test_it_shows_no_more_than_the_paper(anyone, ada, report):
    page = verify(anyone, report.serial).content.decode()
    assert ada.email not in page
    assert f">{ada.username}<" not in page
    # The titles of department meetings are not on the certificate.
    assert report.evidence["course_specific"]["meetings"][0]["title"] not in page


@pytest.mark.parametrize("language", ["nb", "en"])
def test_it_shows_every_word_of_the_paper(report, language):
    client = Client()
    client.cookies["django_language"] = language
    paper = re.findall(r"\w+", text_of(pdf(report, language)))
    page = set(re.findall(r"\w+", shown(verify(client, report.serial))))
    # Except the address of this page, and the sentences about the paper as a whole.
    about = set(re.findall(r"\w+", f"{address_of(report)} {ABOUT_THE_PAPER[language]}"))
    assert [word for word in paper if word not in page | about] == []


def test_a_paper_with_another_course_does_not_pass(anyone, report):
    page = shown(verify(anyone, report.serial))
    assert "TFY4104 Physics, Department of Physics" in page
    assert "Autumn 2031: 1 hour of first meeting, 4.5 hours of follow-up" in page


def test_page_is_in_both_languages(report):
    page = verify(Client(), report.serial).content.decode()
    assert "Dette kursbeviset er ekte" in page


def test_search_engines_are_kept_away(anyone, report):
    for serial in (report.serial, new_serial()):
        response = verify(anyone, serial)
        assert response.headers["X-Robots-Tag"] == "noindex"
        assert '<meta name="robots" content="noindex">' in response.content.decode()
        assert "no-store" in response.headers["Cache-Control"]


def test_unknown_one_tells_what_to_check(anyone, report):
    response = verify(anyone, new_serial())
    assert response.status_code == 404
    page = response.content.decode()
    assert "We have issued no certificate with this serial number" in page
    assert 'name="serial"' in page


@pytest.mark.parametrize(
    "typed",
    [
        lambda serial: serial.lower(),
        lambda serial: serial.replace("-", ""),
        lambda serial: serial.replace("-", " "),
        lambda serial: serial.replace("-", "–"),
        lambda serial: serial.replace("-", "\u2011"),
        lambda serial: serial.replace("-", "\u00ad-\u200b"),
        lambda serial: serial.replace("A", "\u0410").replace("K", "\u039a").replace("0", "\u041e"),
        lambda serial: "".join(chr(ord(sign) + 0xFEE0) for sign in serial),
        lambda serial: f"“{serial}”",
        lambda serial: serial.replace("0", "O").replace("1", "l"),
        lambda serial: serial.replace("-", "\N{MINUS SIGN} "),
        lambda serial: serial.replace("-", "\N{SOFT HYPHEN}"),
        lambda serial: f"  {serial}. ",
        lambda serial: f"https://laos.example.org/verify/{serial}/",
        lambda serial: f"laos.example.org/verify/{serial}",
        lambda serial: f" HTTP://LAOS.EXAMPLE.ORG:8000/VERIFY/{serial.lower()}/ ",
        lambda serial: f"See https://laos.example.org/verify/{serial.replace('CDEF-', 'CDEF- ')}/.",
        lambda serial: (
            f"https://laos.example.org/verify/{serial.replace('-', '%E2%80%93')}/?from=qr"
        ),
        lambda serial: f"https://laos.example.org/verify/{serial}/status/",
        lambda serial: f"/verify/{serial}/#top",
    ],
)
def test_serial_is_found_as_people_type_it(anyone, ada, typed):
    serial = "0123-4567-89AB-CDEF-GHJK-MNPQ-RSTV"
    CompletionReportFactory(assistant=ada, serial=serial)
    response = anyone.get(reverse("completion:look_up"), {"serial": typed(serial)}, follow=True)
    assert response.redirect_chain == [(f"/verify/{serial}/", 302)]
    assert "This certificate is genuine" in response.content.decode()


@pytest.mark.parametrize("typed", ["", " ", "-–-", "…/../"])
def test_nothing_typed_is_asked_for_again(anyone, typed):
    response = anyone.get(reverse("completion:look_up"), {"serial": typed})
    assert "Type the serial number first." in response.content.decode()


def test_serial_is_of_140_bits_in_groups_that_tidying_leaves_alone():
    serials = {new_serial() for _serial in range(1000)}
    assert len(serials) == 1000
    assert len(ALPHABET) == 32
    assert {len(serial.replace("-", "")) for serial in serials} == {28}
    assert all(tidy_serial(serial) == serial for serial in serials)


def test_a_hundred_thousand_guesses_find_nothing(report):
    guesses = [new_serial() for _serial in range(daily_or_all(10_000, GUESSES))]
    assert not CompletionReport.objects.filter(serial__in=guesses).exists()


def test_who_guesses_is_slowed_down_to_days_and_told_when_to_come_back(anyone, report):
    answers = [verify(anyone, new_serial()) for _request in range(UNKNOWN_SERIALS.amount * 3)]
    refused = [answer for answer in answers if answer.status_code == 429]
    # Fewer than two thirds if a new rate-limit window began on the way.
    assert len(refused) >= UNKNOWN_SERIALS.amount
    assert {answer.status_code for answer in answers} == {404, 429}
    assert all(
        0 < int(answer.headers["Retry-After"]) <= UNKNOWN_SERIALS.window for answer in refused
    )
    assert "Too many attempts" in refused[0].content.decode()
    # Asking for the badge instead gives nothing away.
    status = anyone.get(reverse("completion:badge_status", args=[report.serial]))
    assert status.status_code == verify(anyone, report.serial).status_code
    assert (
        timedelta(days=3).total_seconds()
        < GUESSES / UNKNOWN_SERIALS.amount * UNKNOWN_SERIALS.window
    )


def test_others_do_not_wait(anyone, report):
    for _request in range(UNKNOWN_SERIALS.amount * 2):
        verify(anyone, new_serial(), REMOTE_ADDR="192.0.2.1")
    assert verify(anyone, report.serial, REMOTE_ADDR="192.0.2.2").status_code == 200


def test_finding_one_is_no_miss(anyone, report):
    for _request in range(UNKNOWN_SERIALS.amount + 5):
        assert verify(anyone, report.serial).status_code == 200
