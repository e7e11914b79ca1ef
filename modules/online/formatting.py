"""Render Markdown to safe HTML."""

from __future__ import annotations

import re

from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

WEB_OR_MAIL = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)
# The only attributes kept: others could set styles, or titles that many readers cannot reach.
KEPT = {"href", "start"}


class Markdown(MarkdownIt):
    def validateLink(self, url: str) -> bool:  # noqa: N802  # the library's name
        return WEB_OR_MAIL.match(url) is not None


# Raw HTML is escaped: this preset does not allow it.
_material = Markdown("js-default").disable(["image"])
# No links: an anonymous essay must not lead to its author's page. References would hide text.
_essay = Markdown("js-default", {"breaks": True, "linkify": False}).disable(
    ["image", "link", "reference", "autolink", "table", "html_block", "html_inline"]
)


def material(text: str) -> SafeString:
    """Render a text by staff, with links."""
    return mark_safe(_headings_below(_material, text))  # noqa: S308  # the renderer escapes


def essay(text: str) -> SafeString:
    """Render an essay, without links."""
    return mark_safe(_headings_below(_essay, text))  # noqa: S308  # the renderer escapes


def _headings_below(markdown: MarkdownIt, text: str) -> str:
    """Render with headings below the page's ``h1``, and without skipped levels."""
    tokens = markdown.parse(text)
    level = 1
    for token in tokens:
        _keep_little(token)
        if token.type == "heading_open":
            level = min(max(int(token.tag[1]), 2), level + 1)
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{level}"
        if token.type.endswith("_open") and token.level == 0:
            # Keep right-to-left text from turning the page around it.
            token.attrSet("dir", "auto")
    rendered: str = markdown.renderer.render(tokens, markdown.options, {})
    return rendered


def _keep_little(token: Token) -> None:
    """Remove every attribute not in ``KEPT``, such as classes and styles."""
    token.attrs = {name: value for name, value in token.attrs.items() if name in KEPT}
    # “[]()” has an empty address, which ``validateLink`` never sees.
    if not token.attrs.get("href", "-"):
        del token.attrs["href"]
    token.info = ""
    for child in token.children or ():
        _keep_little(child)
