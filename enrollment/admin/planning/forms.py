"""Forms that save sessions: a single one, and a series. Both ask about what is unlikely."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from copy import copy
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from enrollment import clock
from enrollment.forms.fields import DATE_FORMATS, DateField, TimeInput
from enrollment.models import Campus, CoreModule, CoreSession, Language, Term, User
from enrollment.refusals import AttendanceRecorded, Cancelled, CapacityBelowTaken, OrderBroken
from enrollment.sessions import leading
from enrollment.sessions.plausibility import PlannedSession
from enrollment.sessions.scheduling import Series, check_change, dates_between, planned

from .asking import ask

LONGEST_SERIES = 100
# What the database can hold.
MOST_PLACES = 2**31 - 1


def draft_field(*, initial: bool = False) -> forms.BooleanField:
    return forms.BooleanField(
        label=_("Keep as drafts, hidden from everyone but Uniped until they are published"),
        required=False,
        initial=initial,
    )


def named_leaders(names: Iterable[str], accounts: Mapping[str, User]) -> list[User]:
    """Return the accounts with these user names. Raises ``ValidationError`` with every name that is unknown."""
    unknown = [name for name in names if name.lower() not in accounts]
    if unknown:
        raise ValidationError(
            [
                _("No account has the user name “%(name)s”. Correct it.") % {"name": name}
                for name in unknown
            ]
        )
    return [accounts[name.lower()] for name in dict.fromkeys(names)]


class LeadersField(forms.CharField):
    """The accounts of seminar leaders, entered by their user names."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(label=_("Seminar leaders"), required=False, **kwargs)

    def clean(self, value: Any) -> list[User]:
        names = leading.names_in(super().clean(value))
        return named_leaders(names, leading.accounts_named(names))


class SessionForm(forms.ModelForm[CoreSession]):
    """Edit a core session, and check the changes against the places taken in it."""

    # A registration's history depends on these.
    FIXED = ["term", "core_module", "campus"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if self.instance.pk is not None and {"capacity", "starts_at"} <= data.keys():
            self._check_places(data)
        if not self.errors:
            self._ask_about(data)
        return data

    def _ask_about(self, data: dict[str, Any]) -> None:
        """Ask only about what this change brings."""
        session = copy(self.instance)
        for name, value in data.items():
            if name != "leaders":
                setattr(session, name, value)
        ask([PlannedSession(session, data.get("leaders", ()))], self.changed_data)

    def _check_places(self, data: dict[str, Any]) -> None:
        try:
            check_change(
                session=self.instance,
                capacity=data["capacity"],
                starts_at=data["starts_at"],
                at=clock.now(),
            )
        except CapacityBelowTaken as refusal:
            self.add_error("capacity", refusal.in_full)
        except (AttendanceRecorded, OrderBroken) as refusal:
            self.add_error("starts_at", refusal.in_full)
        # `check_change` has locked the session, so nothing below can change before the save.
        if CoreSession.objects.filter(pk=self.instance.pk, cancelled_at__isnull=False).exists():
            self.add_error(None, Cancelled(self.instance).sentence)
        changed = [name for name in self.FIXED if name in self.changed_data]
        if changed and self.instance.registrations.exists():
            for name in changed:
                self.add_error(
                    name, _("This can no longer be changed, because someone has registered.")
                )

    def validate_unique(self) -> None:
        """Also check constraints on columns that the form does not show; Django skips those."""
        super().validate_unique()
        if not self.errors:
            try:
                self.instance.validate_constraints()
            except ValidationError as error:
                self.add_error(None, error)


class SeriesForm(forms.Form):
    """Create sessions that differ only in date: from a list of dates, or on weekdays between two dates."""

    term = forms.ModelChoiceField(Term.objects.all(), label=_("Term"))
    core_module = forms.TypedChoiceField(
        label=_("Core module"), choices=CoreModule.choices, coerce=int
    )
    campus = forms.ModelChoiceField(Campus.objects.all(), label=_("Campus"))
    language = forms.ChoiceField(label=_("Language"), choices=Language.choices)
    dates = forms.CharField(
        label=_("Dates"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 6, "cols": 20}),
        help_text=_(
            "One per line, for example 2024-09-02 or 02.09.2024. Or leave this empty, and fill in:"
        ),
    )
    first = DateField(label=_("From"), required=False)
    last = DateField(label=_("To"), required=False)
    weekdays = forms.TypedMultipleChoiceField(
        label=_("On every"),
        required=False,
        choices=list(WEEKDAYS.items()),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
    )
    start = forms.TimeField(label=_("Starts"), initial=time(9), widget=TimeInput)
    end = forms.TimeField(label=_("Ends"), initial=time(12), widget=TimeInput)
    capacity = forms.IntegerField(label=_("Places"), min_value=1, max_value=MOST_PLACES, initial=40)
    place = forms.CharField(label=_("Room"), required=False, max_length=200)
    online_url = forms.URLField(
        label=_("Link"), required=False, help_text=_("If it is held on Zoom.")
    )
    leaders = LeadersField(
        help_text=_("The user names of their accounts, separated by semicolons.")
    )
    is_draft = draft_field()

    def clean_dates(self) -> tuple[date, ...]:
        lines = [line.strip() for line in self.cleaned_data["dates"].splitlines()]
        days = [_read_date(line) for line in lines if line]
        wrong = [
            _("“%(line)s” is not a date. Write it like 2024-09-02 or 02.09.2024.") % {"line": line}
            for line in lines
            if line and _read_date(line) is None
        ]
        twice = [
            _("%(date)s is listed twice.") % {"date": date_format(day)}
            for day, count in Counter(days).items()
            if day is not None and count > 1
        ]
        if wrong or twice:
            raise ValidationError([*wrong, *twice])
        return tuple(day for day in days if day is not None)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if self.errors.keys() & {"dates", "first", "last", "weekdays"}:
            return data
        between = [data["first"], data["last"], data["weekdays"]]
        if data["dates"] and any(between):
            raise ValidationError(_("Fill in either the dates or the weekdays, not both."))
        if not data["dates"]:
            if not all(between):
                raise ValidationError(
                    _("Fill in the dates, or the first date, the last date and the weekdays.")
                )
            data["dates"] = self._dates_between(*between)
        if len(data["dates"]) > LONGEST_SERIES:
            raise ValidationError(
                _("That is %(count)d dates. A series can have at most %(most)d.")
                % {"count": len(data["dates"]), "most": LONGEST_SERIES}
            )
        if not self.errors and data["start"] < data["end"]:
            ask(self.plans())
        return data

    def _dates_between(self, first: date, last: date, weekdays: list[int]) -> tuple[date, ...]:
        limits = {"first": date_format(first), "last": date_format(last)}
        if last < first:
            raise ValidationError(_("%(last)s is before %(first)s.") % limits)
        if (last - first).days > 366:
            raise ValidationError(_("From %(first)s to %(last)s is more than a year.") % limits)
        days = dates_between(first, last, weekdays)
        if not days:
            raise ValidationError(
                _("None of these weekdays falls between %(first)s and %(last)s.") % limits
            )
        return days

    def series(self) -> Series:
        chosen = {
            name: value
            for name, value in self.cleaned_data.items()
            if name not in {"first", "last", "weekdays", "leaders"}
        }
        return Series(**chosen)

    def plans(self) -> list[PlannedSession]:
        return [
            PlannedSession(session, self.cleaned_data["leaders"])
            for session in planned(self.series())
        ]


def _read_date(line: str) -> date | None:
    for pattern in DATE_FORMATS:
        try:
            return datetime.strptime(line, pattern).date()
        except ValueError:
            continue
    return None
