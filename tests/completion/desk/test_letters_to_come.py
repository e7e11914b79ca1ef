"""The page of letters to come: who gets what on which day, and where letters are stopped and resumed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localdate

from completion.reminders import reminding
from enrollment.letters import delivering
from enrollment.models import Letter, LetterStop
from tests.factories import (
    NOW,
    AppointedFactory,
    AppointmentFactory,
    CoreSessionFactory,
    RegistrationFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]

PAGE = reverse("admin:enrollment_letter_to_come")
TODAY = localdate(NOW).isoformat()


def stop_page(kind="registration-open", when=TODAY) -> str:
    return reverse("admin:enrollment_letter_stop", args=[when, kind])


def shown(uniped, url=PAGE) -> dict[tuple[str, str], tuple[int, int]]:
    """Return how many letters go out and how many are stopped, by day and kind."""
    context = uniped.get(url).context
    batches = [batch for _day, of_day in context["days"] for batch in of_day]
    return {
        (str(batch.day or "waiting"), batch.kind.code): (len(batch.going), len(batch.stopped))
        for batch in [*context["waiting"], *batches]
    }


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


@pytest.fixture
def seminar(ada):
    """A seminar the day after tomorrow, where ada has long had a place."""
    session = CoreSessionFactory(starts_at=NOW + timedelta(hours=40))
    RegistrationFactory(assistant=ada, session=session, registered_at=NOW - timedelta(days=13))


def test_each_day_has_its_kinds_with_their_numbers(uniped, ada, ben, seminar):
    AppointedFactory.create_batch(2)
    tomorrow = (localdate(NOW) + timedelta(days=1)).isoformat()
    assert shown(uniped) == {
        (TODAY, "registration-open"): (3, 0),
        (TODAY, "preparation-missing"): (1, 0),
        (TODAY, "seminar-ahead"): (1, 0),
        (TODAY, "leader-missing"): (1, 0),
        (tomorrow, "seminar-tomorrow"): (1, 0),
    }
    assert not Letter.objects.exists()


def test_what_is_written_waits_and_is_no_longer_to_come(uniped, ada):
    reminding.remind(NOW)
    assert shown(uniped) == {("waiting", "registration-open"): (1, 0)}
    delivering.deliver()
    assert shown(uniped) == {}
    assert "No letter will be written until" in text_of(uniped.get(PAGE))


def test_page_of_a_kind_names_people_and_shows_the_letter(uniped, ada, ben):
    page = uniped.get(stop_page())
    assert [label for _token, label in page.context["form"].fields["letters"].choices] == [
        "Ada Aas (ada, ada@example.org)",
        "Ben Berg (ben, ben@example.org)",
    ]
    assert "Hei Ada Aas!" in page.context["example"].text
    assert "As Ada Aas gets it" in text_of(page)
    day = date_format(page.context["batch"].day, "DATE_FORMAT")
    assert f"<h1>{page.context['batch'].kind.title}, {day}</h1>" in text_of(page)


def test_one_letter_is_stopped_with_a_reason_and_resumed(uniped, ada, ben):
    form = uniped.get(stop_page()).context["form"]
    (token,) = (token for token, label in form.fields["letters"].choices if "Ada" in label)
    page = uniped.post(
        stop_page(), {"letters": [token], "because": "Is ill.", "selected": ""}, follow=True
    )
    assert "1 letter is stopped." in text_of(page)
    assert "Stopped by Unni Uniped" in text_of(page)
    assert "Is ill." in text_of(page)
    assert shown(uniped) == {(TODAY, "registration-open"): (1, 1)}
    reminding.remind(NOW)
    delivering.deliver()
    assert [message.to for message in mail.outbox] == [[ben.email]]
    resume = reverse("admin:enrollment_letter_resume", args=[LetterStop.objects.get().pk])
    assert "Resumed by Unni Uniped" in text_of(uniped.post(resume, follow=True))
    reminding.remind(NOW)
    delivering.deliver()
    assert [message.to for message in mail.outbox] == [[ben.email], [ada.email]]


def test_all_of_a_kind_are_stopped(uniped, ada, ben):
    uniped.post(stop_page(), {"because": "Too early.", "all": ""})
    assert shown(uniped) == {(TODAY, "registration-open"): (0, 2)}
    assert "(stopped by Unni Uniped: Too early.)" in text_of(uniped.get(stop_page()))
    assert reminding.remind(NOW) == []


def test_letters_that_wait_are_stopped(uniped, ada):
    reminding.remind(NOW)
    uniped.post(stop_page(when="waiting"), {"because": "Too early.", "all": ""})
    assert delivering.deliver() == 0
    assert not LetterStop.objects.get().is_whole
    assert shown(uniped) == {}


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"because": " ", "all": ""}, "because"),
        ({"because": "Why not.", "selected": ""}, "letters"),
        ({"because": "Why not.", "letters": ["1//x"], "selected": ""}, "letters"),
    ],
)
def test_without_a_reason_or_a_letter_nothing_is_stopped(uniped, ada, sent, field):
    page = uniped.post(stop_page(), sent)
    assert [*page.context["form"].errors] == [field]
    assert not LetterStop.objects.exists()


@pytest.mark.parametrize("when", ["yesterday", "1999-01-01", "9999-12-31", "waiting"])
def test_no_letters_no_page(uniped, ada, when):
    assert uniped.get(stop_page(when=when)).status_code == 404
    assert uniped.get(stop_page(kind="greeting")).status_code == 404


def test_page_takes_as_many_statements_however_many_people(uniped, ada, seminar):
    def count(url) -> int:
        uniped.get(url)
        with CaptureQueriesContext(connection) as statements:
            assert uniped.get(url).status_code == 200
        return len(statements)

    AppointedFactory()
    few = {url: count(url) for url in (PAGE, stop_page())}
    for own in AppointmentFactory.create_batch(20):
        RegistrationFactory(
            assistant=own.assistant,
            session=ada.registrations.get().session,
            registered_at=NOW - timedelta(days=13),
        )
    assert {url: count(url) for url in few} == few
