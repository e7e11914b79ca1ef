"""A filter of many choices is one field, in order of names."""

from __future__ import annotations

import pytest
from django.urls import reverse
from lxml import html

from enrollment.models import Department
from enrollment.plain_text import name_order
from enrollment.templatetags.filters import MOST_LINKS
from tests.enrollment.admin_pages import shown
from tests.factories import AppointmentFactory, DepartmentFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]

APPOINTMENTS = reverse("admin:enrollment_appointment_changelist")


def filter_of(page, name: str):
    (found,) = html.fromstring(page.content.decode()).xpath(f"//*[@data-filter-title='{name}']")
    return found


def test_departments_are_in_order_of_names_and_one_field_if_they_are_many(uniped):
    DepartmentFactory(name_en="Ødelagt", code="000")
    while Department.objects.count() < MOST_LINKS - 1:
        number = Department.objects.count()
        DepartmentFactory(code=f"C{number:02}", name_en=f"Name {50 - number}")
    links = filter_of(uniped.get(APPOINTMENTS), "department")
    names = [link.text for link in links.findall(".//a")]
    assert names == ["All", *sorted(names[1:], key=name_order)]
    assert names[-1] == "Ødelagt"
    assert not links.findall(".//select")

    wanted = AppointmentFactory(department=DepartmentFactory(name_en="Aaa"))
    page = uniped.get(
        APPOINTMENTS, {"q": wanted.assistant.username, "term__id__exact": wanted.term_id}
    )
    field = filter_of(page, "department")
    assert [link.text for link in field.findall(".//a")] == ["All"]
    form = field.find(".//form")
    (select,) = form.findall(".//select")
    options = [option.text for option in select][1:]
    assert options == sorted(options, key=name_order)
    assert len(options) == MOST_LINKS
    sent = {**dict(form.form_values()), select.name: str(wanted.department_id)}
    assert set(sent) == {"q", "term__id__exact", select.name}
    page = uniped.get(APPOINTMENTS, sent)
    assert shown(page) == {wanted.pk}
    assert filter_of(page, "department").xpath(".//option[@selected]/text()") == ["Aaa"]


def test_kinds_of_letters_are_in_order_of_names(uniped):
    page = uniped.get(reverse("admin:enrollment_letter_changelist"))
    kinds = filter_of(page, "kind").xpath(".//option/text()")[1:]
    assert len(kinds) > MOST_LINKS
    assert kinds == sorted(kinds, key=name_order)
