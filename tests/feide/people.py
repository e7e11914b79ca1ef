"""What tests ask about the account behind a browser."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from django.test import RequestFactory

from enrollment.accounts.feide import came_by_feide
from enrollment.models import User
from tests.factories import (
    PASSWORD,
)


def account_in(client):
    return User.objects.get(pk=client.session["_auth_user_id"])


def addresses_of(user):
    """Map each address to (confirmed, primary)."""
    return {
        address.email: (address.verified, address.primary)
        for address in EmailAddress.objects.filter(user=user)
    }


def came(client, user):
    request = RequestFactory().get("/")
    request.user, request.session = user, client.session
    return came_by_feide(request)


def log_in_locally(client, user):
    return client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})


def give_password_again(client):
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
