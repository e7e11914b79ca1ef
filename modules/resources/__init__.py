"""The import and export tables of this app (docs/tables.md), used by the pages, the admin and the command line."""

from enrollment.resources.base import TableResource

from .attendance import FollowUpAttendanceResource
from .meetings import FollowUpMeetingResource
from .online import OnlineCompletionResource, OnlineModuleResource

# Keyed by the KIND of ``manage.py import_csv KIND FILE``.
RESOURCES: dict[str, type[TableResource]] = {
    "online_modules": OnlineModuleResource,
    "online_completions": OnlineCompletionResource,
    "follow_up_meetings": FollowUpMeetingResource,
    "follow_up_attendance": FollowUpAttendanceResource,
}

__all__ = [
    "RESOURCES",
    "FollowUpAttendanceResource",
    "FollowUpMeetingResource",
    "OnlineCompletionResource",
    "OnlineModuleResource",
]
