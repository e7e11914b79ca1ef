from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from enrollment.forms.fields import keys_among
from enrollment.models import (
    Appointment,
    Campus,
    CoreModule,
    CoreSession,
    Language,
    Registration,
)
from enrollment.models.keys import CampusKey, SessionKey
from enrollment.models.sessions import CoreSessionQuerySet

GONE = _("That date is no longer in the timetable. Choose another.")


class DateFilter(forms.Form):
    """Filter sessions by campus and language; unknown values are ignored.

    Until another campus is asked for, it is the reader's own, if there is one and it has places left.
    """

    is_filter = True

    campus = forms.TypedChoiceField(label=_("Campus"), required=False, coerce=int, empty_value=None)
    language = forms.ChoiceField(
        label=_("Language"),
        required=False,
        choices=[("", pgettext_lazy("languages", "All")), *Language.choices],
    )

    def __init__(
        self, data: QueryDict, sessions: Collection[CoreSession], own: Collection[CampusKey] = ()
    ) -> None:
        """Offer the campuses of these sessions, which are ``with_places()``; ``own`` are the reader's."""
        campus = None if "campus" in data else _only_campus(own, sessions)
        super().__init__(data if campus is None else {**data.dict(), "campus": campus})
        self.sessions = sessions
        campuses: dict[int, Campus] = {session.campus_id: session.campus for session in sessions}
        self.campuses = sorted((key, campus.name) for key, campus in campuses.items())
        field = self.fields["campus"]
        assert isinstance(field, forms.TypedChoiceField)
        field.choices = [
            ("", pgettext_lazy("campuses", "All")),
            *self.campuses,
        ]

    @property
    def facts(self) -> tuple[object, ...]:
        """Everything that the filter shows."""
        return self.campuses, self["campus"].value(), self["language"].value(), self.hidden

    @cached_property
    def found(self) -> list[CoreSession]:
        self.is_valid()
        campus, language = map(self.cleaned_data.get, ("campus", "language"))
        return [
            session
            for session in self.sessions
            if campus in {None, session.campus_id} and language in {None, "", session.language}
        ]

    @property
    def hidden(self) -> int:
        """How many sessions the filter leaves out."""
        return len(self.sessions) - len(self.found)

    def narrow(self, chosen: Collection[SessionKey]) -> list[CoreSession]:
        """Return the sessions found and those chosen, in order."""
        kept = {session.pk for session in self.found}.union(chosen)
        return [session for session in self.sessions if session.pk in kept]


def _only_campus(own: Collection[CampusKey], sessions: Collection[CoreSession]) -> CampusKey | None:
    """Return the reader's campus, if it has a place left in each core module that has any."""
    if len(own) != 1:
        return None
    (campus,) = own
    free = {(session.core_module, session.campus_id) for session in sessions if not session.is_full}
    modules = {core_module for core_module, _campus in free}
    return campus if all((core_module, campus) in free for core_module in modules) else None


class SessionKeyField(forms.IntegerField):
    """The key of a core session, limited to a bigint: a larger number would be a database error."""

    def __init__(self) -> None:
        messages = dict.fromkeys(("invalid", "min_value", "max_value"), GONE)
        super().__init__(required=False, min_value=1, max_value=2**63 - 1, error_messages=messages)


class TwoDates(forms.Form):
    """The session chosen in each core module; one may be left out.

    Whether the sessions exist is checked only when they are locked: see ``add_gone``.
    """

    core_module_1 = SessionKeyField()
    core_module_2 = SessionKeyField()

    nothing_chosen = _("Choose your dates first.")
    sessions: list[CoreSession]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        self.sessions = [
            CoreSession(pk=key, core_module=number)
            for number in CoreModule.values
            if (key := data.get(f"core_module_{number}")) is not None
        ]
        if not self.sessions and not self.errors:
            raise forms.ValidationError(self.nothing_chosen, code="nothing_chosen")
        return data

    def add_gone(self, sessions: Iterable[CoreSession]) -> None:
        """Add an error for each session that does not exist."""
        for session in sessions:
            self.add_error(f"core_module_{session.core_module}", GONE)

    def chosen(self) -> set[SessionKey]:
        """Return the keys ticked, valid or not, to tick them again."""
        return dates_chosen(self.data)


