from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CompletionConfig(AppConfig):
    name = "completion"
    verbose_name = _("Completion")

    def ready(self) -> None:
        # Importing them registers their kinds of letters, and what a merge of two records moves.
        from .certificates import letters as _certificates  # noqa: F401, PLC0415  # models are ready only now
        from .certificates import merging as _reports  # noqa: F401, PLC0415  # models are ready only now
        from .department import digesting  # noqa: F401, PLC0415  # models are ready only now
        from .equivalents import letters as _equivalents  # noqa: F401, PLC0415  # models are ready only now
        from .equivalents import merging as _applications  # noqa: F401, PLC0415  # models are ready only now
        from .reminders import about_completion  # noqa: F401, PLC0415  # models are ready only now

        # The consequences of a save tell how far people are.
        from .verdicts import rehearsing  # noqa: F401, PLC0415  # models are ready only now
