"""Read and validate settings from environment variables.

Every reader raises ``SettingError``, which names the variable, if a value is missing or invalid. The message never
repeats a value that may contain a password.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Collection
from email.utils import getaddresses
from os import environ
from pathlib import Path
from urllib.parse import unquote, urlsplit
from zlib import compress

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http.request import split_domain_port, validate_host
from joserfc.jwk import RSAKey

from . import database_url

CONTROL_CHARACTER = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")
# Placeholders that people leave in place of a secret.
PLACEHOLDER = re.compile(
    r"(replace|change).?(me|this)|place.?holder|example|insecure|your.?(secret|password|key)"
    r"|^<.*>$|^\W*(secret|password|secret.?key)?\W*$",
    re.IGNORECASE | re.DOTALL,
)
# Minimum compressed size of a key, in bytes. 50 random hexadecimal digits exceed it; repeated digits do not.
RANDOM = 45
# Endings of picture files, and what the beginning of such a file has.
PICTURES = {".svg": b"<svg", ".png": b"\x89PNG"}
LABEL = r"[a-z0-9]([a-z0-9-]*[a-z0-9])?"
DOMAIN = re.compile(rf"{LABEL}(\.{LABEL})+")
HOST = re.compile(rf"{LABEL}(\.{LABEL})*|\[[0-9a-f:.]+\]")


class SettingError(SystemExit):
    """Stop the program with a readable message.

    A ``SystemExit``, because servers and workers print a traceback for any other exception.
    """

    def __init__(self, sentence: str) -> None:
        super().__init__(f"LAOS cannot start. {sentence}")


def text(name: str, *, default: str | None = None) -> str:
    """Return the variable without surrounding whitespace, or ``default`` if it is empty."""
    value = environ.get(name, "").strip() or default
    if value is None:
        raise SettingError(f"Set {name}: see .env.example.")
    if CONTROL_CHARACTER.search(value):
        raise SettingError(f"{name} contains a control character, or is not UTF-8.")
    return value


def all_or_none(*names: str) -> None:
    """Refuse to start if only some of these variables are set."""
    if len({bool(text(name, default="")) for name in names}) > 1:
        raise SettingError(f"Set {', '.join(names[:-1])} and {names[-1]}, or none of them.")


def words(name: str, *, default: str | None = None) -> list[str]:
    """Split a list separated by spaces or commas."""
    return text(name, default=default).replace(",", " ").split()


def choice(name: str, *, default: str, among: Collection[str]) -> str:
    """Return the value in upper case; it must be one of ``among``."""
    value = text(name, default=default).upper()
    if value not in among:
        raise SettingError(f"{name} is {value!r}: write {', '.join(among)}.")
    return value


def picture(name: str, *, default: str) -> str:
    """Return the path of a readable SVG or PNG file, or an empty string."""
    value = text(name, default=default)
    if not value:
        return value
    try:
        begins = Path(value).read_bytes()[:1000]
    except OSError as error:
        raise SettingError(f"{name} cannot be read: {error.strerror}.") from None
    sign = PICTURES.get(Path(value).suffix.lower())
    if sign is None or sign not in begins:
        raise SettingError(f"{name} must name an SVG file (.svg) or a PNG file (.png).")
    return value


def number(name: str, *, default: int, lowest: int = 0, highest: int = 1_000_000) -> int:
    """Return a whole number between ``lowest`` and ``highest``; the default must be within them too."""
    value = text(name, default=str(default))
    if not (re.fullmatch(r"[0-9]{1,9}", value) and lowest <= int(value) <= highest):
        raise SettingError(f"{name} is {value!r}: write a whole number from {lowest} to {highest}.")
    return int(value)


def flag(name: str, *, default: bool) -> bool:
    """Return a boolean: 1, true, yes or on; 0, false, no or off. Case does not matter."""
    value = text(name, default=str(default)).lower()
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off"}:
        return False
    raise SettingError(f"{name} is {value!r}: write 1 or 0.")


def secret(name: str, *, default: str | None = None) -> str:
    """Return a secret from ``NAME`` or ``NAME_FILE``. Placeholders are invalid."""
    value = private(name, default=default)
    _refuse_placeholder(name, value)
    return value


def private(name: str, *, default: str | None = None) -> str:
    """Return a value from ``NAME``, or from the file named by ``NAME_FILE``."""
    path = text(f"{name}_FILE", default="")
    if not path:
        return text(name, default=default)
    if environ.get(name):
        raise SettingError(f"Set {name} or {name}_FILE, not both.")
    return _content(f"{name}_FILE", path)


def _content(name: str, path: str) -> str:
    try:
        value = Path(path).read_text(encoding="utf-8").strip()
    except OSError as error:
        raise SettingError(f"{name} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise SettingError(f"{name} names a file that is not UTF-8 text.") from None
    if not value:
        raise SettingError(f"{name} names an empty file.")
    return value


def _refuse_placeholder(name: str, value: str) -> None:
    if value and PLACEHOLDER.search(value):
        raise SettingError(f"{name} is a placeholder: replace it with a secret of your own.")


def key(name: str) -> str:
    """Return Django's signing key. It must have at least 50 random characters."""
    value = secret(name)
    _refuse_weak(name, value)
    return value


