"""Count the SQL statements of the pages that everyone opens on the day."""

from __future__ import annotations

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from enrollment.models import LearningAssistant, Registration

from .crowd import choices
from .goals import Measurement

# By method and path.
GOALS = {("GET", "/"): 4, ("GET", "/register/"): 8, ("POST", "/register/"): 14, ("GET", "/my/"): 14}


def measure_statements() -> list[Measurement]:
    """Return the statements of each page, for a person who registers for two dates between the pages."""
    Registration.objects.all().delete()
    assistant = LearningAssistant.objects.select_related("user").latest("pk")
    assert assistant.user is not None
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(assistant.user)
    (pair,) = choices(1)
    dates = {f"core_module_{session.core_module}": session.pk for session in pair}
    figures = []
    for (method, path), goal in GOALS.items():
        with CaptureQueriesContext(connection) as captured:
            client.generic(method, path) if method == "GET" else client.post(path, dates)
        figures.append(Measurement(f"Statements of {method} {path}", len(captured), goal))
    assert Registration.objects.filter(assistant=assistant).count() == len(pair)
    return figures
