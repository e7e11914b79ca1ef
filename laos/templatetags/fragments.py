"""Parts of pages that are rendered once for all who see the same, with what is one's own put in as they are shown."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django import template
from django.core.cache import caches
from django.core.cache.utils import make_template_fragment_key
from django.template import Context, Node, NodeList
from django.template.base import (
    FilterExpression,
    Parser,
    Token,
    render_value_in_context,
    token_kwargs,
)
from django.utils.safestring import SafeString
from django.utils.translation import get_language

register = template.Library()

# Stands for a value, with its number. No one can guess it, so no one can write it into a part; digits fit any address.
_MARK = f"{secrets.randbelow(9 * 10**17) + 10**17}"
_OUTER = "outer_fragment"


class NestedFragmentError(Exception):
    """What is a reader's own would be kept in the fragment around it, and shown to others."""


@dataclass
class Fragment(Node):
    """``{% fragment name facts… with own=… %}``: see ``fragment``."""

    name: str
    facts: Sequence[FilterExpression]
    own: Mapping[str, FilterExpression]
    cache: str
    nodelist: NodeList

    def render(self, context: Context) -> SafeString:
        """Raise ``NestedFragmentError`` in another fragment, unless nothing in this one is a reader's own."""
        if self.own and _OUTER in context:
            raise NestedFragmentError(self.name)
        facts = [fact.resolve(context) for fact in self.facts]
        key = make_template_fragment_key(self.name, [get_language(), *facts])
        kept = caches[self.cache]
        marks = {name: f"{_MARK}{number:02}" for number, name in enumerate(self.own, start=1)}
        token = f"{_MARK}00"
        text: str | None = kept.get(key)
        if text is None:
            with context.push(**marks, **{"csrf_token": token, _OUTER: self.name}):
                text = self.nodelist.render(context)
            kept.set(key, text, timeout=None)
        for name, value in self.own.items():
            text = text.replace(
                marks[name], render_value_in_context(value.resolve(context), context)
            )
        if token in text:
            text = text.replace(token, str(context.get("csrf_token", "")))
        return SafeString(text)


@register.tag
def fragment(parser: Parser, token: Token) -> Fragment:
    """Keep a part of a page under its name, the language and every fact that it shows.

    What follows ``with`` is each reader's own: inside, it can be printed and be part of an address, and no more. So
    is the token of a form. ``in lists`` before it keeps the part with other large ones.
    """
    _tag, name, *bits = token.split_contents()
    facts, own, cache = bits, [], "template_fragments"
    if "with" in facts:
        facts, own = bits[: bits.index("with")], bits[bits.index("with") + 1 :]
    if "in" in facts:
        facts, cache = facts[:-2], facts[-1]
    nodelist = parser.parse(("endfragment",))
    parser.delete_first_token()
    return Fragment(
        name,
        [parser.compile_filter(fact) for fact in facts],
        token_kwargs(own, parser),
        cache,
        nodelist,
    )
