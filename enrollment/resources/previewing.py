"""Show what a file would change before it is imported, and take corrections of how it is read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import compress
from typing import Any, Self
from uuid import UUID, uuid4

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from import_export.results import RowResult

from enrollment.forms.fields import keys_among
from enrollment.kept import kept
from enrollment.models import User
from enrollment.resources import remembering
from enrollment.resources.base import TableResource
from enrollment.resources.changes import marked
from enrollment.resources.columns import title_of
from enrollment.resources.reading import read_file
from enrollment.resources.reading.headings import Choices
from enrollment.resources.results import TableResult
from enrollment.resources.table_files import FileRefused, Problem, refuse_large

SECONDS_KEPT = 24 * 60 * 60
# Rows on a page of the preview.
ROWS_SHOWN = 200
# Problems that are shown, and can be corrected on the page: a form has at most a thousand fields.
MOST_CORRECTED = 200
LONGEST_CORRECTION = 1000
# Bytes that are checked within a second; of a larger file, the page says that it is being checked.
CHECKED_AT_ONCE = 20_000


class FileForm(forms.Form):
    file = forms.FileField(
        label=_("File"),
        help_text=_("Excel (XLSX), ODS, or CSV."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.ods,.csv,.tsv,.txt"}),
    )


class ConfirmForm(forms.Form):
    """Confirm a preview, by the name of its upload in the store."""

    stored = forms.UUIDField(widget=forms.HiddenInput)
    # The digest of the changes on the preview.
    shown = forms.CharField(widget=forms.HiddenInput, required=False)
    no_letters = forms.BooleanField(label=_("Send no letters"), required=False)


@dataclass(frozen=True, slots=True)
class Upload:
    """A file with what its reader says about it, kept in the database so that any host can confirm it."""

    data: bytes
    # The primary key of the user who sees and confirms its preview.
    owner: int
    file_name: str = ""
    choices: Choices = field(default_factory=Choices)
    options: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, file: UploadedFile[bytes], user: User, **options: Any) -> Self:
        """Raises ``FileRefused`` if the file is too large."""
        refuse_large(file.size or 0)
        return cls(file.read(), user.pk, file.name or "", options=options)

    @classmethod
    def find(cls, name: UUID, user: User) -> Self | None:
        found: Self | None = kept.get(_key(name))
        return found if found is not None and found.owner == user.pk else None

    def keep(self) -> UUID:
        name = uuid4()
        kept.set(_key(name), self, SECONDS_KEPT)
        return name

    @property
    def is_checked_at_once(self) -> bool:
        return len(self.data) <= CHECKED_AT_ONCE

    def run(self, resource: TableResource, user: User, **how: Any) -> TableResult:
        """Import the file, or rehearse it. Raises ``FileRefused`` if it cannot be read."""
        chosen = remembering.add_to(self.choices, resource, user)
        return resource.import_file(
            read_file(self.data),
            chosen,
            user=user,
            retain_instance_in_row_result=True,
            **self.options,
            **how,
        )


def _key(name: UUID) -> str:
    return f"import-preview:{name.hex}"


def forget(name: UUID) -> None:
    kept.delete(_key(name))


class ColumnsForm(forms.Form):
    """Where in the file each column is. What is chosen is read instead of what was found."""

    def __init__(self, data: Any, resource: TableResource, result: TableResult) -> None:
        super().__init__(data)
        assert result.table is not None
        fit = result.table.fit
        choices = [(column.key, str(column)) for column in result.table.fit.columns if str(column)]
        for name in resource.columns():
            found = fit.found.get(name)
            is_needed = name not in {*resource.optional, *resource.page_values()}
            self.fields[f"heading-{name}"] = forms.ChoiceField(
                label=title_of(name),
                choices=[("", _("not in the file")), *choices],
                required=False,
                initial=found.key if found else "",
                widget=forms.Select(attrs={"class": "ds-input"}),
            )
            if found is None and is_needed:
                self.fields[f"value-{name}"] = forms.CharField(
                    label=_("%(column)s of all rows") % {"column": title_of(name)},
                    max_length=LONGEST_CORRECTION,
                    required=False,
                    initial=result.choices.values.get(name, ""),
                    widget=forms.TextInput(attrs={"class": "ds-input"}),
                )


def choices_in(request: HttpRequest, earlier: Choices) -> Choices:
    """Return the choices made on a preview; corrected cells are added to those corrected earlier."""
    headings, values, cells = {}, {}, dict(earlier.cells)
    for field_name, text in request.POST.items():
        kind, _dash, about = field_name.partition("-")
        row, _dash, column = about.partition("-")
        shortened = str(text)[:LONGEST_CORRECTION]
        if kind == "heading" and text:
            headings[about] = shortened
        elif kind == "value" and text:
            values[about] = shortened
        elif kind == "cell" and row.isascii() and row.isdecimal() and len(row) < 8:
            cells[int(row), column] = shortened
    return Choices(headings or earlier.headings, values or earlier.values, cells)


@dataclass(frozen=True, slots=True)
class CorrectedProblem:
    """A problem with what is in its cell, which can be corrected on the page."""

    problem: Problem
    # The name of the field, empty if the cell cannot be corrected here.
    field: str
    cell: str

    @property
    def column(self) -> str:
        return title_of(self.problem.column)


def correctable(result: TableResult, problems: Sequence[Problem]) -> list[CorrectedProblem]:
    table = result.table
    if table is None or len({*table.numbers}) < len(table.numbers):
        return [CorrectedProblem(problem, "", "") for problem in problems]
    places = {number: place for place, number in enumerate(table.numbers)}
    corrected, seen = [], set()
    for problem in problems:
        name = f"cell-{problem.row}-{problem.column}" if problem.column else ""
        is_first = name not in seen
        seen.add(name)
        cell = (
            table[places[problem.row]][table.headers.index(problem.column)]
            if problem.column in table.headers
            else ""
        )
        corrected.append(CorrectedProblem(problem, name if is_first else "", cell))
    return corrected


def context_of(
    resource: TableResource,
    name: UUID,
    result: TableResult,
    page: str | None = None,
    seen: str = "",
) -> dict[str, Any]:
    """Return what a page of a preview shows: how the file is read, and the changes and a form to confirm them, or the problems.

    Rows that change what is on record come before new ones. ``seen`` is the digest of the page first seen: if the
    changes are others by now, the confirmation is refused.
    """
    context: dict[str, Any] = {"result": result, "stored": name}
    if result.table is not None:
        context["columns_form"] = ColumnsForm(None, resource, result)
    if result.is_refused:
        problems = result.problems
        context["problems"] = correctable(result, problems[:MOST_CORRECTED])
        context["more_problems"] = max(len(problems) - MOST_CORRECTED, 0)
    else:
        changes = sorted(result.changes, key=lambda change: change[0])
        context["rows_page"] = shown = Paginator(changes, ROWS_SHOWN).get_page(page)
        rows = [(is_new, resource.in_words(cells)) for is_new, cells in shown]
        filled = [
            any(map(any, column)) for column in zip(*(cells for _, cells in rows), strict=True)
        ]
        headings = [title_of(name).replace("_", " ") for name in result.diff_headers or []]
        context["headings"] = list(compress(headings, filled))
        context["rows"] = [
            {"is_new": is_new, "cells": marked(compress(cells, filled))} for is_new, cells in rows
        ]
        context["confirm_form"] = ConfirmForm(
            initial={"stored": name, "shown": seen or result.digest}
        )
    return context


def preview(
    request: HttpRequest, resource: TableResource, form: forms.Form, user: User
) -> dict[str, Any]:
    """Rehearse the uploaded file, or the one kept before with other choices; errors of the file are in the form.

    A large file is only kept: the page says that it is being checked, and asks for ``?preview=`` with its name.
    """
    try:
        if request.method == "POST":
            upload = _upload(request, form, user)
            if not upload.is_checked_at_once:
                return {"checking": upload.file_name, "stored": upload.keep()}
            result = upload.run(resource, user, dry_run=True)
            return context_of(resource, upload.keep(), result)
        name, upload = _kept({"stored": request.GET["preview"]}, user)
        result = upload.run(resource, user, dry_run=True)
        page, seen = request.GET.get("page"), request.GET.get("shown", "")
        return context_of(resource, name, result, page, seen)
    except FileRefused as refused:
        for sentence in refused.sentences:
            form.add_error("file", sentence)
        return {}


def needs_file(request: HttpRequest) -> bool:
    """Return whether the request must bring a file, because it names none that is kept."""
    return "preview" not in request.GET and not {"again", "stored"} & request.POST.keys()


def _upload(request: HttpRequest, form: forms.Form, user: User) -> Upload:
    """Raises ``FileRefused`` if the file is too large, or the one kept before has expired."""
    file = form.cleaned_data.pop("file", None)
    if file is not None:
        return Upload.of(file, user, **form.cleaned_data)
    _name, earlier = _kept(request.POST, user)
    options = earlier.options
    if request.POST.get("again") == "free":
        options = {**options, "frees": keys_among(request.POST.getlist("free"))}
    return replace(earlier, choices=choices_in(request, earlier.choices), options=options)


def _kept(data: Mapping[str, Any], user: User) -> tuple[UUID, Upload]:
    """Return the name and the file kept under it. Raises ``FileRefused`` if it has expired or is another person's."""
    form = ConfirmForm(data)
    upload = Upload.find(form.cleaned_data["stored"], user) if form.is_valid() else None
    if upload is None:
        raise FileRefused(str(_("The preview has expired. Choose the file again.")))
    return form.cleaned_data["stored"], upload


