"""Settings from files, the example, and programs that start with them."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest

from tests.laos.documents.test_documents import settings_read

from .test_settings import PRODUCTION, PROJECT, WRONG


class TestSecretsInFiles:
    SECRETS = ("SECRET_KEY", "DATABASE_URL", "REDIS_URL")

    @pytest.fixture
    def file(self, tmp_path):
        return tmp_path / "secret"

    def in_file(self, name, file):
        """Return the production variables, with one secret in a file."""
        rest = {other: value for other, value in PRODUCTION.items() if other != name}
        return {**rest, f"{name}_FILE": str(file)}

    @pytest.mark.parametrize("name", SECRETS)
    def test_are_read(self, read, file, name):
        file.write_text(f"{PRODUCTION[name]}\n")
        found = read(**self.in_file(name, file))
        assert found["SECRET_KEY"] == PRODUCTION["SECRET_KEY"]
        assert found["REDIS_URL"] == PRODUCTION["REDIS_URL"]

    @pytest.mark.parametrize("name", SECRETS)
    def test_are_not_also_set(self, refusal, file, name):
        file.write_text(PRODUCTION[name])
        sentence = refusal(**PRODUCTION, **{f"{name}_FILE": str(file)})
        assert f"Set {name} or {name}_FILE, not both." in sentence

    @pytest.mark.parametrize("name", SECRETS)
    @pytest.mark.parametrize(
        ("content", "sentence"),
        [
            (None, "{}_FILE cannot be read: No such file or directory."),
            (b" \n", "{}_FILE names an empty file."),
            (b"\xff\xfe", "{}_FILE names a file that is not UTF-8 text."),
        ],
    )
    def test_that_cannot_be_read_are_named(self, refusal, file, name, content, sentence):
        if content is not None:
            file.write_bytes(content)
        assert sentence.format(name) in refusal(**self.in_file(name, file))

    def test_that_are_placeholders_are_refused(self, refusal, file):
        file.write_text(WRONG["SECRET_KEY"][0])
        assert "SECRET_KEY is a placeholder" in refusal(**self.in_file("SECRET_KEY", file))


def start(*command, **variables):
    """Start a program with these settings and no other LAOS settings."""
    ours = {*settings_read(), *(f"{name}_FILE" for name in settings_read())}
    # Set by the browser tests.
    ours.add("DJANGO_ALLOW_ASYNC_UNSAFE")
    rest = {name: value for name, value in os.environ.items() if name not in ours}
    return subprocess.run(
        [sys.executable, *command],
        cwd=PROJECT,
        env={**rest, **variables},
        capture_output=True,
        text=True,
        timeout=60,
    )


@pytest.mark.parametrize(
    "program",
    [
        ["manage.py", "migrate"],
        ["-m", "gunicorn", "laos.wsgi", "--bind", "127.0.0.1:0", "--workers", "2"],
        ["-m", "celery", "-A", "laos", "worker"],
        ["-m", "celery", "-A", "laos", "beat"],
    ],
    ids=["manage.py", "gunicorn", "worker", "beat"],
)
def test_every_program_stops_with_the_sentence_alone(program):
    outcome = start(*program, **{**PRODUCTION, "DATABASE_URL": "postgresql://laos:hush@db"})
    assert outcome.returncode == 1
    assert outcome.stderr.strip() == (
        "LAOS cannot start. DATABASE_URL must look like postgresql://user:password@host:5432/name."
    )


class TestTheExample:
    # Parsed by a shell; compose reads the file the same way.
    EXAMPLE = dict(
        line.split("=", 1)
        for line in subprocess.run(
            ["env", "-i", "sh", "-c", "set -a; . ./.env.example; env"],
            cwd=PROJECT, check=True, capture_output=True, text=True,
        ).stdout.splitlines()
        if not re.match(r"(PWD|OLDPWD|SHLVL|_)=", line)
    )  # fmt: skip

    def test_does_not_start_as_it_is(self, refusal):
        assert "Set SECRET_KEY" in refusal(**self.EXAMPLE)

    def test_starts_once_its_secrets_are_filled_in_and_is_fit_for_deployment(self, tmp_path):
        secrets = {"SECRET_KEY": PRODUCTION["SECRET_KEY"], "POSTGRES_PASSWORD": "hush"}
        given = {**self.EXAMPLE, **secrets, "LAOS_DOCUMENTS": str(tmp_path)}
        outcome = start("manage.py", "check", "--deploy", "--fail-level", "WARNING", **given)
        assert outcome.returncode == 0, outcome.stderr


def test_commands_go_past_the_pooler(tmp_path):
    """The pooler's address is wrong, so a command that used it would fail."""
    given = {**PRODUCTION, "DATABASE_URL": "postgresql://laos:hush@db", "DATABASE_POOLED": "1"}
    direct = PRODUCTION["DATABASE_URL"]
    outcome = start("manage.py", "diffsettings", **given, DATABASE_DIRECT_URL=direct)
    assert "DATABASE_POOLED = False" in outcome.stdout, outcome.stderr
    file = tmp_path / "direct"
    file.write_text(direct)
    outcome = start("manage.py", "diffsettings", **given, DATABASE_DIRECT_URL_FILE=str(file))
    assert "db.example.org" in outcome.stdout
