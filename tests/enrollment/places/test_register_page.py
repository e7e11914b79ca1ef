from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.cache import caches
from django.urls import reverse
from django.utils.timezone import localdate

from enrollment.models import Registration
from enrollment.places import cancelling
from tests.factories import (
    NOW,
    NOW_IN_UTC,
    AppointedFactory,
    CampusFactory,
    CoreSessionFactory,
    LearningAssistantFactory,
    RegistrationFactory,
    TermFactory,
    VerifiedUserFactory,
)

pytestmark = pytest.mark.django_db
URL = "/register/"


@pytest.fixture
def dates():
    return CoreSessionFactory(core_module=1, days_ahead=10), CoreSessionFactory(
        core_module=2, days_ahead=20
    )


def choose(client, first=None, second=None):
    data = {"core_module_1": getattr(first, "pk", ""), "core_module_2": getattr(second, "pk", "")}
    return client.post(URL, data)


def test_two_dates_are_taken_and_shown_on_my_page(client, ada, dates):
    client.force_login(ada.user)
    response = choose(client, *dates)
    assert response.status_code == 302
    assert response.url == reverse("enrollment:my")
    page = client.get(response.url).content.decode()
    assert page.count("give-up") == 2


def test_sending_the_form_twice_is_harmless(client, ada, dates):
    client.force_login(ada.user)
    assert [choose(client, *dates).status_code for _ in range(2)] == [302, 302]
    assert Registration.objects.count() == 2


def test_full_date_is_told_as_such_and_nothing_is_taken(client, ada, dates):
    RegistrationFactory.create_batch(dates[1].capacity, session=dates[1])
    client.force_login(ada.user)
    response = choose(client, *dates)
    assert 'data-refusal="full"' in response.content.decode()
    assert not Registration.objects.filter(assistant=ada).exists()


@pytest.mark.parametrize("size", [1, 20])
def test_a_refusal_offers_the_nearest_dates_left_on_a_short_page(
    client, ada, dates, size, django_assert_num_queries
):
    first, second = dates
    RegistrationFactory.create_batch(first.capacity, session=first)
    nearest = CoreSessionFactory(core_module=1, days_ahead=12)
    # Nearer, but on another campus, in another language, full, or not before the other date chosen.
    CoreSessionFactory(core_module=1, days_ahead=10, campus=CampusFactory(name="Gjøvik"))
    CoreSessionFactory(core_module=1, days_ahead=11, language="en", place="R7")
    RegistrationFactory(session=CoreSessionFactory(core_module=1, days_ahead=11, capacity=1))
    CoreSessionFactory(core_module=1, days_ahead=20)
    for number in range(size):
        CoreSessionFactory(core_module=1 + number % 2, days_ahead=30 + number)
    client.force_login(ada.user)
    choose(client, first, second)
    with django_assert_num_queries(9):
        response = choose(client, first, second)
    offered = {
        option.session: option.chosen
        for module in response.context["modules"]
        for option in module.options
    }
    assert len(offered) == 4
    assert [session for session, chosen in offered.items() if chosen] == [nearest, second]
    page = response.content.decode()
    assert page.count(" checked") == 2
    assert f'href="{URL}"' in page
    assert choose(client, nearest, second).status_code == 302


def test_a_refusal_says_so_when_no_other_date_is_left(client, ada, dates):
    RegistrationFactory.create_batch(dates[1].capacity, session=dates[1])
    client.force_login(ada.user)
    page = choose(client, *dates).content.decode()
    assert 'data-refusal="full"' in page
    assert reverse("enrollment:wait", args=[dates[1].pk]) in page
    assert 'class="two-dates"' not in page


def test_both_dates_are_asked_for_while_there_are_places(client, ada, dates):
    client.force_login(ada.user)
    response = choose(client, dates[0])
    assert list(response.context["form"].errors) == ["core_module_2"]
    assert not Registration.objects.exists()


def test_one_date_is_enough_when_the_other_core_module_is_full(client, ada, dates):
    RegistrationFactory.create_batch(dates[1].capacity, session=dates[1])
    client.force_login(ada.user)
    assert choose(client, dates[0]).status_code == 302


def test_choosing_nothing_asks_for_the_dates(client, ada, dates):
    client.force_login(ada.user)
    assert choose(client).context["form"].errors


