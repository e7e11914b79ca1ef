from __future__ import annotations

import logging
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from enrollment.accounts.log_in.two_step import forget_second_factor
from enrollment.models import User
from enrollment.plain_text import as_code

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = (
        "Delete the second factors of an account whose owner has lost them, and end its sessions. "
        "Make sure first that it is the owner who asks: afterwards the password alone opens the account."
    )
    requires_migrations_checks = True

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username", type=as_code, metavar="USERNAME")

    def handle(self, *args: Any, username: str, **options: Any) -> None:
        user = User.objects.filter(username=username).first()
        if user is None:
            raise CommandError(f"There is no account with the user name {username!r}.")
        number = forget_second_factor(user)
        logger.warning(
            "The second factors of account %s were deleted by command: %s.", user.pk, number
        )
        self.stdout.write(
            f"{number} factors deleted. {username} logs in with the password alone, everywhere again."
            if number
            else f"{username} had no second factor. The sessions of the account are ended."
        )
