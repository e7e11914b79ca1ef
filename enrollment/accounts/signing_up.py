"""The form that makes an account."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import SignupForm as AllauthSignupForm
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.http import HttpRequest, HttpResponse

from enrollment.models import User

from . import signed_up
from .asking import Asked, ask_for_letter
from .labels import say_once
from .next_page import next_page
from .owners import one_at_a_time


class SignupForm(AllauthSignupForm):  # type: ignore[misc, unused-ignore]  # allauth has no types
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say_once(self)

    def try_save(self, request: HttpRequest) -> tuple[User | None, HttpResponse | None]:
        """Make the account, or answer as for any address that is known already."""
        email = self.cleaned_data["email"]
        ask_for_letter(Asked.SIGN_UP, email)
        with transaction.atomic():
            one_at_a_time(email)
            # Asked once more under the lock: while the form was checked, another sign-up may have been under way.
            self.validate_unique_email(email)
            if not self.account_already_exists:
                return self.save(request), None
        # Otherwise it is told by the time it takes that there is an account.
        make_password(self.cleaned_data["password1"])
        before = signed_up.here(request)
        if before is None or before.email != email:
            signed_up.remember(request, None, email, next_page(request))
        answer: tuple[Any, Any] = super().try_save(request)
        return answer
