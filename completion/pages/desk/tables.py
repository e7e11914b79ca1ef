"""The tables of the admin, in groups by work and not by app."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class TableGroup:
    code: str
    name: Promise
    # Labels of models, in the order in which they are shown.
    models: tuple[str, ...]


GROUPS = (
    TableGroup(
        "people",
        _("People"),
        ("enrollment.LearningAssistant", "enrollment.Appointment", "enrollment.Coordinator"),
    ),
    TableGroup(
        "seminars",
        _("Seminars"),
        (
            "enrollment.CoreSession",
            "enrollment.Registration",
            "enrollment.WaitlistEntry",
            "enrollment.Exchange",
        ),
    ),
    TableGroup(
        "online-modules",
        _("Online modules"),
        (
            "modules.OnlineModule",
            "modules.Question",
            "modules.Criterion",
            "modules.ModuleDates",
            "modules.Choice",
            "modules.TestAttempt",
            "modules.Essay",
            "modules.PeerEvaluation",
        ),
    ),
    TableGroup(
        "follow-up",
        _("Course-specific follow-up"),
        ("modules.FollowUpMeeting", "modules.FollowUpAttendance"),
    ),
    TableGroup(
        "completion",
        _("Completion"),
        ("completion.EquivalentQualification", "completion.CompletionReport"),
    ),
    TableGroup("letters", _("Letters"), ("enrollment.Letter", "post_office.EmailTemplate")),
    TableGroup(
        "settings",
        _("Accounts and settings"),
        (
            "enrollment.Term",
            "enrollment.Campus",
            "enrollment.Faculty",
            "enrollment.Department",
            "enrollment.Course",
            "enrollment.User",
            "auth.Group",
            "account.EmailAddress",
            "mfa.Authenticator",
            "socialaccount.SocialAccount",
        ),
    ),
)


def in_groups(apps: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Sort the tables of Django's list of apps into groups of the same form. A table of no group is left out, which a test forbids."""
    tables = {table["model"]._meta.label: table for app in apps for table in app["models"]}
    groups = [
        (group, [tables[label] for label in group.models if label in tables]) for group in GROUPS
    ]
    return [
        {
            "name": group.name,
            "app_label": group.code,
            "app_url": f"{reverse('admin:index')}#{group.code}",
            "has_module_perms": True,
            "models": found,
        }
        for group, found in groups
        if found
    ]
