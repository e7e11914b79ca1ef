"""Typed text is stored as it looks, and found and sorted as readers expect."""

from __future__ import annotations

import unicodedata
from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import connection
from django.urls import reverse
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from lxml import html

from enrollment.forms.fields import DateField, DecimalField
from enrollment.models import LearningAssistant
from enrollment.plain_text import as_code, as_name, finds, fold, name_order, tidy
from tests.factories import PASSWORD, CourseFactory, LearningAssistantFactory, VerifiedUserFactory

from .admin_pages import change_url, shown

MAC = unicodedata.normalize("NFD", "Åse Bjørnå")
SORTED = [
    "Berg",
    "Dahl",
    "de Vries",
    "Éric",
    "Zachariassen",
    "Ærlig",
    "Östby",
    "Özil",
    "Aas",
    "Åsen",
]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("A\u030ase", "Åse"),
        ("\ufeffAda", "Ada"),
        ("A\u200bda\u00ad", "Ada"),
        ("A\u200dda", "Ada"),
        ("\u202eadA", "adA"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("👩\u200d🏫", "👩\u200d🏫"),
        ("one\r\ntwo\tthree", "one\r\ntwo\tthree"),
        # The first letter is Cyrillic, the second Greek.
        ("\u0410da \u0392erg", "Ada Berg"),
        ("Сара Вова", "Сара Вова"),
        ("ρg μm", "ρg μm"),
    ],
)
def test_signs_that_cannot_be_seen_are_left_out_and_letters_have_one_form(typed, kept):
    assert tidy(typed) == kept


@given(st.text())
def test_tidying_again_changes_nothing(text):
    assert tidy(tidy(text)) == tidy(text)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("\u0422DT4100", "TDT4100"),
        ("ТDТ４１００", "TDT4100"),
        ("ＴＤＴ４１００", "TDT4100"),
        ("\u00a0TDT4100\u2003", "TDT4100"),
        ("TDT\u00ad4100", "TDT4100"),
        ("TDT\u200b4100", "TDT4100"),
        ("\u202aTDT4100\u202c", "TDT4100"),
        ("NV‑IFY", "NV-IFY"),
        ("NV−IFY", "NV-IFY"),
        ("\u212aari", "Kari"),
        ("аda＠ntnu.no", "ada@ntnu.no"),
        ("٢٠٢٤", "2024"),
        ("２０２４‐０９‐０２", "2024-09-02"),
        ("１,５", "1,5"),
        # Not a code, so it is left as it is.
        ("post@пример.рф", "post@пример.рф"),
        ("Gjøvik", "Gjøvik"),
    ],
)
def test_code_is_what_it_looks_like(typed, meant):
    assert as_code(typed) == meant


@pytest.mark.parametrize(
    "typed",
    ["O’Brien", "OʼBrien", "O´Brien", "o'brien", "Ｏ’Brien", "O’Bri\u200ben", "\u041e'Brien"],
)
def test_names_that_look_alike_are_the_same(typed):
    assert fold(typed) == fold("O'Brien")


@given(st.text())
def test_reading_again_changes_nothing(text):
    for read in (as_code, as_name, fold):
        assert read(read(text)) == read(text)


@given(st.text(), st.integers(0), st.sampled_from("\u00ad\u200b\u2060\ufeff\u200e\u202e"))
def test_sign_that_cannot_be_seen_changes_nothing_anywhere_in_a_text(text, at, sign):
    at %= len(text) + 1
    for read in (tidy, as_code, as_name, fold):
        assert read(text[:at] + sign + text[at:]) == read(text)


@pytest.mark.parametrize(
    ("sought", "is_found"),
    [
        ("odegard", True),
        ("Ødegård, Martin", True),
        ("martin ODEG", True),
        ("4100 mart", True),
        ("ＴDＴ41", True),
        ("", True),
        ("martina", False),
        ("martin berg", False),
    ],
)
def test_people_are_found_by_some_words_in_any_order(sought, is_found):
    assert finds(sought, "Martin Ødegård", "martino", "TDT4100") == is_found


LETTERS = st.characters(max_codepoint=0x52F, exclude_categories=["Cs", "Cc"])
SIGNS = st.sampled_from("ʼ’‘‛´`′‐‑‒–—―−\u00a0\u2003\u00ad\u200bＡａ１ﬁ\u212b\u212aÅạ")


@pytest.mark.django_db
@given(st.text(LETTERS | SIGNS, max_size=20))
@example("ΑΣ")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_database_compares_and_sorts_as_the_program_does(text):
    with connection.cursor() as cursor:
        cursor.execute("SELECT laos_fold(%s), laos_name_order(%s)", [tidy(text)] * 2)
        assert cursor.fetchone() == (fold(text), name_order(text))


