"""What happened to a person's record, places, waitlist entries and attendance, in one list."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext

from enrollment.admin.history import Change, Describe, changes_in, in_record, in_registration
from enrollment.admin_site.log import lines_of
from enrollment.models import LearningAssistant, Registration, WaitlistEntry
from modules.admin.meetings import in_attendance
from modules.models import FollowUpAttendance


def history_of(assistant: LearningAssistant) -> list[Change]:
    """Return who changed what and when, the latest first, in a constant number of queries."""
    sessions = ("session__campus",)
    sources = [
        (
            _events(LearningAssistant)
            .filter(pgh_obj=assistant)
            .select_related("user", "merged_into"),
            in_record,
        ),
        (_events(Registration).filter(assistant=assistant).select_related(*sessions), _in_place),
        (_events(WaitlistEntry).filter(assistant=assistant).select_related(*sessions), _in_wait),
        (
            _events(FollowUpAttendance)
            .filter(appointment__assistant=assistant)
            .select_related("meeting"),
            _in_meeting,
        ),
    ]
    changes = changes_in(sources)
    known = {(change.by, change.what) for change in changes}
    changes += [entry for entry in _logged(assistant) if (entry.by, entry.what) not in known]
    return sorted(changes, key=lambda change: change.at, reverse=True)


def _events(model: Any) -> Any:
    return model.events.rel.related_model.objects.all()


def _in_place(before: Any, row: Any) -> Iterator[str]:
    yield from _named(row.session, in_registration)(before, row)


def _in_wait(before: Any, row: Any) -> Iterator[str]:
    if row.pgh_label == "delete":
        yield f"{row.session}: {gettext('No longer on the waitlist')}"
    elif before is None:
        yield f"{row.session}: {gettext('On the waitlist')}"
    elif row.priority != before.priority:
        yield f"{row.session}: {gettext('Moved up on the waitlist')}"


def _in_meeting(before: Any, row: Any) -> Iterator[str]:
    yield from _named(row.meeting.title, in_attendance)(before, row)


def _named(subject: object, describe: Describe) -> Describe:
    def named(before: Any, row: Any) -> Iterator[str]:
        for words in describe(before, row):
            yield f"{subject}: {words}"

    return named


def _logged(assistant: LearningAssistant) -> Iterator[Change]:
    """Yield what the admin's log has besides the events: what was only looked at, and what else was changed."""
    of_record = ContentType.objects.get_for_model(LearningAssistant)
    entries = LogEntry.objects.filter(content_type=of_record, object_id=str(assistant.pk))
    models = {LearningAssistant._meta.label_lower: LearningAssistant}
    for entry in entries.select_related("user"):
        for line in lines_of(entry, models):
            yield Change(entry.action_time, str(entry.user), line)