def former_keys(name: str, *, default: str) -> list[str]:
    """Return Django's previous signing keys, separated by spaces in the variable."""
    values = secret(name, default=default).split()
    for value in values:
        _refuse_weak(name, value)
    return values


def _refuse_weak(name: str, value: str) -> None:
    if len(value) < 50 or len(compress(value.encode())) < RANDOM:
        raise SettingError(
            f"{name} can be guessed: write at least 50 random characters, such as from"
            ' python -c "import secrets; print(secrets.token_urlsafe(50))".'
        )


def signing_key(name: str, *, default: str) -> str:
    """Return a private RSA key as a JSON Web Key, or an empty string. See ``laos.badge_key``."""
    value = secret(name, default=default)
    key = _rsa_key(value) if value else None
    if value and not (key and key.is_private):
        raise SettingError(f"{name} is no private RSA key: python -m laos.badge_key makes one.")
    return value


def former_signing_keys(name: str, *, default: str) -> list[str]:
    """Return the previous badge keys, written one after another in the variable. Public keys are enough."""
    rest, found = secret(name, default=default), []
    while rest:
        try:
            _content_of_key, end = json.JSONDecoder().raw_decode(rest)
        except ValueError:
            end = len(rest)
        if _rsa_key(rest[:end]) is None:
            raise SettingError(f"{name} must list keys as python -m laos.badge_key makes them.")
        found.append(rest[:end])
        rest = rest[end:].strip()
    return found


def _rsa_key(value: str) -> RSAKey | None:
    try:
        return RSAKey.import_key(json.loads(value))
    except Exception:  # the library raises many kinds for an invalid key
        return None


def origin(name: str, *, default: str | None = None, secure: bool) -> str:
    """Return the scheme and host of a site, without a trailing slash."""
    value = text(name, default=default).removesuffix("/")
    if not _is_origin(value, secure=secure):
        raise SettingError(f"{name} must look like {_example(secure=secure)}, without a path.")
    return value


def origins(name: str, *, default: str, secure: bool) -> list[str]:
    """Return a list of origins. ``https://*.example.org`` matches all subdomains."""
    values = words(name, default=default)
    if not all(_is_origin(value.replace("://*.", "://", 1), secure=secure) for value in values):
        raise SettingError(f"{name} must list origins like {_example(secure=secure)}.")
    return values


def _example(*, secure: bool) -> str:
    return f"http{'s' if secure else ''}://laos.example.org"


def issuer(name: str, *, default: str, secure: bool) -> str:
    """Return the URL that identifies a login provider: an origin and an optional path."""
    value = text(name, default=default)
    path = "/".join(value.split("/")[3:])
    site = value.removesuffix(f"/{path}") if path else value
    # Keep the value exactly as written: it must equal the issuer in the provider's tokens.
    if not _is_origin(site, secure=secure) or not re.fullmatch(r"([\w.~-]+(/[\w.~-]+)*)?", path):
        raise SettingError(
            f"{name} must be an address like https://auth.dataporten.no, without a slash at its end."
        )
    return value


def _is_origin(value: str, *, secure: bool) -> bool:
    try:
        parts = urlsplit(value)
        host, _ = split_domain_port(parts.netloc)
        return (
            parts.scheme in ({"https"} if secure else {"http", "https"})
            and value == f"{parts.scheme}://{parts.netloc}"
            and bool(HOST.fullmatch(host))
            and parts.port != 0
        )
    except ValueError:
        return False


