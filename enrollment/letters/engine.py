"""The template language for letters: Django's, with only {% if %}, {% for %} and a few filters.

A text may name only the facts of its kind of letter, and print only texts. A loop iterates over a list among these
facts; a nested loop only over a list that is part of the current item. This keeps a letter's length in proportion to
its source and its facts, and a text checked on save is valid whenever it is sent.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.template import Context, Engine, Library, Template, TemplateSyntaxError, defaultfilters
from django.template.base import (
    FilterExpression,
    Lexer,
    NodeList,
    Parser,
    TextNode,
    Token,
    Variable,
    VariableNode,
)
from django.template.defaulttags import ForNode, IfNode, TemplateLiteral, do_for, do_if
from django.utils.translation import gettext as _

LONGEST_SOURCE = 5000
LONGEST_RESULT = 100_000
DEEPEST = 10
# In a loop, a list may be joined once per item of another list.
LONGEST_SEPARATOR = 10
MOST_CONDITIONS = 20

Facts = Mapping[str, Any]

# Each block tag, with the tags that may continue and must close it.
TAGS = {"if": ("elif", "else", "endif"), "for": ("empty", "endfor")}
EXAMPLES = {"if": "if name", "for": "for item in …"}
# Loop variables available inside a loop.
LOOP = {"forloop": {"counter": 1, "first": True, "last": True}}
LIBRARY = Library()
LIBRARY.tag("if", do_if)
LIBRARY.tag("for", do_for)
for _filter in ("capfirst", "default", "length", "lower", "upper"):
    LIBRARY.filters[_filter] = defaultfilters.register.filters[_filter]


@LIBRARY.filter
def join(value: list[object] | None, separator: str) -> str:
    # Django's `join` rejects numbers if autoescaping is off. None: the letter lacks the list.
    return str(separator).join(map(str, value or []))


class TextRefused(Exception):  # noqa: N818  # the text is at fault, not the program
    """An invalid letter text, with a message to its author in the active language."""


class LetterText(Template):
    """A template that uses only the facts in ``known``, whose values are samples of their kind.

    Raises ``TextRefused``, also from ``fill()`` if the result is too long.
    """

    def __init__(self, source: str, known: Facts) -> None:
        if len(source) > LONGEST_SOURCE:
            raise TextRefused(
                _("The text is longer than %(most)d characters.") % {"most": LONGEST_SOURCE}
            )
        try:
            super().__init__(source, engine=Engine(loaders=[], autoescape=False))
            _check(self.nodelist, known, known)
        except RecursionError as error:
            raise TextRefused(
                _("Too many parts of the text are nested. Make it simpler.")
            ) from error

    def compile_nodelist(self) -> NodeList:
        tokens = Lexer(self.source).tokenize()
        nodes: NodeList = _Parser(tokens, builtins=[LIBRARY], origin=self.origin).parse()
        return nodes

    def fill(self, facts: Facts) -> str:
        text: str = self.render(Context(dict(facts), autoescape=False))
        if len(text) > LONGEST_RESULT:
            raise TextRefused(
                _("With the names filled in, the letter is longer than %(most)d characters.")
                % {"most": LONGEST_RESULT}
            )
        return text


class _Parser(Parser):
    """Django's parser with translated error messages."""

    def error(self, token: Token, e: Exception | str) -> Exception:
        # Called for each part around the wrong one, too.
        if isinstance(e, TemplateSyntaxError | str):
            return TextRefused(_at(token, _unreadable(token)))
        return e

    def invalid_block_tag(self, token: Token, command: str, parse_until: Any = None) -> None:
        for tag, parts in TAGS.items():
            if command in parts:
                sentence = _("%(this)s has no %(tag)s before it.")
                raise TextRefused(_at(token, sentence % {"this": _tag(command), "tag": _tag(tag)}))
        raise TextRefused(
            _at(
                token,
                _("A letter cannot use %(this)s. It can use: %(tags)s.")
                % {"this": _tag(command), "tags": ", ".join(map(_tag, _all_tags()))},
            )
        )

    def unclosed_block_tag(self, parse_until: Any) -> None:
        command, token = self.command_stack.pop()
        end = _tag(TAGS[command][-1])
        sentence = _("%(this)s is not closed. Write %(end)s where it ends.")
        raise TextRefused(_at(token, sentence % {"this": _tag(token.contents), "end": end}))

    def next_token(self) -> Token:
        self.reached: Token = super().next_token()
        return self.reached

    def find_filter(self, filter_name: str) -> Any:
        if filter_name not in self.filters:
            sentence = _("A letter cannot use the filter “%(name)s”. It can use: %(names)s.")
            names = {"name": filter_name, "names": ", ".join(sorted(self.filters))}
            raise TextRefused(_at(self.reached, sentence % names))
        return super().find_filter(filter_name)


