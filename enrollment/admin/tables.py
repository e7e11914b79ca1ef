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

from enrollment.admin_site.log import compared
from enrollment.resources.base import TableResult
from enrollment.resources.previewing import FileForm, PreviewedFile, changed_rows, in_words
from enrollment.resources.table_files import (
    CsvUtf8,
    FileRefused,
    Table,
    Xlsx,
    read_table,
    refuse_large,
)


class TimetableFileForm(FileForm):
    accept_weekday_mismatch = forms.BooleanField(
        label=_("Accept wrong weekdays, and use the date"), required=False
    )


class ConfirmForm(forms.Form):
    """Confirm a preview: the name of the stored file, and the options it was read with."""

    stored = forms.UUIDField(widget=forms.HiddenInput)
    accept_weekday_mismatch = forms.BooleanField(required=False, widget=forms.HiddenInput)


class TableExportForm(ExportForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["format"].label = _("File format")
        # Default to the first format, CSV, because it can be imported again.
        self.initial.setdefault("format", "0")


class TableMixin(ImportExportMixin):
    """Import with a preview, all or nothing, and export."""

    import_export_change_list_template = "admin/enrollment/table_change_list.html"
    export_template_name = "admin/enrollment/export.html"
    export_form_class = TableExportForm
    file_form_class: type[FileForm] = FileForm

    def get_export_formats(self) -> list[Any]:
        return [CsvUtf8, Xlsx]

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

    def import_action(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Show what a file would change or what is wrong with it, without importing it."""
        if not self.has_import_permission(request):
            raise PermissionDenied
        form = self.file_form_class(request.POST or None, request.FILES or None)
        context = self._preview(request, form) if form.is_valid() else {}
        return self._import_page(request, form, **context)

    def _preview(self, request: HttpRequest, form: forms.Form) -> dict[str, Any]:
        file = form.cleaned_data["file"]
        try:
            refuse_large(file.size)
            data = file.read()
            table = read_table(data)
        except FileRefused as refused:
            for sentence in refused.sentences:
                form.add_error("file", sentence)
            return {}
        accepted = form.cleaned_data.get("accept_weekday_mismatch", False)
        result = self._import(request, table, dry_run=True, accept_weekday_mismatch=accepted)
        if result.is_refused:
            return {"result": result}
        storage = PreviewedFile()
        storage.save(data)
        confirm = {"stored": storage.name, "accept_weekday_mismatch": accepted}
        return {"result": result, "confirm_form": ConfirmForm(initial=confirm)}

    def process_import(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Import the previewed file. If a problem has come up since the preview, report it and change nothing."""
        if request.method != "POST":
            return redirect("admin:{}_{}_import".format(*self.get_model_info()))
        if not self.has_import_permission(request):
            raise PermissionDenied
        form = ConfirmForm(request.POST)
        data = None
        if form.is_valid():
            storage = PreviewedFile(name=form.cleaned_data["stored"].hex)
            data = storage.read()
        if data is None:
            messages.error(request, gettext("The preview has expired. Choose the file again."))
            return redirect("admin:{}_{}_import".format(*self.get_model_info()))
        accepted = form.cleaned_data["accept_weekday_mismatch"]
        result = self._import(
            request, read_table(data), dry_run=False, accept_weekday_mismatch=accepted
        )
        # Only after the import: if the database was busy, the same confirmation can be sent again.
        storage.remove()
        if result.is_refused:
            return self._import_page(request, self.file_form_class(), result=result)
        done: HttpResponse = self.process_result(result, request)
        return done

    def _import(self, request: HttpRequest, table: Table, **how: Any) -> TableResult:
        resource = self.resource_classes[0]()
        result: TableResult = resource.import_data(
            table, user=request.user, retain_instance_in_row_result=True, **how
        )
        return result

    def _import_page(self, request: HttpRequest, form: forms.Form, **context: Any) -> HttpResponse:
        request.current_app = self.admin_site.name
        context = {
            **self.admin_site.each_context(request),
            "title": _("Import"),
            "opts": self.opts,
            "columns": self.resource_classes[0].columns(),
            "form": form,
            **context,
        }
        if "confirm_form" in context:
            context["rows"] = changed_rows(context["result"])
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