@pytest.mark.parametrize(
    "value", ["x", "-1", "0", "999999", "9" * 30, "1; DROP", "\x00", "١", "1.0"]
)
def test_a_made_up_date_is_answered_with_a_sentence(client, ada, dates, value):
    client.force_login(ada.user)
    response = client.post(URL, {"core_module_1": value, "core_module_2": dates[1].pk})
    assert response.status_code == 200
    assert list(response.context["form"].errors) == ["core_module_1"]
    assert not Registration.objects.exists()


def test_a_date_of_the_other_core_module_does_not_pass(client, ada, dates):
    client.force_login(ada.user)
    response = choose(client, dates[1], dates[0])
    assert set(response.context["form"].errors) == {"core_module_1", "core_module_2"}


def test_without_appointment_the_page_says_where_to_turn(client, dates):
    client.force_login(VerifiedUserFactory())
    for response in (client.get(URL), choose(client, *dates)):
        page = response.content.decode()
        assert 'data-refusal="not_appointed"' in page
        assert "HR" in page
    assert not Registration.objects.exists()


def test_appointment_that_ended_is_told_the_same(client, ada, dates):
    ada.appointments.update(ends_on="2020-01-01")
    client.force_login(ada.user)
    assert 'data-refusal="not_appointed"' in client.get(URL).content.decode()


def test_before_opening_the_page_says_when(client, ada, dates):
    term = dates[0].term
    TermFactory._meta.model.objects.update(
        registration_opens_at=term.registration_closes_at.replace(year=2090),
        registration_closes_at=term.registration_closes_at.replace(year=2091),
    )
    client.force_login(ada.user)
    page = client.get(URL).content.decode()
    assert 'data-refusal="not_open_yet"' in page
    assert "2090" in page


@pytest.mark.parametrize(
    ("until", "shown"), [(timedelta(seconds=90.5), 91), (timedelta(days=1, seconds=1), None)]
)
def test_the_last_day_before_opening_is_counted_down(client, ada, dates, until, shown):
    TermFactory._meta.model.objects.update(registration_opens_at=NOW_IN_UTC + until)
    client.force_login(ada.user)
    page = client.get(URL).content.decode()
    assert ("data-opens-in" in page) == (shown is not None)
    assert shown is None or f'data-opens-in="{shown}"' in page


def test_places_left_are_counted_once_for_everyone(client, ada, dates, django_assert_num_queries):
    caches["template_fragments"].clear()
    draft = CoreSessionFactory(core_module=1, days_ahead=15, is_draft=True)
    RegistrationFactory(session=dates[0])
    address = reverse("enrollment:places_left")
    found = client.get(address).json()
    assert {int(key): date["left"] for key, date in found.items()} == {
        dates[0].pk: dates[0].capacity - 1,
        dates[1].pk: dates[1].capacity,
    }
    assert draft.pk not in found
    assert "ds-tag" in found[str(dates[0].pk)]["tag"]
    with django_assert_num_queries(0):
        assert client.get(address).json() == found
    # A page in another language has another answer.
    assert client.get(address, headers={"Accept-Language": "en"}).json() != found
    caches["template_fragments"].clear()


def test_dates_can_be_narrowed_to_campus_and_language(client, ada, dates):
    client.force_login(ada.user)
    english = CoreSessionFactory(core_module=1, language="en")
    response = client.get(URL, {"language": "en", "campus": english.campus_id})
    shown = [option.session for module in response.context["modules"] for option in module.options]
    assert shown == [english]
    assert client.get(URL, {"language": "xx", "campus": "y"}).status_code == 200


@pytest.mark.parametrize("size", [2, 40])
def test_page_needs_a_constant_number_of_queries(client, ada, size, django_assert_num_queries):
    for number in range(size):
        session = CoreSessionFactory(core_module=1 + number % 2)
        RegistrationFactory.create_batch(min(size, 5), session=session)
    client.force_login(ada.user)
    client.get(URL)
    with django_assert_num_queries(7):
        assert client.get(URL).status_code == 200


def test_taking_two_places_needs_at_most_14_statements(
    client, ada, dates, django_assert_max_num_queries
):
    CoreSessionFactory.create_batch(20)
    client.force_login(ada.user)
    with django_assert_max_num_queries(14):
        assert choose(client, *dates).status_code == 302


