"""Two staff members save the same admin form in any order: no value changes unchosen, and none is lost unseen."""

from __future__ import annotations

import pytest
from django.contrib import admin
from django.db import transaction
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from lxml import html
from post_office.models import EmailTemplate

from enrollment.admin_site.conflicts import ConflictAwareAdmin
from enrollment.models import Language
from tests.factories import (
    CoreSessionFactory,
    CourseFactory,
    LearningAssistantFactory,
    TermFactory,
    UserFactory,
)
from tests.modules.factories import OnlineModuleFactory
from tests.size import daily_or_all
from tests.two_editors import STEPS, Editor, interleave

pytestmark = pytest.mark.django_db


def a_term():
    term = TermFactory()
    term.reminder_timings.create(kind="seminar-ahead", days_before=10)
    return term


def a_letter_text():
    return EmailTemplate.objects.filter(name="place-held", language="en").get()


NUMBERS = ["12", "24", "36"]
TEXTS = ["Å", "B", "C"]
FORMS = {
    "term": (a_term, {"deadline_hours": NUMBERS, "preparation_required": ["on", None], "reminder_timings-0-days_before": NUMBERS}),
    "session": (CoreSessionFactory, {"capacity": NUMBERS, "place": TEXTS, "language": [*Language.values], "leaders": ["leaders"]}),
    "person": (LearningAssistantFactory, {"name": TEXTS, "email": ["a@example.org", "b@example.org"]}),
    "course": (CourseFactory, {"name_en": TEXTS, "name_nb": TEXTS}),
    "letter text": (a_letter_text, {"nb-subject": TEXTS, "en-content": TEXTS}),
    "module": (OnlineModuleFactory, {"title_en": TEXTS, "title_nb": TEXTS}),
    "question": (lambda: OnlineModuleFactory(tested=True).questions.first(), {"text_en": TEXTS, "options-0-text_en": TEXTS, "options-1-text_nb": TEXTS}),
    "criterion": (lambda: OnlineModuleFactory(criterial=True).criteria.first(), {"text_nb": TEXTS, "levels-0-text_nb": TEXTS}),
}  # fmt: skip


@pytest.mark.parametrize("kind", FORMS)
@given(steps=STEPS)
@hypothesis_settings(deadline=None, max_examples=daily_or_all(3, 30))
def test_a_value_changes_only_where_it_was_chosen_by_one_who_was_shown_what_it_replaces(
    kind, steps
):
    with transaction.atomic():
        edit(*FORMS[kind], steps)
        transaction.set_rollback(True)


def edit(make, fields, steps):
    thing = make()
    if "leaders" in fields:
        fields = {**fields, "leaders": [None, *(str(UserFactory().pk) for _leader in range(2))]}
    path = reverse(
        f"admin:{thing._meta.app_label}_{thing._meta.model_name}_change", args=[thing.pk]
    )
    editors = []
    for _twice in range(2):
        editor = Editor(Client(), path)
        editor.client.force_login(UserFactory(is_staff=True, is_superuser=True))
        editor.open()
        editors.append(editor)
    interleave(editors, fields, steps)


def test_what_each_has_written_is_told_line_by_line(english):
    text = a_letter_text()
    path = reverse("admin:post_office_emailtemplate_change", args=[text.pk])
    editor = Editor(Client(), path)
    editor.client.force_login(UserFactory(is_staff=True, is_superuser=True))
    editor.open()
    EmailTemplate.objects.filter(pk=text.pk).update(content="Now\n<b>bold</b>")
    answer = editor.client.post(path, {**editor.fields, "en-content": "Mine\nof two lines"})
    (told,) = html.fromstring(answer.content.decode()).find_class("conflict")
    versions = [version.text.replace("\r", "").strip() for version in told.findall("dd")]
    assert [name.text for name in told.findall("dt")] == ["It was", "Now it is", "You entered"]
    assert versions == [text.content.strip(), "Now\n<b>bold</b>", "Mine\nof two lines"]


def test_spaces_and_line_breaks_around_a_text_are_no_change_of_a_colleague(uniped):
    text = a_letter_text()
    EmailTemplate.objects.filter(pk=text.pk).update(content="One\nTwo \n\n")
    editor = Editor(uniped, reverse("admin:post_office_emailtemplate_change", args=[text.pk]))
    editor.open()
    assert editor.save()


@pytest.mark.parametrize(
    "name",
    ["A\u030asa Berg", "A\u200bda Berg", "\ufeffAda Berg", "Ada  Berg", "\u0410da Berg"],
    ids=["decomposed", "invisible", "byte order mark", "two spaces", "Cyrillic A"],
)
def test_text_on_record_from_before_texts_were_tidied_is_no_change_of_a_colleague(name, uniped):
    person = LearningAssistantFactory()
    type(person).objects.filter(pk=person.pk).update(name=name)
    course = CourseFactory()
    type(course).objects.filter(pk=course.pk).update(name_en=name)
    for row in (person, course):
        editor = Editor(
            uniped,
            reverse(f"admin:enrollment_{row._meta.model_name}_change", args=[row.pk]),
        )
        editor.open()
        assert editor.save()


class TestRowsOfAPage:
    @pytest.fixture
    def two(self):
        """Two editors of a term with one row, and that row."""
        term = a_term()
        path = reverse("admin:enrollment_term_change", args=[term.pk])
        editors = [Editor(Client(), path) for _twice in range(2)]
        for editor in editors:
            editor.client.force_login(UserFactory(is_staff=True, is_superuser=True))
            editor.open()
        return *editors, term.reminder_timings

    def test_one_that_was_changed_meanwhile_is_deleted_only_once_that_was_shown(self, two):
        first, second, rows = two
        first.choose("reminder_timings-0-days_before", "24")
        assert first.save()
        second.choose("reminder_timings-0-DELETE", "on")
        assert not second.save()
        assert rows.get().days_before == 24
        assert second.fields["reminder_timings-0-days_before"] == "24"
        assert second.save()
        assert not rows.exists()

    def test_one_that_was_deleted_meanwhile_is_told(self, two):
        first, second, rows = two
        first.choose("reminder_timings-0-DELETE", "on")
        assert first.save()
        second.choose("deadline_hours", "24")
        answer = second.client.post(second.path, second.fields, headers={"Accept-Language": "en"})
        assert "A colleague deleted a row here" in answer.content.decode()
        assert not rows.exists()

    def test_one_that_both_delete_is_deleted(self, two):
        first, second, rows = two
        for editor in (first, second):
            editor.choose("reminder_timings-0-DELETE", "on")
            assert editor.save()
        assert not rows.exists()


def test_every_form_of_the_admin_is_aware_of_conflicts():
    assert all(
        isinstance(model_admin, ConflictAwareAdmin) for model_admin in admin.site._registry.values()
    )


def test_leaders_chosen_where_none_were_shown_outlive_a_refusal(root):
    session, leader = CoreSessionFactory(), UserFactory()
    path = reverse("admin:enrollment_coresession_change", args=[session.pk])
    editor = Editor(root, path)
    editor.open()
    type(session).objects.filter(pk=session.pk).update(place="R9")
    editor.choose("leaders", str(leader.pk))
    assert not editor.save()
    assert editor.save()
    assert session.leaders.get() == leader
