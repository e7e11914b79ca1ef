"""Create e-mails in the queue for written letters."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from email.utils import make_msgid, parseaddr
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from post_office.models import PRIORITY, STATUS, Email

from enrollment import clock
from enrollment.models import Letter
from enrollment.models.kinds import LetterGroup, group_of
from enrollment.models.letters import Recipient

from .recipients import languages_of, letter_addresses

AT_A_TIME = 500
ENDED = (STATUS.sent, STATUS.failed)

Joined = dict[tuple[Recipient, LetterGroup], Email]


def queue_letters() -> None:
    """Queue an e-mail for every letter that has none."""
    while _queue_some():
        pass


def send_again(letters: QuerySet[Letter]) -> int:
    """Queue again those of the letters that were given up, and return how many."""
    given_up = Email.objects.filter(letter__in=letters, status=STATUS.failed)
    number: int = given_up.update(status=STATUS.queued, number_of_retries=None, scheduled_time=None)
    return number


def has_ended(letter: Letter) -> bool:
    """Return whether a letter was sent or given up, so that it can be sent again."""
    return letter.email is not None and letter.email.status in ENDED


def send_once_more(letter: Letter) -> bool:
    """Queue one letter again, also one that has arrived, and return whether it was sent or given up before.

    It gets a new message id: mail programs hide a second letter with the id of the first.
    """
    emails = Email.objects.filter(letter=letter, status__in=ENDED)
    number: int = emails.update(
        status=STATUS.queued,
        number_of_retries=None,
        scheduled_time=None,
        message_id=_new_message_id(),
    )
    return bool(number)


def _queue_some() -> int:
    with transaction.atomic():
        letters = list(
            Letter.objects.filter(email=None)
            .select_for_update(skip_locked=True, of=("self",))
            .select_related("assistant__user", "user")
            .order_by("pk")[:AT_A_TIME]
        )
        addresses = letter_addresses(letter.recipient for letter in letters)
        languages = languages_of(letter.recipient for letter in letters)
        joined = _to_join(letters)
        emails: list[Email] = []
        of_each: list[Email] = []
        for letter in letters:
            person, group = letter.recipient, group_of(letter.kind)
            email = joined.get((person, group)) if group else None
            if email is None:
                email = _email(letter, addresses[person], languages[person][0], group)
                emails.append(email)
            if group:
                joined[person, group] = email
            of_each.append(email)
        Email.objects.bulk_create(emails)
        for letter, email in zip(letters, of_each, strict=True):
            letter.email = email
        Letter.objects.bulk_update(letters, ["email"])
    return len(letters)


def _to_join(letters: Iterable[Letter]) -> Joined:
    """Lock and return the e-mails with earlier letters that later ones of the same group may still join."""
    grouped = [letter for letter in letters if group_of(letter.kind)]
    if not grouped:
        return {}
    emails = Email.objects.filter(
        Q(letter__assistant__in={letter.assistant_id for letter in grouped} - {None})
        | Q(letter__user__in={letter.user_id for letter in grouped} - {None}),
        # Not sent or tried yet: only then the time to send it is still that of a group.
        status=STATUS.queued,
        number_of_retries=None,
        scheduled_time__gt=clock.now(),
    )
    # An e-mail that is being sent at this moment is locked, and is left out.
    locked = Email.objects.filter(pk__in=emails.values("pk"), status=STATUS.queued)
    open_emails = {email.pk: email for email in locked.select_for_update(skip_locked=True)}
    waiting = Letter.objects.filter(email__in=open_emails).select_related("assistant", "user")
    return {
        (letter.recipient, group): open_emails[letter.email_id]
        for letter in waiting
        if letter.email_id is not None and (group := group_of(letter.kind))
    }


def _new_message_id() -> str:
    """Return an id in the domain of the sender, as filters of spam expect."""
    _name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return make_msgid(domain=address.rpartition("@")[2])


def new_email(to: str, **content: Any) -> Email:
    """Return an unsaved e-mail for the queue. ``content`` are fields of the ``Email`` model."""
    return Email(
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[to],
        # Set once: mail programs recognise a letter that is sent again after a crash.
        message_id=_new_message_id(),
        headers={
            "Auto-Submitted": "auto-generated",
            # Exchange knows only this: no out-of-office replies and receipts, but reports of failure.
            "X-Auto-Response-Suppress": "DR, RN, NRN, OOF, AutoReply",
            "Reply-To": settings.LAOS_CONTACT_EMAIL,
        },
        status=STATUS.queued,
        **{"priority": PRIORITY.medium, **content},
    )


def email_of(letter: Letter) -> Email:
    """Return an unsaved e-mail for one letter alone."""
    person = letter.recipient
    return _email(
        letter, letter_addresses([person])[person], languages_of([person])[person][0], None
    )


def _email(letter: Letter, address: str, language: str, group: LetterGroup | None) -> Email:
    settles = timedelta(seconds=settings.LAOS_LETTERS_SETTLE) if group else timedelta()
    return new_email(
        address,
        scheduled_time=clock.now() + settles if settles else None,
        # The text is rendered from this and the letters' facts when the e-mail is sent.
        context={"name": letter.recipient.name, "language": language},
    )
