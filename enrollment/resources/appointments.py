"""Import appointments, and create or update their learning assistants."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.functions import Lower
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from import_export.results import Result
from tablib import Dataset

from enrollment import access, languages
from enrollment.models import (
    Appointment,
    Course,
    Department,
    LearningAssistant,
    Registration,
    Term,
)
from enrollment.people import appointing
from enrollment.places import promoting
from enrollment.plain_text import TermOrder, as_typed
from enrollment.refusals import StillHolding
from enrollment.resources.base import TableResource, cells_of, constraint_sentences
from enrollment.resources.cells import TableRow, read_cell
from enrollment.resources.changes import LateChange, RowChange, change, of_model
from enrollment.resources.columns import Column, ValueKind
from enrollment.resources.organisation import unknown_course, unknown_department
from enrollment.resources.table_files import shorten


class AppointmentResource(TableResource):
    """Appointments, with their learning assistants, who are identified by user name and created or updated.

    A blank language or address keeps the one on record; blank dates mean the whole term. The address on record is kept if an
    account or an appointment by a department outside the file relies on it (docs/identity.md).
    """

    term = Column("term__code")
    username = Column("assistant__username")
    name = Column("assistant__name")
    email = Column("assistant__email")
    department = Column("department__code")
    course = Column("course__code")
    starts_on = Column("starts_on", date.isoformat, ValueKind.DATE)
    ends_on = Column("ends_on", date.isoformat, ValueKind.DATE)
    language = Column("assistant__language", words=dict(languages.choices()))

    optional = frozenset({"email", "starts_on", "ends_on", "language"})
    follows = gettext_lazy(
        "Where meetings are already planned, each new person also gets their dates in one letter. Reminders are sent "
        "when they are due, whatever you choose here."
    )
    blamed = {
        "learning_assistant_email_belongs_to_one": "email",
        "learning_assistant_username_is_plain": "username",
        "appointment_ends_after_it_starts": "ends_on",
        "still_holding": "ends_on",
    }

    class Meta:
        model = Appointment
        # Rows write nothing by themselves, so they need no savepoints.
        use_bulk = True
        name = gettext_lazy("appointments")
        fields = (
            "term",
            "username",
            "name",
            "email",
            "department",
            "course",
            "starts_on",
            "ends_on",
            "language",
        )

    def filter_export(
        self, queryset: QuerySet[Appointment], **kwargs: Any
    ) -> QuerySet[Appointment]:
        return queryset.select_related("term", "assistant", "department", "course").order_by(
            TermOrder("term__code"), "assistant__username", "course__code", "department__code"
        )

    def prepare(self, dataset: Dataset) -> None:
        self.terms = {term.code: term for term in Term.objects.all()}
        self.departments = {department.code: department for department in Department.objects.all()}
        self.courses = {course.code: course for course in Course.objects.all()}
        usernames = {name.lower() for name in cells_of(dataset, "username")}
        addresses = {address.lower() for address in cells_of(dataset, "email")}
        assistants = LearningAssistant.objects.alias(address=Lower("email")).filter(
            Q(username__in=usernames) | Q(address__in=addresses)
        )
        self.assistants: dict[str, LearningAssistant] = {
            assistant.username: assistant for assistant in assistants
        }
        self.owners = {assistant.email.lower(): assistant for assistant in self.assistants.values()}
        self.appointments = {
            (
                appointment.term.code,
                appointment.assistant.username,
                appointment.department.code,
                appointment.course.code,
            ): appointment
            for appointment in Appointment.objects.filter(
                term__code__in=cells_of(dataset, "term"), assistant__username__in=usernames
            ).select_related("term", "assistant", "department", "course")
        }

        self._read_reliance(dataset)

        self.late: list[LateChange] = []

    def _read_reliance(self, dataset: Dataset) -> None:
        """Load what prevents an address on record from being changed."""
        known = self.assistants.values()
        self.proofs = access.proofs_of(
            [assistant.user_id for assistant in known if assistant.user_id is not None]
        )
        usernames = [read_cell("username", cell).lower() for cell in dataset["username"]]
        departments = [read_cell("department", cell).upper() for cell in dataset["department"]]
        in_file = set(zip(usernames, departments, strict=True))
        appointed = Appointment.objects.filter(assistant__in=known).order_by()
        by_department = appointed.values_list("assistant__username", "department__code")
        self.appointed_elsewhere = {
            username
            for username, department in by_department
            if (username, department.upper()) not in in_file
        }

    def read(self, row: TableRow) -> dict[str, Any]:
        term = row.term_code("term")
        person = self._read_person(row)
        department = row.required_known("department", self.departments, unknown_department())
        course = row.required_known("course", self.courses, unknown_course(), may_be_named=True)
        period = {name: row.date(name) for name in ("starts_on", "ends_on") if name in row}
        starts_on, ends_on = period.get("starts_on"), period.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            row.wrong("ends_on", constraint_sentences()["appointment_ends_after_it_starts"])
        return {
            "key": (term, person["username"] or None, department, course),
            "term": term,
            "person": person,
            "department": department,
            "course": course,
            "period": period,
        }

    def _read_person(self, row: TableRow) -> dict[str, Any]:
        row.lower("username")
        person: dict[str, Any] = {"username": row.required_text("username", LearningAssistant)}
        person["name"] = row.required_text("name", LearningAssistant)
        person["email"] = self._read_address(row, person["username"])
        if language := row.one_of("language", {code: code for code in languages.codes()}):
            person["language"] = language
            self.agree(row, "language", person["username"], language)
        self.agree(row, "name", person["username"], as_typed(person["name"]))
        self.agree(row, "email", person["username"], person["email"].lower())
        self.check_person(row, person)
        return person

    def _read_address(self, row: TableRow, username: str) -> str:
        """Return the address of the row, or for a blank cell the one on record. It is never made up."""
        if row["email"] or not row["username"]:
            return row.required_text("email", LearningAssistant)
        address = self.address_on_record(username)
        if not address:
            row.wrong(
                "email",
                _(
                    "This cell must not be blank. The address of %(username)s is not on record. Write it."
                )
                % {"username": shorten(username)},
            )
        return address

    def address_on_record(self, username: str) -> str:
        known = self.assistants.get(username)
        return known.email if known else ""

    def check_person(self, row: TableRow, person: dict[str, Any]) -> None:
        """Report conflicts with the records that have the same user name or the same address."""
        known = self.assistants.get(person["username"])
        owner = self.owners.get(person["email"].lower(), known)
        if owner is not None and owner != known:
            row.wrong("email", constraint_sentences()["learning_assistant_email_belongs_to_one"])
        elif known is not None and person["email"] and not self._may_readdress(known, person):
            row.wrong(
                "email",
                _(
                    "%(username)s is on record with another e-mail address. Compare the two on the page of the learning "
                    "assistant in the admin, and correct the one that is wrong."
                )
                % {"username": known.username},
            )

    def _may_readdress(self, known: LearningAssistant, person: dict[str, Any]) -> bool:
        if known.email.lower() == person["email"].lower():
            return True
        if known.user_id is None:
            return known.username not in self.appointed_elsewhere
        proof = self.proofs.get(known.user_id)
        return proof is not None and proof.fits(username=known.username, email=person["email"])

    def find(self, values: dict[str, Any]) -> Appointment | None:
        return self.appointments.get(
            (
                values["term"],
                values["person"]["username"],
                values["department"].code,
                values["course"].code,
            )
        )

    def write(self, instance: Appointment, values: dict[str, Any]) -> list[RowChange]:
        person, is_new = values["person"], instance._state.adding
        term = self.terms.get(values["term"]) or Term(code=values["term"])
        assistant = self.assistants.get(person["username"]) or LearningAssistant()
        self.terms[values["term"]], self.assistants[person["username"]] = term, assistant
        if assistant.email.lower() == person["email"].lower():
            person["email"] = assistant.email
        if as_typed(assistant.name) == as_typed(person["name"]):
            person["name"] = assistant.name
        self.owners.pop(assistant.email.lower(), None)
        self.owners[person["email"].lower()] = assistant
        return [
            *self._put_off(change(assistant, **person)),
            *self._put_off(
                change(
                    instance,
                    assistant=assistant,
                    term=term,
                    department=values["department"],
                    course=values["course"],
                    is_announced=self.send_letters if is_new else instance.is_announced,
                    **values["period"],
                )
            ),
        ]

    def _put_off(self, changes: list[RowChange]) -> list[RowChange]:
        return [
            LateChange(change.instance, change.fields, change.is_new, self.place, self.late)
            for change in changes
        ]

    def after_import(self, dataset: Dataset, result: Result, **kwargs: Any) -> None:
        """Save all rows at once, then promote from the waitlists and greet those newly appointed."""
        super().after_import(dataset, result, **kwargs)
        people, appointments = (
            of_model(model, self.late) for model in (LearningAssistant, Appointment)
        )
        new: list[Any] = [row.instance for row in appointments if row.is_new]
        changed: dict[Any, LateChange] = {
            row.instance: row for row in appointments if not row.is_new
        }
        concerned = {person.instance.pk for person in people if not person.is_new} | {
            appointment.assistant_id for appointment in changed
        }
        if concerned or not self.dry_run:
            # Lock as late as possible: registrations wait for this lock.
            appointing.lock(concerned, self.at)
        for term in self.terms.values():
            if term._state.adding:
                term.save()
        self.save_at_once(people, result)
        if result.has_validation_errors():
            return
        self.save_at_once(appointments, result)
        places = self._places_to_free(changed, result)
        if result.places_held:
            return
        readdressed: list[Any] = [
            person.instance for person in people if person.is_new or "email" in person.fields
        ]
        access.link_assistants(readdressed)
        if places:
            appointing.free(places, self.at)
            result.places_freed = places
        # A rehearsal that frees no place changes no waitlist, so it locks none.
        if places or not self.dry_run:
            result.promotions = promoting.promote_all(self.at)
        appointing.greet(new, self.at)

    def _places_to_free(
        self, appointments: dict[Appointment, LateChange], result: Result
    ) -> list[Registration]:
        """Return the coming places that no appointment justifies any more; refuse the rows whose places may not be freed."""
        today = localdate(self.at)
        ended = [appointment for appointment in appointments if appointment.has_ended(today)]
        places = appointing.places_to_free(appointments=ended, at=self.at)
        result.places_held = [place for place in places if place.pk not in self.frees]
        rows = {
            (appointment.assistant_id, appointment.term_id): appointments[appointment].place
            for appointment in ended
        }
        # Report each row once, even if two places depend on it.
        held = {
            rows[place.assistant_id, place.session.term_id]: place for place in result.places_held
        }
        for row, place in held.items():
            self.refuse(result, row, self.explain_refusal(StillHolding(place)))
        return places
