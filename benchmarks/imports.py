"""Time the preview and the confirmation of 2,000 appointments in the admin."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from enrollment.models import Appointment, Course

ROWS = 2000
# Seconds for each of the two.
LIMIT = 3.0


def measure_imports() -> int:
    """Print the seconds in one line. Return 1 if either takes longer than the limit."""
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(
        get_user_model().objects.create(username="importer", is_staff=True, is_superuser=True)
    )
    before = Appointment.objects.count()
    file = SimpleUploadedFile("appointments.csv", _file().encode())
    with _timed() as preview:
        page = client.post(reverse("admin:enrollment_appointment_import"), {"file": file})
    found = re.search(r'name="stored" value="([^"]+)"', page.content.decode())
    stored = found[1] if found else ""
    with _timed() as confirmation:
        client.post(reverse("admin:enrollment_appointment_process_import"), {"stored": stored})
    assert Appointment.objects.count() == before + ROWS
    print(
        f"Importing {ROWS} appointments: preview {preview[0]:.1f} s, confirmation {confirmation[0]:.1f} s"
        f" (limit {LIMIT:.0f} s each)"
    )
    return int(max(preview[0], confirmation[0]) > LIMIT)


def _file() -> str:
    course = Course.objects.select_related("department").earliest("pk")
    rows = [
        f"2029V;new{number};New Person {number};new{number}@example.org;{course.department.code};"
        f"{course.code};5.1.2029;31.5.2029;norsk"
        for number in range(ROWS)
    ]
    header = "Semester;Brukernavn;Navn;E-post;Institutt;Emne;Fra;Til;Språk"
    return "\r\n".join([header, *rows])


@contextmanager
def _timed() -> Iterator[list[float]]:
    seconds = [0.0]
    began = time.perf_counter()
    yield seconds
    seconds[0] = time.perf_counter() - began
