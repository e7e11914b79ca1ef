"""Read settings from the environment: a wrong value stops the start with a sentence that names it."""

from __future__ import annotations

import json
import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from joserfc.errors import JoseError
from joserfc.jwk import RSAKey

_REQUIRED = "\0required"


def text(name: str, *, default: str = _REQUIRED) -> str:
    """Return the variable, or ``default``; without either, refuse to start."""
    value = os.environ.get(name) or default
    if value is _REQUIRED:
        raise ImproperlyConfigured(f"Set {name}: see .env.example.")
    return value


def words(name: str, *, default: str) -> list[str]:
    """Return the words of a list separated by spaces or commas."""
    return text(name, default=default).replace(",", " ").split()


def number(name: str, *, default: int) -> int:
    """Return a whole number."""
    value = text(name, default=str(default))
    try:
        return int(value)
    except ValueError:
        raise ImproperlyConfigured(f"{name} is {value!r}, which is no whole number.") from None


def flag(name: str, *, default: bool) -> bool:
    """Return a switch: 1, true, yes or on; 0, false, no or off; nothing else."""
    value = text(name, default=str(default)).lower()
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off"}:
        return False
    raise ImproperlyConfigured(f"{name} is {value!r}: write 1 or 0.")


def signing_key(name: str, *, default: str) -> str:
    """Return a private key as a JSON Web Key, or nothing: see ``laos.badge_key``."""
    value = secret(name, default=default)
    try:
        is_private = not value or RSAKey.import_key(json.loads(value)).is_private
    except (ValueError, JoseError):
        is_private = False
    if not is_private:
        raise ImproperlyConfigured(
            f"{name} is no private RSA key: python -m laos.badge_key makes one."
        )
    return value


def secret(name: str, *, default: str = _REQUIRED) -> str:
    """Return a secret from the variable, or from the file that ``NAME_FILE`` points at."""
    path = os.environ.get(f"{name}_FILE")
    if not path:
        return text(name, default=default)
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except OSError as error:
        raise ImproperlyConfigured(f"{name}_FILE cannot be read: {error}.") from error
