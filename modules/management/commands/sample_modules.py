from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from enrollment import clock
from modules.online.samples import add_samples


class Command(BaseCommand):
    help = (
        "Add the eight online modules with sample content. What has content already stays as it is."
    )
    requires_migrations_checks = True

    def handle(self, *args: Any, **options: Any) -> None:
        added = add_samples(clock.now())
        if options["verbosity"]:
            self.stdout.write(f"Added sample content of {len(added)} online modules.")
