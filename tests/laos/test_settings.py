"""Settings come from the environment; if one is missing or wrong, LAOS names it and does not start."""

from __future__ import annotations

import hashlib
import json
import os
import re
import runpy
import string
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from joserfc.jwk import RSAKey

from laos import environment
from laos.badge_key import new_key
from tests.laos.documents.test_documents import settings_read

PROJECT = Path(__file__).parents[2]
SETTINGS = str(PROJECT / "laos/settings.py")
PRODUCTION = {
    "SECRET_KEY": string.digits + string.ascii_letters,
    "DATABASE_URL": "postgresql://laos:hush@db.example.org:5433/laos?sslmode=require",
    "REDIS_URL": "redis://:hush@redis.example.org:6379/0",
    "SITE_URL": "https://laos.example.org",
    "ALLOWED_HOSTS": "laos.example.org",
    "EMAIL_HOST": "smtp.example.org",
    "DEFAULT_FROM_EMAIL": "LAOS <laos@example.org>",
    "LAOS_CONTACT_EMAIL": "uniped@example.org",
}
PUBLIC_KEY = json.dumps(RSAKey.generate_key(2048).as_dict(private=False))
# Values that are wrong in production.
WRONG = {
    "SECRET_KEY": [
        "replace-me-with-fifty-random-characters-0123456789abcdef",
        "change_me" + PRODUCTION["SECRET_KEY"],
        "django-insecure-" + PRODUCTION["SECRET_KEY"],
        "0123456789" * 4,
        "abcdefghi" * 6,
        "a" * 30 + "bcdefghij" * 3,
        string.ascii_lowercase * 3,
    ],
    "SECRET_KEY_FALLBACKS": ["short", PRODUCTION["SECRET_KEY"] + " replace-me"],
    "DATABASE_URL": [
        "laos",
        "mysql://laos:hush@db/laos",
        "postgresql://",
        "postgresql://laos:hush@db",
        "postgresql://laos:hush@db:many/laos",
        "postgresql://laos:h%ush@db/laos",
        "postgresql://laos:hush@db/laos?unknown=1",
        "postgresql://laos:hush@db:0/laos",
        "postgresql://laos:hush@db:65536/laos",
        "postgresql://laos:hush@db/laos?connect_timeout=soon",
        "postgresql://laos:hush@db/laos?tcp_user_timeout=soon",
        "postgresql://laos:hush@db/laos?sslmode=always",
        "postgresql://laos:hush@db/laos?target_session_attrs=mine",
        "postgresql://laos:hush@db/laos?service=laos",
        "postgresql://laos:hush@db/laos?pool=1",
        "postgresql://laos:replace-me-too@db/laos",
        "postgresql://laos:<password>@db/laos",
    ],
    "POSTGRES_PASSWORD": ["replace-me-too", "password", "<password>"],
    "DATABASE_LOCK_TIMEOUT": ["-1", "soon"],
    "DATABASE_STATEMENT_TIMEOUT": ["-1", "20s"],
    "DATABASE_IDLE_TIMEOUT": ["-1", "1.5"],
    "DATABASE_POOLED": ["perhaps"],
    "REDIS_URL": [
        "redis",
        "redis://",
        "http://redis:6379/0",
        "redis://:hush@redis:many/0",
        "redis://redis:99999/0",
        "redis://redis:6379/first",
        "redis://:hush@redis:6379/0?socket_timeout=abc",
        "redis://:hush@redis:6379/0?foo=bar",
        "redis://:hush@redis:6379?db=abc",
        "redis://:hush@redis:6379/0#foo",
        "redis://:changeme@redis:6379/0",
    ],
    "SITE_URL": [
        "laos.example.org",
        "http://laos.example.org",
        "https://",
        "https://laos.example.org/laos",
        "https://laos.example.org/?a=1",
        "https://user:hush@laos.example.org",
        "https://laos.example.org:many",
        "https://laos example.org",
        "https://elsewhere.example.org",
    ],
    "ALLOWED_HOSTS": [
        ",",
        "*",
        "laos.example.org *",
        "https://laos.example.org",
        "laos.example.org:443",
        "elsewhere.example.org",
    ],
    "CSRF_TRUSTED_ORIGINS": ["laos.example.org", "http://laos.example.org", "https://*"],
    "BEHIND_TLS_PROXY": ["perhaps", "1"],
    "TRUSTED_PROXY_COUNT": ["-1", "many", "1.5", "10", "٣"],
    "WEB_CONCURRENCY": ["0", "-1", "100", "auto"],
    "SECURE": ["perhaps"],
    "DEBUG": ["perhaps", "1"],
    "LAOS_DEMO": ["perhaps", "1"],
    "EMAIL_HOST": ["smtp.example.org:587", "smtp://example.org", "two hosts"],
    "EMAIL_PORT": ["0", "65536", "smtp"],
    "EMAIL_USE_TLS": ["starttls"],
    "EMAIL_USE_SSL": ["tls"],
    "STAFF_TWO_STEP": ["perhaps"],
    "EMAIL_HOST_USER": ["one\ntwo"],
    "EMAIL_HOST_PASSWORD": ["replace-me", "<password>", "your_password"],
    "LAOS_HOLD_MAIL": ["all"],
    "DEFAULT_FROM_EMAIL": [
        "LAOS",
        "LAOS <laos>",
        "laos@localhost",
        "LAOS <laos@localhost>",
        "a@example.org, b@example.org",
        "LAOS <laos@example.org>\nBcc: all@example.org",
    ],
    "LAOS_CONTACT_EMAIL": ["LAOS <laos@example.org>", "uniped", "laos@localhost"],
    "LAOS_CONTACT_NAME": ["Uni\x00ped", "Uni\udcffped"],
    "LAOS_USERNAME_DOMAINS": [",", "ntnu", "@ntnu.no", "https://ntnu.no", "ntnu.no stud_ntnu"],
    # The client id and secret must be set together.
    "FEIDE_CLIENT_ID": ["laos", "la\x00os"],
    "FEIDE_CLIENT_SECRET": ["of nobody", "<secret>", "change-me"],
    "FEIDE_ISSUER": [
        "auth.dataporten.no",
        "http://auth.dataporten.no",
        "https://auth.dataporten.no/",
        "https://auth.dataporten.no//a",
        "https://auth.dataporten.no?a=1",
        "https://auth.dataporten.no/#a",
        "https://user:hush@auth.dataporten.no",
    ],
    "FEIDE_REALM": ["ntnu", "@ntnu.no", "ntnu.no uio.no"],
    "LAOS_DOCUMENTS": ["/dev/null", "/dev/null/documents", sys.executable],
    "LOG_LEVEL": ["LOUD", "10"],
    "BADGE_KEY": ["hush", "[]", '{"kty": "RSA"}', PUBLIC_KEY],
    "BADGE_KEY_PREVIOUS": ["hush", "[]", '{"kty": "RSA"}', f"{PUBLIC_KEY} hush"],
}
REQUIRED = PRODUCTION.keys()