def hosts(name: str, *, default: str | None, site: str) -> list[str]:
    """Return the host names of this site, which must include the host of ``site``.

    ``.example.org`` matches all subdomains.
    """
    values = words(name, default=default)
    if not all(HOST.fullmatch(value.lower().removeprefix(".")) for value in values):
        raise SettingError(
            f"{name} must list names like laos.example.org, without scheme, port or *."
        )
    own, _ = split_domain_port(urlsplit(site).netloc)
    if not validate_host(own, values):
        raise SettingError(f"{name} must contain the host of SITE_URL, {own}.")
    return values


def host(name: str, *, default: str | None = None) -> str:
    """Return a host name, or an empty string."""
    value = text(name, default=default)
    if value and not HOST.fullmatch(value.lower()):
        raise SettingError(
            f"{name} is {value!r}: write a name like smtp.example.org, without a port."
        )
    return value


def domain(name: str, *, default: str) -> str:
    """Return a domain in lower case."""
    value = text(name, default=default).lower()
    if not DOMAIN.fullmatch(value):
        raise SettingError(f"{name} is {value!r}: write a domain like ntnu.no.")
    return value


def domains(name: str, *, default: str) -> list[str]:
    """Return a non-empty list of email domains in lower case."""
    values = [value.lower() for value in words(name, default=default)]
    if not values or not all(map(DOMAIN.fullmatch, values)):
        raise SettingError(f"{name} must list domains like ntnu.no, without @ or scheme.")
    return values


def address(name: str, *, default: str | None = None, public: bool, with_name: bool = False) -> str:
    """Return an email address, optionally with a display name. A public address cannot be at localhost."""
    value = text(name, default=default)
    found = getaddresses([value])
    email = found[0][1] if len(found) == 1 else ""
    try:
        validate_email(email)
    except ValidationError:
        email = ""
    if not email or not (with_name or email == value):
        example = "LAOS <laos@example.org>" if with_name else "laos@example.org"
        raise SettingError(f"{name} is {value!r}: write an address like {example}.")
    if public and email.lower().endswith("@localhost"):
        raise SettingError(f"{name} is {value!r}: write an address that others can write to.")
    return value


def database(name: str) -> dict[str, str]:
    """Return the database's URL as libpq's keywords and values."""
    try:
        parts = database_url.split(private(name))
    except ValueError:
        parts = {}
    ports = parts.get("port", "").split(",")
    if not parts.get("dbname") or not all(map(_is_port, ports)):
        raise SettingError(f"{name} must look like postgresql://user:password@host:5432/name.")
    # The name of an unknown option is not repeated: it may be the rest of a password.
    if not parts.keys() <= database_url.OPTIONS.keys():
        raise SettingError(f"{name} has an option that LAOS does not support.")
    for keyword, value in parts.items():
        if value and not re.fullmatch(database_url.OPTIONS[keyword], value):
            raise SettingError(f"{name} has a {keyword} that PostgreSQL cannot use.")
    _refuse_placeholder(name, parts.get("password", ""))
    return parts


def _is_port(value: str) -> bool:
    """Return whether the value is a port, or empty for the default port."""
    return not value or bool(re.fullmatch(r"[0-9]{1,5}", value) and 1 <= int(value) <= 65535)


def redis(name: str) -> str:
    """Return the URL of a Redis server: ``redis://``, or ``rediss://`` for TLS."""
    value = private(name)
    try:
        parts = urlsplit(value)
        is_right = (
            parts.scheme in {"redis", "rediss"}
            and bool(parts.hostname)
            and parts.port != 0
            and bool(re.fullmatch(r"(/[0-9]{0,4})?", parts.path))
            # The cache and Celery interpret a query string differently, and only when they connect.
            and not parts.query
            and not parts.fragment
        )
    except ValueError:
        is_right = False
    if not is_right:
        raise SettingError(f"{name} must look like redis://host:6379/0.")
    _refuse_placeholder(name, unquote(parts.password or ""))
    return value


def folder(name: str, *, default: str, base: Path) -> Path:
    """Return a folder that is writable, or that can be created."""
    path = base / text(name, default=default)
    nearest = next(place for place in (path, *path.parents) if os.path.exists(place))
    if not (nearest.is_dir() and os.access(nearest, os.W_OK | os.X_OK)):
        raise SettingError(
            f"{name} is {str(path)!r}, where this account cannot write: make the folder its own."
        )
    return path