def _all_tags() -> Iterator[str]:
    for tag, parts in TAGS.items():
        yield from (tag, *parts)


def _tag(contents: str) -> str:
    return "{% " + contents + " %}"


def _unreadable(token: Token) -> str:
    if token.contents in TAGS:
        sentence = _("After “%(this)s”, write what it is about, as in %(example)s.")
        return sentence % {"this": token.contents, "example": _tag(EXAMPLES[token.contents])}
    return _("We cannot read “%(this)s”. Check how it is written.") % {"this": token.contents}


def _at(token: Any, sentence: str, lines_below: int = 0) -> str:
    number = token.lineno + lines_below
    return _("Line %(number)d: %(sentence)s") % {"number": number, "sentence": sentence}


class _Wrong(Exception):  # noqa: N818  # the text is at fault, not the program
    """An error in one part of a text; ``_check`` adds the line number."""

    def __init__(self, sentence: str, lines_below: int = 0) -> None:
        super().__init__(sentence)
        self.lines_below = lines_below


def _check(nodes: NodeList, known: Facts, to_loop: Facts, depth: int = 0) -> None:
    """Check nodes: ``known`` are the facts they may name, ``to_loop`` those whose lists they may loop over.

    Raises ``TextRefused``.
    """
    if depth > DEEPEST:
        raise RecursionError
    for node in nodes:
        try:
            if isinstance(node, TextNode):
                _check_braces(node.s)
            elif isinstance(node, VariableNode):
                _check_printed(node.filter_expression, known)
            elif isinstance(node, ForNode):
                name, item = _loop_of(node, to_loop)
                inner = {name: item}
                body: Any = node.nodelist_loop
                otherwise: Any = node.nodelist_empty
                _check(body, {**known, **LOOP, **inner}, inner, depth + 1)
                _check(otherwise, known, to_loop, depth + 1)
            elif isinstance(node, IfNode):
                branches: Any = node.conditions_nodelists
                for condition, then in branches:
                    asked = list(_expressions(condition))
                    if len(asked) > MOST_CONDITIONS:
                        raise _Wrong(_("This “if” has too many conditions. Make it simpler."))
                    for expression in asked:
                        _sample_of(expression, known)
                    _check(then, known, to_loop, depth + 1)
        except _Wrong as wrong:
            raise TextRefused(_at(node.token, str(wrong), wrong.lines_below)) from wrong


def _check_braces(text: str) -> None:
    for brace in ("{{", "{%", "{#", "}}", "%}", "#}"):
        before, found, _after = text.partition(brace)
        if found:
            sentence = _(
                "“%(brace)s” is not part of a name or a tag. Write a name as %(name)s, a tag as %(tag)s."
            )
            shown = {"brace": brace, "name": "{{ name }}", "tag": _tag("…")}
            raise _Wrong(sentence % shown, before.count("\n"))


