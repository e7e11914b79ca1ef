"""Optimistic locking for forms: a colleague's newer change is never overwritten unseen.

Each form carries the values that it was opened with, in Django's hidden initial fields. If a value in the database has
changed since, nothing is saved. The form is shown again, and each such field lists its old value, its new value and the
value entered. A field that the user did not change takes the newer value. Saving again resolves the conflict.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from enrollment.plain_text import as_entered

from .plain_values import in_words

CHANGED_MEANWHILE = "changed_meanwhile"
NOTHING_SAVED = _(
    "A colleague changed this while you had it open. Nothing is saved yet. "
    "Check the fields below, then save again."
)


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field whose value in the database has changed since the form was opened."""

    bound: forms.BoundField
    shown: Any
    is_mine: bool  # the user of this form has changed it too


class ConflictAware(forms.BaseForm):
    """Mixin for a form that refuses to overwrite newer values. List it before the form class."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.is_of_stored():
            for field in self.fields.values():
                field.show_hidden_initial = not field.disabled

    def is_of_stored(self) -> bool:
        """Return whether the form edits stored data; a plain form gets that as its initial values."""
        return bool(self.initial)

    @cached_property
    def changed_data(self) -> list[str]:
        """The fields that differ from the database. Django compares with the hidden fields, which may be missing."""
        return [bound.name for bound in self if bound.field.has_changed(bound.initial, bound.data)]

    def full_clean(self) -> None:
        conflicts = [*self._conflicts()] if self.is_bound else []
        if self.is_bound and isinstance(self.data, QueryDict):
            self.data = _with_newer_values(_with_empty_choices(self.data, self), conflicts)
        super().full_clean()
        if conflicts:
            self.add_error(None, ValidationError(NOTHING_SAVED, CHANGED_MEANWHILE))
        for conflict in conflicts:
            self.add_error(conflict.bound.name, _difference(conflict))

    def _conflicts(self) -> Iterator[Conflict]:
        bounds = [bound for bound in self if bound.field.show_hidden_initial]
        # An empty multiple choice is not sent at all, so look for any of the hidden fields.
        if not any(bound.html_initial_name in name for bound in bounds for name in self.data):
            return
        for bound in bounds:
            field, widget = bound.field, bound.field.hidden_widget()
            sent = widget.value_from_datadict(self.data, self.files, bound.html_initial_name)
            if _differs(bound, bound.initial, sent):
                shown = _read(field, sent)
                yield Conflict(bound, shown, is_mine=_differs(bound, shown, bound.data))


def _differs(bound: forms.BoundField, initial: Any, sent: Any) -> bool:
    # Browsers send line breaks as CRLF, fields strip whitespace, and text stored before tidying was
    # introduced comes back tidied.
    if isinstance(initial, str) and isinstance(sent, str):
        initial, sent = (
            as_entered(bound.html_name, text.replace("\r\n", "\n")).strip()
            for text in (initial, sent)
        )
    return bound.field.has_changed(initial, sent)


def _read(field: forms.Field, raw: Any) -> Any:
    try:
        return field.clean(raw)
    except ValidationError:
        return None


def _difference(conflict: Conflict) -> ValidationError:
    field, bound = conflict.bound.field, conflict.bound
    values = [
        (gettext("It was"), _in_words(field, conflict.shown)),
        (gettext("Now it is"), _in_words(field, bound.initial)),
    ]
    text = gettext("A colleague changed this. The newer version is shown here.")
    if conflict.is_mine:
        values.append((gettext("You entered"), _in_words(field, _read(field, bound.data))))
        text = gettext("A colleague changed this too. Yours replaces theirs if you save again.")
    # One definition each, not one line: a value may be a whole letter.
    rows = format_html_join("", "<dt>{}</dt><dd>{}</dd>", values)
    shown = format_html('{}<dl class="conflict">{}</dl>', text, rows)
    return ValidationError(shown, CHANGED_MEANWHILE)


def _in_words(field: forms.Field, value: Any) -> str:
    if isinstance(field, forms.ModelChoiceField) and field.queryset is not None:
        many = isinstance(value, Iterable) and not isinstance(value, str)
        keys = [getattr(row, "pk", row) for row in (value if many else [value])]
        chosen = field.queryset.filter(pk__in=[key for key in keys if key is not None])
        value = ", ".join(field.label_from_instance(row) for row in chosen)
    elif choices := dict(getattr(field, "choices", ())):
        value = choices.get(value, value)
    return in_words(value)


def _with_empty_choices(data: QueryDict, form: forms.BaseForm) -> QueryDict:
    """Return the data with a hidden field for each choice of several that was shown empty, which a browser does not send.

    Django would show what was chosen in its place, as if the form had been opened with it.
    """
    whole = data.copy()
    for bound in form:
        is_of_several = issubclass(bound.field.hidden_widget, forms.MultipleHiddenInput)
        if is_of_several and bound.field.show_hidden_initial:
            whole.setlistdefault(bound.html_initial_name, [])
    return whole


def _with_newer_values(data: QueryDict, conflicts: Iterable[Conflict]) -> QueryDict:
    """Return the data as if the form had been opened now: the user's own changes, else the newer values."""
    newer = data.copy()
    for conflict in conflicts:
        bound = conflict.bound
        _put(newer, bound.field.hidden_widget(), bound.html_initial_name, bound.initial)
        if not conflict.is_mine:
            _put(newer, bound.field.widget, bound.html_name, bound.initial)
    return newer


def _put(data: QueryDict, widget: forms.Widget, name: str, value: Any) -> None:
    """Write a value into ``data`` as a browser would submit it."""
    widget = getattr(widget, "widget", widget)  # the admin wraps the widgets of related fields
    if isinstance(widget, forms.MultiWidget):
        for number, part in enumerate(widget.decompress(value) or ()):
            _put(data, widget.widgets[number], f"{name}_{number}", part)
    elif isinstance(widget, forms.CheckboxInput):
        data.pop(name, None)
        if value:
            data[name] = "on"
    else:
        value = value.pk if isinstance(value, Model) else value
        if isinstance(value, Iterable) and not isinstance(value, str):
            data.setlist(name, [str(getattr(row, "pk", row)) for row in value])
        else:
            shown = widget.format_value(value)
            texts = shown if isinstance(shown, list) else [shown]
            data[name] = "" if texts[0] is None else str(texts[0])
