"""Import a coordinator's table from a file: preview the changes first, then apply all or none."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from enrollment.resources.base import TableResource, TableResult
from enrollment.resources.previewing import FileForm, PreviewedFile, changed_rows, in_words
from enrollment.resources.table_files import FileRefused, Table, read_table, refuse_large

from .department_pages import DepartmentPages


class ConfirmImportForm(forms.Form):
    """The stored file of a preview, by its name in the storage."""

    stored = forms.UUIDField(widget=forms.HiddenInput)


def import_table(
    request: HttpRequest,
    pages: DepartmentPages,
    resource: TableResource,
    *,
    done: str,
    **shown: Any,
) -> HttpResponse:
    """Ask for a file, preview its changes or its errors, and import it once confirmed.

    One address serves all three steps: GET shows the form, POST with a file shows the preview, and POST with the
    stored file imports it and redirects to ``done``. ``shown`` is the page's title, and its notes on the columns.
    """
    form = FileForm()
    context: dict[str, Any] = {}
    if "stored" in request.POST:
        result = _import_stored(request, resource)
        if result is not None and not result.is_refused:
            messages.success(request, in_words(result))
            return redirect(done)
        context = {"result": result}
    elif request.method == "POST":
        form = FileForm(request.POST, request.FILES)
        if form.is_valid():
            context = _preview(request, resource, form)
    context |= {"pages": pages, "done": done, "form": form, **_columns_of(resource), **shown}
    return render(request, "modules/department/import.html", context)


def _columns_of(resource: TableResource) -> dict[str, list[str]]:
    return {"columns": resource.columns(), "optional": sorted(resource.optional)}


def _preview(request: HttpRequest, resource: TableResource, form: FileForm) -> dict[str, Any]:
    file: UploadedFile[bytes] = form.cleaned_data["file"]
    try:
        refuse_large(file.size or 0)
        data = file.read()
        table = read_table(data)
    except FileRefused as refused:
        for sentence in refused.sentences:
            form.add_error("file", sentence)
        return {}
    result = _import(request, resource, table, dry_run=True)
    if result.is_refused:
        return {"result": result}
    storage = PreviewedFile()
    storage.save(data)
    return {
        "result": result,
        "rows": changed_rows(result),
        "confirm_form": ConfirmImportForm(initial={"stored": storage.name}),
    }


def _import_stored(request: HttpRequest, resource: TableResource) -> TableResult | None:
    """Import the file of a preview. Return None if it has expired; later conflicts are in the result."""
    form = ConfirmImportForm(request.POST)
    data = None
    if form.is_valid():
        storage = PreviewedFile(name=form.cleaned_data["stored"].hex)
        data = storage.read()
    if data is None:
        messages.error(request, gettext("The preview has expired. Choose the file again."))
        return None
    result = _import(request, resource, read_table(data), dry_run=False)
    # Only now: if the database was busy, the same confirmation is sent again.
    storage.remove()
    return result


def _import(
    request: HttpRequest, resource: TableResource, table: Table, *, dry_run: bool
) -> TableResult:
    return resource.import_data(
        table, dry_run=dry_run, user=request.user, retain_instance_in_row_result=True
    )
