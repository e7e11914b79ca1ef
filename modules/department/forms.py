"""Forms of the coordinators' pages."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from enrollment.forms.conflicts import ConflictAware
from enrollment.forms.fields import DateField
from enrollment.models import Appointment, Course, Language, LearningAssistant, Registration
from enrollment.refusals import name_session
from enrollment.resources.results import TableResult
from modules.scope import Scope

from .correcting import Correctable

LONGEST_LIST = 100_000
LONGEST_ADDRESS = LearningAssistant._meta.get_field("email").max_length


class CourseField(forms.ModelChoiceField[Course]):
    """A choice among the courses of the scope."""

    def __init__(self, scope: Scope, **kwargs: Any) -> None:
        courses = scope.courses_of()
        super().__init__(courses, to_field_name="code", label=_("Course"), **kwargs)


class AnsweredForm(forms.Form):
    """A form that becomes a row of a table; the table's problems become errors of its fields."""

    def row(self) -> dict[str, str]:
        return {name: _as_cell(value) for name, value in self.cleaned_data.items()}

    def note(self, result: TableResult) -> None:
        for problem in result.problems:
            field = problem.column if problem.column in self.fields else None
            self.add_error(field, problem.reason)


class PersonForm(AnsweredForm):
    """A learning assistant to appoint."""

    username = forms.CharField(
        label=_("User name"), max_length=100, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    name = forms.CharField(label=_("Name"), max_length=150)
    email = forms.EmailField(label=_("E-mail address"), max_length=LONGEST_ADDRESS)
    language = forms.ChoiceField(label=_("Language of letters"), choices=Language)
    starts_on = DateField(label=_("From"), required=False, help_text=_("Empty: the whole term."))
    ends_on = DateField(label=_("To"), required=False)

    field_order = ["username", "name", "email", "course", "language", "starts_on", "ends_on"]

    def __init__(self, data: Any, scope: Scope) -> None:
        super().__init__(data)
        self.fields["course"] = CourseField(scope, empty_label=_("Choose a course"))
        self.order_fields(self.field_order)


class CorrectionForm(ConflictAware, forms.Form):
    """What is on record of a learning assistant."""

    name = forms.CharField(label=_("Name"), max_length=150)
    email = forms.EmailField(label=_("E-mail address"), max_length=LONGEST_ADDRESS)
    language = forms.ChoiceField(label=_("Language of letters"), choices=Language)

    def __init__(self, data: Any, assistant: LearningAssistant, allowed: Correctable) -> None:
        on_record = {name: getattr(assistant, name) for name in ("name", "email", "language")}
        self.on_record = on_record
        super().__init__(data, initial=on_record)
        for name, field in self.fields.items():
            is_own_address = assistant.user_id is None or name != "email"
            field.disabled = not (allowed.name and is_own_address)
            field.show_hidden_initial = not field.disabled

    def changes(self) -> list[tuple[str, str, str]]:
        """Return label, old and new value of each field that changes."""
        languages = dict(Language.choices)
        return [
            (
                str(self.fields[name].label),
                str(languages.get(old, old)),
                str(languages.get(new, new)),
            )
            for name, old in self.on_record.items()
            if (new := self.cleaned_data[name]) != old
        ]


class CoordinatorForm(forms.Form):
    """A coordinator to appoint."""

    name = forms.CharField(label=_("Name"), max_length=150)
    email = forms.EmailField(label=_("E-mail address"), max_length=LONGEST_ADDRESS)

    def __init__(self, data: Any, scope: Scope) -> None:
        super().__init__(data)
        self.fields["course"] = CourseField(
            scope, required=False, empty_label=_("The whole department")
        )


class ListForm(forms.Form):
    """A list of people, and the course for lines without one."""

    people = forms.CharField(
        label=_("People, one on a line"),
        max_length=LONGEST_LIST,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 10, "autocomplete": "off", "spellcheck": "false"}),
    )

    # Demanded of each line instead.
    asked_later = ("course",)
    field_order = ["course", "people"]

    def __init__(self, data: Any, scope: Scope) -> None:
        super().__init__(data)
        self.fields["course"] = CourseField(
            scope,
            required=False,
            empty_label=_("On each line"),
            help_text=_("If all of them are appointed in the same course."),
        )
        self.order_fields(self.field_order)
        self.scope = scope

    def with_people(self, people: str) -> ListForm:
        """Return the form with another list and the same course."""
        course: Course | None = self.cleaned_data["course"]
        return ListForm({"course": course and course.code, "people": people}, self.scope)


class EndForm(ConflictAware, forms.Form):
    """Ask for the last day, and whether to free the places that rest on the appointment, if there are any."""

    last_day = DateField(label=_("Last day"))
    frees = forms.BooleanField(
        required=False,
        help_text=_(
            "The next person on the waitlist gets the place, and both get a letter. Without a tick, the places are "
            "freed once the last day has passed."
        ),
    )

    def __init__(
        self, data: Any, appointment: Appointment, places: Collection[Registration]
    ) -> None:
        super().__init__(data, initial={"last_day": appointment.ends_on})
        self.starts_on = appointment.starts_on
        if places:
            self.fields["frees"].label = _("Free the places after the last day now: %(places)s") % {
                "places": ", ".join(name_session(place.session) for place in places)
            }
        else:
            del self.fields["frees"]

    def clean_last_day(self) -> date:
        day: date = self.cleaned_data["last_day"]
        if self.starts_on is not None and day < self.starts_on:
            raise forms.ValidationError(_("The appointment ends before it starts."))
        return day


class CourseChangeForm(forms.Form):
    """Choose the other course of an appointment."""

    def __init__(self, data: Any, scope: Scope, appointment: Appointment) -> None:
        super().__init__(data)
        course = CourseField(scope)
        course.queryset = scope.courses_of().exclude(pk=appointment.course_id)
        self.fields["course"] = course


def _as_cell(value: object) -> str:
    if isinstance(value, Course):
        return value.code
    return value.isoformat() if isinstance(value, date) else str(value or "")
