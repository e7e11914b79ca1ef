"""Letters to users who were given an account or a task, with one link to log in."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language, override

from enrollment.letters.account_letters import Queue
from enrollment.letters.recipients import address_of, chosen_or_guessed
from enrollment.models import User

from .confirming import INVITATION_LASTS, invitation_key
from .owners import address_to_confirm, has_owner

# Users do not request it again, so it waits longer for a mail server than requested letters.
WAITS = timedelta(days=7)


def invite(user: User, kind: str, **facts: Any) -> None:
    """Queue a letter to an account; if the account has no owner yet, include a link to choose a password.

    Nothing is sent if the account is closed or has no address.
    """
    address = address_of(user)
    if not user.is_active or not address:
        return
    if not has_owner(user):
        key = invitation_key(address_to_confirm(user, address))
        link = settings.SITE_URL + reverse("account_confirm_email", args=[key])
        facts |= {"link": link, "days": INVITATION_LASTS.days}
    contact = {"name": settings.LAOS_CONTACT_NAME, "email": settings.LAOS_CONTACT_EMAIL}
    facts |= {"name": user.name, "address": address, "contact": contact}
    # Fall back to the language of the colleague who caused the letter.
    with override(chosen_or_guessed(user) or get_language()):
        subject = render_to_string(f"account/email/{kind}_subject.txt", facts)
        body = render_to_string(f"account/email/{kind}_message.txt", facts)
    message = EmailMessage(
        settings.ACCOUNT_EMAIL_SUBJECT_PREFIX + " ".join(subject.split()),
        body.strip(),
        to=[address],
        connection=Queue(expire_after=WAITS),
    )
    message.send()
