from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
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
        return SafeString(cell)
    # Both parts are of the cell, which Django has made safe.
    attributes, shown = map(SafeString, found.groups())
    if shown in SHOWS_NOTHING:
        return format_html("<td{} data-empty>{}", attributes, shown)
    return format_html('<td{} data-label="{}">{}', attributes, capfirst(header["text"]), shown)