@dataclass(frozen=True, slots=True)
class ConfirmedImport:
    """A confirmed preview, and what came of it."""

    upload: Upload
    result: TableResult
    # Nothing is imported that the preview has not shown.
    is_as_shown: bool

    @property
    def is_done(self) -> bool:
        return self.is_as_shown and not self.result.is_refused

    @property
    def why_not(self) -> str:
        if self.is_as_shown:
            return ""
        return gettext(
            "The table has changed since the preview. Nothing is imported yet. Check the changes below, then import."
        )


def confirm(request: HttpRequest, resource: TableResource, user: User) -> ConfirmedImport | None:
    """Import the file of a preview. Return None if it has expired; later conflicts are in the result.

    If a colleague has changed the table since, so that the file would do something else, nothing is imported. A second
    confirmation of the same preview has nothing left to change.
    """
    form = ConfirmForm(request.POST)
    upload = Upload.find(form.cleaned_data["stored"], user) if form.is_valid() else None
    if upload is None:
        return None
    with transaction.atomic():
        result = upload.run(
            resource, user, dry_run=False, send_letters=not form.cleaned_data["no_letters"]
        )
        is_as_shown = (
            result.is_refused or not result.changes or result.digest == form.cleaned_data["shown"]
        )
        transaction.set_rollback(not is_as_shown)
    # Only now: if the database was busy, the same confirmation is sent again.
    forget(form.cleaned_data["stored"])
    confirmed = ConfirmedImport(upload, result, is_as_shown)
    if confirmed.is_done:
        remembering.remember(upload.choices, resource, user)
    return confirmed


def in_words(result: TableResult) -> str:
    """Summarise an import: rows added and rows changed."""
    new = result.totals[RowResult.IMPORT_TYPE_NEW]
    changed = result.totals[RowResult.IMPORT_TYPE_UPDATE]
    sentences = [
        ngettext("%(count)d row added.", "%(count)d rows added.", new) % {"count": new},
        ngettext("%(count)d row changed.", "%(count)d rows changed.", changed) % {"count": changed},
    ]
    return " ".join(sentences)
