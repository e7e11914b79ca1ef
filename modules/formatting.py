"""Lightly formatted text: from Markdown to HTML that can do no harm, whoever wrote it."""

from __future__ import annotations

from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

# Raw HTML is shown as it is written, since this preset does not allow it.
_material = MarkdownIt("js-default").disable(["image"])
# Nobody is led from an anonymous essay to a page of its author's.
_essay = MarkdownIt("js-default", {"breaks": True, "linkify": False}).disable(
    ["image", "link", "autolink", "table", "html_block", "html_inline"]
)


def material(text: str) -> SafeString:
    """What staff have written, with links."""
    return mark_safe(_headings_below(_material, text))


def essay(text: str) -> SafeString:
    """What a learning assistant has written, without links."""
    return mark_safe(_headings_below(_essay, text))


def _headings_below(markdown: MarkdownIt, text: str) -> str:
    """The page has the heading above all others, and none may be left out on the way down."""
    tokens = markdown.parse(text)
    level = 1
    for token in tokens:
        if token.type == "heading_open":
            level = min(max(int(token.tag[1]), 2), level + 1)
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{level}"
        if token.type.endswith("_open") and token.level == 0:
            # Right-to-left text stands right to left, and turns nothing around it.
            token.attrSet("dir", "auto")
    rendered: str = markdown.renderer.render(tokens, markdown.options, {})
    return rendered
