"""Two of the staff hold one form of the admin open and save in any order: nothing is written unchosen, or lost unseen."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from django.contrib import admin
from django.db import transaction
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from lxml import html
from post_office.models import EmailTemplate

from enrollment.admin_conflicts import ConflictAwareAdmin
from enrollment.models import Language
from tests.factories import (
    CoreSessionFactory,
    CourseFactory,
    LearningAssistantFactory,
    TermFactory,
    UserFactory,
)
from tests.modules.factories import OnlineModuleFactory

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
    "letter text": (a_letter_text, {"subject": TEXTS, "content": TEXTS}),
    "module": (OnlineModuleFactory, {"title_en": TEXTS, "title_nb": TEXTS}),
    "question": (lambda: OnlineModuleFactory(tested=True).questions.first(), {"text_en": TEXTS, "options-0-text_en": TEXTS, "options-1-text_nb": TEXTS}),
    "criterion": (lambda: OnlineModuleFactory(criterial=True).criteria.first(), {"text_nb": TEXTS, "levels-0-text_nb": TEXTS}),
}  # fmt: skip


@dataclass
class Editor:
    """A browser with the form open, and what its user has changed on it and not saved."""

    client: Client
    path: str
    fields: dict[str, object] = field(default_factory=dict)
    shown: dict[str, object] = field(default_factory=dict)
    chosen: dict[str, object] = field(default_factory=dict)

    def open(self):
        self.read(self.client.get(self.path))
        self.shown, self.chosen = dict(self.fields), {}

    def read(self, page):
        (form,) = html.fromstring(page.content.decode()).xpath("//div[@id='content-main']/form")
        self.fields = {}
        for name, sent in form.form_values():
            # Spaces around a text are not kept, nor the line break with which a <textarea> begins.
            value = sent.strip()
            known = self.fields.get(name)
            self.fields[name] = (
                value if known is None else [*([known] if isinstance(known, str) else known), value]
            )

    def choose(self, name, value):
        self.chosen[name] = value
        self.fields[name] = value

    def save(self) -> bool:
        sent = {
            name: value.replace("\n", "\r\n") if isinstance(value, str) else value
            for name, value in self.fields.items()
            if value is not None
        }
        answer = self.client.post(self.path, {**sent, "_continue": "1"})
        if answer.status_code == 302:
            self.open()
            return True
        self.read(answer)
        return False


STEPS = st.lists(
    st.tuples(
        st.sampled_from([0, 1]),
        st.dictionaries(st.integers(0, 3), st.integers(0, 2)),
        st.sampled_from(["save", "save", "wait", "open"]),
    ),
    max_size=6,
)


@pytest.mark.parametrize("kind", FORMS)
@given(steps=STEPS)
@hypothesis_settings(deadline=None, max_examples=6)
def test_a_value_changes_only_where_it_was_chosen_by_one_who_was_shown_what_it_replaces(
    kind, steps
):
    with transaction.atomic():
        interleave(*FORMS[kind], steps)
        transaction.set_rollback(True)


def interleave(make, fields, steps):
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
    names, stored = [*fields], dict(editors[0].shown)
    for number, choices, then in steps:
        editor = editors[number]
        for place, choice in choices.items():
            name = names[place % len(names)]
            values = fields[name]
            editor.choose(name, values[choice % len(values)])
        if then == "open":
            editor.open()
        elif then == "save":
            stored = check_a_save(editor, names, stored)


def check_a_save(editor, names, before):
    was_shown, chosen = editor.shown, editor.chosen
    is_saved = editor.save()
    kept = editor.fields
    now = editor.shown if is_saved else read_again(editor)
    for name in names:
        value, wanted = now.get(name), chosen.get(name, was_shown.get(name))
        is_touched = wanted != was_shown.get(name)
        if value != before.get(name):
            assert is_touched, f"{name}: chosen by nobody"
            assert value == wanted, f"{name}: chosen by nobody"
            assert before.get(name) == was_shown.get(name), f"{name}: lost unseen"
        if is_saved:
            assert value == wanted or not is_touched, f"{name}: not saved"
        else:
            assert value == before.get(name), f"{name}: half saved"
            assert kept.get(name) == (wanted if is_touched else value), f"{name}: a choice is gone"
    if not is_saved:
        editor.shown = now
        # What was chosen and is what was shown then is no choice between what is shown now.
        editor.chosen = {
            name: value for name, value in chosen.items() if value != was_shown.get(name)
        }
    return now


def read_again(editor):
    reader = Editor(editor.client, editor.path)
    reader.open()
    return reader.shown


def test_what_each_has_written_is_told_line_by_line(english):
    text = a_letter_text()
    path = reverse("admin:post_office_emailtemplate_change", args=[text.pk])
    editor = Editor(Client(), path)
    editor.client.force_login(UserFactory(is_staff=True, is_superuser=True))
    editor.open()
    EmailTemplate.objects.filter(pk=text.pk).update(content="Now\n<b>bold</b>")
    answer = editor.client.post(path, {**editor.fields, "content": "Mine\nof two lines"})
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


class TestRowsOfAPage:
    @pytest.fixture
    def two(self):
        """Two editors of a term with one row, and the row."""
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
    assert all(isinstance(one, ConflictAwareAdmin) for one in admin.site._registry.values())
