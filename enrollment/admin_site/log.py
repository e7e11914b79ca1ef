"""Log each changed field in the admin with its value before and after.

Django's log only names the fields. Here a log entry also stores plain values, and the history page formats them in the
reader's language: “Deadline: 48 → 24”.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.admin.utils import label_for_field
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Field, Manager, Model
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.dateparse import parse_date, parse_datetime, parse_time
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext, override, pgettext

from enrollment.forms.plain_values import in_words

# Fields, and below apps, whose values are never logged.
SECRET_FIELDS = {"password", "password1", "password2", "usable_password"}
SECRET_APPS = {"mfa", "socialaccount", "usersessions"}
LONGEST = 80
# How many characters of a long text are kept before the first difference.
BEFORE = 20

# The keys of a log message in words of our own, and of the reason that its author gave.
DONE = "done"
REASON = "reason"
# The key of the reason for saving without letters.
WITHOUT_LETTERS = "without_letters"

Message = list[dict[str, Any]]


def add_values(changed: dict[str, Any], form: Any) -> None:
    """Add the old and new value of each field to Django's log message for a form. Secrets are left out."""
    if not isinstance(form, forms.ModelForm):
        return
    noted = [
        (label, _noted(name, *_ends(form, name), is_secret=_is_secret(form, name)))
        for label, name in zip(changed["fields"], form.changed_data, strict=True)
        if not form.fields[name].widget.is_hidden
    ]
    changed["fields"] = [label for label, _value in noted]
    changed["values"] = [value for _label, value in noted]
    changed["model"] = form._meta.model._meta.label_lower


def log_changes(
    model_admin: admin.ModelAdmin[Any], request: HttpRequest, before: Model, *names: str
) -> None:
    """Log the changes that a use case made to a row. ``before`` is the row as it was; no changes, no entry."""
    now = model_admin.model._base_manager.get(pk=before.pk)
    message = compared(now, {name: getattr(before, name) for name in names})
    if message:
        model_admin.log_change(request, now, message)


def done(words: str) -> Message:
    """Return a log message that says what was done, without values. ``words`` are marked with ``gettext_noop``."""
    return [{DONE: words}]


def reason(because: str) -> Message:
    """Return a log message with the reason for what was done."""
    return [{REASON: because}]


def compared(row: Model, before: Mapping[str, Any]) -> Message:
    """Return a log message with the differences between ``before`` and the row; empty if there are none."""
    now = {name: _value(row, name) for name in before}
    names = [name for name, old in before.items() if now[name] != old]
    with override(None):
        labels = [str(label_for_field(name, type(row))) for name in names]
    values = [_noted(name, before[name], now[name]) for name in names]
    changed = {"fields": labels, "values": values, "model": row._meta.label_lower}
    return [{"changed": changed}] if names else []


def _value(row: Model, name: str) -> Any:
    """Return a value, and a set of rows for a relation to many."""
    value = getattr(row, name)
    return set(value.all()) if isinstance(value, Manager) else value


def _noted(name: str, old: Any, new: Any, *, is_secret: bool = False) -> dict[str, Any]:
    if is_secret:
        return {"field": name}
    old, new = _plain(old), _plain(new)
    if isinstance(old, str) and isinstance(new, str):
        old, new = _where_they_differ(old, new)
    return {"field": name, "old": old, "new": new}


def _is_secret(form: Any, name: str) -> bool:
    app = form._meta.model._meta.app_label
    is_hidden = isinstance(form.fields[name].widget, forms.PasswordInput)
    return app in SECRET_APPS or name in SECRET_FIELDS or is_hidden


def _ends(form: Any, name: str) -> tuple[Any, Any]:
    field, old = form.fields[name], form[name].initial
    if isinstance(field, forms.ModelChoiceField) and field.queryset is not None:
        # Look the keys up among all rows: one that can no longer be chosen still has a name.
        many = isinstance(old, Iterable) and not isinstance(old, str)
        keys = [getattr(row, "pk", row) for row in (old if many else [old])]
        rows = field.queryset.model._base_manager.filter(pk__in=[key for key in keys if key])
        old = [*rows] if many else rows.first()
    return old, form.cleaned_data.get(name)


def _plain(value: Any) -> Any:
    """Convert a value to one that JSON can hold."""
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, Model | Decimal):
        return str(value)
    if isinstance(value, Iterable):
        return sorted(str(item) for item in value)
    return str(value)