class TestGivingUp:
    def url(self, place):
        return reverse("enrollment:give_up", args=[place.pk])

    def test_looking_changes_nothing_and_sending_gives_it_up(self, client, ada, dates):
        place = RegistrationFactory(assistant=ada, session=dates[0])
        client.force_login(ada.user)
        assert client.get(self.url(place)).status_code == 200
        assert Registration.objects.live().exists()
        assert client.post(self.url(place)).url == reverse("enrollment:my")
        assert not Registration.objects.live().exists()

    def test_going_back_and_sending_again_is_harmless(self, client, ada, dates):
        place = RegistrationFactory(assistant=ada, session=dates[0])
        client.force_login(ada.user)
        for _ in range(2):
            assert client.post(self.url(place)).status_code == 302
        assert client.get(self.url(place)).status_code == 302

    def test_after_the_deadline_it_is_refused_with_whom_to_write_to(self, client, ada):
        place = RegistrationFactory(assistant=ada, session=CoreSessionFactory(days_ahead=1))
        client.force_login(ada.user)
        for response in (client.get(self.url(place)), client.post(self.url(place))):
            assert 'data-refusal="deadline_passed"' in response.content.decode()
        assert Registration.objects.live().exists()

    def test_another_persons_place_does_not_exist(self, client, ada, ben, dates):
        place = RegistrationFactory(assistant=ben, session=dates[0])
        client.force_login(ada.user)
        assert client.get(self.url(place)).status_code == 404
        assert client.post(self.url(place)).status_code == 404
        assert Registration.objects.live().exists()


class TestMyPage:
    def test_a_cancelled_date_is_shown_with_what_to_do(self, client, ada, dates):
        RegistrationFactory(assistant=ada, session=dates[0])
        cancelling.cancel_session(session=dates[0], at=NOW)
        CoreSessionFactory(days_ahead=20)
        CoreSessionFactory(core_module=2, days_ahead=30)
        client.force_login(ada.user)
        page = client.get("/my/").context["page"]
        assert page.dates.cancelled == 1
        assert URL in {step.url for step in page.steps}

    def test_what_to_do_stands_in_order_of_its_deadline(self, client, ada, dates):
        held, other = dates[0], CoreSessionFactory(core_module=2, days_ahead=40)
        RegistrationFactory(assistant=ada, session=held)
        client.force_login(ada.user)
        prepare, register, *_undated = client.get("/my/").context["page"].steps
        assert (prepare.by, prepare.url) == (localdate(held.starts_at), "#core-module-1")
        assert (register.by, register.url) == (localdate(other.starts_at), URL)
        assert (prepare.is_primary, register.is_primary) == (True, False)
        RegistrationFactory(assistant=ada, session=other)
        steps = client.get("/my/").context["page"].steps
        assert [step.url for step in steps[:2]] == ["#core-module-1", "#core-module-2"]

    @pytest.mark.parametrize("size", [1, 15])
    def test_page_needs_a_constant_number_of_queries(
        self, client, ada, staff, size, django_assert_num_queries
    ):
        for _ in range(size):
            RegistrationFactory(
                assistant=ada,
                session=CoreSessionFactory(),
                mark="absent",
                marked_by=staff,
                marked_at=NOW,
            )
        RegistrationFactory(assistant=ada)
        client.force_login(ada.user)
        client.get("/my/")
        with django_assert_num_queries(8):
            assert client.get("/my/").status_code == 200

    def test_a_record_without_an_account_is_on_no_other_persons_page(self, client, ada):
        LearningAssistantFactory(name="Somebody Else")
        client.force_login(ada.user)
        assert "Somebody Else" not in client.get("/my/").content.decode()


@pytest.mark.parametrize("size", [1, 30])
def test_front_page_needs_a_constant_number_of_queries(client, size, django_assert_num_queries):
    for number in range(size):
        RegistrationFactory(session=CoreSessionFactory(core_module=1 + number % 2))
    with django_assert_num_queries(2):
        assert client.get("/").status_code == 200


def test_front_page_stands_without_any_term(client):
    assert client.get("/").status_code == 200


def test_anonymous_is_sent_to_log_in_and_back(client):
    response = client.get(URL)
    assert response.url == f"{reverse('account_login')}?next={URL}"


def test_capacity_is_seen_live_on_the_front_page(client):
    session = CoreSessionFactory(capacity=3)
    RegistrationFactory(session=session, assistant=AppointedFactory())
    (campus,) = client.get("/").context["timetable"]
    assert [session.places_left for session in campus.module_1] == [2]


def test_date_of_five_thousand_digits_is_a_date_that_is_gone(client, ada):
    client.force_login(ada.user)
    page = client.post(reverse("enrollment:register"), {"core_module_1": "1" * 5000})
    assert page.status_code == 200
    assert not Registration.objects.exists()
