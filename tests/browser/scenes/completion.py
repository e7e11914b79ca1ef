"""The 20 hours on “My page”: nothing yet, partly done, exempt and completed."""

from __future__ import annotations

from enrollment.places import exempting
from tests.completion.certificate_factories import complete
from tests.factories import NOW, CoreSessionFactory, PreparationFactory, RegistrationFactory
from tests.modules.factories import ChoiceFactory, ModuleDatesFactory
from tests.modules.meeting_factories import FollowUpAttendanceFactory, FollowUpMeetingFactory

from .places import two_dates
from .stage import a_uniped, an_assistant, scene, visit


def some_of_it():
    """Create an assistant with one seminar attended and one missed, one module of two, and hours out of reach."""
    assistant, by = an_assistant(), a_uniped()
    for core_module, mark in ((1, "present"), (2, "absent")):
        RegistrationFactory(
            assistant=assistant,
            session=CoreSessionFactory(core_module=core_module, days_ahead=core_module - 9),
            mark=mark,
            marked_by=by,
            marked_at=NOW,
        )
    CoreSessionFactory(core_module=2, days_ahead=30)
    ModuleDatesFactory()
    ChoiceFactory(assistant=assistant, module__code="OM1", done=True)
    ChoiceFactory(assistant=assistant, slot=2, module__code="OM4")
    own = assistant.appointments.get()
    for mark, hours in (("present", {"first_meeting_hours": 1}), ("partial", {"whole": True})):
        meeting = FollowUpMeetingFactory(department=own.department, term=own.term, **hours)
        FollowUpAttendanceFactory(meeting=meeting, appointment=own, mark=mark)
    return assistant


def early_in_the_term():
    """Create an assistant who has missed the first meeting, with everything else to come, like the demo's."""
    assistant = an_assistant()
    two_dates()
    ModuleDatesFactory()
    own = assistant.appointments.get()
    place = {"department": own.department, "term": own.term}
    missed = FollowUpMeetingFactory(**place, first_meeting_hours=1, title="First meeting")
    FollowUpAttendanceFactory(meeting=missed, appointment=own, mark="absent")
    make_up = {"title": "First meeting for the absent", "is_mandatory": False}
    FollowUpMeetingFactory(**place, upcoming=True, makes_up_for=missed, **make_up)
    for title in ("Questions that open", "Final evaluation"):
        FollowUpMeetingFactory(**place, upcoming=True, title=title)
    return assistant


@scene("enrollment:my")
def my_page_early_in_the_term(page):
    visit(page, "enrollment:my", by=early_in_the_term().user)


@scene("enrollment:my")
def my_page_with_a_preparation_a_clash_and_attendance_not_recorded(page):
    assistant = an_assistant()
    own = assistant.appointments.get()
    held = RegistrationFactory(assistant=assistant, session=CoreSessionFactory(core_module=2))
    PreparationFactory(term=held.session.term, core_module=2)
    FollowUpMeetingFactory(
        department=own.department, term=own.term, starts_at=held.session.starts_at
    )
    RegistrationFactory(assistant=assistant, session=CoreSessionFactory(days_ahead=-9))
    CoreSessionFactory(days_ahead=20)
    visit(page, "enrollment:my", by=assistant.user)


@scene("enrollment:my")
def my_page_with_some_of_the_20_hours(page):
    visit(page, "enrollment:my", by=some_of_it().user)


@scene("enrollment:my")
def my_page_with_the_evidence_opened(page):
    visit(page, "enrollment:my", by=some_of_it().user)
    page.evaluate(
        "document.querySelectorAll('.twenty details').forEach(details => details.open = true)"
    )


@scene("enrollment:my")
def my_page_when_exempt_with_evidence(page):
    assistant = some_of_it()
    exempting.exempt(assistant=assistant, at=NOW)
    visit(page, "enrollment:my", by=assistant.user)


@scene("enrollment:my")
def my_page_before_the_certificate_comes(page):
    assistant = an_assistant()
    complete(assistant)
    visit(page, "enrollment:my", by=assistant.user)
