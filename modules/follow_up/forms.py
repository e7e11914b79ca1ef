from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.forms import BoundField
from django.forms.utils import ErrorDict
from django.utils.timezone import localtime, make_aware
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from enrollment.forms.conflicts import ConflictAware
from enrollment.forms.fields import DateField, DecimalField, TimeInput
from enrollment.models import Course, Language, Term
from modules.models import FollowUpAttendance, FollowUpMeeting
from modules.models.attendance import AttendanceMark
from modules.models.meetings import HOURS_ASKED, Part
from modules.scope import Scope

from .planning import MeetingPlan, too_many_hours
from .shapes import Shape
from .wording import in_parts

MOST_HOURS = 24
MOST_FREE_ROWS = 30
LONGEST_TEXT = 1000
HOURS_MISSING = _("Enter hours for at least one part.")


def hours_fields() -> dict[Part, forms.DecimalField]:
    """Return a field for the hours of each part."""
    labels = {
        Part.FIRST_MEETING: _("Hours of the first meeting"),
        Part.FOLLOW_UP: _("Hours of follow-up"),
        Part.FINAL_EVALUATION: _("Hours of the final evaluation"),
    }
    bounds: dict[str, Any] = {"min_value": 0, "max_value": MOST_HOURS}
    digits: dict[str, Any] = {"max_digits": 4, "decimal_places": 2}
    return {
        part: DecimalField(label=labels[part], required=False, **bounds, **digits) for part in Part
    }


