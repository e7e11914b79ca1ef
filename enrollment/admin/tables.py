"""Import tables from files with a preview, and export them."""

from __future__ import annotations

import json
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ERROR_FLAG
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from import_export.admin import ImportExportMixin
from import_export.forms import ExportForm

from enrollment.access import SignedInRequest
from enrollment.admin_site.log import compared
from enrollment.resources.columns import title_of
from enrollment.resources.previewing import (
    FileForm,
    confirm,
    context_of,
    in_words,
    needs_file,
    preview,
)
from enrollment.resources.results import TableResult
from enrollment.resources.writing import EXPORTS, CsvUtf8, template_response


class TimetableFileForm(FileForm):
    accept_weekday_mismatch = forms.BooleanField(
        label=_("Accept wrong weekdays, and use the date"), required=False
    )


class TableExportForm(ExportForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["format"].label = _("File format")
        self.initial.setdefault("format", "0")


class TableMixin(ImportExportMixin):
    """Import with a preview, all or nothing, and export."""

    import_export_change_list_template = "admin/enrollment/table_change_list.html"
    export_template_name = "admin/enrollment/export.html"
    export_form_class = TableExportForm
    file_form_class: type[FileForm] = FileForm

    def get_export_formats(self) -> list[Any]:
        return list(EXPORTS)

    def get_export_data(
        self, file_format: Any, request: HttpRequest, queryset: QuerySet[Any], **kwargs: Any
    ) -> bytes:
        if not self.has_export_permission(request):
            raise PermissionDenied
        resource = self.resource_classes[0]()
        data: bytes = file_format.export_data(
            resource.export(queryset)
            if isinstance(file_format, CsvUtf8)
            else resource.export_for_people(queryset)
        )
        return data

    def get_resource_kwargs(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        # Drop the library's keyword arguments; our resources take none.
        return {}

    def get_export_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        # Query again by primary key: a resource cannot build on the list's annotations.
        listed: QuerySet[Any] = super().get_export_queryset(request)
        rows: QuerySet[Any] = self.model._default_manager.all()
        return rows.filter(pk__in=listed.order_by().values("pk"))

    def export_action(self, request: HttpRequest) -> HttpResponse:
        """Export the rows that the list shows, with its search and filters."""
        try:
            exported: HttpResponse = super().export_action(request)
        except IncorrectLookupParameters:
            # Respond like the list itself.
            changelist = reverse("admin:{}_{}_changelist".format(*self.get_model_info()))
            return redirect(f"{changelist}?{ERROR_FLAG}=1")
        return exported

    def import_action(self, request: SignedInRequest, **kwargs: Any) -> HttpResponse:
        """Show what a file would change or what is wrong with it, without importing it."""
        if not self.has_import_permission(request):
            raise PermissionDenied
        if "template" in request.GET:
            return self._template(request)
        resource = self.resource_classes[0]()
        is_asked = request.method == "POST" or "preview" in request.GET
        sent = (request.POST, request.FILES) if is_asked else (None, None)
        form = self.file_form_class(*sent)
        form.fields["file"].required = needs_file(request)
        context = preview(request, resource, form, request.user) if form.is_valid() else {}
        if context:
            form = self.file_form_class()
        return self._import_page(request, form, **context)

    def process_import(self, request: SignedInRequest, **kwargs: Any) -> HttpResponse:
        """Import the previewed file. If a problem has come up since the preview, report it and change nothing."""
        if request.method != "POST":
            # The pages of a preview that is shown again lead here.
            name = "admin:{}_{}_import".format(*self.get_model_info())
            return redirect(reverse(name, query=request.GET))
        if not self.has_import_permission(request):
            raise PermissionDenied
        resource = self.resource_classes[0]()
        confirmed = confirm(request, resource, request.user)
        if confirmed is None:
            messages.error(request, gettext("The preview has expired. Choose the file again."))
            return redirect("admin:{}_{}_import".format(*self.get_model_info()))
        if not confirmed.is_done:
            if confirmed.why_not:
                messages.warning(request, confirmed.why_not)
            context = context_of(resource, confirmed.upload.keep(), confirmed.result)
            return self._import_page(request, self.file_form_class(), **context)
        done: HttpResponse = self.process_result(confirmed.result, request)
        return done

    def _template(self, request: HttpRequest) -> HttpResponse:
        """Return the present rows as a workbook to fill in; only the headings if the user may not export them."""
        resource = self.resource_classes[0]()
        rows = None if self.has_export_permission(request) else self.model._default_manager.none()
        return template_response(resource, rows)

    def _import_page(self, request: HttpRequest, form: forms.Form, **context: Any) -> HttpResponse:
        request.current_app = self.admin_site.name
        context = {
            **self.admin_site.each_context(request),
            "title": ": ".join([gettext("Import"), str(self.opts.verbose_name_plural)]),
            "opts": self.opts,
            "columns": [title_of(name) for name in self.resource_classes[0].columns()],
            "form": form,
            **context,
        }
        return TemplateResponse(request, "admin/enrollment/import.html", context)

    def _create_log_entry(
        self, user_pk: int, rows: list[Model], import_type: str, action_flag: int
    ) -> None:
        """Log the old and new value of each field in every row that the file changed."""
        if action_flag != CHANGE:
            super()._create_log_entry(user_pk, rows, import_type, action_flag)
            return
        content_type = ContentType.objects.get_for_model(self.model)
        LogEntry.objects.bulk_create(
            LogEntry(
                user_id=user_pk,
                content_type=content_type,
                object_id=row.pk,
                object_repr=str(row)[:200],
                action_flag=action_flag,
                change_message=json.dumps(compared(row, getattr(row, "before", {}))),
            )
            for row in rows
        )

    def add_success_message(self, result: TableResult, request: HttpRequest) -> None:
        messages.success(request, in_words(result))


class TimetableMixin(TableMixin):
    """Import the timetable, with an option to ignore wrong weekdays."""

    file_form_class = TimetableFileForm
