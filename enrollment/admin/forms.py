from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.contrib.auth.forms import (
    AdminPasswordChangeForm,
    AdminUserCreationForm,
    SetUnusablePasswordMixin,
    UserChangeForm,
)
from django.core.exceptions import ValidationError
from django.db.models import PROTECT, Model
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from enrollment import clock
from enrollment.access import UNIPED
from enrollment.accounts.vouching import is_confirmed_elsewhere
from enrollment.models import Coordinator, Registration, User
from enrollment.people import appointing, colleagues
from enrollment.refusals import LastColleague, StillHolding


class AdminPasswordForm(AdminPasswordChangeForm):  # type: ignore[type-arg]  # it takes none when run
    """Django's, whose warning is a list within a paragraph, and in English only."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if field := self.fields.get("usable_password"):
            # Shown by Django's script once it is chosen.
            field.help_text = format_html(
                '{} <strong id="id_unusable_warning">{}</strong>',
                SetUnusablePasswordMixin.usable_password_help_text,
                _("If disabled, the current password is lost."),
            )


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


class AccountForm(UserChangeForm[User]):
    """Change an account as an administrator. The last colleague at Uniped who can log in stays one."""

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        is_colleague = data.get("is_active") and data.get("is_staff")
        is_colleague = is_colleague and any(
            group.name == UNIPED for group in data.get("groups", ())
        )
        if not is_colleague and colleagues.is_last(self.instance):
            self.add_error(None, LastColleague(self.instance).in_full)
        return data


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
