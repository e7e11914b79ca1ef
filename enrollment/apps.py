from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class EnrollmentConfig(AppConfig):
    name = "enrollment"
    verbose_name = _("People and places")

    def ready(self) -> None:
        from .accounts import sessions, two_step  # noqa: PLC0415  # the models are ready only now
        from .letters.kinds import add_missing_templates  # noqa: PLC0415  # the models are ready only now

        post_migrate.connect(add_missing_templates, sender=self)
        sessions.connect()
        two_step.connect()
