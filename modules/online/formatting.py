"""Lightly formatted text: from Markdown to HTML that can do no harm, whoever wrote it."""

from __future__ import annotations

import re

from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

WEB_OR_MAIL = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)
# All that a text can set. Others would carry styles, or titles that few can read.
KEPT = {"href", "start"}


class Markdown(MarkdownIt):
    def validateLink(self, url: str) -> bool:  # noqa: N802  # the library's name
        return WEB_OR_MAIL.match(url) is not None


# Raw HTML is shown as it is written, since this preset does not allow it.
_material = Markdown("js-default").disable(["image"])
# Nobody is led from an anonymous essay to a page of its author's. A reference is where a link leads, and not shown itself.
_essay = Markdown("js-default", {"breaks": True, "linkify": False}).disable(
    ["image", "link", "reference", "autolink", "table", "html_block", "html_inline"]
)


def material(text: str) -> SafeString:
    """What staff have written, with links."""
    return mark_safe(_headings_below(_material, text))  # nosec B703  # the renderer escapes


def essay(text: str) -> SafeString:
    """What a learning assistant has written, without links."""
    return mark_safe(_headings_below(_essay, text))  # nosec B703  # the renderer escapes


def _headings_below(markdown: MarkdownIt, text: str) -> str:
    """The page has the heading above all others, and none may be left out on the way down."""
    tokens = markdown.parse(text)
    level = 1
    for token in tokens:
        _keep_little(token)
        if token.type == "heading_open":
            level = min(max(int(token.tag[1]), 2), level + 1)
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{level}"
        if token.type.endswith("_open") and token.level == 0:
            # Right-to-left text stands right to left, and turns nothing around it.
            token.attrSet("dir", "auto")
    rendered: str = markdown.renderer.render(tokens, markdown.options, {})
    return rendered


def _keep_little(token: Token) -> None:
    """No class, style or title, whatever the text asks for."""
    token.attrs = {name: value for name, value in token.attrs.items() if name in KEPT}
    # “[]()” leads nowhere, and is not asked about above.
    if not token.attrs.get("href", "-"):
        del token.attrs["href"]
    token.info = ""
    for child in token.children or ():
        _keep_little(child)
