"""Find the people behind a number of the figures."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext

from enrollment import languages
from enrollment.languages import teaching_language
from enrollment.models import (
    Appointment,
    Campus,
    CoreModule,
    Course,
    Department,
    Faculty,
    Language,
    LearningAssistant,
    Term,
    WaitlistEntry,
)

from .capacity import appointments_needing, entries_waiting
from .counts import STATES, Figure, Figures

# The states that a list of people shows. Every assistant counts as exactly one of them.
SHOWN_STATES = (*STATES.values(), Figure.EXEMPT)


class NumberForm(forms.Form):
    """The query string that says which number is meant: a figure, or the demand for a core module, of a group.

    An empty query string means everyone. With ``without``, a figure is narrowed to the people who do not count as that other figure.
    """

    figure = forms.ChoiceField(choices=Figure.choices, required=False)
    without = forms.ChoiceField(choices=Figure.choices, required=False)
    needs = forms.TypedChoiceField(
        choices=CoreModule.choices, coerce=lambda number: CoreModule(int(number)), required=False
    )
    waits = forms.TypedChoiceField(
        choices=CoreModule.choices, coerce=lambda number: CoreModule(int(number)), required=False
    )
    language = forms.ChoiceField(choices=Language.choices, required=False)
    campus = forms.ModelChoiceField(Campus.objects, to_field_name="name", required=False)
    faculty = forms.ModelChoiceField(Faculty.objects, to_field_name="code", required=False)
    department = forms.ModelChoiceField(Department.objects, to_field_name="code", required=False)
    course = forms.ModelChoiceField(Course.objects, to_field_name="code", required=False)

    def clean(self) -> dict[str, Any]:
        chosen = self.cleaned_data
        kinds = [name for name in ("figure", "needs", "waits") if chosen.get(name)]
        groups = [name for name in ("faculty", "department", "course") if chosen.get(name)]
        # A number that no page shows: what was asked for would be ignored in part.
        if len(kinds) > 1 or (chosen.get("waits") and groups) or self._narrows_no_figure():
            raise forms.ValidationError("There is no such number.", code="unknown")
        return chosen if kinds else {**chosen, "figure": Figure.PEOPLE.value}

    def _narrows_no_figure(self) -> bool:
        chosen = self.cleaned_data
        return bool(chosen.get("without") and (chosen.get("needs") or chosen.get("waits")))

    @property
    def title(self) -> str:
        """What the people have in common, as a heading."""
        chosen = self.cleaned_data
        if chosen["needs"]:
            return gettext("Still need a date for %(core_module)s") % {
                "core_module": chosen["needs"].label.lower()
            }
        if chosen["waits"]:
            return gettext("On a waitlist for %(core_module)s") % {
                "core_module": chosen["waits"].label.lower()
            }
        label = str(Figure(chosen["figure"]).label)
        if chosen["without"]:
            label = gettext("%(figure)s, but not %(other)s") % {
                "figure": label,
                "other": Figure(chosen["without"]).label,
            }
        return label[0].upper() + label[1:]

    @property
    def state(self) -> str:
        """The value of the verdict's state if the number is of one, as the department's list filters by it."""
        figure, without = self.cleaned_data["figure"], self.cleaned_data["without"]
        return figure if figure in SHOWN_STATES and not without else ""

    @property
    def about(self) -> list[str]:
        """The group that the number is of, in words; empty for everyone."""
        chosen = self.cleaned_data
        groups = [chosen[name] for name in ("course", "department", "faculty", "campus")]
        words = [str(group) for group in groups if group]
        return [*words, str(Language(chosen["language"]).label)] if chosen["language"] else words

    def people(
        self, appointments: QuerySet[Appointment], figures: Figures, term: Term, at: datetime
    ) -> QuerySet[LearningAssistant]:
        """Return the people behind the number, with their appointments among these, ordered by name."""
        chosen = self.cleaned_data
        # A waitlist entry counts on the campus and in the language of its session, the rest on those of the person.
        own = appointments if chosen["waits"] else self._in_group(appointments)
        if chosen["needs"]:
            needing = appointments_needing(chosen["needs"], term, at)
            own = own.filter(pk__in=needing.order_by().values("pk"))
        people = LearningAssistant.objects.filter(pk__in=own.order_by().values("assistant"))
        if chosen["waits"]:
            people = people.filter(pk__in=self._waiting(term, at).order_by().values("assistant"))
        elif chosen["language"]:
            reading = [
                code for code in languages.codes() if teaching_language(code) == chosen["language"]
            ]
            people = people.filter(language__in=reading)
        if chosen["figure"]:
            people = people.filter(pk__in=self._counted_as(figures))
        shown = appointments.select_related("course", "department").order_by("course__code", "pk")
        return people.prefetch_related(Prefetch("appointments", shown, to_attr="shown"))

    def _waiting(self, term: Term, at: datetime) -> QuerySet[WaitlistEntry]:
        chosen = self.cleaned_data
        fields = {"session__campus": chosen["campus"], "session__language": chosen["language"]}
        entries = entries_waiting(term, at).filter(core_module=chosen["waits"])
        return entries.filter(**_given(fields))

    def _in_group(self, appointments: QuerySet[Appointment]) -> QuerySet[Appointment]:
        chosen = self.cleaned_data
        fields = {
            "department__campus": chosen["campus"],
            "department__faculty": chosen["faculty"],
            "department": chosen["department"],
            "course": chosen["course"],
        }
        return appointments.filter(**_given(fields))

    def _counted_as(self, figures: Figures) -> list[int]:
        figure, without = self.cleaned_data["figure"], self.cleaned_data["without"]
        return [
            key
            for key, counted in figures.people.items()
            if figure in counted and without not in counted
        ]


def _given(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {field: value for field, value in fields.items() if value}


def state_of(person: LearningAssistant, figures: Figures) -> Figure | None:
    """Return the state that a person is counted as; ``None`` if they were not counted."""
    counted = figures.people.get(person.pk, frozenset())
    return next((state for state in SHOWN_STATES if state in counted), None)
