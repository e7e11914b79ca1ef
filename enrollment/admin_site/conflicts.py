"""Optimistic locking in the admin, for forms and their inline rows: see ``forms.conflicts``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.forms.formsets import DELETION_FIELD_NAME
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from enrollment.accounts.owners import one_at_a_time
from enrollment.forms.conflicts import CHANGED_MEANWHILE, ConflictAware

ROW_DELETED = _(
    "A colleague deleted a row here while you had it open. Nothing is saved. Open the page again, then make your "
    "changes."
)


class ConflictAwareModelForm(ConflictAware, forms.BaseModelForm[Any]):
    def is_of_stored(self) -> bool:
        return self.instance.pk is not None


class ConflictAwareRows(BaseInlineFormSet[Any, Any, Any]):
    """Mixin for an inline formset. List it before the formset class."""

    def _should_delete_form(self, form: Any) -> bool:
        # Django skips validation of rows to delete, and would delete a newer value that the user
        # has not seen.
        chosen: bool = form.cleaned_data.get(DELETION_FIELD_NAME, False)
        return chosen and not form.has_error(NON_FIELD_ERRORS, CHANGED_MEANWHILE)

    def clean(self) -> None:
        super().clean()
        gone = (form for form in self.initial_forms if form.instance.pk is None)
        if any(not self._should_delete_form(form) for form in gone):
            raise ValidationError(ROW_DELETED, CHANGED_MEANWHILE)


class ConflictAwareAdmin(admin.ModelAdmin[Any]):
    """A ``ModelAdmin`` whose form and inline rows refuse to overwrite newer values."""

    def get_object(self, request: HttpRequest, object_id: str, *args: Any) -> Any:
        if request.method == "POST":
            # Serialise saves of one object, inside Django's transaction: the second reads what the first wrote.
            one_at_a_time(f"{self.opts.label}:{object_id}")
        return super().get_object(request, object_id, *args)

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        return conflict_aware(super().get_form(request, obj, change=change, **kwargs))

    def get_formsets_with_inlines(self, request: HttpRequest, obj: Any = None) -> Iterator[Any]:
        for formset, inline in super().get_formsets_with_inlines(request, obj):
            # Read-only rows submit nothing, so they must not count as missing.
            can_change = inline.has_change_permission(request, obj)
            yield (_conflict_aware_rows(formset) if can_change else formset), inline


def _conflict_aware_rows(formset: Any) -> Any:
    bases = (ConflictAwareRows, formset)
    rows: Any = type(formset.__name__, bases, {"__module__": formset.__module__})
    rows.form = conflict_aware(formset.form)
    return rows


def conflict_aware(form: type[forms.BaseForm]) -> type[forms.BaseForm]:
    return type(form.__name__, (ConflictAwareModelForm, form), {"__module__": form.__module__})
