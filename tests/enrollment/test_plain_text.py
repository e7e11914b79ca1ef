"""What people type is stored as it is seen, and found and sorted as a reader expects."""

from __future__ import annotations

import unicodedata

import pytest
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from enrollment.models import LearningAssistant
from enrollment.plain_text import tidy
from tests.factories import LearningAssistantFactory

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
    ],
)
def test_signs_that_cannot_be_seen_are_left_out_and_letters_have_one_form(typed, kept):
    assert tidy(typed) == kept


@given(st.text())
def test_tidying_again_changes_nothing(text):
    assert tidy(tidy(text)) == tidy(text)


@pytest.mark.django_db
class TestNames:
    def test_are_listed_in_norwegian_order(self):
        for name in reversed(SORTED):
            LearningAssistantFactory(name=name)
        assert [person.name for person in LearningAssistant.objects.all()] == SORTED

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


@pytest.mark.parametrize(
    "address",
    ["İlker@example.org", "ſara@example.org", "\u212aari@example.org", "ılker@example.org"],
)
def test_an_address_that_no_letter_reaches_is_refused(address):
    with pytest.raises(ValidationError):
        validate_email(address)
