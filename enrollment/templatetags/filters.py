from __future__ import annotations

from collections import Counter
from typing import Any

from django import template
from django.contrib.admin import ListFilter
from django.http import QueryDict

register = template.Library()

MOST_LINKS = 15


@register.simple_tag
def as_select(choices: list[dict[str, Any]], spec: ListFilter) -> dict[str, Any] | None:
    """Return a filter of the admin as one field of a form, or None if its choices are few enough to be links.

    ``links`` are the choices without a value of that field, such as “All”.
    """
    if len(choices) <= MOST_LINKS:
        return None
    queries = [QueryDict(choice["query_string"].removeprefix("?")) for choice in choices]
    own = [name for name in spec.expected_parameters() if name]
    ((name, _number),) = Counter(
        name for query in queries for name in own if name in query
    ).most_common(1)
    options, links = [], []
    for choice, query in zip(choices, queries, strict=True):
        if name in query:
            options.append({**choice, "value": query[name]})
        else:
            links.append(choice)
    others = [
        (other, value)
        for other, values in queries[0].lists()
        for value in values
        if other not in own
    ]
    return {"name": name, "options": options, "links": links, "others": others}
