"""Measure the site's speed relative to a trivial Django view: ``make bench``.

Everything is real: gunicorn with two workers, PostgreSQL writing to disk, and fifty parallel clients. The trivial view
and the measured pages take turns within one run, so that other load on the machine slows both.
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
        # Models can be imported only after django.setup().
        from .goals import print_goals
        from .imports import measure_imports
        from .measuring import measure, measure_statements
        from .reminders import measure_reminders
        from .rush import measure_rush
        from .verdicts import measure_verdicts

        print(f"Load of the machine before: {os.getloadavg()}\n")
        figures = [
            *measure(),
            *measure_statements(),
            *measure_rush(),
            *measure_imports(),
            *measure_reminders(),
            *measure_verdicts(),
        ]
        print(f"\nLoad of the machine afterwards: {os.getloadavg()}")
        sys.exit(print_goals(figures))
