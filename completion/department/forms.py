"""Forms of the department's front page: the table of people, and a letter to them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from completion.verdicts.results import State
from enrollment.forms.group_letters import LONGEST_SUBJECT, LONGEST_TEXT, GroupLetterForm
from enrollment.plain_text import finds, name_order

from .lacking import SHORT_STATES
from .people import Lack, Person

MOST_URGENT_FIRST = (
    State.OUT_OF_REACH,
    State.AT_RISK,
    State.ON_TRACK,
    State.EXEMPT,
    State.COMPLETED,
)
# Stable sorts of people already in order of their names.
SORTS: dict[str, Callable[[Person], Any]] = {
    "state": lambda person: MOST_URGENT_FIRST.index(person.state),
    "name": lambda person: name_order(person.assistant.name),
    "course": lambda person: person.courses,
    "hours": lambda person: person.hours,
    "-hours": lambda person: -person.hours,
}


class PeopleTable(forms.Form):
    """The search, filters and order of the department's people. Unknown values filter nothing."""

    is_filter = True

    q = forms.CharField(
        label=_("Name, user name or course"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    state = forms.ChoiceField(label=_("State"), required=False)
    course = forms.ChoiceField(label=_("Course"), required=False)
    sort = forms.ChoiceField(
        label=_("Order"),
        required=False,
        choices=[
            ("", _("most urgent first")),
            ("name", _("by name")),
            ("course", _("by course")),
            ("hours", _("fewest hours first")),
            ("-hours", _("most hours first")),
        ],
    )
    lacks = forms.MultipleChoiceField(
        label=_("Only those who"),
        required=False,
        choices=Lack.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    ended = forms.BooleanField(label=_("Show ended appointments too"), required=False)
    # Only in the address of the letter to one person.
    person = forms.IntegerField(required=False, min_value=1)

    def __init__(self, data: Any, people: Sequence[Person]) -> None:
        super().__init__(data)
        self.everyone = people
        self.current = [person for person in people if person.ended_on is None]
        courses = sorted({code for person in people for code in person.courses})
        self._offer("course", [("", _("all courses")), *((code, code) for code in courses)])
        states = [(str(state), SHORT_STATES[state]) for state in MOST_URGENT_FIRST]
        self._offer("state", [("", _("all states")), *states])
        self.is_valid()

    def _offer(self, name: str, choices: Sequence[tuple[str, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    @property
    def order(self) -> str:
        return self.cleaned_data.get("sort") or "state"

    @property
    def has_filter(self) -> bool:
        """Whether a filter beside the search is set."""
        names = ("state", "course", "sort", "lacks", "ended")
        return any(self.cleaned_data.get(name) for name in names)

    @property
    def found(self) -> list[Person]:
        """The people who match the search and all filters, in the order chosen."""
        shown = self.everyone if self.cleaned_data.get("ended") else self.current
        return sorted(filter(self._matches, shown), key=SORTS[self.order])

    @property
    def chosen(self) -> list[Person]:
        """The people found; none if a filter has an unknown value, because a letter must not go to everyone instead."""
        return [] if self.errors else self.found

    def _matches(self, person: Person) -> bool:
        chosen = self.cleaned_data
        state, course = chosen.get("state"), chosen.get("course")
        assistant = person.assistant
        texts = assistant.name, assistant.username, assistant.email, *person.courses
        return (
            finds(chosen.get("q", ""), *texts)
            and state in ("", None, person.state)
            and (not course or course in person.courses)
            and person.lacks.issuperset(chosen.get("lacks", []))
            and chosen.get("person") in (None, assistant.pk)
        )

    def states(self) -> list[tuple[State, Any, int]]:
        """Return each state with its label and the number of people, without ended appointments."""
        numbers = Counter(person.state for person in self.current)
        return [(state, SHORT_STATES[state], numbers[state]) for state in MOST_URGENT_FIRST]


class LetterForm(GroupLetterForm):
    """A letter to the people selected."""

    subject = forms.CharField(label=_("Subject"), max_length=LONGEST_SUBJECT)
    text = forms.CharField(
        label=_("Text"), max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 8})
    )

    def __init__(self, data: Any, people: Sequence[Person], chosen: Sequence[Person]) -> None:
        offered = [(person.assistant.pk, _label(person)) for person in people]
        super().__init__(data, offered, [person.assistant.pk for person in chosen])


def _label(person: Person) -> str:
    assistant = person.assistant
    return f"{assistant.name} ({assistant.username}, {', '.join(person.courses)})"
