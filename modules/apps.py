from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ModulesConfig(AppConfig):
    name = "modules"
    verbose_name = _("Online modules and follow-up")

    def ready(self) -> None:
        # Importing them registers their kinds of letters.
        from enrollment.pages import commitments  # noqa: PLC0415  # models are ready only now

        from . import reminding  # noqa: F401, PLC0415  # models are ready only now
        from .department import addressing  # noqa: F401, PLC0415  # models are ready only now
        from .follow_up.clashes import mandatory_meetings_of  # noqa: PLC0415  # models are ready only now

        commitments.SOURCES.append(mandatory_meetings_of)

        # Importing them registers what a merge of two records moves.
        from .follow_up import merging as _marks  # noqa: F401, PLC0415  # models are ready only now
        from .online import merging as _modules  # noqa: F401, PLC0415  # models are ready only now
