from __future__ import annotations

from django import template
from django.forms import BoundField
from django.utils.safestring import SafeString

register = template.Library()


@register.filter
def control(field: BoundField) -> SafeString:
    """Draw a field's control with the design system's class, which forms in Python need not know.

    A placeholder that only repeats the label is left out.
    """
    attrs: dict[str, str | bool] = {"class": "ds-input"}
    if str(field.field.widget.attrs.get("placeholder")) == str(field.label):
        attrs["placeholder"] = False
    return field.as_widget(attrs=attrs)


@register.filter
def shown_before(field: BoundField) -> SafeString:
    """Draw the value that a form was opened with, where it carries that along: see ``enrollment.forms.conflicts``."""
    # Django would take what is sent for what was shown, where the form was sent without it.
    is_unsent = field.form.is_bound and field.html_initial_name not in field.form.data
    if not field.field.show_hidden_initial or is_unsent:
        return SafeString("")
    return field.as_hidden(only_initial=True)
