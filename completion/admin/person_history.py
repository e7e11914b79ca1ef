"""What happened to everything on record of a person, in one list."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext

from completion.models import CompletionReport, EquivalentQualification
from enrollment.admin.history import Change, Describe, changes_in, in_record, in_registration
from enrollment.admin_site.log import arrow, lines_of
from enrollment.models import Appointment, LearningAssistant, Registration, WaitlistEntry
from modules.admin.choices import in_choice
from modules.admin.meetings import in_attendance
from modules.models import Choice, FollowUpAttendance

from .equivalents import in_application


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
        (
            _events(Appointment)
            .filter(assistant=assistant)
            .select_related("course", "department", "term"),
            _in_appointment,
        ),
        (_events(Choice).filter(assistant=assistant).select_related("module"), _in_module),
        (_events(EquivalentQualification).filter(assistant=assistant), _in_exemption),
        (_events(CompletionReport).filter(assistant=assistant), _in_certificate),
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
    yield from _named(row.session, _in_queue)(before, row)


def _in_queue(before: Any, row: Any) -> Iterator[str]:
    if row.pgh_label == "delete":
        yield gettext("No longer on the waitlist")
    elif before is None:
        yield gettext("On the waitlist")
    elif row.priority != before.priority:
        yield gettext("Moved up on the waitlist")


def _in_meeting(before: Any, row: Any) -> Iterator[str]:
    yield from _named(row.meeting.title, in_attendance)(before, row)


def _in_appointment(before: Any, row: Any) -> Iterator[str]:
    subject = f"{row.course.code}, {row.term.name}"
    yield from _named(subject, _in_fields_of_appointment)(before, row)


def _in_fields_of_appointment(before: Any, row: Any) -> Iterator[str]:
    if row.pgh_label == "delete":
        yield gettext("Appointment deleted")
        return
    if before is None:
        yield gettext("Appointed")
    fields = {
        "course": gettext("Course"),
        "department": gettext("Department"),
        "starts_on": gettext("From"),
        "ends_on": gettext("To"),
    }
    for name, label in fields.items():
        old, new = getattr(before, name, None), getattr(row, name)
        if old != new and (before is not None or name.endswith("_on")):
            yield arrow(label, old, new)


def _in_module(before: Any, row: Any) -> Iterator[str]:
    yield from _named(row.module, _in_choice)(before, row)


def _in_choice(before: Any, row: Any) -> Iterator[str]:
    if row.pgh_label == "delete":
        yield gettext("No longer chosen")
    else:
        yield from in_choice(before, row)


def _in_exemption(before: Any, row: Any) -> Iterator[str]:
    yield from _named(gettext("Application for exemption"), in_application)(before, row)


def _in_certificate(before: Any, row: Any) -> Iterator[str]:
    if before is None:
        yield gettext("Certificate issued")
    if row.revoked_at and not (before and before.revoked_at):
        yield gettext("Certificate revoked: %(reason)s") % {"reason": row.revoked_because}


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
