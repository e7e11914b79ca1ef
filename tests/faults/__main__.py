"""Run ``python -m tests.faults`` under ``laos.embedded``: see ``make faults``."""

from __future__ import annotations

import argparse
import os
import secrets
import signal
import subprocess
import sys
from pathlib import Path

import django

from benchmarks.database import own_database

if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Kill and stop the servers under load.")
    parser.add_argument("--short", action="store_true", help="the ten seconds of make test")
    parser.add_argument("--seed", type=int, default=secrets.randbelow(10**6))
    options = parser.parse_args()
    # Raise SystemExit on SIGTERM, so that the started servers are stopped.
    signal.signal(signal.SIGTERM, lambda _number, _frame: sys.exit(1))
    folder = Path(os.environ["LAOS_VAR"]).resolve()
    # Migrate the server's own database, which serves as a template for this run and the next.
    subprocess.run([sys.executable, "manage.py", "migrate", "--verbosity", "0"], check=True)
    with own_database(os.environ["DATABASE_URL"], "laos_faults", template="laos") as url:
        os.environ |= {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "laos.settings"}
        django.setup()
        # Models can be imported only after django.setup().
        from .scenario import LONG, SHORT, run

        report = run(SHORT if options.short else LONG, folder, dict(os.environ), options.seed)
    for problem in report.wrong:
        report.say(f"WRONG: {problem}")
    sys.exit(1 if report.wrong else 0)
