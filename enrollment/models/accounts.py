from __future__ import annotations

from allauth.socialaccount.models import SocialAccount
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .people import USERNAME_PATTERN


class FeideName(models.Model):
    """The university user name that Feide reported at an account's last log-in: see ``docs/identity.md``.

    User names change and are reused for other people, so a user name belongs to one account at a time.
    """

    account = models.OneToOneField(
        SocialAccount, models.CASCADE, primary_key=True, verbose_name=_("account")
    )
    username = models.CharField(
        _("user name"), max_length=100, unique=True, validators=[RegexValidator(USERNAME_PATTERN)]
    )

    class Meta:
        verbose_name = _("Feide user name")
        verbose_name_plural = _("Feide user names")
        constraints = [
            models.CheckConstraint(
                name="feide_name_is_plain",
                condition=Q(username__regex=USERNAME_PATTERN),
                violation_error_message=_(
                    "A user name has small letters, digits, full stops, hyphens and underscores."
                ),
            )
        ]

    def __str__(self) -> str:
        return self.username
