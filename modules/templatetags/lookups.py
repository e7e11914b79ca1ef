from __future__ import annotations

from collections.abc import Mapping

from django import template

register = template.Library()


@register.filter
def at_key(mapping: Mapping[int, str], key: int) -> str:
    return mapping.get(key, "")
