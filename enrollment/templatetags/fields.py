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
