from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ModulesConfig(AppConfig):
    name = "modules"
    verbose_name = _("Online modules and follow-up")

    def ready(self) -> None:
        # Importing them registers their kinds of letters.
        from . import reminding  # noqa: F401, PLC0415  # models are ready only now
        from .department import addressing  # noqa: F401, PLC0415  # models are ready only now

        # Importing them registers what a merge of two records moves.
        from .follow_up import merging as _marks  # noqa: F401, PLC0415  # models are ready only now
        from .online import merging as _modules  # noqa: F401, PLC0415  # models are ready only now
