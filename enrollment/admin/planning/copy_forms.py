"""The form that copies a term: the two terms, and a line for each session."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorDict
from django.utils.timezone import localtime, make_aware
from django.utils.translation import gettext_lazy as _

from enrollment.forms.fields import DateField, TimeInput, keys_among
from enrollment.models import Language, Term, User
from enrollment.plain_text import TermOrder
from enrollment.sessions import leading
from enrollment.sessions.copying import Proposal, next_code
from enrollment.sessions.plausibility import PlannedSession

from .asking import ask
from .forms import MOST_PLACES, draft_field, named_leaders


class TermsForm(forms.Form):
    """Choose the term to copy, and the one to plan."""

    source = forms.ModelChoiceField(
        Term.objects.filter(core_sessions__cancelled_at=None, core_sessions__isnull=False)
        .distinct()
        .order_by(-TermOrder("code")),
        label=_("Copy the sessions of"),
        empty_label=None,
    )
    target = forms.ChoiceField(label=_("To"))
    first_week = DateField(
        label=_("First session in the week of"),
        required=False,
        help_text=_("Leave this empty to keep the week of the term."),
    )

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.terms = {term.code: term for term in Term.objects.order_by(-TermOrder("code"))}
        coming = next_code(self.terms.values())
        if coming:
            self.terms = {coming: Term(code=coming), **self.terms}
        super().__init__({**self._usual(data.get("target", "")), **data})
        field = self.fields["target"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(code, str(term)) for code, term in self.terms.items()]

    def _usual(self, target: str) -> dict[str, Any]:
        """Return the last term with sessions and the term after it, or the last one before ``target``."""
        sources = self.base_fields["source"]
        assert isinstance(sources, forms.ModelChoiceField)
        assert sources.queryset is not None
        # A copy: the queryset of the class would keep what it has read.
        found = list(sources.queryset.all())
        others = [term for term in found if term.code != target]
        wanted = self.terms.get(target)
        earlier = [term for term in others if wanted and term.last_day < wanted.last_day]
        source = next(iter(earlier or others or found), None)
        if source is None:
            return {}
        return {"source": source.pk, "target": next_code([source])}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if "source" in data and data.get("target") == data["source"]:
            raise ValidationError(_("Choose two different terms."))
        return data

    def clean_target(self) -> Term:
        return self.terms[self.cleaned_data["target"]]


class LineForm(forms.Form):
    """One session of the new term. A line that is not ticked is not checked."""

    kept = forms.BooleanField(label=_("Include"), required=False)
    copied_from = forms.IntegerField(widget=forms.HiddenInput)
    date = DateField(label=_("Date"))
    start = forms.TimeField(label=_("Starts"), widget=TimeInput)
    end = forms.TimeField(label=_("Ends"), widget=TimeInput)
    place = forms.CharField(label=_("Room"), required=False, max_length=200)
    online_url = forms.URLField(label=_("Link"), required=False)
    capacity = forms.IntegerField(label=_("Places"), min_value=1, max_value=MOST_PLACES)
    language = forms.ChoiceField(label=_("Language"), choices=Language.choices)
    leaders = forms.CharField(label=_("Seminar leaders"), required=False)

    # The fields of each column of the table, one below the other.
    stacked = (
        ("kept",),
        ("date",),
        ("start", "end"),
        ("place", "online_url"),
        ("capacity", "language"),
        ("leaders",),
    )

    # Set by ``CopyForm``; None for a line of no known session.
    proposal: Proposal | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.visible_fields():
            labels = f"column-{field.name} {self.prefix}-session"
            field.field.widget.attrs["aria-labelledby"] = labels

    def columns(self) -> list[list[forms.BoundField]]:
        return [[self[name] for name in names] for names in self.stacked]

    def full_clean(self) -> None:
        super().full_clean()
        if self.is_bound and not self.cleaned_data.get("kept"):
            self._errors = ErrorDict()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if {"start", "end"} <= data.keys() and data["end"] <= data["start"]:
            self.add_error("end", _("The session ends before it starts."))
        if data.get("place") and data.get("online_url"):
            self.add_error("online_url", _("Give the room or the link, not both."))
        return data

    def read_leaders(self, accounts: Mapping[str, User]) -> list[User]:
        try:
            return named_leaders(leading.names_in(self.cleaned_data["leaders"]), accounts)
        except ValidationError as error:
            self.add_error("leaders", error)
            return []


Lines = forms.formset_factory(LineForm, extra=0)


def initial_of(proposal: Proposal) -> dict[str, Any]:
    session = proposal.session
    starts_at = localtime(session.starts_at)
    return {
        "kept": not proposal.left_out,
        "copied_from": proposal.copied_from,
        "date": starts_at.date(),
        "start": starts_at.time(),
        "end": localtime(session.ends_at).time(),
        "place": session.place,
        "online_url": session.online_url,
        "capacity": session.capacity,
        "language": session.language,
        "leaders": "; ".join(sorted(leader.username for leader in proposal.leaders)),
    }


class CopyForm(forms.Form):
    """The lines, and whether they become drafts."""

    is_draft = draft_field(initial=True)

    def __init__(self, proposals: Sequence[Proposal], data: Mapping[str, Any] | None) -> None:
        super().__init__(data)
        self.proposals = {proposal.copied_from: proposal for proposal in proposals}
        self.lines = Lines(data, initial=[initial_of(proposal) for proposal in proposals])
        self.plans: list[PlannedSession] = []
        for line in self.lines.forms:
            line.proposal = self.proposals.get(_key_of_session(line))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        kept = self._kept_lines()
        accounts = leading.accounts_named(
            name for line in kept for name in leading.names_in(line.cleaned_data["leaders"])
        )
        self.plans = [self._plan(line, accounts) for line in kept]
        if any(line.errors for line in self.lines.forms):
            raise ValidationError(_("Correct the lines marked below."))
        if not kept:
            raise ValidationError(_("Tick at least one session."))
        ask(self.plans)
        return data

    def _kept_lines(self) -> list[LineForm]:
        """Return the ticked lines. Raises ``ValidationError`` if one is wrong or of another term."""
        if not self.lines.is_valid():
            raise ValidationError(_("Correct the lines marked below."))
        if any(line.proposal is None for line in self.lines.forms):
            raise ValidationError(
                _("The sessions of the earlier term have changed. Open the page again.")
            )
        return [line for line in self.lines.forms if line.cleaned_data.get("kept")]

    def _plan(self, line: Any, accounts: Mapping[str, User]) -> PlannedSession:
        data, session = line.cleaned_data, line.proposal.session
        session.starts_at = make_aware(datetime.combine(data["date"], data["start"]))
        session.ends_at = make_aware(datetime.combine(data["date"], data["end"]))
        for name in ("place", "online_url", "capacity", "language"):
            setattr(session, name, data[name])
        session.is_draft = self.cleaned_data["is_draft"]
        return PlannedSession(session, line.read_leaders(accounts))


def _key_of_session(line: forms.Form) -> int:
    """Return the key of the session that the line copies, or 0 if there is none."""
    value = str(line["copied_from"].value() or "")
    return next(iter(keys_among([value])), 0)
