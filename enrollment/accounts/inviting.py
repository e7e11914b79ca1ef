"""Letters to people who were given an account, or something to look after: with one link, by which they get in."""

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

# Nobody asks for it again: it waits longer for a mail server than the letters that people ask for.
WAITS = timedelta(days=7)


def invite(user: User, kind: str, **facts: Any) -> None:
    """Queue a letter of a kind to an account; to one without an owner, with a link to choose a password.

    Nothing is sent to an account that is closed or has no address.
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
    # Else the language of the colleague who writes.
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
