"""Import and export as a shell sees them: exit codes and output streams."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from django.conf import settings

from enrollment.models import CoreSession
from tests.enrollment.tables import GOOD, KINDS
from tests.server import test_database_url

TIMETABLE = settings.BASE_DIR / "enrollment" / "data" / "core_sessions_autumn_2024.csv"


def run(
    *words: str, typed: bytes | None = None, **environment: str
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "manage.py", *words],
        cwd=settings.BASE_DIR,
        env={**os.environ, "DATABASE_URL": test_database_url(), **environment},
        input=typed,
        capture_output=True,
        timeout=60,
    )


def test_a_file_that_only_the_shell_may_read_goes_in_and_comes_out_byte_for_byte(committed):
    """The tables are in UTF-8 whatever the encoding of the terminal."""
    file = GOOD["departments"].encode()
    read = run("import_csv", "departments", "-", typed=file)
    assert (read.returncode, read.stderr) == (0, b"")
    written = run("export_csv", "departments", PYTHONIOENCODING="latin-1")
    assert (written.returncode, written.stdout) == (0, file)


@pytest.mark.rare
def test_a_file_goes_in_by_its_path(committed, tmp_path):
    path = tmp_path / "departments.csv"
    path.write_text(GOOD["departments"])
    read = run("import_csv", "departments", str(path))
    assert (read.returncode, read.stderr) == (0, b"")
    assert run("export_csv", "departments").stdout == path.read_bytes()


@pytest.mark.rare
def test_refused_file_is_told_on_the_error_stream_with_exit_code_1(committed):
    refused = run("import_csv", "core_sessions", str(TIMETABLE))
    assert (refused.returncode, refused.stdout) == (1, b"")
    said = refused.stderr.decode()
    assert said.count("weekday") == 2
    assert "Traceback" not in said
    assert not CoreSession.objects.exists()


@pytest.mark.rare
def test_warnings_alone_are_exit_code_0(committed):
    taken = run("import_csv", "core_sessions", str(TIMETABLE), "--accept-weekday-mismatch")
    assert taken.returncode == 0
    assert taken.stderr.decode().count("weekday") == 2
    assert CoreSession.objects.count() == 24


@pytest.mark.rare
def test_file_without_an_end_is_refused(committed):
    refused = run("import_csv", "departments", "/dev/zero")
    assert (refused.returncode, refused.stdout) == (1, b"")


@pytest.mark.rare
def test_unknown_kind_is_refused_with_those_there_are(committed):
    refused = run("import_csv", "nonsense", str(TIMETABLE))
    assert refused.returncode != 0
    assert all(kind in refused.stderr.decode() for kind in KINDS)
