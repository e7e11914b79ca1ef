"""Send a form on behalf of a person: first to be shown what follows, then to confirm it."""

from __future__ import annotations

from django.urls import reverse

from enrollment.models import Registration


def show(client, page, data=None):
    """Return the page that shows what follows."""
    answer = client.post(page, data or {})
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def confirm(client, page, data=None):
    """Return the address to which a confirmed form leads, or the page of a refused one."""
    answer = client.post(page, data or {})
    if answer.status_code == 200 and (found := answer.context["outcome"].found) is not None:
        seen = {"what_if-seen": found.digest, "what_if-choice": "apply"}
        answer = client.post(page, {**(data or {}), **seen})
    if answer.status_code == 302:
        return answer.headers["Location"]
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def person_page(assistant):
    return reverse("admin:enrollment_learningassistant_person", args=[assistant.pk])


def held_by(assistant):
    places = Registration.objects.live().filter(assistant=assistant)
    return {place.session for place in places.select_related("session")}
