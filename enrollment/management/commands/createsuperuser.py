"""Override of Django's ``createsuperuser`` that marks the e-mail address as confirmed, as log-in requires."""

from __future__ import annotations

import os
from typing import Any

from django.contrib.auth.management.commands import createsuperuser
from django.core.management.base import CommandError
from django.db import transaction
from django.db.models import Field

from enrollment.accounts.vouching import is_confirmed_elsewhere, vouch
from enrollment.models import User

NO_ADDRESS = (
    "Write an e-mail address: the administrator logs in with it, and it counts as confirmed."
)
TAKEN = "Another account has confirmed this e-mail address."


class Command(createsuperuser.Command):
    help = "Create an administrator, whose e-mail address counts as confirmed."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        given = options["email"]
        if given is None and not options["interactive"]:
            given = os.environ.get("DJANGO_SUPERUSER_EMAIL", "")
        refusal = None if given is None else problem_of_address(given)
        if refusal:
            raise CommandError(refusal)
        # Django asks for what is not given.
        self.username = options["username"] or os.environ.get("DJANGO_SUPERUSER_USERNAME", "")
        super().handle(*args, **options)
        user = User.objects.filter(username=self.username).first()
        # None if there is no terminal to ask on.
        if user is not None:
            vouch(user)

    def get_input_data(
        self, field: Field[Any, Any], message: str, default: Any = None
    ) -> str | None:
        value: str | None = super().get_input_data(field, message, default)
        if value is not None and field.name == "username":
            self.username = value
        refusal = problem_of_address(value) if value is not None and field.name == "email" else None
        if refusal:
            self.stderr.write(f"Error: {refusal}")
            return None
        return value


def problem_of_address(email: str) -> str | None:
    if not email.strip():
        return NO_ADDRESS
    return TAKEN if is_confirmed_elsewhere(email) else None
