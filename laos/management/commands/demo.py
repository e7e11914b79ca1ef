from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

import enrollment
from completion import demo as completion_demo
from enrollment import demo
from enrollment.models import User
from modules import demo as modules_demo

DATA = Path(enrollment.__file__).parent / "data"


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
                )
                demo.load(timezone.now())
                modules_demo.load(timezone.now())
                completion_demo.load(timezone.now())
        self.stdout.write(f"\nDemo accounts, all with the password {demo.PASSWORD}:")
        for account in demo.ACCOUNTS:
            self.stdout.write(f"  {account.username:<12} {account.role}")
        self.stdout.write("")
