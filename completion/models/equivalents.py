from __future__ import annotations

import secrets

import pghistory
import pgtrigger
from django.contrib.auth.models import AnonymousUser
from django.core.files.storage import Storage, storages
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from enrollment.models import LearningAssistant, User
from enrollment.models.stays import in_use

# The permission to view all applications and their documents.
VIEW = "completion.view_equivalentqualification"
MOST_DOCUMENTS = 5
LARGEST_DOCUMENT = 10 * 1024 * 1024  # bytes
LONGEST_TEXT = 1000
LONGEST_NAME = 100


class Kind(models.TextChoices):
    """The kinds of qualification (docs/programme.md, “Approved equivalent qualifications”)."""

    TEACHER_EDUCATION_YEAR_2 = (
        "teacher_education_year_2",
        _("completed 2nd year of a teacher education programme at NTNU"),
    )
    TEACHER_EDUCATION_WITH_PRACTICE = (
        "teacher_education_with_practice",
        _(
            "another equivalent teacher education at secondary-school level with practical training, such as PPU"
        ),
    )
    EIT = "eit", _("training as learning assistant in Experts in Teamwork (EiT)")
    OFFICER_CANDIDATE_SCHOOL = "officer_candidate_school", _("officer candidate school")
    THEORETICAL_PEDAGOGY = "theoretical_pedagogy", _("studies in theoretical pedagogy")

    @classmethod
    def approvable(cls) -> list[Kind]:
        return [kind for kind in cls if kind.is_approvable]

    @property
    def is_approvable(self) -> bool:
        return self in {Kind.TEACHER_EDUCATION_YEAR_2, Kind.TEACHER_EDUCATION_WITH_PRACTICE}


class Decision(models.TextChoices):
    NONE = "", _("not decided")
    APPROVED = "approved", _("approved")
    REJECTED = "rejected", _("rejected")


class DecisionSource(models.TextChoices):
    HERE = "here", _("applied here")
    FILE = "file", _("brought in by file")


# The only change allowed after a decision is to withdraw the exemption, once.
DECIDED_STAYS = """
    IF TG_OP = 'DELETE' OR OLD.revoked_at IS NOT NULL OR
        ROW(NEW.assistant_id, NEW.kind, NEW.text, NEW.applied_at, NEW.decision, NEW.source,
            NEW.reason, NEW.decided_by_id, NEW.decided_at)
        IS DISTINCT FROM
        ROW(OLD.assistant_id, OLD.kind, OLD.text, OLD.applied_at, OLD.decision, OLD.source,
            OLD.reason, OLD.decided_by_id, OLD.decided_at)
    THEN
        RAISE EXCEPTION 'This application is decided.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'equivalent_decided_stays';
    END IF;
    RETURN NEW;
"""


