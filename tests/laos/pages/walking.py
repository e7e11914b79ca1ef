"""Walks through the pages: follow every link and press every button, in one role, and undo it all."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Collection, Iterator
from http.cookies import SimpleCookie
from typing import Self
from urllib.parse import parse_qs, urlencode, urlsplit

from django.contrib import admin
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import resolve, reverse

from tests.buttons import Form, each_once, forms_of, links_of
from tests.enrollment.gates import log_in, rows_written
from tests.size import daily_or_all


class Walk:
    """Everything a user can click in the admin, from its front page on, and the results."""

    def __init__(self, user, *, narrows: bool, under: Collection[str] = ("/admin/",)) -> None:
        self.client = log_in(user)
        # The only addresses to open and send forms to.
        self.under = tuple(under)
        # Whether to open filters, searches and sorted lists too.
        self.narrows = narrows
        self.enough = daily_or_all(1, 2) if narrows else 1
        self.clicks: list[tuple[str, dict[str, object] | None]] = []
        self.broken: set[str] = set()
        self.writes: set[str] = set()
        self.opened: set[str] = set()
        self.pressed: set[tuple[object, ...]] = set()
        self.alike: Counter[object] = Counter()
        self.files: dict[str, list[bytes]] = {}

    def go(self, *starts: str) -> Self:
        """Open ``starts``, or the admin's front page and every page of every table, and everything they link to."""
        waiting = deque(
            path for path in starts or ["/admin/", *addresses()] if self.is_wanted(path)
        )
        seen = set(waiting)
        while waiting:
            address = waiting.popleft()
            page = self.click(address)
            if "?" in address:
                continue
            links = {link for link in links_of(address, page) if self.is_wanted(link)}
            new = [link for link in sorted(links - seen) if self.is_new(link)]
            if self.narrows:
                new += sorted_by_every_column(address, links)
            seen.update(new)
            waiting.extend(new)
            for form in forms_of(address, page):
                if self.is_wanted(form.action):
                    self.press(form)
        return self

    def is_wanted(self, address: str) -> bool:
        return address.startswith(self.under)

    def is_new(self, link: str) -> bool:
        path, query = urlsplit(link)[2:4]
        asked = parse_qs(query, keep_blank_values=True)
        if asked and not self.narrows or set(asked) == {"o"} and "." not in query:
            return False
        kind = (resolve(path).route, *asked)
        self.alike[kind] += 1
        return self.alike[kind] <= self.enough

    def press(self, form: Form) -> None:
        looks = (resolve(urlsplit(form.action).path).route, *form.looks[1:])
        if looks in self.pressed:
            return
        self.pressed.add(looks)
        for fields in each_once(self.fillings(form)):
            page = self.click(form.action, fields)
            if "attachment" in page.headers.get("Content-Disposition", ""):
                self.files.setdefault(form.action, []).append(page.content)

    def fillings(self, form: Form) -> Iterator[dict[str, object]]:
        yield from form.pressed()
        yield form.filled_in()
        yield from daily_or_all([], [form.completed()])
        rows = [field.get("value") for field in form.inputs if field.name == "_selected_action"]
        for action in form.options("action"):
            every = {"select_across": "1"}
            for ticked in [{"_selected_action": rows[:1]}, *daily_or_all([], [every])]:
                yield form.as_it_is | {"action": action, "_selected_action": rows} | ticked
        formats = form.options("format")
        for chosen in daily_or_all(formats[:1], formats):
            yield form.as_it_is | {"format": chosen}
        for field in form.files:
            for content in self.files.get(form.action.replace("/import/", "/export/"), []):
                yield form.as_it_is | {field: SimpleUploadedFile("table", content)}

    def click(self, address: str, fields: dict[str, object] | None = None):
        """Send a request, confirm if asked, record the result, and roll back."""
        self.clicks.append((address, fields))
        cookies = SimpleCookie(self.client.cookies)
        savepoint = transaction.savepoint()
        before = rows_written()
        page = self.send(address, fields)
        for form in forms_of(address, page) if fields is not None else ():
            if form.only_asks:
                self.send(form.action, form.completed())
        if not self.broken and rows_written() != before:
            self.writes.add(address)
        transaction.savepoint_rollback(savepoint)
        self.client.cookies = cookies
        return page

    def send(self, address: str, fields: dict[str, object] | None):
        page = self.client.get(address) if fields is None else self.client.post(address, fields)
        self.opened.add(resolve(urlsplit(address).path).route)
        if page.status_code >= 500:
            self.broken.add(f"{address} {fields or ''}")
        return page


def addresses() -> Iterator[str]:
    """Yield the address of every page of every table, using one row of each."""
    for model, model_admin in admin.site._registry.items():
        row = model._default_manager.order_by("pk").first()
        assert row is not None, f"There is no {model.__name__} to open the pages of."
        for pattern in model_admin.urls:
            if pattern.name:
                key = [row.pk] * len(pattern.pattern.converters)
                yield reverse(f"admin:{pattern.name}", args=key)


def sorted_by_every_column(address: str, links: set[str]) -> list[str]:
    """Return the list sorted by all columns at once, instead of one list per column."""
    columns = {parse_qs(urlsplit(link).query).get("o", [""])[0].strip("-") for link in links}
    numbers = sorted(filter(str.isdecimal, columns), key=int)
    return [f"{address}?{urlencode({'o': '.'.join([*numbers, numbers[0]])})}"] if numbers else []
