"""Restart a plain ``pytest`` with the embedded servers, as `make test` does. Must load before the settings."""

from __future__ import annotations

import os
import sys

if "DATABASE_URL" not in os.environ:
    os.environ.setdefault("LAOS_VAR", "var/test")
    os.environ.setdefault("LAOS_FAST", "1")
    python = sys.executable
    os.execv(python, [python, "-m", "laos.embedded", python, "-m", "pytest", *sys.argv[1:]])
