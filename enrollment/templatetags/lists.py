from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst

from enrollment.admin_site.site import Site

register = template.Library()

# A cell as Django draws it, in two parts: its attributes, and what it shows. The first of a row is a <th>.
CELL = re.compile(r"<td([^>]*)>(.*)", re.DOTALL)
SHOWS_NOTHING = {f"{Site.empty_value_display}</td>", "</td>"}


@register.filter
def labelled(cells: Iterable[str], headers: Iterable[Mapping[str, str]]) -> Iterator[SafeString]:
    """Name the column of each cell in ``data-label``, for rows that stand as lines; not of a cell that shows nothing."""
    for cell, header in zip(cells, headers, strict=False):
        yield _labelled(cell, header)


def _labelled(cell: str, header: Mapping[str, str]) -> SafeString:
    found = CELL.fullmatch(cell)
    if found is None or "action-checkbox" in found[1]:
        return mark_safe(cell)
    if found[2] in SHOWS_NOTHING:
        return mark_safe(f"<td{found[1]} data-empty>{found[2]}")
    label = conditional_escape(capfirst(header["text"]))
    return mark_safe(f'<td{found[1]} data-label="{label}">{found[2]}')
