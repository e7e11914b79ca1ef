"""The page of a user's own e-mail addresses."""

from __future__ import annotations

from typing import Any

from allauth.account.views import EmailView as AllauthEmailView
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse

from enrollment import languages
from enrollment.accounts.asking import RequestedLetter, ask_for_letter
from enrollment.letters.recipients import address_of, chosen_or_guessed
from enrollment.models import User


class EmailView(AllauthEmailView):
    """allauth's page, but serialised: two concurrent changes could remove the last confirmed address."""

    @transaction.atomic
    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        assert isinstance(request.user, User)
        if {"action_add", "action_send"} & request.POST.keys():
            ask_for_letter(RequestedLetter.CONFIRMATION, request.POST.get("email", ""))
        User.objects.select_for_update().get(pk=request.user.pk)
        response: HttpResponse = super().post(request, *args, **kwargs)
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        user = self.request.user
        return {
            **context,
            "letters_go_to": address_of(user),
            "some_are_unconfirmed": not all(
                address.verified for address in context["emailaddresses"]
            ),
            "languages": languages.choices(),
            "letters_language": chosen_or_guessed(user),
        }


own_addresses = login_required(EmailView.as_view())
