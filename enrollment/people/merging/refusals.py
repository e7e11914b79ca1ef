"""Why two records cannot be merged."""

from __future__ import annotations

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from enrollment.models import LearningAssistant
from enrollment.refusals import Refusal, whom_to_ask


class NotTwo(Refusal):
    code = "not_two"
    next_step = _("Choose another record.")

    @property
    def sentence(self) -> str:
        return gettext("A record cannot be merged with itself.")


class AlreadyMerged(Refusal):
    code = "already_merged"

    def __init__(self, record: LearningAssistant) -> None:
        self.record = record

    @property
    def sentence(self) -> str:
        return gettext("%(record)s is already merged into %(other)s.") % {
            "record": self.record,
            "other": self.record.merged_into,
        }

    @property
    def next_step(self) -> str:
        return gettext("Merge with the record that stayed.")


class AccountOfAnother(Refusal):
    code = "account_of_another"
    next_step = _("Choose which account stays linked.")

    @property
    def sentence(self) -> str:
        return gettext("Both records have an account, and one of the two must be chosen.")


class NotYetSeen(Refusal):
    """The records, or what is chosen of them, have changed since the preview."""

    code = "not_yet_seen"
    next_step = _("Nothing is merged yet. Check the preview below, then confirm again.")

    @property
    def sentence(self) -> str:
        return gettext("The merge would do something else than was shown.")


class RulesForbid(Refusal):
    """A rule of the database that no subject has explained."""

    code = "rules_forbid"

    @property
    def sentence(self) -> str:
        return gettext("These two records hold something that cannot be one person's.")

    @property
    def next_step(self) -> str:
        return gettext("Nothing is merged. Ask %(contact)s.") % {"contact": whom_to_ask()}
