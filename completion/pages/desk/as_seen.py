"""“My page” as its owner sees it, to be read by staff."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

import nh3
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import override

from completion.pages.calendar_feed import FeedAddress
from completion.pages.my_page.page import my_page
from enrollment.letters.recipients import languages_of
from enrollment.models import LearningAssistant
from enrollment.refusals import NotAppointed

# What is left of the page. No link, form, field or button: nothing can be done here on behalf of its owner. The words of
# links and forms stay.
TAGS = {
    *("article", "details", "div", "em", "h2", "h3", "h4", "li", "ol", "p", "progress", "section"),
    *("span", "strong", "summary", "time", "ul"),
}
ATTRIBUTES = {
    "*": {"class", "id", "lang", "dir"},
    "progress": {"max", "value"},
    "time": {"datetime"},
}
GONE_WITH_ALL_IN_IT = {"button", "label", "script", "select", "style", "textarea"}


@dataclass(frozen=True, slots=True)
class SeenPage:
    html: SafeString
    language: str


def as_seen(assistant: LearningAssistant, at: datetime) -> SeenPage:
    """Render what is on the page, without what can be done there, in the language of its owner's letters."""
    language = languages_of([assistant])[assistant][0]
    with override(language):
        # The address of the calendar is a secret of its owner.
        page = replace(my_page(assistant, at), calendar=FeedAddress())
        refusal = None if page.appointments or page.is_exempt else NotAppointed()
        facts = {"assistant": assistant, "page": page, "refusal": refusal, "is_read_only": True}
        rendered = render_to_string("completion/my_page/_read_only.html", facts)
    return SeenPage(read_only(rendered), language)


def read_only(rendered: str) -> SafeString:
    """Remove everything that could be followed, filled in or pressed. Links and forms keep their words."""
    cleaned = nh3.clean(
        rendered,
        tags=TAGS,
        attributes=ATTRIBUTES,
        clean_content_tags=GONE_WITH_ALL_IN_IT,
        generic_attribute_prefixes={"aria-", "data-"},
        link_rel=None,
    )
    return mark_safe(cleaned)  # noqa: S308  # cleaned above