def _check_printed(expression: FilterExpression, known: Facts) -> None:
    sample, name = _sample_of(expression, known), expression.token
    if isinstance(sample, bool):
        sentence = _("“%(name)s” is yes or no. Use it in %(tag)s.")
        raise _Wrong(sentence % {"name": name, "tag": _tag(f"if {name}")})
    if isinstance(sample, list):
        sentence = _("“%(name)s” is a list. Use it in %(tag)s.")
        raise _Wrong(sentence % {"name": name, "tag": _tag(f"for item in {name}")})
    if isinstance(sample, Mapping):
        parts = ", ".join(f"{name}.{part}" for part in sample)
        sentence = _("“%(name)s” has several parts. Write one of them: %(parts)s.")
        raise _Wrong(sentence % {"name": name, "parts": parts})


def _loop_of(node: Any, to_loop: Facts) -> tuple[str, Any]:
    """Return the loop variable's name and a sample item of the list."""
    lists = dict(_lists_in(to_loop))
    sample = lists.get(node.sequence.token)
    if sample is None:
        raise _Wrong(
            _("“for” needs a list, and this letter has none here.")
            if not lists
            else _("“for” cannot use “%(name)s” here. It can use: %(names)s.")
            % {"name": node.sequence.token, "names": ", ".join(lists)}
        )
    if len(node.loopvars) != 1:
        example = _tag(f"for item in {node.sequence.token}")
        raise _Wrong(_("Give one name after “for”, as in %(tag)s.") % {"tag": example})
    return node.loopvars[0], sample[0]


def _lists_in(facts: Facts, before: str = "") -> Iterator[tuple[str, list[Any]]]:
    for name, sample in facts.items():
        if isinstance(sample, list):
            yield before + name, sample
        elif isinstance(sample, Mapping):
            yield from _lists_in(sample, f"{before}{name}.")


def _expressions(condition: Any) -> Iterator[FilterExpression]:
    """Yield the expressions in the condition of an {% if %}; the condition of {% else %} is None."""
    if isinstance(condition, TemplateLiteral):
        expression: Any = condition.value
        yield expression
    elif condition is not None:
        yield from _expressions(condition.first)
        yield from _expressions(condition.second)


def _sample_of(expression: FilterExpression, known: Facts) -> Any:
    sample = _named(expression.var, known)
    for apply, arguments in expression.filters:
        name = apply._filter_name
        takes = {"join": list, "length": list | str}.get(name, str | int)
        given = [_named(argument, known) for _is_name, argument in arguments]
        fits = isinstance(sample, takes) and (name != "join" or _can_be_joined(sample, arguments))
        if not fits or any(not isinstance(value, str | int) for value in given):
            sentence = _("The filter “%(filter)s” does not fit in “%(text)s”.")
            raise _Wrong(sentence % {"filter": name, "text": expression.token})
        sample = 0 if name == "length" else ""
    return sample


def _can_be_joined(sample: Any, arguments: Any) -> bool:
    """Return whether the list holds words and the separator is short and literal.

    Otherwise a letter could double in length again and again.
    """
    is_name, separator = arguments[0]
    return (
        isinstance(sample[0], str | int)
        and not is_name
        and len(str(separator)) <= LONGEST_SEPARATOR
    )


def _named(named: Any, known: Facts) -> Any:
    """Return the sample value that a name stands for; a literal is its own sample."""
    if not isinstance(named, Variable) or named.lookups is None:
        return getattr(named, "literal", named)
    sample: Any = known
    for number, part in enumerate(named.lookups):
        if isinstance(sample, Mapping) and part in sample:
            sample = sample[part]
        elif isinstance(sample, list) and part.isdecimal():
            sample = sample[0]
        else:
            raise _Wrong(_unknown(part, ".".join(named.lookups[:number]), sample))
    return sample


def _unknown(part: str, whole: str, sample: Any) -> str:
    if not isinstance(sample, Mapping):
        return _("“%(whole)s” has no “%(part)s”.") % {"whole": whole, "part": part}
    names = ", ".join(sample)
    if whole:
        sentence = _("“%(whole)s” has no “%(part)s”. It has: %(names)s.")
        return sentence % {"whole": whole, "part": part, "names": names}
    sentence = _("This letter has no “%(part)s”. It has: %(names)s.")
    return sentence % {"part": part, "names": names}
