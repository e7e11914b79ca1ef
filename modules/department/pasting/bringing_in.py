"""Check a pasted list, mend its lines, and appoint the people of its good lines."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from enrollment.models import Course, LearningAssistant, Term, User
from enrollment.refusals import Refusal
from modules.department import correcting
from modules.department.appointing import DepartmentAppointments, take
from modules.scope import Scope

from .checked_list import CheckedList, Correction
from .checking import ListChecker
from .reading import written


def check(
    *,
    text: str,
    answers: Mapping[str, str],
    course: Course | None,
    scope: Scope,
    term: Term,
    by: User,
    at: datetime,
) -> CheckedList:
    """Check every line of a list without changing anything. ``course`` is for lines without one."""
    checked = ListChecker(text, answers, course, scope, term, at).check()
    rows = {line.row.number: line.appointment for line in checked.lines if line.appointment}
    if rows:
        desk = DepartmentAppointments(scope, term)
        result = take(desk, rows, by=by, at=at, rehearse=True)
        problems: dict[int, list[str]] = defaultdict(list)
        for problem in result.problems:
            problems[problem.row].append(problem.reason)
        checked.note(problems)
    return checked


def appoint(
    *,
    checked: CheckedList,
    correct: Collection[str],
    scope: Scope,
    term: Term,
    by: User,
    at: datetime,
) -> list[Refusal]:
    """Appoint the people of the good lines, and make the corrections chosen by key; return those refused."""
    refused: list[Refusal] = []
    rows = {line.row.number: line.appointment for line in checked.lines if line.appointment}
    with transaction.atomic():
        if rows:
            result = take(DepartmentAppointments(scope, term), rows, by=by, at=at, rehearse=False)
            if result.is_refused:
                # Something has changed since; checking again tells what.
                return refused
        checked.is_taken = True
        for person, values in _chosen(checked.corrections, correct):
            try:
                correcting.correct(assistant=person, values=values, scope=scope, term=term, at=at)
            except Refusal as refusal:
                refused.append(refusal)
    return refused


def _chosen(
    offered: Collection[Correction], keys: Collection[str]
) -> Iterator[tuple[LearningAssistant, dict[str, str]]]:
    of_each: defaultdict[LearningAssistant, dict[str, str]] = defaultdict(dict)
    for correction in offered:
        if correction.key in keys:
            of_each[correction.person][correction.field] = correction.new
    yield from of_each.items()


def mended(checked: CheckedList, mend: str) -> str:
    """Return the list with one line replaced or left out, by the code of a button that ``checked`` offers."""
    rows, left = [], mend
    for line in checked.lines:
        offered = {f"{line.row.key}-{offer.code}": offer.text for offer in line.mends}
        if line in checked.to_mend and left in offered:
            text, left = offered[left], ""
            rows.extend([replace(line.row, text=text)] if text else [])
        else:
            rows.append(line.row)
    return written(rows)
