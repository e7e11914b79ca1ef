"""Lay out the plain text of a letter as HTML."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from django import template
from django.conf import settings
from django.utils.html import Urlizer, format_html
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

register = template.Library()

BETWEEN_LANGUAGES = "\n\n—\n\n"
BUTTON = '\n<p class="button"><a href="{}">{}</a></p>\n'
HEADING = "\n<h2>{}</h2>\n"
# A line such as “Your dates: https://…”, of no more words than a button can have.
LABEL = r"^(?!- |\d+\. )(?P<label>[^\n:.]{2,45}): (?P<address>%s\S*)$"


class _WholeAddresses(Urlizer):
    """Link whole addresses only, so that no name such as “ada.no” leads anywhere."""

    simple_url_2_re = re.compile(r"(?!)")


_linked = _WholeAddresses()


class _LetterHTML(RendererHTML):
    def text(self, tokens: Sequence[Token], number: int, *_options: Any) -> str:
        """Escape text and link its addresses."""
        return str(_linked(tokens[number].content, autoescape=True))


# Only lists, paragraphs and line breaks: anything else in a name or room is text.
_markdown = MarkdownIt("zero", {"breaks": True}, renderer_cls=_LetterHTML).enable(
    ["list", "newline"]
)


@register.filter
def laid_out(text: str, headings: Sequence[str] = ()) -> SafeString:
    """Return the HTML of a letter: lists, headings, and its first link to LAOS as a button, once for each language."""
    languages = text.strip().split(BETWEEN_LANGUAGES)
    return mark_safe("\n<hr>\n".join(_in_one_language(part, headings) for part in languages))  # noqa: S308  # escaped in each part


def _in_one_language(text: str, headings: Sequence[str]) -> str:
    link = re.search(LABEL % re.escape(settings.SITE_URL), text, re.MULTILINE)
    if link is None:
        return _with_headings(text, headings)
    button = format_html(BUTTON, link["address"], link["label"])
    before, after = text[: link.start()], text[link.end() :]
    return _with_headings(before, headings) + button + _with_headings(after, headings)


def _with_headings(text: str, headings: Sequence[str]) -> str:
    html: list[str] = []
    lines: list[str] = []
    for line in text.splitlines():
        if line in headings:
            html += [_markdown.render("\n".join(lines)), format_html(HEADING, line)]
            lines = []
        else:
            lines.append(line)
    return "".join([*html, _markdown.render("\n".join(lines))])
