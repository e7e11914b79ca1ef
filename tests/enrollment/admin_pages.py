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


def what_if(page) -> dict[str, object]:
    """Return what a browser sends from the page of consequences, but for the button."""
    assert "found" in page.context, errors(page)
    data: dict[str, list[str]] = {}
    for name, value in page.context["entries"]:
        data.setdefault(name, []).append(value)
    return {**data, "what_if-seen": page.context["found"].digest}


def asked(page) -> str:
    """Return the questions on the page of consequences."""
    assert "found" in page.context, errors(page)
    return "\n".join(page.context["found"].questions)


def answer(client, page, choice="apply", *, follow=False, **more):
    """Press a button of the page of consequences."""
    address = page.request["PATH_INFO"] + "?" + page.request["QUERY_STRING"]
    data = {**what_if(page), "what_if-choice": choice}
    data |= {f"what_if-{name}": value for name, value in more.items()}
    return client.post(address, data, follow=follow)


def apply(client, url, data=None, *, follow=False):
    """Send a form, and apply it if it has consequences."""
    page = client.post(url, data, follow=follow)
    has_consequences = page.context and "found" in page.context
    return answer(client, page, follow=follow) if has_consequences else page
