"""Settings come from the environment; what is missing or wrong stops the start with a sentence that names it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from laos import environment
from laos.badge_key import new_key

PROJECT = Path(__file__).parents[2]
# Of the surroundings of these tests, not of production.
OURS = {
    "SECRET_KEY",
    "SECRET_KEY_FILE",
    "BADGE_KEY",
    "BADGE_KEY_FILE",
    "DATABASE_URL",
    "REDIS_URL",
    "SECURE",
    "LAOS_DEMO",
    "DEBUG",
    "DJANGO_ALLOW_ASYNC_UNSAFE",
}
PRODUCTION = {
    "SECRET_KEY": "0123456789" * 6 + "abcdefgh",
    "DATABASE_URL": "postgresql://laos:hush@db.example.org:5433/laos?sslmode=require",
    "REDIS_URL": "redis://redis.example.org:6379/0",
    "ALLOWED_HOSTS": "laos.example.org",
}


def manage(*command, **variables):
    """Run ``manage.py`` in a process of its own, with these settings and no others of ours."""
    rest = {name: value for name, value in os.environ.items() if name not in OURS}
    return subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=PROJECT,
        env={**rest, **variables},
        capture_output=True,
        text=True,
    )


def value_of(expression, **variables):
    code = f"from django.conf import settings; print({expression})"
    outcome = manage("shell", "--no-imports", "--command", code, **{**PRODUCTION, **variables})
    assert outcome.returncode == 0, outcome.stderr
    return outcome.stdout.strip()


@pytest.mark.parametrize("name", ["SECRET_KEY", "DATABASE_URL", "REDIS_URL"])
def test_without_what_production_needs_it_does_not_start(name):
    given = {other: value for other, value in PRODUCTION.items() if other != name}
    outcome = manage("check", **given)
    assert outcome.returncode != 0
    assert outcome.stderr.splitlines()[-1].endswith(f"Set {name}: see .env.example.")


def test_an_empty_secret_key_is_none():
    outcome = manage("check", **{**PRODUCTION, "SECRET_KEY": ""})
    assert "Set SECRET_KEY" in outcome.stderr


def test_production_is_what_one_gets_without_asking():
    names = ["DEBUG", "DEMO", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_SSL_REDIRECT"]
    expression = f"[getattr(settings, name) for name in {names}]"
    assert value_of(expression) == "[False, False, True, True, True]"


def test_the_check_for_deployment_is_clean():
    outcome = manage("check", "--deploy", "--fail-level", "WARNING", **PRODUCTION)
    assert outcome.returncode == 0, outcome.stderr


def test_the_address_of_the_database_is_taken_apart():
    database = "settings.DATABASES['default']"
    names = ["USER", "PASSWORD", "HOST", "PORT", "NAME"]
    told = value_of(f"*({database}[name] for name in {names}), {database}['OPTIONS']['sslmode']")
    assert told == "laos hush db.example.org 5433 laos require"


@pytest.mark.parametrize("key", ["hush", '{"kty": "RSA"}', "public"])
def test_badges_are_signed_with_a_private_key_or_not_at_all(key):
    made = json.loads(new_key())
    public = json.dumps({name: made[name] for name in ("kty", "n", "e")})
    outcome = manage("check", **{**PRODUCTION, "BADGE_KEY": public if key == "public" else key})
    assert "BADGE_KEY is no private RSA key: python -m laos.badge_key" in outcome.stderr
    assert value_of("bool(settings.BADGE_KEY)") == "False"
    assert value_of("bool(settings.BADGE_KEY)", BADGE_KEY=json.dumps(made)) == "True"


def test_the_secret_key_may_lie_in_a_file(tmp_path):
    file = tmp_path / "key"
    file.write_text("from a file\n")
    assert value_of("settings.SECRET_KEY", SECRET_KEY_FILE=str(file)) == "from a file"


def test_passwords_are_hashed_with_argon2():
    assert value_of("settings.PASSWORD_HASHERS[0]").endswith("Argon2PasswordHasher")


class TestReadingTheEnvironment:
    @pytest.mark.parametrize(
        ("text", "value"),
        [("1", True), ("true", True), ("YES", True), ("on", True), ("0", False), ("Off", False)],
    )
    def test_a_switch_is_on_or_off(self, monkeypatch, text, value):
        monkeypatch.setenv("A_SWITCH", text)
        assert environment.flag("A_SWITCH", default=not value) is value

    def test_a_switch_that_is_neither_is_named(self, monkeypatch):
        monkeypatch.setenv("A_SWITCH", "perhaps")
        with pytest.raises(ImproperlyConfigured, match="A_SWITCH is 'perhaps': write 1 or 0"):
            environment.flag("A_SWITCH", default=False)

    def test_a_number_that_is_none_is_named(self, monkeypatch):
        monkeypatch.setenv("A_NUMBER", "many")
        with pytest.raises(ImproperlyConfigured, match="A_NUMBER is 'many', which is no whole"):
            environment.number("A_NUMBER", default=1)

    def test_a_list_is_parted_by_spaces_or_commas(self, monkeypatch):
        monkeypatch.setenv("A_LIST", "one, two  three,four")
        assert environment.words("A_LIST", default="") == ["one", "two", "three", "four"]

    def test_a_secret_whose_file_is_missing_is_named(self, monkeypatch, tmp_path):
        monkeypatch.setenv("A_SECRET_FILE", str(tmp_path / "nothing"))
        with pytest.raises(ImproperlyConfigured, match="A_SECRET_FILE cannot be read"):
            environment.secret("A_SECRET")

    def test_what_is_not_set_has_its_default(self, monkeypatch):
        monkeypatch.delenv("A_NUMBER", raising=False)
        assert environment.number("A_NUMBER", default=7) == 7