@pytest.mark.django_db
class TestNames:
    def test_are_listed_in_norwegian_order(self):
        for name in reversed(SORTED):
            LearningAssistantFactory(name=name)
        assert [person.name for person in LearningAssistant.objects.all()] == SORTED
        assert sorted(SORTED, key=name_order) == SORTED

    def test_are_listed_alike_whichever_apostrophe_and_hyphen_they_have(self):
        names = ["O’Brien A", "O'Brien B", "O´Brien C", "Pa‐Li A", "Pa-Li B", "Pa–Li C"]
        for name in reversed(names):
            LearningAssistantFactory(name=name)
        assert [person.name for person in LearningAssistant.objects.all()] == names

    @pytest.mark.parametrize(
        "sought", ["odegard", "Ødegård", "ODEGARD martin", "Ødegård, Martin", "ødegård"]
    )
    def test_are_found_without_accents_in_any_order(self, uniped, sought):
        martin = LearningAssistantFactory(name="Martin Ødegård")
        LearningAssistantFactory(name="Someone Else")
        page = uniped.get(reverse("admin:enrollment_learningassistant_changelist"), {"q": sought})
        assert shown(page) == {martin.pk}

    @pytest.mark.parametrize(
        ("name", "sought"),
        [
            ("Thảo Nguyễn", "nguyen"),
            ("Liam O’Brien", "o'brien"),
            ("Anne‐Lise", "anne-lise"),
            (MAC, "Åse Bjørnå"),
            ("Åse", "A\u030ase"),
            ("Москва", "МОСКВА"),
            ("Ada\u00a0 Aas", '"ada aas"'),
            ("\u0410da Aas", "ada"),
        ],
    )
    def test_signs_that_look_alike_are_found_by_each_other(self, uniped, name, sought):
        person = LearningAssistantFactory(name=name)
        page = uniped.get(reverse("admin:enrollment_learningassistant_changelist"), {"q": sought})
        assert shown(page) == {person.pk}

    def test_column_of_names_is_sorted_so_too(self, uniped):
        for name in ("Åse", "Zara", "Ær"):
            LearningAssistantFactory(name=name)
        address = reverse("admin:enrollment_learningassistant_changelist")
        column = [*uniped.get(address).context["cl"].list_display].index("name")
        page = uniped.get(address, {"o": f"-{column}"})
        assert [row.name for row in page.context["cl"].result_list] == ["Åse", "Ær", "Zara"]

    def test_typed_on_a_mac_are_stored_in_one_form(self, uniped):
        person = LearningAssistantFactory()
        page = html.fromstring(uniped.get(change_url(person)).content.decode())
        (form,) = page.xpath("//div[@id='content-main']/form")
        sent = dict(form.form_values()) | {"name": MAC + "\u200b"}
        assert uniped.post(change_url(person), sent).status_code == 302
        person.refresh_from_db()
        assert person.name == "Åse Bjørnå"


@pytest.mark.django_db
class TestForms:
    @pytest.mark.parametrize("typed", ["аda", "ＡＤＡ", "\u00a0ada\u200b", "аda@example.org"])
    def test_user_name_at_the_log_in_is_what_it_looks_like(self, client, typed):
        VerifiedUserFactory(username="ada", email="ada@example.org")
        sent = {"login": typed, "password": PASSWORD}
        assert client.post(reverse("account_login"), sent).status_code == 302

    def test_password_stays_as_it_is_typed(self, client):
        VerifiedUserFactory(username="ada")
        sent = {"login": "ada", "password": f"{PASSWORD}\u200b"}
        assert client.post(reverse("account_login"), sent).status_code == 200

    def test_code_of_a_course_is_stored_as_it_looks(self, uniped):
        course = CourseFactory(code="TDT4100")
        page = html.fromstring(uniped.get(change_url(course)).content.decode())
        (form,) = page.xpath("//div[@id='content-main']/form")
        sent = dict(form.form_values()) | {"code": "\u0422DT４１１０\u200b"}
        assert uniped.post(change_url(course), sent).status_code == 302
        course.refresh_from_db()
        assert course.code == "TDT4110"

    @pytest.mark.parametrize(
        ("field", "typed", "read"),
        [
            (DecimalField(), "１,５", Decimal("1.5")),
            (DecimalField(), "\u00a0٢.٥", Decimal("2.5")),
            (DateField(), "２０３１‐０９‐０２", date(2031, 9, 2)),
            (DateField(), "02.09.2031\u00a0", date(2031, 9, 2)),
        ],
    )
    def test_digits_of_any_keyboard_are_read(self, field, typed, read):
        assert field.clean(typed) == read


@pytest.mark.parametrize(
    "address",
    ["İlker@example.org", "ſara@example.org", "\u212aari@example.org", "ılker@example.org"],
)
def test_an_address_that_no_letter_reaches_is_refused(address):
    with pytest.raises(ValidationError):
        validate_email(address)
