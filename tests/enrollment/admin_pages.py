"""Helpers to open and read admin pages."""

from __future__ import annotations

from django.urls import reverse

from enrollment.resources.writing import EXPORTS, CsvUtf8

# The canonical CSV, as the form of an export names it.
CANONICAL = str(EXPORTS.index(CsvUtf8))


def change_url(thing) -> str:
    return reverse(f"admin:enrollment_{thing._meta.model_name}_change", args=[thing.pk])


def shown(response) -> set[int]:
    assert response.status_code == 200
    return {row.pk for row in response.context["cl"].result_list}


def errors(response) -> str:
    assert response.status_code == 200
    context = response.context
    form = context["adminform"].form if "adminform" in context else context["form"]
    return str(form.errors)


def names_of_lists() -> list[str]:
    models = "campus faculty department course term learningassistant appointment coordinator"
    return [*models.split(), "coresession", "registration", "user"]


def post_anyway(client, url, data):
    """Send a form, and again with the tick that answers the questions it asks."""
    sent = client.post(url, data)
    if sent.status_code == 302:
        return sent
    context = sent.context
    form = context["adminform"].form if "adminform" in context else context["form"]
    return client.post(url, {**data, "accept": form.fields["accept"].widget.answer})