def _where_they_differ(old: str, new: str) -> tuple[str, str]:
    """Shorten long texts to the part around their first difference."""
    if max(len(old), len(new)) <= LONGEST:
        return old, new
    pairs = zip(old, new, strict=False)
    same = next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(old), len(new)))
    start = max(0, same - BEFORE)
    return _cut(old, start), _cut(new, start)


def _cut(text: str, start: int) -> str:
    shown = Truncator(text[start:]).chars(LONGEST)
    return f"…{shown}" if start else shown


def lines_of(entry: LogEntry, models: Mapping[str, type[Model]]) -> list[str]:
    """Return the lines of a log entry in the reader's language. ``models`` are those on the page, by label."""
    try:
        message: Message = json.loads(entry.change_message)
    except json.JSONDecodeError:
        return [entry.get_change_message()] if entry.change_message else []
    lines = [line for part in message for line in _lines(part, entry, models)]
    return lines or [entry.get_change_message()]


def _lines(
    part: dict[str, Any], entry: LogEntry, models: Mapping[str, type[Model]]
) -> Iterator[str]:
    if DONE in part:
        yield gettext(part[DONE])
        return
    if REASON in part:
        yield gettext("Reason: %(because)s") % {"because": part[REASON]}
    if WITHOUT_LETTERS in part:
        yield gettext("No letters were sent: %(reason)s") % {"reason": part[WITHOUT_LETTERS]}
        return
    changed = part.get("changed", {})
    if "values" not in changed:
        alone = LogEntry(action_flag=entry.action_flag, change_message=json.dumps([part]))
        yield alone.get_change_message()
        return
    model = models.get(changed.get("model", ""))
    model = model or next(iter(models.values()))
    of_row = (
        f"{capfirst(model._meta.verbose_name)} “{changed['object']}”, "
        if "object" in changed
        else ""
    )
    for label, value in zip(changed["fields"], changed["values"], strict=True):
        yield of_row + _line(_field(model, value["field"]), label, value)


def _field(model: type[Model], name: str) -> Field[Any, Any] | None:
    try:
        field = model._meta.get_field(name)
    except FieldDoesNotExist:
        return None
    return field if isinstance(field, Field) else None


def _line(field: Field[Any, Any] | None, label: str, value: dict[str, Any]) -> str:
    name = capfirst(str(field.verbose_name) if field else gettext(label))
    if "old" not in value:
        return gettext("%(field)s: changed") % {"field": name}
    return arrow(name, _read(field, value["old"]), _read(field, value["new"]))


def arrow(label: str, old: Any, new: Any) -> str:
    """Format a change, such as “Deadline: 48 → 24”."""
    words = {"field": label, "old": in_words(old), "new": in_words(new)}
    return pgettext("a change", "%(field)s: %(old)s → %(new)s") % words


def _read(field: Field[Any, Any] | None, value: Any) -> Any:
    """Convert a logged value back to the field's type, or to the label of its choice."""
    if field is None or value is None or value == "":
        return value
    choices = dict(field.flatchoices)
    if choices:
        return str(choices.get(value, value))
    parse = {
        "DateTimeField": parse_datetime,
        "DateField": parse_date,
        "TimeField": parse_time,
    }.get(field.get_internal_type())
    return (parse(value) if parse else None) or value


class LoggedAdmin(admin.ModelAdmin[Any]):
    """A ``ModelAdmin`` that logs the old and new value of each field."""

    def construct_change_message(
        self, request: HttpRequest, form: Any, formsets: Any, add: bool = False
    ) -> Message:
        message: Message = super().construct_change_message(request, form, formsets, add)
        forms_by_part = [] if add or not form.changed_data else [form]
        forms_by_part += [
            next(form for form in formset.initial_forms if form.instance is row)
            for formset in formsets or ()
            for row, _fields in formset.changed_objects
        ]
        changes = [part["changed"] for part in message if "changed" in part]
        for changed, form in zip(changes, forms_by_part, strict=True):
            add_values(changed, form)
        return message

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        response = super().history_view(request, object_id, extra_context)
        if isinstance(response, TemplateResponse) and response.context_data is not None:
            of_rows = [inline.model for inline in self.inlines]
            models = {model._meta.label_lower: model for model in [self.model, *of_rows]}
            for entry in response.context_data["action_list"]:
                entry.lines = lines_of(entry, models)
        return response
