"""Everything clickable on a page: its links, and its forms with the data they can send."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from urllib.parse import urlencode, urljoin

from lxml import html

GONE = object()
NUMBER = re.compile(r"[0-9]+([.,][0-9]+)?$")
NOT_FILLED_IN = {"submit", "button", "file", "reset", "image"}
NOT_OF_THE_PAGE = ("/logout/", "/setlang/")


class Form:
    """A form on a page, and ways to fill it in."""

    def __init__(self, action, as_it_is, inputs, buttons=(), files=()) -> None:
        self.action, self.as_it_is, self.inputs = action, as_it_is, inputs
        self.buttons, self.files = buttons, files

    @property
    def only_asks(self) -> bool:
        return all(
            field.get("type") == "hidden" or field.tag == "textarea" for field in self.inputs
        )

    @property
    def looks(self) -> tuple[str, ...]:
        return self.action, *(field.name for field in self.inputs)

    def pressed(self) -> Iterator[dict[str, object]]:
        """Yield the unchanged form's data, once for each button."""
        if not self.buttons:
            yield self.as_it_is
        for name, value in self.buttons:
            yield self.as_it_is | {name: value}

    def filled_in(self) -> dict[str, object]:
        """Return the form's data with every field changed."""
        return filled(self.as_it_is, self.others()) | dict(self.buttons[:1])

    def completed(self, without: Collection[str] = ()) -> dict[str, object]:
        """Return the form's data with only the empty fields filled in, as a user would send it."""
        empty = {name: value for name, value in self.others(without).items() if self.is_empty(name)}
        return filled(self.as_it_is, empty) | dict(self.buttons[:1])

    def is_empty(self, name: str) -> bool:
        return not any(self.as_it_is.get(name, ()))

    def others(self, without: Collection[str] = ()) -> dict[str, object]:
        """Return a different value for each field."""
        return {
            field.name: other_than(field)
            for field in self.inputs
            if field.name.split("-")[-1] not in without
        }

    def options(self, name: str) -> list[str]:
        """Return the non-empty options of a select field."""
        return [
            option
            for field in self.inputs
            if field.name == name and field.tag == "select"
            for option in field.value_options
            if option
        ]


def each_once(fillings: Iterable[dict[str, object]]) -> Iterator[dict[str, object]]:
    """Yield different fillings only: a form without fields is filled in alike in every way."""
    sent: list[dict[str, object]] = []
    for fields in fillings:
        if fields not in sent:
            sent.append(fields)
            yield fields


def forms_of(path: str, page, method: str = "POST") -> list[Form]:
    if not is_html(page):
        return []
    found = []
    for form in html.fromstring(page.content.decode()).forms:
        action = urljoin(path, form.get("action") or "")
        if form.method != method or action.endswith(NOT_OF_THE_PAGE):
            continue
        inputs = [
            field for field in form.inputs if field.name and field.get("type") not in NOT_FILLED_IN
        ]
        buttons = [
            (field.name, field.get("value", ""))
            for field in form.inputs
            if field.get("type") == "submit" and field.name
        ]
        files = [field.name for field in form.inputs if field.get("type") == "file"]
        as_it_is: dict[str, list[str]] = {}
        for name, value in form.form_values():
            # A browser drops the first line break of a text area.
            as_it_is.setdefault(name, []).append(value.removeprefix("\n"))
        found.append(Form(action, as_it_is, inputs, buttons, files))
    return found


def links_of(path: str, page) -> Iterator[str]:
    """Yield the targets of the page's links, its search forms with a word, and its autocomplete URLs."""
    if not is_html(page):
        return
    document = html.fromstring(page.content.decode())
    for link in document.iterfind(".//a[@href]"):
        yield urljoin(path, link.get("href")).partition("#")[0]
    for form in forms_of(path, page, "GET"):
        words = {
            field.name: "a" for field in form.inputs if field.get("type") in {"text", "search"}
        }
        yield f"{form.action.partition('?')[0]}?{urlencode(form.as_it_is | words, doseq=True)}"
    for field in document.iterfind(".//select[@data-ajax--url]"):
        asked = ("app-label", "model-name", "field-name")
        named = {attribute.replace("-", "_"): field.get(f"data-{attribute}") for attribute in asked}
        yield f"{field.get('data-ajax--url')}?{urlencode(named)}"


def is_html(page) -> bool:
    return page.status_code == 200 and "text/html" in page.headers.get("Content-Type", "")


def filled(fields: dict[str, object], others: dict[str, object]) -> dict[str, object]:
    changed = fields | {name: value for name, value in others.items() if value is not None}
    return {name: value for name, value in changed.items() if value is not GONE}


def other_than(field) -> object:
    """Return a different value for a field, ``GONE`` to omit it, or None to leave it unchanged."""
    if field.tag == "select":
        options = [option for option in field.value_options if option and option != field.value]
        return (options if field.multiple else options[-1]) if options else None
    if field.tag == "textarea":
        return None if (field.value or "").strip() else "Because."
    kind = field.get("type", "text")
    if kind == "hidden":
        return None
    if kind == "checkbox":
        return GONE if field.checked else field.get("value", "on")
    if kind == "radio":
        same = "//input[@type='radio'][@name=$name][not(@checked)]/@value"
        values = field.getroottree().xpath(same, name=field.name)
        return values[-1] if values else None
    if kind == "number" or NUMBER.match(field.value or ""):
        return "9"
    return "x" if kind == "text" and not field.value else None
