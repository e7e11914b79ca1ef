from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.forms import BoundField
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
LONGEST_TEXT = 1000


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
    first_meeting_hours, follow_up_hours, final_evaluation_hours = (
        DecimalField(
            label=label,
            required=False,
            min_value=0,
            max_value=MOST_HOURS,
            max_digits=4,
            decimal_places=2,
        )
        for label in (
            _("Hours of the first meeting"),
            _("Hours of follow-up"),
            _("Hours of the final evaluation"),
        )
    )
    makes_up_for = forms.ModelChoiceField(
        FollowUpMeeting.objects.none(),
        label=_("Makes up for"),
        required=False,
        empty_label=_("no other meeting"),
        help_text=_("Only those who missed that meeting attend this one."),
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
            self.add_error(names[0], _("Enter hours for at least one part."))
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
    """Plan all meetings of a shape at once, with a date and a time for each."""

    def __init__(self, data: Any, scope: Scope, shape: Shape) -> None:
        super().__init__(data, scope)
        self.shape = shape
        # In the summary of errors, which meeting a field is of.
        self.groups: dict[str, str] = {}
        for number in range(len(shape.sessions)):
            group = gettext("Meeting %(number)s") % {"number": number + 1}
            for name in ("title", "date", "start", "end"):
                self.groups[f"{name}_{number}"] = group
            self.fields |= {
                f"title_{number}": forms.CharField(
                    label=_("Title"), max_length=200, initial=_title(shape, number)
                ),
                f"date_{number}": DateField(label=_("Date")),
                f"start_{number}": forms.TimeField(label=_("Starts"), widget=TimeInput),
                f"end_{number}": forms.TimeField(label=_("Ends"), required=False, widget=TimeInput),
            }

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        for number, session in enumerate(self.shape.sessions):
            start, end = data.get(f"start_{number}"), data.get(f"end_{number}")
            day = data.get(f"date_{number}")
            if start is None or day is None or f"end_{number}" in self.errors:
                continue
            starts = datetime.combine(day, start)
            ends = (
                datetime.combine(day, end)
                if end
                else starts + timedelta(hours=float(session.length))
            )
            if ends <= starts:
                self.add_error(f"end_{number}", _("The meeting ends before it starts."))
            elif problem := too_many_hours(starts, ends, session.hours.values()):
                self.add_error(f"end_{number}", problem)
            data[f"times_{number}"] = make_aware(starts), make_aware(ends)
        return data

    @property
    def rows(self) -> Iterator[SessionFields]:
        for number, session in enumerate(self.shape.sessions):
            names = (f"{name}_{number}" for name in ("title", "date", "start", "end"))
            yield SessionFields(
                number + 1, in_parts(session.hours), tuple(self[name] for name in names)
            )

    @property
    def common_fields(self) -> list[BoundField]:
        return [self[name] for name in WhereAndForWhom.base_fields]

    def plans(self) -> list[MeetingPlan]:
        return [
            MeetingPlan(
                title=self.cleaned_data[f"title_{number}"],
                starts_at=self.cleaned_data[f"times_{number}"][0],
                ends_at=self.cleaned_data[f"times_{number}"][1],
                hours={part: session.hours.get(part, Decimal(0)) for part in HOURS_ASKED},
                **self.common,
            )
            for number, session in enumerate(self.shape.sessions)
        ]


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
