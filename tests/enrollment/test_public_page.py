from __future__ import annotations

import json
import re
from datetime import timedelta
from io import BytesIO
from urllib.parse import urljoin

import pytest
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import override
from PIL import Image

from enrollment.models import Campus, CoreSession, Term
from enrollment.places import cancelling, registering
from tests.factories import NOW, CoreSessionFactory, RegistrationFactory, TermFactory

pytestmark = pytest.mark.django_db

LANGUAGES = ["nb", "en"]


def page_in(client, language="en"):
    response = client.get("/", headers={"Accept-Language": language})
    assert response.status_code == 200
    return re.sub(r"\s+", " ", response.content.decode())


def window(*, opens, closes):
    days = {"opens": NOW + timedelta(days=opens), "closes": NOW + timedelta(days=closes)}
    return TermFactory(registration_opens_at=days["opens"], registration_closes_at=days["closes"])


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        (
            "en",
            [
                "Learning assistant training",
                "20 hours",
                "HR at your faculty or department",
                "Giving feedback",
                "Digital learning",
                "no dispensation",
                "PPU",
                "Experts in Teamwork",
            ],
        ),
        (
            "nb",
            [
                "Læringsassistentopplæring",
                "20 timer",
                "HR",
                "Å gi tilbakemelding",
                "Digital læring",
                "dispensasjon",
                "PPU",
                "Eksperter i team",
            ],
        ),
    ],
)
def test_it_says_what_laos_is_in_the_readers_language(client, language, sentences):
    page = page_in(client, language)
    assert f'lang="{language}"' in page
    assert [sentence for sentence in sentences if sentence.lower() not in page.lower()] == []


def test_the_contact_is_a_setting(client, settings):
    settings.LAOS_CONTACT_NAME, settings.LAOS_CONTACT_EMAIL = (
        "The training team",
        "team@example.org",
    )
    page = page_in(client)
    assert "Write to The training team" in page
    assert 'href="mailto:team@example.org"' in page


def test_every_footer_has_the_accessibility_statement_if_it_is_set(client, settings):
    page = page_in(client)
    assert "Is something hard to use? Write to Uniped too." in page
    assert "Accessibility statement" not in page
    settings.LAOS_ACCESSIBILITY_STATEMENT = "https://uustatus.example.org/laos"
    for path in ("/", "/verify/", "/accounts/login/"):
        footer = client.get(path).content.decode().partition("<footer")[2]
        assert 'href="https://uustatus.example.org/laos"' in footer


def test_it_can_be_put_on_the_home_screen(client):
    (address,) = re.findall(r'rel="manifest" href="([^"]+)"', page_in(client))
    manifest = json.loads(client.get(address).getvalue())
    for icon in manifest["icons"]:
        file = client.get(urljoin(address, icon["src"]))
        with Image.open(BytesIO(file.getvalue())) as image:
            assert "x".join(map(str, image.size)) == icon["sizes"]


def test_the_language_is_changed_and_stays_so(client):
    response = client.post("/i18n/setlang/", {"language": "en", "next": "/"})
    assert response.url == "/"
    assert 'lang="en"' in client.get("/").content.decode()
    client.post("/i18n/setlang/", {"language": "nb", "next": "/"})
    assert 'lang="nb"' in client.get("/").content.decode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_dates_and_times_are_written_as_the_reader_writes_them(client, language):
    session = CoreSessionFactory(days_ahead=10)
    page = page_in(client, language)
    with override(language):
        start = localtime(session.starts_at)
        assert date_format(start, "l").lower() in page.lower()
        assert date_format(start, "F") in page


@pytest.mark.parametrize(
    ("opens", "closes", "state", "sentence"),
    [
        (-1, 1, "open", "is open until"),
        (1, 2, "before", "opens"),
        (-2, -1, "after", "is closed"),
    ],
)
def test_it_says_whether_registration_is_open(client, opens, closes, state, sentence):
    CoreSessionFactory(term=window(opens=opens, closes=closes))
    response = client.get("/")
    assert response.context["registration_state"] == state
    page = page_in(client)
    assert re.search(rf"Registration for \S+ \d+ {sentence}", page)
    assert ('href="/register/"' in page) == (state == "open")


