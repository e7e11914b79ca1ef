import re

from django.apps import AppConfig
from django.core.validators import validate_email
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class EnrollmentConfig(AppConfig):
    name = "enrollment"
    verbose_name = _("People and places")

    def ready(self) -> None:
        from . import reminding  # noqa: F401, PLC0415  # registers its kinds of letters
        from .accounts.log_in import sessions, two_step  # noqa: PLC0415  # the models are ready only now
        from .letters.by_staff import to_groups  # noqa: F401, PLC0415  # registers its kind of letters
        from .letters.texts import add_missing_templates  # noqa: PLC0415  # the models are ready only now
        from .people.merging import places, records  # noqa: F401, PLC0415  # register what a merge moves

        # Without re.ASCII, ignoring case lets “İ” match i and “ſ” match s, and such addresses
        # cannot receive mail.
        pattern = validate_email.user_regex.pattern
        validate_email.user_regex = re.compile(pattern, re.IGNORECASE | re.ASCII)
        post_migrate.connect(add_missing_templates, sender=self)
        sessions.connect()
        two_step.connect()