def dates_chosen(sent: Mapping[str, str]) -> set[SessionKey]:
    """Return the keys ticked, in a form or in the address that a filter leads to."""
    return keys_among(sent.get(f"core_module_{number}", "") for number in CoreModule.values)


class DatesOfOther(TwoDates):
    """The sessions that staff choose for a learning assistant."""

    nothing_chosen = _("Choose a date.")


class ExchangeAnswer(forms.Form):
    """The answer to an exchange, and consent to show names, which takes effect only if both consent."""

    answer = forms.ChoiceField(
        choices=[("yes", ""), ("no", "")],
        error_messages={
            "required": _("Answer yes or no."),
            "invalid_choice": _("Answer yes or no."),
        },
    )
    shows_name = forms.BooleanField(
        label=_("Show my name to the other person, if they show me theirs"), required=False
    )


class ChoiceOfDate(forms.ModelChoiceField[CoreSession]):
    """A choice among sessions ``with_places()``."""

    def label_from_instance(self, session: Any) -> str:
        left = ngettext("%(count)d place left", "%(count)d places left", session.places_left)
        return f"{session} ({left % {'count': session.places_left}})"


class MoveMany(forms.Form):
    """The people of a session to move, and the session to move them to."""

    places = forms.ModelMultipleChoiceField(
        Registration.objects.none(),
        error_messages={
            "required": _("Choose at least one person."),
            "invalid_choice": _("A person is no longer on the list. Check it again."),
            "invalid_pk_value": _("A person is no longer on the list. Check it again."),
        },
    )
    session = ChoiceOfDate(
        CoreSession.objects.none(),
        label=_("Move them to"),
        error_messages={"required": _("Choose a date."), "invalid_choice": GONE},
    )

    def __init__(self, data: Any, moved_from: CoreSession, at: datetime) -> None:
        super().__init__(data)
        # Given up too: a second click must not refuse what the first has done.
        of_session = Registration.objects.filter(session=moved_from)
        places, session = self.fields["places"], self.fields["session"]
        assert isinstance(places, forms.ModelMultipleChoiceField)
        assert isinstance(session, forms.ModelChoiceField)
        places.queryset = of_session.select_related("assistant", "session")
        # No one can be moved to a term in which none of them is appointed.
        terms = Appointment.objects.filter(assistant__in=of_session.values("assistant"))
        self.targets = (
            CoreSession.objects.upcoming(at)
            .filter(core_module=moved_from.core_module, term__in=terms.values("term"))
            .exclude(pk=moved_from.pk)
        )
        session.queryset = self.targets

    def ticked(self) -> set[int] | None:
        """Return the keys sent, valid or not, to tick them again; None if nothing was sent."""
        return keys_among(cast(QueryDict, self.data).getlist("places")) if self.is_bound else None


class MoveOnCancelling(MoveMany):
    """The people of a session to move as it is cancelled; without a date no one is moved."""

    def __init__(self, data: Any, moved_from: CoreSession, at: datetime) -> None:
        super().__init__(data, moved_from, at)
        session = self.fields["session"]
        assert isinstance(session, ChoiceOfDate)
        session.empty_label = _("No one is moved")
        session.queryset = self.targets.with_places().select_related("campus")
        self.fields["places"].required = session.required = False

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("session") and not data.get("places") and "places" not in self.errors:
            self.add_error("places", self.fields["places"].error_messages["required"])
        return data


class NewDate(forms.Form):
    """The session to change to, or to move a learning assistant to."""

    session = forms.ModelChoiceField(
        CoreSession.objects.none(),
        error_messages={"required": _("Choose a date."), "invalid_choice": GONE},
    )

    def __init__(self, data: Any, sessions: CoreSessionQuerySet) -> None:
        super().__init__(data)
        field = self.fields["session"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = sessions
