"""Settings come from the environment; if one is missing or wrong, LAOS names it and does not start."""

from __future__ import annotations

import hashlib
import json
import re
import runpy
import string
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

from .conftest import SETTINGS

PROJECT = Path(__file__).parents[2]
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
    "LAOS_CERTIFICATE_MARK": ["/dev/null", "mark.svg", sys.executable],
    "LAOS_SIGNATORY_NAME": ["Unni Granlund", "Unni\x00"],
    "LAOS_SIGNATORY_TITLE_NB": ["seksjonsleder", "seksjons\x00leder"],
    "LAOS_SIGNATORY_TITLE_EN": ["Head of Section", "Head\x00"],
    "LAOS_ACCESSIBILITY_STATEMENT": ["https://uustatus.no/\x00", "https://uustatus.no/\udcff"],
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
    "LAOS_LETTERS_SETTLE": ["-1", "1201", "soon"],
    "LOG_LEVEL": ["LOUD", "10"],
    "BADGE_KEY": ["hush", "[]", '{"kty": "RSA"}', PUBLIC_KEY],
    "BADGE_KEY_PREVIOUS": ["hush", "[]", '{"kty": "RSA"}', f"{PUBLIC_KEY} hush"],
}
REQUIRED = PRODUCTION.keys()


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
