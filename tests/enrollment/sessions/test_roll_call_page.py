from __future__ import annotations

import csv
from datetime import timedelta
from io import BytesIO, StringIO

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from lxml import html
from openpyxl import load_workbook

from enrollment.models import Registration
from enrollment.places import cancelling
from enrollment.resources.writing import FORMATS
from tests.factories import (
    NOW,
    AppointmentFactory,
    CoreSessionFactory,
    RegistrationFactory,
    VerifiedUserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def leader(db):
    return VerifiedUserFactory(username="leader", name="Lars Leder")


@pytest.fixture
def held(leader):
    """A session some days ago, by both the test clock and the real one."""
    session = CoreSessionFactory(starts_at=NOW - timedelta(days=2))
    session.leaders.add(leader)
    return session


@pytest.fixture
def to_come(leader):
    session = CoreSessionFactory()
    session.leaders.add(leader)
    return session


@pytest.fixture(autouse=True)
def as_leader(client, leader):
    client.force_login(leader)


def url(session):
    return reverse("enrollment:roll_call", args=[session.pk])


def send(client, session, marks):
    return client.post(url(session), {f"mark-{place.pk}": mark for place, mark in marks.items()})


def saved(session):
    places = Registration.objects.filter(session=session).order_by("pk")
    return list(places.values_list("mark", flat=True))


@pytest.mark.parametrize(
    ("language", "keys"),
    [("en", ["P", "D", "A"]), ("nb", ["T", "D", "F"]), ("nn", ["T", "D", "F"])],
)
def test_keys_are_the_first_letters_of_the_marks_in_the_readers_language(
    client, held, settings, language, keys
):
    settings.LANGUAGES = [*settings.LANGUAGES, ("nn", "Norsk nynorsk")]
    RegistrationFactory(session=held)
    client.cookies["django_language"] = language
    page = html.fromstring(client.get(url(held)).content)
    assert [key.text for key in page.xpath("//kbd")] == keys
    assert page.xpath("//@data-keys") == [" ".join(keys).lower()]


class TestMarking:
    def test_everyone_is_marked_in_one_save(self, client, held, leader):
        places = RegistrationFactory.create_batch(3, session=held)
        marks = dict(zip(places, ["present", "partial", "absent"], strict=True))
        assert send(client, held, marks).url == url(held)
        assert saved(held) == ["present", "partial", "absent"]
        assert {registration.marked_by for registration in Registration.objects.all()} == {leader}

    def test_the_page_shows_what_is_saved(self, client, held):
        place = RegistrationFactory(session=held)
        send(client, held, {place: "partial"})
        (row,) = client.get(url(held)).context["rows"]
        assert row.value == "partial"

    def test_sending_it_twice_is_harmless(self, client, held):
        places = RegistrationFactory.create_batch(2, session=held)
        for _ in range(2):
            assert send(client, held, dict.fromkeys(places, "present")).status_code == 302
        assert "Lagret. Ingenting ble endret." in client.get(url(held)).content.decode()
        events = apps.get_model("enrollment", "RegistrationEvent").objects
        assert events.filter(pgh_obj_id=places[0].pk, mark="present").count() == 1

    def test_no_one_is_marked_before_it_begins(self, client, to_come):
        place = RegistrationFactory(session=to_come)
        assert "mark-" not in client.get(url(to_come)).content.decode()
        response = send(client, to_come, {place: "present"})
        assert response.status_code == 200
        assert 'data-refusal="not_begun"' in response.content.decode()
        assert saved(to_come) == [""]

    def test_an_unknown_mark_is_refused_beside_the_name_and_nothing_is_saved(self, client, held):
        right, wrong = RegistrationFactory.create_batch(2, session=held)
        response = send(client, held, {right: "present", wrong: "late"})
        assert [row.registration for row in response.context["rows"] if row.error] == [wrong]
        page = response.content.decode()
        assert f'id="error-{wrong.pk}"' in page
        assert f'id="error-{right.pk}"' not in page
        assert saved(held) == ["", ""]

    def test_what_was_ticked_is_ticked_again_when_something_is_wrong(self, client, held):
        right, wrong = RegistrationFactory.create_batch(2, session=held)
        response = send(client, held, {right: "present", wrong: "late"})
        assert {row.registration: row.value for row in response.context["rows"]}[right] == "present"

    def test_who_is_not_sent_along_keeps_their_mark(self, client, held):
        first, second = RegistrationFactory.create_batch(2, session=held)
        send(client, held, {first: "present"})
        send(client, held, {second: "absent"})
        assert saved(held) == ["present", "absent"]

    def test_a_mark_for_a_place_in_another_session_changes_nothing(self, client, held):
        other = RegistrationFactory(session=CoreSessionFactory(starts_at=NOW - timedelta(days=3)))
        send(client, held, {other: "present"})
        assert Registration.objects.get(pk=other.pk).mark == ""

    def test_a_place_given_up_is_neither_shown_nor_marked(self, client, held):
        gone = RegistrationFactory(session=held, withdrawn_at=NOW)
        assert client.get(url(held)).context["rows"] == []
        send(client, held, {gone: "present"})
        assert saved(held) == [""]

    def test_attendance_at_another_date_is_told_with_the_name(self, client, held, staff):
        place = RegistrationFactory(session=held, assistant__name="Gro Holm")
        send(client, held, {place: "absent"})
        other = CoreSessionFactory(starts_at=NOW - timedelta(days=1))
        attended = {"mark": "present", "marked_by": staff, "marked_at": NOW}
        RegistrationFactory(session=other, assistant=place.assistant, **attended)
        response = send(client, held, {place: "present"})
        (refusal,) = response.context["refusals"]
        assert refusal.code == "other_attendance"
        assert "Gro Holm" in str(refusal)
        assert saved(held) == ["absent"]

    def test_a_cancelled_session_is_not_marked(self, client, to_come):
        cancelling.cancel_session(session=to_come, at=NOW)
        response = send(client, to_come, {})
        assert [refusal.code for refusal in response.context["refusals"]] == ["cancelled"]

    def test_an_empty_session_has_a_page(self, client, held):
        assert client.get(url(held)).status_code == 200


class TestExport:
    def rows(self, client, session):
        response = client.get(reverse("enrollment:roster_export", args=[session.pk]))
        assert response["Content-Type"] == "text/csv; charset=utf-8"
        assert response["Content-Disposition"].startswith('attachment; filename="laos-2031H-1-')
        text = response.content.decode()
        assert text.startswith("\ufeff")
        return list(csv.DictReader(StringIO(text.removeprefix("\ufeff"))))

    def test_each_format_has_a_file_name_of_its_own(self, client, held):
        address = reverse("enrollment:roster_export", args=[held.pk])
        answers = [client.get(address, {"format": name}) for name in FORMATS]
        names = [answer["Content-Disposition"].partition("filename=")[2] for answer in answers]
        assert len(set(names)) == len(FORMATS)
        assert client.get(address, {"format": "pdf"}).status_code == 404
        rows = load_workbook(BytesIO(answers[0].content)).active
        assert [cell.value for cell in rows[1]][:2] == ["username", "name"]

    def test_the_list_is_in_order_of_name_with_departments_and_marks(self, client, held):
        second = RegistrationFactory(session=held, assistant__name="Ørjan Moe")
        first = RegistrationFactory(session=held, assistant__name="Eva Aas")
        send(client, held, {first: "present"})
        RegistrationFactory(session=held, withdrawn_at=NOW)
        rows = self.rows(client, held)
        assert [row["name"] for row in rows] == ["Eva Aas", "Ørjan Moe"]
        assert [row["mark"] for row in rows] == ["present", ""]
        assert rows[0]["departments"] == "Institutt for fysikk"
        assert rows[1]["email"] == second.assistant.email

    def test_two_courses_of_a_department_name_it_once(self, client, held):
        place = RegistrationFactory(session=held)
        AppointmentFactory(assistant=place.assistant, course__code="TFY4999")
        (row,) = self.rows(client, held)
        assert row["departments"] == "Institutt for fysikk"

    @pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
    def test_no_cell_begins_as_a_formula_does(self, client, held, start):
        name = f'{start}HYPERLINK("http://example.org")'
        RegistrationFactory(session=held, assistant__name=name)
        (row,) = self.rows(client, held)
        assert row["name"] == f"'{name}"

    def test_commas_quotes_and_line_breaks_stay_in_their_cell(self, client, held):
        RegistrationFactory(session=held, assistant__name='Eva "E", Aas\nMoe')
        (row,) = self.rows(client, held)
        assert row["name"] == 'Eva "E", Aas\nMoe'


class TestWhoseSession:
    def test_uniped_marks_any(self, client, staff, held):
        place = RegistrationFactory(session=held)
        client.force_login(staff)
        assert send(client, held, {place: "present"}).status_code == 302

    @pytest.mark.parametrize("page", ["roll_call", "roster_export"])
    def test_a_session_that_another_person_leads_does_not_exist(self, client, page):
        other = CoreSessionFactory(starts_at=NOW - timedelta(days=2))
        place = RegistrationFactory(session=other)
        path = reverse(f"enrollment:{page}", args=[other.pk])
        assert client.get(path).status_code == 404
        client.post(path, {f"mark-{place.pk}": "present"})
        assert saved(other) == [""]

    def test_a_leader_is_shown_no_way_to_move_a_person(self, client, held, staff):
        place = RegistrationFactory(session=held)
        path = reverse("enrollment:move", args=[place.pk])
        assert path not in client.get(url(held)).content.decode()
        client.force_login(staff)
        assert path in client.get(url(held)).content.decode()


class TestTwoLeaders:
    """Both have opened the page before either of them saves."""

    def page(self, places, **marks):
        return {
            f"{kind}-{place.pk}": mark
            for place in places
            for kind, mark in (("seen", ""), ("mark", marks.get(place.assistant.username, "")))
        }

    @pytest.fixture
    def places(self, held):
        return [
            RegistrationFactory(session=held, assistant__username=name) for name in ("anna", "bo")
        ]

    def test_each_saves_who_they_marked_and_leaves_the_others_marks_alone(
        self, client, held, places
    ):
        assert client.post(url(held), self.page(places, anna="absent")).status_code == 302
        assert client.post(url(held), self.page(places, bo="present")).status_code == 302
        assert saved(held) == ["absent", "present"]

    def test_a_date_taken_after_an_absence_is_kept_when_the_other_saves(self, client, held, places):
        client.post(url(held), self.page(places, anna="absent"))
        again = RegistrationFactory(assistant=places[0].assistant, session=CoreSessionFactory())
        client.post(url(held), self.page(places, bo="present"))
        assert Registration.objects.live().filter(pk=again.pk).exists()

    def test_two_marks_for_one_person_are_told_and_nothing_is_saved(self, client, held, places):
        client.post(url(held), self.page(places, anna="absent"))
        response = client.post(url(held), self.page(places, anna="present", bo="present"))
        page = response.content.decode()
        assert 'data-refusal="marked_meanwhile"' in page
        assert places[0].assistant.name in page
        assert saved(held) == ["absent", ""]
        assert f'name="seen-{places[0].pk}"\n       value="absent"' in page

    def test_rows_that_the_sender_did_not_touch_take_the_newer_mark(self, client, held, places):
        client.post(url(held), self.page(places, anna="absent", bo="present"))
        answer = client.post(url(held), self.page(places, anna="present"))
        page = html.fromstring(answer.content)
        boxes = page.xpath("//input[@type='radio'][@checked]")
        assert {box.get("name"): box.get("value") for box in boxes} == {
            f"mark-{places[0].pk}": "present",
            f"mark-{places[1].pk}": "present",
        }
        client.post(url(held), dict(page.xpath("//form[@class='roll-form']")[0].fields))
        assert saved(held) == ["present", "present"]


class TestLongLists:
    """The search, the pages, the whole column and a pasted list, all without a script."""

    def names_on(self, page):
        names = html.fromstring(page.content.decode()).xpath("//span[@class='roll-name']")
        return [name.text for name in names]

    def test_people_are_found_by_parts_of_their_name(self, client, held):
        for name in ("Ørjan Moe", "Eva Aas"):
            RegistrationFactory(session=held, assistant__name=name)
        assert self.names_on(client.get(url(held), {"q": "moe orj"})) == ["Ørjan Moe"]
        assert "Ingen" in client.get(url(held), {"q": "x"}).content.decode()

    def test_everyone_in_a_large_room_is_on_one_page_with_as_many_statements_as_one(
        self, client, held
    ):
        held.capacity = 160
        held.save()
        RegistrationFactory(session=held)
        with CaptureQueriesContext(connection) as few:
            client.get(url(held))
        RegistrationFactory.create_batch(149, session=held)
        with CaptureQueriesContext(connection) as many:
            page = client.get(url(held))
        assert len(self.names_on(page)) == 150
        assert "page=2" not in page.content.decode()
        assert len(many) == len(few)

    def test_a_page_of_some_saves_those_it_shows_and_comes_back(self, client, held):
        moe = RegistrationFactory(session=held, assistant__name="Ørjan Moe")
        RegistrationFactory(session=held, assistant__name="Eva Aas")
        answer = client.post(f"{url(held)}?q=moe", {f"mark-{moe.pk}": "present"})
        assert answer.url == f"{url(held)}?q=moe"
        assert Registration.objects.exclude(mark="").get() == moe

    def test_whole_column_gets_a_mark_where_there_is_none_and_nothing_is_saved_yet(
        self, client, held
    ):
        late, other = RegistrationFactory.create_batch(2, session=held)
        sent = {f"mark-{late.pk}": "absent", f"mark-{other.pk}": "", "fill": "present"}
        page = client.post(url(held), sent)
        assert saved(held) == ["", ""]
        boxes = html.fromstring(page.content).xpath("//input[@type='radio'][@checked]")
        assert {box.get("name"): box.get("value") for box in boxes} == {
            f"mark-{late.pk}": "absent",
            f"mark-{other.pk}": "present",
        }
        assert "ikke lagret ennå" in page.content.decode()

    def paste(self, client, session, **fields):
        path = reverse("enrollment:paste_roll_call", args=[session.pk])
        return client.post(path, fields)

    def test_pasted_people_get_the_mark_once_they_are_confirmed(self, client, held):
        first, second = RegistrationFactory.create_batch(2, session=held)
        lines = f"\n{first.assistant.name}\nnobody at all"
        page = self.paste(client, held, lines=lines, mark="absent")
        assert [answer.number for answer in page.context["answers"]] == [2, 3]
        assert saved(held) == ["", ""]
        assert f'value="{first.assistant_id}"' in page.content.decode()
        (form,) = [
            form
            for form in html.fromstring(page.content.decode()).forms
            if "present" in form.fields
        ]
        sent = dict(form.form_values())
        assert sent["present"] == str(first.assistant_id)
        assert self.paste(client, held, **sent, confirm="1").url == url(held)
        assert saved(held) == ["absent", ""]

    def test_only_the_people_of_the_session_are_marked_by_a_list(self, client, held):
        RegistrationFactory(session=held)
        other = RegistrationFactory()
        fields = {"present": [other.assistant_id], "lines": "x", "mark": "present", "confirm": "1"}
        self.paste(client, held, **fields)
        assert Registration.objects.exclude(mark="").count() == 0

    def test_unknown_mark_of_a_list_is_refused(self, client, held):
        place = RegistrationFactory(session=held)
        sent = {"present": [place.assistant_id], "lines": "x", "mark": "late", "confirm": "1"}
        assert self.paste(client, held, **sent).status_code == 200
        assert saved(held) == [""]
