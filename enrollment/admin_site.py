"""The admin's site. It lies outside the package ``admin``, whose import registers everything at the site.

Every picker of people or accounts shows name, user name and e-mail address, so that namesakes can be told apart.
"""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.db.models import Field, Model
from django.forms import ModelChoiceField
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from .models import LearningAssistant, User


def identity_of(thing: Model) -> str:
    """“Ada Aas (ada, ada@example.org)” of a person or an account, each part once; of anything else its name."""
    if not isinstance(thing, LearningAssistant | User):
        return str(thing)
    others = ", ".join(dict.fromkeys(filter(None, (thing.username, thing.email))))
    return f"{thing.name} ({others})" if thing.name else others


class Identifying:
    """A model's admin in which people or accounts are chosen."""

    def formfield_for_dbfield(self, db_field: Field[Any, Any], *args: Any, **kwargs: Any) -> Any:
        field = super().formfield_for_dbfield(db_field, *args, **kwargs)  # type: ignore[misc]  # a mixin
        if isinstance(field, ModelChoiceField):
            field.label_from_instance = identity_of  # type: ignore[method-assign, assignment]  # has no self here
        return field


class Suggestions(AutocompleteJsonView):
    def serialize_result(self, obj: Model, to_field_name: str) -> dict[str, str]:
        return {**super().serialize_result(obj, to_field_name), "text": identity_of(obj)}


class Site(admin.AdminSite):
    def autocomplete_view(self, request: HttpRequest) -> HttpResponseBase:  # type: ignore[override]  # as the library
        return Suggestions.as_view(admin_site=self)(request)
