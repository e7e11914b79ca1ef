"""Choose dates on the register page: one's own campus first, and a filter that keeps what is chosen."""

from __future__ import annotations

import re
from datetime import datetime, time
from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse
from django.utils import translation
from lxml import html

from enrollment.models import Registration
from tests.factories import (
    OSLO,
    AppointmentFactory,
    CampusFactory,
    CoreSessionFactory,
    CourseFactory,
    DepartmentFactory,
    RegistrationFactory,
    TermFactory,
)

pytestmark = pytest.mark.django_db
URL = "/register/"


@pytest.fixture
def here():
    """Two dates on the campus of ada's department."""
    return CoreSessionFactory(core_module=1, days_ahead=10), CoreSessionFactory(
        core_module=2, days_ahead=20
    )


@pytest.fixture
def there():
    campus = CampusFactory(name="Gjøvik")
    return CoreSessionFactory(core_module=1, days_ahead=9, campus=campus), CoreSessionFactory(
        core_module=2, days_ahead=21, campus=campus, language="en"
    )


@pytest.fixture
def own(client, ada):
    client.force_login(ada.user)
    client.cookies["django_language"] = "en"
    return client


def shown(response):
    return {option.session for module in response.context["modules"] for option in module.options}


def chosen(response):
    return {int(key) for key in re.findall(r'value="(\d+)"[^>]*\schecked', response.text)}


def test_only_the_own_campus_is_shown_until_another_is_asked_for(own, here, there):
    page = own.get(URL)
    assert shown(page) == {*here}
    assert "2 other dates are not shown." in page.text
    assert shown(own.get(URL, {"campus": ""})) == {*here, *there}
    assert shown(own.get(URL, {"campus": there[0].campus_id})) == {*there}


def test_all_campuses_are_shown_when_a_core_module_is_full_on_the_own_one(own, here, there):
    RegistrationFactory.create_batch(here[1].capacity, session=here[1])
    assert shown(own.get(URL)) == {*here, *there}


def test_all_campuses_are_shown_to_those_with_departments_on_two(own, ada, here, there):
    department = DepartmentFactory(code="IE-IDI", campus=there[0].campus)
    AppointmentFactory(assistant=ada, course=CourseFactory(code="IDG1", department=department))
    assert shown(own.get(URL)) == {*here, *there}


def test_changing_the_filter_keeps_the_dates_chosen(own, here, there):
    sent = {
        "csrfmiddlewaretoken": "a secret",
        "core_module_1": here[0].pk,
        "core_module_2": here[1].pk,
        "campus": there[0].campus_id,
        "language": "en",
        "show": "",
    }
    response = own.post(URL, sent)
    assert set(parse_qs(urlsplit(response.url).query)) == {
        "core_module_1",
        "core_module_2",
        "campus",
        "language",
    }
    page = own.get(response.url)
    # Those chosen stay, although the filter leaves them out.
    assert shown(page) == {*here, there[1]}
    assert chosen(page) == {date.pk for date in here}
    assert not Registration.objects.exists()


def test_a_refusal_keeps_the_filter(own, here, there):
    page = own.post(URL, {"campus": there[0].campus_id})
    assert shown(page) == {*there}


def test_the_message_after_registering_names_the_dates(own, here):
    sent = {f"core_module_{date.core_module}": date.pk for date in here}
    page = own.post(URL, sent, follow=True).text
    assert re.search(
        rf"You are registered for core module 1 on \w+ {here[0].starts_at.day} .* at 12:00 "
        rf"and core module 2 on \w+ {here[1].starts_at.day} .* at 12:00\.",
        page,
    )
    assert reverse("enrollment:my") in page


@pytest.mark.parametrize(
    ("language", "in_the_term", "later"),
    [
        ("en", "Monday 8 December", "Monday 5 January 2032"),
        ("nb", "mandag 8. desember", "mandag 5. januar 2032"),
    ],
)
def test_a_date_has_its_year_only_if_it_is_not_the_terms(language, in_the_term, later):
    def on(*day):
        starts_at = datetime.combine(datetime(*day), time(9), OSLO)
        return CoreSessionFactory.build(term=TermFactory.build(code="2031H"), starts_at=starts_at)

    with translation.override(language):
        assert on(2031, 12, 8).day == in_the_term
        assert on(2032, 1, 5).day == later


@pytest.mark.usefixtures("english")
def test_reasons_beside_the_dates_are_short_and_do_not_name_the_date_again(client, ada):
    client.force_login(ada.user)
    held = RegistrationFactory(assistant=ada, session=CoreSessionFactory(days_ahead=10))
    second = CoreSessionFactory(core_module=2, days_ahead=20)
    RegistrationFactory(assistant=ada, session=second)
    CoreSessionFactory(days_ahead=25)
    CoreSessionFactory(starts_at=second.starts_at)
    page = html.fromstring(
        client.get(reverse("enrollment:change", args=[held.pk])).content.decode()
    )
    why = {" ".join(reason.text_content().split()) for reason in page.find_class("choice-why")}
    assert why == {"Core module 2 must come after core module 1.", "Same time as your other date."}