@pytest.fixture
def read(monkeypatch):
    """Read the settings from these variables only."""

    def read(**variables):
        monkeypatch.setattr(environment, "environ", variables)
        return runpy.run_path(SETTINGS, run_name="laos.settings")

    return read


@pytest.fixture
def refusal(read):
    """Return the message with which the settings refuse to load."""

    def refusal(**variables):
        with pytest.raises(SystemExit) as stop:
            read(**variables)
        return stop.value.code

    return refusal


def wrong_values():
    return [(name, value) for name, values in WRONG.items() for value in values]


def test_there_is_a_wrong_value_for_every_setting():
    assert WRONG.keys() == settings_read().keys()


@pytest.mark.parametrize(("name", "value"), wrong_values())
def test_a_wrong_value_is_refused_by_a_sentence_that_names_it(refusal, name, value):
    given = {**PRODUCTION, name: value}
    if name == "POSTGRES_PASSWORD":
        given["DATABASE_URL"] = "postgresql://laos@db/laos"
    sentence = refusal(**given)
    # If two settings do not fit together, the message may name the other first.
    others = {"BEHIND_TLS_PROXY": "TRUSTED_PROXY_COUNT"}
    assert re.match(r"LAOS cannot start\. .*\S\.$", sentence)
    assert name in sentence or others[name] in sentence
    assert "hush" not in sentence


@pytest.mark.parametrize("name", sorted(REQUIRED))
@pytest.mark.parametrize("missing", ["not set", "empty"])
def test_what_production_needs_is_asked_for(refusal, name, missing):
    given = {other: value for other, value in PRODUCTION.items() if other != name}
    if missing == "empty":
        given[name] = " "
    assert refusal(**given) == f"LAOS cannot start. Set {name}: see .env.example."


def test_a_key_of_hexadecimal_digits_is_random_enough(read):
    key = hashlib.sha256(b"LAOS").hexdigest()
    assert read(**{**PRODUCTION, "SECRET_KEY": key})["SECRET_KEY"] == key


@given(name=st.sampled_from(sorted(WRONG)), value=st.text(max_size=60))
def test_whatever_is_written_the_start_goes_well_or_stops_with_a_sentence(name, value):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(environment, "environ", {**PRODUCTION, name: value})
        with suppress(environment.SettingError):
            runpy.run_path(SETTINGS, run_name="laos.settings")


