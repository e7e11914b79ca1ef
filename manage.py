#!/usr/bin/env python
import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "laos.settings")
    # A command takes the time it takes, above all a migration.
    for name in ("LOCK", "STATEMENT", "IDLE"):
        os.environ[f"DATABASE_{name}_TIMEOUT"] = "0"
    # And goes past a pooler, whose connections may have time limits of their own.
    direct = {end: os.environ.get(f"DATABASE_DIRECT_URL{end}") for end in ("", "_FILE")}
    if any(direct.values()):
        os.environ["DATABASE_POOLED"] = "0"
        for end, value in direct.items():
            os.environ[f"DATABASE_URL{end}"] = value or ""
    execute_from_command_line(sys.argv)
