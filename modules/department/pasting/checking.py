"""Check a pasted list line by line.

Nothing is guessed: what a line leaves open is asked, and what is on record of a person is kept unless the user
confirms a correction.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from difflib import get_close_matches

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from enrollment.models import Appointment, Course, LearningAssistant, Term
from enrollment.people.matching import words_of
from enrollment.plain_text import fold
from modules.department import correcting
from modules.department.appointing import elsewhere, not_yours
from modules.scope import Scope

from . import questions
from .cells import PersonCells, codes_in, sort_cells, username_in
from .checked_list import CheckedLine, CheckedList, Correction, LineState
from .people_on_record import PeopleOnRecord
from .questions import LineAnswers, LineMend, LineQuestion, MustAsk
from .reading import PastedRow, read_rows

CLOSE = 0.8


class ListChecker:
    """Checks a list in a constant number of queries."""

    def __init__(
        self,
        text: str,
        answers: Mapping[str, str],
        course: Course | None,
        scope: Scope,
        term: Term,
        at: datetime,
    ) -> None:
        self.scope, self.term, self.today = scope, term, localdate(at)
        self.answers = answers
        self.courses = {course.code: course for course in Course.objects.all()}
        self.own = {course.code: course for course in scope.courses_of()}
        only = next(iter(self.own.values())) if len(self.own) == 1 else None
        self.course = course or only
        self.table = read_rows(text, _codes_by_name(self.courses.values()))
        self.people = PeopleOnRecord(scope, set().union(*map(codes_in, self.table.rows)))

    def check(self) -> CheckedList:
        lines = [self._line(row) for row in self.table.rows]
        self._refuse_contradictions(lines)
        self._allow_corrections(lines)
        return CheckedList(lines, self.table)

    def _line(self, row: PastedRow) -> CheckedLine:
        answers = LineAnswers(row, self.answers)
        line = CheckedLine(row, LineState.TO_MEND, given=answers.given)
        try:
            self._judge(line, answers)
        except MustAsk as ask:
            line.must_be_mended(ask.question)
        return line

    def _judge(self, line: CheckedLine, answers: LineAnswers) -> None:
        cells = sort_cells(line.row, courses=self.courses, usernames=self.people.by_username)
        self._settle(line.row, cells, answers)
        course = self._course_of(line.row, cells)
        person = self._person_of(line.row, cells, answers)
        if person is None:
            line.state = LineState.NEW
            line.appointment = self._row(cells, course, cells.username, cells.name, cells.email)
            return
        line.state = LineState.ON_RECORD
        line.appointment = self._row(cells, course, person.username, person.name, person.email)
        self._note_differences(line, cells, person)
        appointment = self._appointment_of(person, course)
        if appointment is not None:
            self._take_up(line, cells, appointment, answers)

    def _settle(self, row: PastedRow, cells: PersonCells, answers: LineAnswers) -> None:
        """Settle what the line itself leaves open."""
        if cells.unread:
            raise MustAsk(questions.unread(row, cells.unread[0], cells.name))
        if cells.other_username and not self._is_as_on_record(cells):
            cells.username = answers.to(questions.which_username(cells))
        if cells.name_parts:
            cells.name = self._name_of(cells, answers)
        if cells.day is not None:
            is_first = answers.to(questions.first_or_last(cells.day)) == questions.FIRST_DAY
            if is_first and cells.starts_on is None:
                cells.starts_on = cells.day
            elif cells.ends_on is None:
                cells.ends_on = cells.day

    def _name_of(self, cells: PersonCells, answers: LineAnswers) -> str:
        """Return the name of two cells in the order on record, or as the user says."""
        name = " ".join(cells.name_parts)
        known = self.people.by_username.get(cells.username)
        if self.people.namesakes(name) or (known and words_of(known.name) == words_of(name)):
            return name
        order = answers.to(questions.which_order(cells.name_parts))
        return name if order == "0" else " ".join(reversed(cells.name_parts))

    def _is_as_on_record(self, cells: PersonCells) -> bool:
        """Take a user name that is on record with just this address, such as ada.aas@ntnu.no for adaaas."""
        known = self.people.by_username.get(cells.other_username)
        if known is None or known.email.lower() != cells.email:
            return False
        cells.username = cells.other_username
        return True

    def _course_of(self, row: PastedRow, cells: PersonCells) -> Course:
        code = cells.course or row.course
        if not code and self.course is not None:
            return self.course
        if not code:
            sentence = _("Which course? Write it on the line, or choose one for all lines.")
            raise MustAsk(LineQuestion(sentence))
        if code in self.own:
            return self.own[code]
        if code in self.courses:
            raise MustAsk(LineQuestion(not_yours(code)))
        mends = [
            LineMend(_("Do you mean %(value)s?") % {"value": close}, _with_course(row, code, close))
            for close in get_close_matches(code, self.own, 2, CLOSE)
        ]
        sentence = _("There is no course %(course)s.") % {"course": code}
        raise MustAsk(LineQuestion(sentence, mends=tuple(mends)))

    def _person_of(
        self, row: PastedRow, cells: PersonCells, answers: LineAnswers
    ) -> LearningAssistant | None:
        """Return the person on record who is meant, or None for a complete line about a new person."""
        named = self.people.by_username.get(cells.username)
        addressed = self.people.by_email.get(cells.email)
        found = [person for person in (named, addressed) if person is not None]
        if any(not self.people.is_open(person, cells.email) for person in found):
            raise MustAsk(LineQuestion(elsewhere()))
        if cells.username and addressed is not None and named != addressed:
            if not self.people.is_own(addressed) and username_in(cells.email) != cells.username:
                raise MustAsk(LineQuestion(elsewhere()))
            if named is not None:
                return self._chosen(
                    found, answers.to(questions.which_person(found, may_be_new=False))
                )
        if found:
            return self._asked_about_name(found[0], cells, answers)
        return self._by_name(row, cells, answers)

    def _asked_about_name(
        self, person: LearningAssistant, cells: PersonCells, answers: LineAnswers
    ) -> LearningAssistant:
        if cells.name and words_of(cells.name) != words_of(person.name):
            answers.to(questions.same_person(person, cells.name), last={questions.OTHER})
        return person

    def _by_name(
        self, row: PastedRow, cells: PersonCells, answers: LineAnswers
    ) -> LearningAssistant | None:
        namesakes = self.people.namesakes(cells.name) if cells.name else []
        is_whole = bool(cells.username and cells.name and cells.email)
        if len(namesakes) == 1 and not cells.username and not cells.email:
            return namesakes[0]
        if namesakes:
            may_be_new = bool(cells.username or cells.email)
            chosen = answers.to(questions.which_person(namesakes, may_be_new=may_be_new))
            if chosen != questions.NEW_PERSON:
                return self._chosen(namesakes, chosen)
        if not is_whole:
            raise MustAsk(self._unknown(row, cells))
        return None

    @staticmethod
    def _chosen(people: Collection[LearningAssistant], username: str) -> LearningAssistant:
        return next(person for person in people if person.username == username)

    def _unknown(self, row: PastedRow, cells: PersonCells) -> LineQuestion:
        parts = {
            _("user name"): cells.username,
            _("name"): cells.name,
            _("e-mail address"): cells.email,
        }
        missing = ", ".join(name for name, value in parts.items() if not value)
        sentence = _("No one on record matches. To add a new person, write: %(missing)s.") % {
            "missing": missing
        }
        close = self.people.much_like(cells.username, cells.email, cells.name)
        if close is None:
            return LineQuestion(sentence)
        label = _("Do you mean %(value)s?") % {"value": str(close)}
        separator = "\t" if ";" in row.headings else ";"
        text = separator.join(filter(None, [close.username, cells.course]))
        return LineQuestion(sentence, mends=(LineMend(label, text),))

    def _note_differences(
        self, line: CheckedLine, cells: PersonCells, person: LearningAssistant
    ) -> None:
        """Note what the line says otherwise than the record, which is kept."""
        if cells.username not in ("", person.username):
            line.sentence = kept("username", person.username)
        is_known = self.people.by_email.get(cells.email) == person
        said = {"name": cells.name, "email": "" if is_known else cells.email}
        for name, new in said.items():
            old = str(getattr(person, name))
            if new and fold(new) != fold(old) and words_of(new) != words_of(old):
                line.corrections.append(Correction(person, name, new))

    def _appointment_of(self, person: LearningAssistant, course: Course) -> Appointment | None:
        here = (self.term.pk, self.scope.department.pk, course.pk)
        for appointment in person.appointments.all():
            ids = (appointment.term_id, appointment.department_id, appointment.course_id)
            if ids == here:
                appointment.assistant, appointment.course = person, course
                return appointment
        return None

    def _take_up(
        self,
        line: CheckedLine,
        cells: PersonCells,
        appointment: Appointment,
        answers: LineAnswers,
    ) -> None:
        """Ask about an appointment that ended or has other dates. A live one is already there."""
        assert line.appointment is not None
        given = {"starts_on": cells.starts_on, "ends_on": cells.ends_on}
        differs = {
            name: day for name, day in given.items() if day and day != getattr(appointment, name)
        }
        has_ended = appointment.ends_on is not None and appointment.ends_on < self.today
        if has_ended and not (differs and cells.ends_on):
            question = questions.appoint_again(appointment)
        elif differs:
            for name in given:
                setattr(cells, name, given[name] or getattr(appointment, name))
            question = questions.other_dates(appointment, cells)
        else:
            question = None
        if question is not None and answers.to(question) == questions.AGAIN:
            starts_on = cells.starts_on or appointment.starts_on
            line.appointment["starts_on"] = starts_on.isoformat() if starts_on else ""
            line.appointment["ends_on"] = cells.ends_on.isoformat() if cells.ends_on else ""
            return
        about = {"name": appointment.assistant.name, "course": appointment.course.code}
        line.state, line.appointment = LineState.THERE, None
        line.sentence = _("%(name)s is appointed in %(course)s already.") % about

    def _row(
        self, cells: PersonCells, course: Course, username: str, name: str, email: str
    ) -> dict[str, str]:
        return {
            "term": self.term.code,
            "username": username,
            "name": name,
            "email": email,
            "department": self.scope.department.code,
            "course": course.code,
            "starts_on": cells.starts_on.isoformat() if cells.starts_on else "",
            "ends_on": cells.ends_on.isoformat() if cells.ends_on else "",
        }

    def _refuse_contradictions(self, lines: list[CheckedLine]) -> None:
        """Count a person once; lines that contradict each other are both to be mended."""
        first: dict[tuple[str, str], CheckedLine] = {}
        for line in lines:
            if line.appointment is None:
                continue
            key = (line.appointment["username"], line.appointment["course"])
            before = first.setdefault(key, line)
            if before is line:
                continue
            if before.appointment == line.appointment and before.state == line.state:
                line.state, line.appointment = LineState.TWICE, None
                line.sentence = _("The same as line %(line)d; it counts once.") % {
                    "line": before.number
                }
                continue
            for wrong, other in ((before, line), (line, before)):
                sentence = _(
                    "Line %(line)d has other details for %(username)s. Keep one of the lines."
                ) % {"line": other.number, "username": key[0]}
                wrong.must_be_mended(LineQuestion(sentence))

    def _allow_corrections(self, lines: list[CheckedLine]) -> None:
        """Say what is kept, and keep only those corrections that the department may make."""
        people = {change.person for line in lines for change in line.corrections}
        allowed = correcting.correctable(self.scope, people)
        for line in lines:
            notes = [kept(change.field, change.old) for change in line.corrections]
            line.sentence = " ".join([line.sentence, *notes]).strip()
            line.corrections = [
                change
                for change in line.corrections
                if change.is_valid
                and allowed[change.person.pk].takes(
                    change.person, change.new if change.field == "email" else ""
                )
            ]


def _codes_by_name(courses: Iterable[Course]) -> Mapping[str, set[str]]:
    """Return the codes of courses by their folded codes and names."""
    codes: dict[str, set[str]] = defaultdict(set)
    for course in courses:
        for name in (course.code, course.name_en, course.name_nb):
            codes[fold(name)].add(course.code)
    return codes


def kept(field: str, old: str) -> str:
    sentences = {
        "username": _("The user name on record is kept: %(old)s."),
        "name": _("The name on record is kept: %(old)s."),
        "email": _("The e-mail address on record is kept: %(old)s."),
    }
    return sentences[field] % {"old": old}


def _with_course(row: PastedRow, code: str, close: str) -> str:
    at = row.text.upper().find(code)
    return (
        f"{row.text[:at]}{close}{row.text[at + len(code) :]}" if at >= 0 else f"{row.text};{close}"
    )
