"""The sign-up form."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import SignupForm as AllauthSignupForm
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.http import HttpRequest, HttpResponse

from enrollment.models import User

from . import signed_up
from .asking import RequestedLetter, ask_for_letter
from .labels import say_once
from .next_page import next_page
from .owners import one_at_a_time


class SignupForm(AllauthSignupForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say_once(self)

    def try_save(self, request: HttpRequest) -> tuple[User | None, HttpResponse | None]:
        """Create the account, or respond as for any known address. Raises ``TooManyLetters``."""
        email = self.cleaned_data["email"]
        ask_for_letter(RequestedLetter.SIGN_UP, email)
        with transaction.atomic():
            one_at_a_time(email)
            # Check again under the lock: another sign-up may have been running.
            self.validate_unique_email(email)
            if not self.account_already_exists:
                return self.save(request), None
        # Hash a password anyway, so that the time does not reveal that the account exists.
        make_password(self.cleaned_data["password1"])
        before = signed_up.here(request)
        if before is None or before.email != email:
            signed_up.remember(request, None, email, next_page(request))
        answer: tuple[Any, Any] = super().try_save(request)
        return answer
