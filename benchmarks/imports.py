"""Time the preview and the confirmation of 2,000 appointments in the admin, and measure the memory they leave in use."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from enrollment.models import Appointment, Course, Term

from .goals import Measurement

ROWS = 2000
# Seconds for each of the two.
LIMIT = 3.0
MOST_MEGABYTES = 30
HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)"')


def measure_imports() -> list[Measurement]:
    """Print and return the seconds and the memory."""
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(
        get_user_model().objects.create(username="importer", is_staff=True, is_superuser=True)
    )
    before = Appointment.objects.count()
    file = SimpleUploadedFile("appointments.csv", _file().encode())
    address = reverse("admin:enrollment_appointment_import")
    client.get(address)
    memory = _megabytes()
    with _timed() as preview:
        checking = client.post(address, {"file": file})
        stored = re.findall(r"preview=([0-9a-f-]{36})", checking.content.decode())[0]
        preview_page = client.get(address, {"preview": stored})
    # What the preview has shown is sent along.
    sent = dict(HIDDEN.findall(preview_page.content.decode()))
    assert sent["stored"] == stored
    del checking, preview_page
    with _timed() as confirmation:
        client.post(reverse("admin:enrollment_appointment_process_import"), sent)
    assert Appointment.objects.count() == before + ROWS
    more = _megabytes() - memory
    print(
        f"Importing {ROWS} appointments: preview {preview[0]:.1f} s, confirmation {confirmation[0]:.1f} s"
        f"; {more:.0f} MB more in use afterwards"
    )
    return [
        Measurement(f"Preview of {ROWS} appointments", preview[0], LIMIT, "s"),
        Measurement(f"Confirmation of {ROWS} appointments", confirmation[0], LIMIT, "s"),
        Measurement("More memory after the import", more, MOST_MEGABYTES, "MB"),
    ]


def _megabytes() -> float:
    """Return the memory of this process."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def _file() -> str:
    course = Course.objects.select_related("department").earliest("pk")
    # No other term: what is measured later knows only this one.
    term = Term.objects.get().code
    rows = [
        f"{term};new{number};New Person {number};new{number}@example.org;{course.department.code};"
        f"{course.code};;;norsk"
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