class EquivalentQualificationQuerySet(models.QuerySet["EquivalentQualification"]):
    def open(self) -> EquivalentQualificationQuerySet:
        return self.filter(decision=Decision.NONE)

    def in_force(self) -> EquivalentQualificationQuerySet:
        """Filter approved applications whose exemption is not withdrawn."""
        return self.filter(decision=Decision.APPROVED, revoked_at=None)


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    pghistory.DeleteEvent(),
    # It never changes, and history must not keep it once the application is withdrawn.
    exclude=["text"],
)
class EquivalentQualification(models.Model):
    """An application for exemption because of an equivalent qualification, decided once.

    An imported application (``DecisionSource.FILE``) records a decision made elsewhere.
    """

    assistant = models.ForeignKey(
        LearningAssistant,
        models.PROTECT,
        related_name="equivalents",
        verbose_name=_("learning assistant"),
    )
    kind = models.CharField(_("qualification"), max_length=40, choices=Kind)
    text = models.CharField(
        _("what the learning assistant says"), max_length=LONGEST_TEXT, blank=True
    )
    applied_at = models.DateTimeField(_("applied"))
    decision = models.CharField(_("decision"), max_length=10, choices=Decision, blank=True)
    source = models.CharField(
        _("source"), max_length=10, choices=DecisionSource, default=DecisionSource.HERE
    )
    reason = models.CharField(_("reason"), max_length=LONGEST_TEXT, blank=True)
    decided_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("decided by")
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("exemption withdrawn"), null=True, blank=True)
    revoked_by = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("withdrawn by"),
    )
    revoked_because = models.CharField(_("why withdrawn"), max_length=LONGEST_TEXT, blank=True)

    objects = EquivalentQualificationQuerySet.as_manager()

    class Meta:
        ordering = ["-applied_at", "-pk"]
        verbose_name = _("application for exemption")
        verbose_name_plural = _("applications for exemption")
        constraints = [
            models.UniqueConstraint(
                fields=["assistant"],
                condition=Q(decision=""),
                name="equivalent_one_open_application",
                violation_error_message=_("This person already has an open application."),
            ),
            models.UniqueConstraint(
                fields=["assistant", "kind"],
                condition=Q(decision="approved", revoked_at=None),
                name="equivalent_in_force_once_per_kind",
                violation_error_message=_(
                    "This qualification is already approved for this person."
                ),
            ),
            models.CheckConstraint(
                name="equivalent_kind_and_decision_are_known",
                condition=Q(kind__in=Kind.values, decision__in=Decision.values),
                violation_error_message=_(
                    "Choose one of the qualifications, and approve or reject."
                ),
            ),
            models.CheckConstraint(
                name="equivalent_not_approved_kind_is_rejected",
                condition=Q(kind__in=[kind.value for kind in Kind.approvable()])
                | Q(decision="rejected"),
                violation_error_message=_("This qualification does not exempt from LAOS."),
            ),
            models.CheckConstraint(
                name="equivalent_decided_with_author_and_reason",
                condition=Q(decision="", source="here", decided_at=None, decided_by=None, reason="")
                | (
                    Q(source="here", decided_at__isnull=False, decided_by__isnull=False)
                    & ~Q(decision="")
                    & ~Q(reason="")
                )
                | (Q(source="file", decided_at__isnull=False) & ~Q(decision="")),
                violation_error_message=_("Say why, and who decides."),
            ),
            models.CheckConstraint(
                name="equivalent_exemption_withdrawn_with_author_and_reason",
                condition=Q(revoked_at=None, revoked_by=None, revoked_because="")
                | (
                    Q(decision="approved", revoked_at__isnull=False, revoked_by__isnull=False)
                    & ~Q(revoked_because="")
                ),
                violation_error_message=_("Say why the exemption is withdrawn, and who does it."),
            ),
        ]
        triggers = [
            in_use("assistant_id"),
            pgtrigger.Trigger(
                name="equivalent_decided_stays",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Condition("OLD.decision <> ''"),
                func=DECIDED_STAYS,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assistant}: {self.get_kind_display()}"

    @property
    def is_open(self) -> bool:
        return self.decision == Decision.NONE

    @property
    def is_in_force(self) -> bool:
        return self.decision == Decision.APPROVED and self.revoked_at is None


def private_storage() -> Storage:
    return storages["documents"]


def random_name(_document: Document, _name: str) -> str:
    """Return a random file name, so that no uploaded name or content decides the path."""
    return secrets.token_hex(16)


class DocumentQuerySet(models.QuerySet["Document"]):
    def visible_to(self, user: User | AnonymousUser) -> DocumentQuerySet:
        """Filter the user's own documents; staff with the ``VIEW`` permission see all."""
        if user.is_staff and user.has_perm(VIEW):
            return self
        return self.filter(application__assistant__user=user.pk)


class Document(models.Model):
    """An uploaded file that proves a qualification; it is deleted only together with its application."""

    class Type(models.TextChoices):
        PDF = "pdf", "PDF"
        JPEG = "jpeg", "JPEG"
        PNG = "png", "PNG"

    application = models.ForeignKey(
        EquivalentQualification,
        models.CASCADE,
        related_name="documents",
        verbose_name=_("application"),
    )
    position = models.PositiveSmallIntegerField(_("number"))
    file = models.FileField(
        _("file"), storage=private_storage, upload_to=random_name, max_length=100, unique=True
    )
    # The applicant's file name, with the extension of the detected type.
    name = models.CharField(_("name"), max_length=LONGEST_NAME)
    type = models.CharField(_("type"), max_length=10, choices=Type)
    size = models.PositiveIntegerField(_("size"))

    objects = DocumentQuerySet.as_manager()

    class Meta:
        ordering = ["application", "position"]
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        constraints = [
            models.UniqueConstraint(
                fields=["application", "position"],
                name="document_one_per_position",
                violation_error_message=_("There is a document with this number already."),
            ),
            models.CheckConstraint(
                name="document_is_one_of_five",
                condition=Q(position__range=(1, MOST_DOCUMENTS)),
                violation_error_message=_("An application has five documents at most."),
            ),
            models.CheckConstraint(
                name="document_has_a_known_type_and_size",
                condition=Q(type__in=["pdf", "jpeg", "png"], size__range=(1, LARGEST_DOCUMENT)),
                violation_error_message=_("A document is a PDF, JPEG or PNG of 10 MB at most."),
            ),
        ]

    def __str__(self) -> str:
        return self.name
