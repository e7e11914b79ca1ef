#!/usr/bin/env python
import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "laos.settings")
    # A command takes the time it takes, above all a migration.
    for name in ("LOCK", "STATEMENT", "IDLE"):
        os.environ[f"DATABASE_{name}_TIMEOUT"] = "0"
    execute_from_command_line(sys.argv)
