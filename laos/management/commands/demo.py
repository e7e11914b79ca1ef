from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

import enrollment
from completion import demo as completion_demo
from completion.reminders import reminding
from enrollment import clock, demo
from enrollment.models import Letter, ReminderTiming, Term, User
from enrollment.models.kinds import REMINDER_KINDS
from modules import demo as modules_demo

DATA = Path(enrollment.__file__).parent / "data"


def load(at: datetime) -> None:
    """Load the demo data of all floors, and leave nothing to write about what it makes up."""
    demo.load(at)
    modules_demo.load(at)
    completion_demo.load(at)
    Letter.objects.all().delete()
    turn_off_what_is_due(at)


def turn_off_what_is_due(at: datetime) -> None:
    """Turn off, in the current term, each kind of reminder that would be sent at once."""
    term = Term.objects.current(at)
    due = {draft.kind for draft in reminding.due(at)}
    ReminderTiming.objects.bulk_create(
        ReminderTiming(term=term, kind=kind.code, days_before=None)
        for kind in REMINDER_KINDS.values()
        if kind.letter in due
    )


class Command(BaseCommand):
    help = "Load the starter data and the demo data, once, and print the demo accounts."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Demo data has no place here. Set LAOS_DEMO=1 if this is a demo.")
        if not User.objects.filter(username=demo.ACCOUNTS[0].username).exists():
            with transaction.atomic():
                call_command("import_csv", "departments", DATA / "departments.csv", verbosity=0)
                call_command("import_csv", "courses", DATA / "courses.csv", verbosity=0)
                call_command(
                    "import_csv",
                    "core_sessions",
                    DATA / "core_sessions_autumn_2024.csv",
                    accept_weekday_mismatch=True,
                    verbosity=0,
                )
                load(clock.now())
        self.stdout.write(f"\nDemo accounts, all with the password {demo.PASSWORD}:")
        for account in demo.ACCOUNTS:
            self.stdout.write(f"  {account.username:<12} {account.role}")
        self.stdout.write("")
