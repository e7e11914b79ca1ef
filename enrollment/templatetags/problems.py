from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from django import template
from django.contrib.messages import ERROR
from django.forms import BaseForm, BoundField
from django.template.context import Context
from django.utils.safestring import SafeString

from enrollment.refusals import Refusal

register = template.Library()

Focus = Literal["summary", "messages", "page"]


@dataclass(frozen=True, slots=True)
class FormError:
    """An error of a form, with the labels of its field's group and its field, and the id of the control to correct."""

    sentence: str
    label: str = ""
    target: str = ""


@dataclass(frozen=True, slots=True)
class ErrorSummary:
    """What the summary above a page lists, and whether its title begins with “Error:”."""

    refusals: list[Refusal]
    of_forms: list[FormError]
    in_title: bool
    # The part of the page that has the focus at first: only one may.
    focus: Focus


@register.simple_tag(takes_context=True)
def find_problems(context: Context) -> ErrorSummary:
    """Collect what is wrong with the forms of the page being rendered, whatever the view calls them."""
    values: Iterable[object] = context.flatten().values()
    # Several names may stand for one form.
    forms = {id(form): form for form in values if isinstance(form, BaseForm)}
    of_forms = [
        problem
        for form in forms.values()
        if not getattr(form, "is_filter", False)
        for problem in _problems_of(form)
    ]
    refusals = context.get("refusals") or []
    is_error = bool(refusals or of_forms or _is_refused(context) or _tells_an_error(context))
    focus: Focus = "summary" if refusals or of_forms else _focus(context)
    return ErrorSummary(refusals, of_forms, in_title=is_error, focus=focus)


def _problems_of(form: BaseForm) -> Iterator[FormError]:
    if not form.errors:
        return
    for sentence in form.non_field_errors():
        yield FormError(str(sentence))
    for field in form:
        named = [getattr(form, "groups", {}).get(field.name), field.field.label]
        label = ", ".join(str(name) for name in named if name)
        for sentence in field.errors:
            # What a colleague has changed is a table, shown at the field.
            text = "" if isinstance(sentence, SafeString) else str(sentence)
            yield FormError(text, label, "" if field.is_hidden else _target(field))


def _target(field: BoundField) -> str:
    """Return the id of the control, or of the first in a group of buttons or boxes."""
    if field.id_for_label or not field.use_fieldset:
        return field.id_for_label
    return next((option.id_for_label for option in field.subwidgets), "")


def _is_refused(context: Context) -> bool:
    """Return whether a form was sent that has no field to correct."""
    outcome = context.get("outcome")
    refusal = outcome.refusal if outcome else context.get("refusal")
    return bool(refusal) and context["request"].method == "POST"


def _focus(context: Context) -> Focus:
    is_told_within = _is_refused(context) or context.get("differences")
    return "messages" if context.get("messages") and not is_told_within else "page"


def _tells_an_error(context: Context) -> bool:
    """Return whether a message tells an error; all of them stay to be shown."""
    return any(message.level >= ERROR for message in context.get("messages") or ())
