from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import date, datetime, time
from typing import Any, ClassVar

from django import forms
from django.contrib.auth.forms import AdminUserCreationForm
from django.core.exceptions import ValidationError
from django.db.models import PROTECT, Model
from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from enrollment import clock
from enrollment.accounts.vouching import is_confirmed_elsewhere
from enrollment.forms.fields import DATE_FORMATS, DateField, TimeInput
from enrollment.models import (
    Campus,
    Coordinator,
    CoreModule,
    CoreSession,
    Language,
    Registration,
    Term,
    User,
)
from enrollment.people import appointing
from enrollment.refusals import (
    AttendanceRecorded,
    Cancelled,
    CapacityBelowTaken,
    OrderBroken,
    StillHolding,
)
from enrollment.sessions import leading
from enrollment.sessions.scheduling import Series, check_change, dates_between, planned

LONGEST_SERIES = 100


class StaysForm(forms.ModelForm[Any]):
    """Guard: the fields in ``stays`` cannot change once other rows depend on them. Triggers enforce the same."""

    stays: ClassVar[Sequence[str]] = ()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        changed = [name for name in self.stays if name in self.changed_data]
        if self.instance.pk is not None and changed:
            dependents = ", ".join(dependents_of(self.instance))
            for name in changed if dependents else ():
                self.add_error(
                    name,
                    _("This can no longer be changed, because it is used by: %(rows)s.")
                    % {"rows": dependents},
                )
        return data


def dependents_of(row: Model) -> list[str]:
    """Return the names of the tables whose rows protect this row from deletion."""
    return [
        str(relation.related_model._meta.verbose_name_plural)
        for relation in row._meta.related_objects
        if relation.on_delete is PROTECT
        and relation.related_model._base_manager.filter(**{relation.field.name: row.pk}).exists()
    ]


class CodeForm(StaysForm):
    """The code identifies the row in files and in speech, so it cannot change once used."""

    stays = ["code"]


class TermForm(CodeForm):
    def clean(self) -> dict[str, Any]:
        data = super().clean()
        marked = Registration.objects.filter(session__term=self.instance.pk).exclude(mark="")
        if "preparation_required" in self.changed_data and marked.exists():
            self.add_error(
                "preparation_required",
                _("This can no longer be changed, because attendance is recorded in this term."),
            )
        return data


class NewAccountForm(AdminUserCreationForm[User]):
    """Create an account as an administrator, for instance for staff."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        email = self.fields["email"]
        email.required = True
        email.help_text = _(
            "If you choose the password, the address counts as confirmed: check that it belongs to this person. "
            "Without a password, the person uses “Forgot your password?”, which confirms the address."
        )

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"].lower()
        if is_confirmed_elsewhere(email):
            raise ValidationError(_("Another account has confirmed this e-mail address."))
        return email


class CoordinatorAdminForm(forms.ModelForm[Coordinator]):
    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        course, department = data.get("course"), data.get("department")
        if course is not None and department is not None and course.department != department:
            self.add_error("course", _("That course belongs to another department."))
        return data


class AppointmentForm(StaysForm):
    """Guard: an appointment that justifies a coming place ends or moves only together with the place."""

    stays = ["assistant", "term", "department", "course"]
    frees = forms.BooleanField(
        label=_("Free the places that rest on it"),
        required=False,
        help_text=_(
            "Only when the last day has passed, or the appointment moves to another person or term. Places after a "
            "later last day are freed by themselves when it has passed."
        ),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if self.has_error("course"):
            self.add_error(
                "course",
                _(
                    "Change the course on the department's page: it shows what attendance carries over."
                ),
            )
        self.freed: list[Registration] = []
        if self.instance.pk is not None and not self.errors and self._goes(data):
            at = clock.now()
            appointing.lock([self.instance.assistant_id], at)
            self.freed = appointing.places_to_free(appointments=[self.instance], at=at)
            for place in () if data["frees"] else self.freed:
                self.add_error("frees", StillHolding(place).sentence)
        return data

    def _goes(self, data: dict[str, Any]) -> bool:
        ended = data["ends_on"] is not None and data["ends_on"] < clock.today()
        return ended or not {"assistant", "term"}.isdisjoint(self.changed_data)


class AsksAboutClashes(forms.BaseForm):
    """Ask before a leader is given two sessions at the same time. It is never forbidden."""

    def ask_about_clashes(self, leaders: Collection[User], sessions: Sequence[CoreSession]) -> None:
        found = leading.clashes(leaders, sessions)
        if not found or self.cleaned_data.get("accept_clash"):
            return
        self.fields["accept_clash"].widget = forms.CheckboxInput()
        sentence = _("%(name)s leads another session at the same time: %(session)s.")
        asked = [sentence % {"name": leader, "session": session} for leader, session in found]
        self.add_error("accept_clash", [*asked, _("To save anyway, tick this box.")])


def clash_field() -> forms.BooleanField:
    """Return the tick that is shown once there is something to ask."""
    return forms.BooleanField(
        label=_("Save although a leader has two sessions at the same time"),
        required=False,
        widget=forms.HiddenInput,
    )


class SessionForm(AsksAboutClashes, forms.ModelForm[CoreSession]):
    """Edit a core session, and check the changes against the places taken in it."""

    accept_clash = clash_field()

    # A registration's history depends on these.
    FIXED = ["term", "core_module", "campus"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if self.instance.pk is not None and {"capacity", "starts_at"} <= data.keys():
            self._check_places(data)
        self._check_leaders(data)
        return data

    def _check_leaders(self, data: dict[str, Any]) -> None:
        """Ask only about what this change brings: new leaders, or a new time."""
        if not {"leaders", "starts_at", "ends_at"} <= data.keys() or not {
            "leaders",
            "starts_at",
            "ends_at",
        } & {*self.changed_data}:
            return
        session = CoreSession(
            pk=self.instance.pk, starts_at=data["starts_at"], ends_at=data["ends_at"]
        )
        self.ask_about_clashes(data["leaders"], [session])

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


class SeriesForm(AsksAboutClashes, forms.Form):
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
    capacity = forms.IntegerField(label=_("Places"), min_value=1, initial=40)
    place = forms.CharField(label=_("Room"), required=False, max_length=200)
    online_url = forms.URLField(
        label=_("Link"), required=False, help_text=_("If it is held in Zoom.")
    )
    leaders = forms.CharField(
        label=_("Seminar leaders"),
        required=False,
        help_text=_("The user names of their accounts, separated by semicolons."),
    )
    accept_clash = clash_field()

    def clean_leaders(self) -> list[User]:
        names = leading.names_in(self.cleaned_data["leaders"])
        accounts = leading.accounts_named(names)
        unknown = [name for name in names if name.lower() not in accounts]
        if unknown:
            raise ValidationError(
                [
                    _("No account has the user name “%(name)s”. Correct it.") % {"name": name}
                    for name in unknown
                ]
            )
        return [*accounts.values()]

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
            self.ask_about_clashes(data["leaders"], planned(self.series()))
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
            if name not in {"first", "last", "weekdays", "leaders", "accept_clash"}
        }
        return Series(**chosen)


def _read_date(line: str) -> date | None:
    for pattern in DATE_FORMATS:
        try:
            return datetime.strptime(line, pattern).date()
        except ValueError:
            continue
    return None