class TestTimetable:
    def test_places_are_counted_live(self, client):
        session = CoreSessionFactory(capacity=7)
        assert "7 places left" in page_in(client)
        place = RegistrationFactory(session=session)
        assert "6 places left" in page_in(client)
        registering.remove(registration=place, at=NOW)
        assert "7 places left" in page_in(client)

    def test_a_full_session_says_so(self, client):
        RegistrationFactory(session=CoreSessionFactory(capacity=1))
        page = page_in(client)
        assert "> Full <" in page or ">Full<" in page
        assert "places left</span>" not in page

    def test_a_cancelled_session_stays_in_view_and_says_so(self, client):
        cancelling.cancel_session(session=CoreSessionFactory(), at=NOW)
        assert ">Cancelled<" in page_in(client)

    def test_a_session_that_has_begun_offers_no_places(self, client):
        CoreSessionFactory(starts_at=NOW - timedelta(days=1))
        assert ">Has begun<" in page_in(client)

    def test_campuses_and_core_modules_are_told_apart(self, client):
        made = {
            (campus, number): CoreSessionFactory(campus__name=campus, core_module=number)
            for campus in ("Trondheim", "Gjøvik", "Ålesund")
            for number in (1, 2)
        }
        shown = {
            (block.campus.name, number): sessions
            for block in client.get("/").context["timetable"]
            for number, sessions in ((1, block.module_1), (2, block.module_2))
        }
        assert shown == {key: [session] for key, session in made.items()}

    def test_room_and_language_are_told(self, client):
        CoreSessionFactory(place="R7", language="en")
        page = page_in(client)
        assert "R7" in page
        assert ">English<" in page

    def test_of_several_terms_the_open_one_is_shown(self, client):
        CoreSessionFactory(
            term=TermFactory(code="2030V", registration_opens_at=None, registration_closes_at=None)
        )
        current = CoreSessionFactory()
        (block,) = client.get("/").context["timetable"]
        assert block.module_1 == [current]


def test_no_persons_name_is_on_it(client, ada):
    RegistrationFactory(assistant=ada)
    page = page_in(client)
    assert ada.name not in page
    assert ada.username not in re.findall(r"\w+", page)


@pytest.mark.parametrize(
    ("windows", "spoken_of"),
    [
        # Days from now until registration opens and closes, by term.
        ({"2030H": (-9, 9), "2031V": (-9, 5), "2031H": (1, 20)}, "2031V"),
        ({"2030H": (-9, -1), "2031V": (8, 20), "2031H": (5, 30)}, "2031H"),
        ({"2030H": (-9, -1), "2031V": (-20, -8), "2031H": None}, "2030H"),
        ({"2030H": None, "2031V": None}, "2031V"),
        ({}, None),
    ],
)
def test_term_spoken_of_is_the_one_open_else_the_next_else_the_last(
    windows, spoken_of, django_assert_num_queries
):
    for code, days in windows.items():
        opens, closes = (NOW + timedelta(days=day) for day in days) if days else (None, None)
        TermFactory(code=code, registration_opens_at=opens, registration_closes_at=closes)
    with django_assert_num_queries(1):
        term = Term.objects.current(NOW)
    assert (term.code if term else None) == spoken_of


CHANGES = {
    "a room": lambda session: CoreSession.objects.filter(pk=session.pk).update(place="R9"),
    "a day": lambda session: CoreSession.objects.filter(pk=session.pk).update(
        starts_at=session.starts_at + timedelta(days=1), ends_at=session.ends_at + timedelta(days=1)
    ),
    "a language": lambda session: CoreSession.objects.filter(pk=session.pk).update(language="en"),
    "a place more": lambda session: CoreSession.objects.filter(pk=session.pk).update(capacity=41),
    "a place taken": lambda session: RegistrationFactory(session=session),
    "cancelled": lambda session: CoreSession.objects.filter(pk=session.pk).update(cancelled_at=NOW),
    "a campus renamed": lambda session: Campus.objects.filter(pk=session.campus_id).update(
        name="Dragvoll"
    ),
}


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("page", ["/", "/register/"])
def test_a_changed_session_is_shown_at_once(client, ada, page, change):
    """Parts of pages are kept, under all that they show."""
    session = CoreSessionFactory(capacity=40, language="nb")
    client.force_login(ada.user)

    def shown():
        return re.sub(r'"csrf[^>]+', "", client.get(page).content.decode())

    before = shown()
    assert shown() == before
    CHANGES[change](session)
    assert shown() != before
