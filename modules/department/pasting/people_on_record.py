"""Find the people on record that a pasted list may mean, in a constant number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property

from django.db.models import Q
from django.db.models.functions import Lower

from enrollment.models import Appointment, LearningAssistant
from enrollment.people.matching import Index, KnownPerson, words_of
from modules.scope import Scope


class PeopleOnRecord:
    """Anyone by user name or address, the scope's own people by name too."""

    def __init__(self, scope: Scope, codes: Iterable[str]) -> None:
        self.department = scope.department.pk
        self.courses = {course.pk for course in scope.courses_of()}
        codes = set(codes)
        own = Q(appointments__department=self.department, appointments__course__in=self.courses)
        found = LearningAssistant.objects.alias(address=Lower("email")).filter(
            Q(username__in=codes) | Q(address__in=codes) | own
        )
        records = found.distinct().select_related("merged_into")
        # A record that was merged into another one means the one that stays.
        staying: list[tuple[LearningAssistant, LearningAssistant]] = [
            (record, record.merged_into or record)
            for record in records.prefetch_related("appointments", "merged_into__appointments")
        ]
        self.by_username = {record.username: person for record, person in staying}
        self.by_email = {record.email.lower(): person for record, person in staying}
        self._by_name: defaultdict[tuple[str, ...], list[LearningAssistant]] = defaultdict(list)
        for person in dict.fromkeys(person for _record, person in staying):
            if self.is_own(person):
                self._by_name[words_of(person.name)].append(person)

    def namesakes(self, name: str) -> list[LearningAssistant]:
        """Return the scope's own people of this name."""
        return sorted(self._by_name.get(words_of(name), []), key=lambda person: person.username)

    def is_own(self, person: LearningAssistant) -> bool:
        return any(self._is_of_scope(appointment) for appointment in person.appointments.all())

    def is_open(self, person: LearningAssistant, email: str) -> bool:
        """Return whether the user may see who the person is: in their scope, or with this address."""
        return self.is_own(person) or person.email.lower() == email

    def is_only_own(self, person: LearningAssistant) -> bool:
        """Return whether the person is of the scope and was never appointed outside it."""
        appointments = person.appointments.all()
        return bool(appointments) and all(map(self._is_of_scope, appointments))

    def much_like(self, *values: str) -> LearningAssistant | None:
        """Return one of the scope's people with a similar user name, address or name, or None."""
        for value in filter(None, values):
            if near := self._index.nearly_meant(value):
                return self.by_username[near[0].username]
        return None

    @cached_property
    def _index(self) -> Index:
        own = {person for people in self._by_name.values() for person in people}
        return Index(
            KnownPerson(person.pk, person.username, person.name, person.email) for person in own
        )

    def _is_of_scope(self, appointment: Appointment) -> bool:
        return (
            appointment.department_id == self.department and appointment.course_id in self.courses
        )
