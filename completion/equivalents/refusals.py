"""Refusals of an application for exemption, of its documents, and of a decision."""

from __future__ import annotations

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from completion.models import EquivalentQualification, Kind
from enrollment.refusals import Refusal


class NotApproved(Refusal):
    """The qualification never exempts."""

    code = "not_approved"
    next_step = _("You take LAOS like other learning assistants. Register for your dates.")

    def __init__(self, kind: Kind) -> None:
        self.kind = kind

    @property
    def sentence(self) -> str:
        return gettext("This does not give exemption: %(qualification)s.") % {
            "qualification": self.kind.label
        }


class AlreadyExempt(Refusal):
    code = "exempt"
    next_step = _("You do not need to do anything.")

    @property
    def sentence(self) -> str:
        return gettext("You are already exempt and do not need to take LAOS.")


class AlreadyCompleted(Refusal):
    code = "completed"
    next_step = _("You do not need to do anything.")

    @property
    def sentence(self) -> str:
        return gettext("You have completed LAOS and do not need an exemption.")


class ApplicationOpen(Refusal):
    code = "application_open"
    next_step = _(
        "Uniped will write to you. To send other documents, withdraw that application and apply again."
    )

    @property
    def sentence(self) -> str:
        return gettext("You have applied already, and Uniped has not decided yet.")


class NoDocument(Refusal):
    code = "no_document"
    next_step = _(
        "Add a document that shows your qualification, such as a diploma or a transcript of records."
    )

    @property
    def sentence(self) -> str:
        return gettext("You have not added any documents.")


class TooManyDocuments(Refusal):
    code = "too_many_documents"
    next_step = _("Put several pages into one PDF, or leave some out.")

    def __init__(self, most: int) -> None:
        self.most = most

    @property
    def sentence(self) -> str:
        return gettext("An application has %(number)s documents at most.") % {"number": self.most}


class AboutDocument(Refusal):
    """A refusal that concerns one document."""

    def __init__(self, name: str) -> None:
        self.name = name

    @property
    def sentence(self) -> str:
        return self.about % {"name": self.name}

    @property
    def about(self) -> str:
        raise NotImplementedError


class EmptyDocument(AboutDocument):
    code = "empty_document"
    next_step = _("Save it again, then select it again.")

    @property
    def about(self) -> str:
        return gettext("“%(name)s” is empty.")


class DocumentTooLarge(AboutDocument):
    code = "document_too_large"
    next_step = _("Save it smaller, for instance as a PDF or a picture with fewer details.")

    @property
    def about(self) -> str:
        return gettext("“%(name)s” is too large: a document has 10 MB at most.")


class WrongType(AboutDocument):
    """The detected type is not accepted, whatever the file is called."""

    code = "wrong_type"
    next_step = _("Save or print it as a PDF, or take a picture of it, and choose that.")

    @property
    def about(self) -> str:
        return gettext("“%(name)s” is not a PDF, JPEG or PNG.")


class MixedDocument(AboutDocument):
    """The file can also be read as another type."""

    code = "mixed_document"
    next_step = _("Print it as a PDF, or take a picture of it, and choose that.")

    @property
    def about(self) -> str:
        return gettext(
            "“%(name)s” contains something besides the document, so we cannot accept it."
        )


class LockedDocument(AboutDocument):
    code = "locked_document"
    next_step = _("Save it without a password, or print it as a PDF, and choose that.")

    @property
    def about(self) -> str:
        return gettext("“%(name)s” is protected by a password.")


class DamagedDocument(AboutDocument):
    code = "damaged_document"
    next_step = _("Open it to check that it is complete. Save it again, then select it again.")

    @property
    def about(self) -> str:
        return gettext("“%(name)s” cannot be read.")


class PictureTooLarge(AboutDocument):
    code = "picture_too_large"
    next_step = _("Save it with fewer pixels, 60 million at most.")

    @property
    def about(self) -> str:
        return gettext("“%(name)s” is too large a picture.")


class CannotStore(Refusal):
    """The disk is full or read-only."""

    code = "cannot_store"
    next_step = _("Try again later. If it still does not work, write to Uniped.")

    @property
    def sentence(self) -> str:
        return gettext("We could not save your documents, so your application was not sent.")


class Decided(Refusal):
    """The application is already decided, so it cannot be decided differently or withdrawn."""

    code = "decided"
    next_step = _("A decision stands. An exemption can be withdrawn, with a reason.")

    def __init__(self, application: EquivalentQualification) -> None:
        self.application = application

    @property
    def sentence(self) -> str:
        return gettext("This application is decided: %(decision)s.") % {
            "decision": self.application.get_decision_display()
        }


class Withdrawn(Refusal):
    """The exemption was already withdrawn, for another reason."""

    code = "withdrawn"
    next_step = _("The learning assistant has been sent that decision, not what you wrote below.")

    def __init__(self, application: EquivalentQualification) -> None:
        self.application = application

    @property
    def sentence(self) -> str:
        return gettext("%(name)s has withdrawn this exemption: “%(reason)s”") % {
            "name": self.application.revoked_by,
            "reason": self.application.revoked_because,
        }


class DecidedMeanwhile(Decided):
    """``Decided``, worded for the applicant."""

    next_step = _("The decision is on this page.")


class ApplicationGone(Refusal):
    """The applicant withdrew the application before it was decided."""

    code = "application_gone"
    next_step = _("There is nothing left to decide. Go back to the queue.")

    @property
    def sentence(self) -> str:
        return gettext("The learning assistant has withdrawn this application.")


class OwnApplication(Refusal):
    code = "own_application"
    next_step = _("Ask a colleague to decide.")

    @property
    def sentence(self) -> str:
        return gettext("You cannot decide on your own application.")


class TwoOpen(Refusal):
    """Two records of one person both have an application that is not decided."""

    code = "two_open"
    next_step = _("Decide one of them first.")

    @property
    def sentence(self) -> str:
        return gettext("Both records have an open application for exemption.")


class TwoInForce(Refusal):
    """Two records of one person are exempt because of the same qualification."""

    code = "two_in_force"
    next_step = _("Withdraw one of the exemptions first.")

    @property
    def sentence(self) -> str:
        return gettext("Both records are exempt because of the same qualification.")