def test_production_is_what_one_gets_without_asking(read):
    found = read(**PRODUCTION)
    names = ["DEBUG", "DEMO", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_SSL_REDIRECT"]
    assert [found[name] for name in names] == [False, False, True, True, True]


def test_no_script_can_read_a_cookie(db, client):
    client.post("/i18n/setlang/", {"language": "en"})
    client.get("/accounts/login/")
    assert {name: bool(cookie["httponly"]) for name, cookie in client.cookies.items()} == {
        "django_language": True,
        "csrftoken": True,
    }


def test_a_developers_machine_needs_little(read):
    needed = ["SECRET_KEY", "DATABASE_URL", "REDIS_URL"]
    found = read(SECURE="0", **{name: PRODUCTION[name] for name in needed})
    assert found["SITE_URL"] == "http://127.0.0.1:8000"


@pytest.mark.parametrize(
    ("site", "hosts"),
    [
        ("https://laos.example.org/", "laos.example.org"),
        ("https://laos.example.org:8443", ".example.org, localhost"),
        ("https://[::1]:8443", "[::1]"),
    ],
)
def test_the_site_answers_to_the_name_in_its_address(read, site, hosts):
    found = read(**{**PRODUCTION, "SITE_URL": site, "ALLOWED_HOSTS": hosts})
    assert found["SITE_URL"] == site.removesuffix("/")
    assert found["ALLOWED_HOSTS"] == hosts.replace(",", "").split()


def test_the_address_of_the_database_is_taken_apart(read):
    database = read(**PRODUCTION)["DATABASES"]["default"]
    parts = [database[name] for name in ("USER", "PASSWORD", "HOST", "PORT", "NAME")]
    assert parts == ["laos", "hush", "db.example.org", "5433", "laos"]
    assert database["OPTIONS"]["sslmode"] == "require"


def test_nothing_is_said_to_the_session_of_a_pooler(read):
    straight = read(**PRODUCTION)["DATABASES"]["default"]
    assert "lock_timeout=2s" in straight["OPTIONS"]["options"]
    assert not straight["DISABLE_SERVER_SIDE_CURSORS"]
    pooled = read(**PRODUCTION, DATABASE_POOLED="1")["DATABASES"]["default"]
    assert "options" not in pooled["OPTIONS"]
    assert pooled["DISABLE_SERVER_SIDE_CURSORS"]


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


def test_earlier_badge_keys_are_read_one_after_the_other(read, tmp_path):
    keys = [new_key(), new_key()]
    file = tmp_path / "previous"
    file.write_text("\n".join(keys))
    assert read(**PRODUCTION)["BADGE_KEY_PREVIOUS"] == []
    assert read(**PRODUCTION, BADGE_KEY_PREVIOUS=" ".join(keys))["BADGE_KEY_PREVIOUS"] == keys
    assert read(**PRODUCTION, BADGE_KEY_PREVIOUS_FILE=str(file))["BADGE_KEY_PREVIOUS"] == keys


def test_mail_speaks_tls_in_one_way(read, refusal):
    assert read(**PRODUCTION, EMAIL_USE_SSL="1")["EMAIL_USE_SSL"]
    assert "EMAIL_USE_SSL" in refusal(**PRODUCTION, EMAIL_USE_SSL="1", EMAIL_USE_TLS="1")


def test_the_password_of_the_database_may_stand_by_itself(read, tmp_path):
    file = tmp_path / "password"
    file.write_text("from a file\n")
    given = {**PRODUCTION, "DATABASE_URL": "postgresql://laos@db/laos"}
    found = read(**given, POSTGRES_PASSWORD_FILE=str(file))
    assert found["DATABASES"]["default"]["PASSWORD"] == "from a file"


def test_former_keys_still_count(read):
    former = [PRODUCTION["SECRET_KEY"][::-1], PRODUCTION["SECRET_KEY"] + "0"]
    found = read(**PRODUCTION, SECRET_KEY_FALLBACKS=" ".join(former))
    assert found["SECRET_KEY_FALLBACKS"] == former


def test_feide_is_off_unless_it_is_set_up(read):
    found = read(**PRODUCTION)
    assert (found["FEIDE_CLIENT_ID"], found["FEIDE_CLIENT_SECRET"]) == ("", "")
    assert found["FEIDE_ISSUER"] == "https://auth.dataporten.no"
    assert found["FEIDE_REALM"] == "ntnu.no"


def test_secret_of_feide_may_be_in_a_file(read, tmp_path):
    file = tmp_path / "feide"
    file.write_text("of a file\n")
    found = read(**PRODUCTION, FEIDE_CLIENT_ID="laos", FEIDE_CLIENT_SECRET_FILE=str(file))
    assert found["FEIDE_CLIENT_SECRET"] == "of a file"


def test_issuer_may_have_a_path(read):
    issuer = "https://login.example.org:8443/realms/laos"
    assert read(**PRODUCTION, FEIDE_ISSUER=issuer)["FEIDE_ISSUER"] == issuer


def test_badges_are_signed_with_a_private_key_or_not_at_all(read):
    key = new_key()
    assert read(**PRODUCTION)["BADGE_KEY"] == ""
    assert read(**PRODUCTION, BADGE_KEY=key)["BADGE_KEY"] == key


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
