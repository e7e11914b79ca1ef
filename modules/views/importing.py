"""Import a coordinator's table from a file: preview the changes first, then apply all or none."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from enrollment.access import SignedInRequest
from enrollment.resources.base import TableResource
from enrollment.resources.columns import title_of
from enrollment.resources.previewing import (
    FileForm,
    confirm,
    context_of,
    in_words,
    needs_file,
    preview,
)
from enrollment.resources.writing import template_response

from .department_pages import DepartmentPages


def import_table(
    request: SignedInRequest,
    pages: DepartmentPages,
    resource: TableResource,
    *,
    done: str,
    **shown: Any,
) -> HttpResponse:
    """Ask for a file, preview its changes or its errors, and import it once confirmed.

    One address serves all steps: GET shows the form, or answers with the template; POST with a file, or with the
    stored file and ``again``, shows the preview, or that it is being checked, which leads to GET with ``preview``; and
    POST with the stored file imports it and redirects to ``done``.
    ``shown`` is the page's title, and its notes on the columns.
    """
    if "template" in request.GET:
        return template_response(resource)
    form = FileForm()
    context: dict[str, Any] = {}
    if "stored" in request.POST and "again" not in request.POST:
        confirmed = confirm(request, resource, request.user)
        if confirmed is None:
            messages.error(request, gettext("The preview has expired. Choose the file again."))
        elif confirmed.is_done:
            messages.success(request, in_words(confirmed.result))
            return redirect(done)
        else:
            if confirmed.why_not:
                messages.warning(request, confirmed.why_not)
            context = context_of(resource, confirmed.upload.keep(), confirmed.result)
    elif request.method == "POST" or "preview" in request.GET:
        form = FileForm(request.POST, request.FILES)
        form.fields["file"].required = needs_file(request)
        if form.is_valid():
            context = preview(request, resource, form, request.user)
            form = form if form.errors else FileForm()
    context |= {"pages": pages, "done": done, "form": form, **_columns_of(resource), **shown}
    return render(request, "modules/department/import.html", context)


def _columns_of(resource: TableResource) -> dict[str, list[str]]:
    columns = resource.columns()
    return {
        "columns": [title_of(name) for name in columns],
        "optional": [title_of(name) for name in columns if name in resource.optional],
    }
