"""How fast the site is, measured against the least that a Django site can do: ``make bench``.

Everything is real: gunicorn with two workers, PostgreSQL that writes to the disk, fifty clients at once. The yardstick
and what is measured take turns in one run, so that whatever else the machine does slows down both.
"""

from __future__ import annotations

import os
import sys

import django

from .database import own_database

if __name__ == "__main__":
    with own_database(os.environ["DATABASE_URL"], "laos_benchmark") as url:
        os.environ |= {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "laos.settings"}
        django.setup()
        # Models can be imported from now on, not before.
        from .measuring import measure
        from .reminders import measure_reminders
        from .verdicts import measure_verdicts

        sys.exit(max(measure(), measure_reminders(), measure_verdicts()))
