"""Generate a key for signing badges: ``python -m laos.badge_key``."""

from __future__ import annotations

import json
import sys

from joserfc.jwk import RSAKey


def new_key() -> str:
    """Return a new private RSA key as a JSON Web Key on one line."""
    return json.dumps(RSAKey.generate_key(2048, private=True).as_dict(private=True))


if __name__ == "__main__":
    sys.stdout.write(new_key() + "\n")