class WhereAndForWhom(forms.Form):
    """Fields that meetings share when several are planned at once."""

    courses = forms.ModelMultipleChoiceField(
        Course.objects.none(),
        label=_("For the learning assistants of"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    place = forms.CharField(label=_("Place"), required=False, max_length=200)
    online_url = forms.URLField(
        label=_("Link"), required=False, max_length=200, help_text=_("If it is held online.")
    )
    language = forms.ChoiceField(label=_("Language"), choices=Language.choices)
    is_mandatory = forms.BooleanField(
        label=_("Mandatory: anyone who misses it must attend one that makes up for it"),
        required=False,
        initial=True,
    )

    def __init__(self, data: Any, scope: Scope, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        courses: Any = self.fields["courses"]
        courses.queryset = scope.courses_of()
        courses.required = not scope.is_whole
        if scope.is_whole:
            courses.help_text = _("None ticked: all the department's learning assistants.")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("place") and data.get("online_url"):
            self.add_error("online_url", _("Give a place or a link, not both."))
        return data

    @property
    def common(self) -> dict[str, Any]:
        names = ("place", "online_url", "language", "is_mandatory")
        return {
            **{name: self.cleaned_data[name] for name in names},
            "courses": list(self.cleaned_data["courses"]),
        }


class MeetingForm(ConflictAware, WhereAndForWhom):
    title = forms.CharField(label=_("Title"), max_length=200)
    date = DateField(label=_("Date"))
    start = forms.TimeField(label=_("Starts"), widget=TimeInput)
    end = forms.TimeField(label=_("Ends"), widget=TimeInput)
    first_meeting_hours, follow_up_hours, final_evaluation_hours = hours_fields().values()
    makes_up_for = forms.ModelChoiceField(
        FollowUpMeeting.objects.none(),
        label=_("Makes up for"),
        required=False,
        empty_label=_("no other meeting"),
        help_text=_("Only those who did not attend all of that meeting come to this one."),
    )
    # At least one of the three.
    asked_later = tuple(f"{part}_hours" for part in Part)
    field_order = [
        "title",
        "date",
        "start",
        "end",
        "place",
        "online_url",
        "language",
        "first_meeting_hours",
        "follow_up_hours",
        "final_evaluation_hours",
        "courses",
        "is_mandatory",
        "makes_up_for",
    ]

    def __init__(
        self, data: Any, scope: Scope, term: Term, meeting: FollowUpMeeting | None = None
    ) -> None:
        super().__init__(data, scope, initial=_initial(meeting) if meeting else None)
        made_up_for: Any = self.fields["makes_up_for"]
        # Only meetings without a make-up relation of their own can be made up for.
        candidates = scope.meetings(term).live().filter(makes_up_for=None)
        made_up_for.queryset = candidates.exclude(pk=meeting.pk) if meeting else candidates
        if meeting is not None and meeting.make_ups.exists():
            del self.fields["makes_up_for"]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        # The box is ticked by default, and a make-up meeting is never mandatory.
        if data.get("makes_up_for"):
            data["is_mandatory"] = False
        if data.get("start") and data.get("end") and data["end"] <= data["start"]:
            self.add_error("end", _("The meeting ends before it starts."))
        names = [f"{part}_hours" for part in Part]
        if not any(name in self.errors or data.get(name) for name in names):
            self.add_error(names[0], HOURS_MISSING)
        if not self.errors and {"start", "end", *names} & {*self.changed_data}:
            self._check_hours(names)
        return data

    def _check_hours(self, names: list[str]) -> None:
        given = {name: hours for name in names if (hours := self.cleaned_data.get(name))}
        starts, ends = (
            datetime.combine(self.cleaned_data["date"], self.cleaned_data[name])
            for name in ("start", "end")
        )
        if problem := too_many_hours(starts, ends, given.values()):
            self.add_error([*given][-1], problem)

    def plan(self) -> MeetingPlan:
        data = self.cleaned_data
        return MeetingPlan(
            title=data["title"],
            starts_at=make_aware(datetime.combine(data["date"], data["start"])),
            ends_at=make_aware(datetime.combine(data["date"], data["end"])),
            hours={part: data[f"{part}_hours"] or Decimal(0) for part in Part},
            makes_up_for=data.get("makes_up_for"),
            **self.common,
        )


def _initial(meeting: FollowUpMeeting) -> dict[str, Any]:
    starts, ends = localtime(meeting.starts_at), localtime(meeting.ends_at)
    return {
        "title": meeting.title,
        "date": starts.date(),
        "start": starts.time(),
        "end": ends.time(),
        "place": meeting.place,
        "online_url": meeting.online_url,
        "language": meeting.language,
        "courses": meeting.courses.all(),
        "is_mandatory": meeting.is_mandatory,
        "makes_up_for": meeting.makes_up_for,
        **{f"{part}_hours": hours or None for part, hours in meeting.hours.items()},
    }


@dataclass(frozen=True, slots=True)
class SessionFields:
    """One meeting of a shape, as shown on the page."""

    number: int
    hours: str
    fields: tuple[BoundField, ...]


class ShapeForm(WhereAndForWhom):
    """Plan several meetings at once: those of a shape, and rows for others, whose hours are entered too.

    A free row that is left empty is passed over.
    """

    def __init__(self, data: Any, scope: Scope, shape: Shape) -> None:
        super().__init__(data, scope)
        self.shape = shape
        # Only shown again, with what was entered.
        self.adds_row = "more" in self.data
        self.free_rows = _number_in(self.data) + self.adds_row if self.is_bound else shape.free_rows
        # In the summary of errors, which meeting a field is of.
        self.groups: dict[str, str] = {}
        for number in self.numbers:
            fields = self._fields_of(number)
            group = gettext("Meeting %(number)s") % {"number": number + 1}
            self.groups |= dict.fromkeys(fields, group)
            self.fields |= fields
        # Of a free row, all but the end is asked for once something is entered.
        self.asked_later = tuple(
            name
            for number in self.numbers
            for name in self._names_of(number)
            if self._is_free(number) and name != f"end_{number}"
        )

    @property
    def numbers(self) -> range:
        return range(len(self.shape.sessions) + self.free_rows)

    def _is_free(self, number: int) -> bool:
        return number >= len(self.shape.sessions)

    def _fields_of(self, number: int) -> dict[str, forms.Field]:
        is_free = self._is_free(number)
        title = "" if is_free else _title(self.shape, number)
        fields: dict[str, forms.Field] = {
            f"title_{number}": forms.CharField(label=_("Title"), max_length=200, initial=title),
            f"date_{number}": DateField(label=_("Date")),
            f"start_{number}": forms.TimeField(label=_("Starts"), widget=TimeInput),
            f"end_{number}": forms.TimeField(label=_("Ends"), required=False, widget=TimeInput),
        }
        if is_free:
            fields |= {f"{part}_hours_{number}": field for part, field in hours_fields().items()}
            for field in fields.values():
                field.required = False
        return fields

    def _names_of(self, number: int) -> list[str]:
        parts = [f"{part}_hours" for part in Part] if self._is_free(number) else []
        return [f"{name}_{number}" for name in ("title", "date", "start", "end", *parts)]

    def _is_used(self, number: int) -> bool:
        """Return whether anything is entered in a row."""
        return not self._is_free(number) or any(self[name].data for name in self._names_of(number))

    def is_valid(self) -> bool:
        return super().is_valid() and not self.adds_row

    def full_clean(self) -> None:
        super().full_clean()
        if self.adds_row:
            self._errors = ErrorDict()

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        used = [number for number in self.numbers if self._is_used(number)]
        if not used:
            self.add_error("title_0", _("Enter at least one meeting."))
        for number in used:
            self._ask_for_missing(number)
            self._check_times(number)
        return data

    def _ask_for_missing(self, number: int) -> None:
        if not self._is_free(number):
            return
        for name in (f"title_{number}", f"date_{number}", f"start_{number}"):
            if name not in self.errors and not self.cleaned_data.get(name):
                self.add_error(name, self.fields[name].error_messages["required"])
        names = [f"{part}_hours_{number}" for part in Part]
        if not any(name in self.errors or self.cleaned_data.get(name) for name in names):
            self.add_error(names[0], HOURS_MISSING)

    def _check_times(self, number: int) -> None:
        data, hours = self.cleaned_data, self._hours_of(number)
        start, end = data.get(f"start_{number}"), data.get(f"end_{number}")
        day = data.get(f"date_{number}")
        if start is None or day is None or f"end_{number}" in self.errors:
            return
        starts = datetime.combine(day, start)
        lasts = timedelta(hours=float(sum(hours.values())))
        ends = datetime.combine(day, end) if end else starts + lasts
        if ends <= starts and hours:
            self.add_error(f"end_{number}", _("The meeting ends before it starts."))
        elif problem := too_many_hours(starts, ends, hours.values()):
            self.add_error(f"end_{number}", problem)
        data[f"times_{number}"] = make_aware(starts), make_aware(ends)

    def _hours_of(self, number: int) -> Mapping[Part, Decimal]:
        if not self._is_free(number):
            return self.shape.sessions[number].hours
        given = {part: self.cleaned_data.get(f"{part}_hours_{number}") for part in Part}
        return {part: hours for part, hours in given.items() if hours}

    @property
    def rows(self) -> Iterator[SessionFields]:
        for number in self.numbers:
            hours = {} if self._is_free(number) else self.shape.sessions[number].hours
            fields = tuple(self[name] for name in self._names_of(number))
            yield SessionFields(number + 1, in_parts(hours), fields)

    @property
    def common_fields(self) -> list[BoundField]:
        return [self[name] for name in WhereAndForWhom.base_fields]

    def plans(self) -> list[MeetingPlan]:
        return [
            MeetingPlan(
                title=self.cleaned_data[f"title_{number}"],
                starts_at=self.cleaned_data[f"times_{number}"][0],
                ends_at=self.cleaned_data[f"times_{number}"][1],
                hours={part: self._hours_of(number).get(part, Decimal(0)) for part in HOURS_ASKED},
                **self.common,
            )
            for number in self.numbers
            if self._is_used(number)
        ]


def _number_in(data: Any) -> int:
    """Return how many free rows a form was sent with."""
    sent = str(data.get("free_rows", ""))
    return min(int(sent), MOST_FREE_ROWS) if sent.isdecimal() and len(sent) < 4 else 0


def _title(shape: Shape, number: int) -> str:
    """Return the title, numbered when several meetings of the shape are alike."""
    session = shape.sessions[number]
    alike = [other for other in shape.sessions if other == session]
    if len(alike) == 1:
        return str(session.title)
    before = sum(other == session for other in shape.sessions[:number])
    return gettext("%(title)s %(number)s") % {"title": session.title, "number": before + 1}


class CancelForm(forms.Form):
    # The version that the page shows.
    sequence = forms.IntegerField(required=False, widget=forms.HiddenInput)


class ObjectionForm(forms.Form):
    text = forms.CharField(
        label=_("Why is the mark wrong?"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
        help_text=_("Your coordinator reads this, and answers you once."),
    )


class ObjectionAnswerForm(ConflictAware, forms.Form):
    mark = forms.ChoiceField(
        label=_("Correct mark"),
        choices=AttendanceMark.choices,
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label=_("Your answer"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
        help_text=_("The learning assistant gets it by e-mail. An objection is answered once."),
    )

    def __init__(self, data: Any, attendance: FollowUpAttendance) -> None:
        super().__init__(data, initial={"mark": attendance.mark})
