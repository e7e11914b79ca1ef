"""Check the promises with separate SQL, which shares no code with the application.

Each check returns a sentence for each violation.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import connection
from post_office.models import STATUS

from enrollment.eligibility import refusal_to_switch, statuses_of
from enrollment.models import CoreSession, WaitlistEntry

from .ledger import Ledger, Plan, State, Subject
from .mailing import Accepted

OVERSOLD = """
    SELECT s.id, s.capacity, count(*) FROM enrollment_coresession s
    JOIN enrollment_registration r ON r.session_id = s.id AND r.withdrawn_at IS NULL
    GROUP BY s.id HAVING count(*) > s.capacity
"""
TWO_PLACES = """
    SELECT assistant_id, core_module, count(*) FROM enrollment_registration
    WHERE withdrawn_at IS NULL AND mark IN ('', 'present')
    GROUP BY assistant_id, core_module HAVING count(*) > 1
"""
# docs/programme.md, “Core modules”. After a session's deadline, waitlists no longer move automatically.
FREE_WHILE_A_PERSON_WAITS = """
    SELECT w.id FROM enrollment_waitlistentry w
    JOIN enrollment_coresession s ON s.id = w.session_id
    JOIN enrollment_term t ON t.id = s.term_id
    JOIN enrollment_learningassistant a ON a.id = w.assistant_id
    WHERE s.cancelled_at IS NULL
        AND %(at)s < s.starts_at - t.deadline_hours * interval '1 hour'
        AND t.registration_opens_at <= %(at)s
        AND (
            SELECT count(*) FROM enrollment_registration taken
            WHERE taken.session_id = s.id AND taken.withdrawn_at IS NULL
        ) < s.capacity
        AND a.exempt_since IS NULL
        AND EXISTS (
            SELECT FROM enrollment_appointment p WHERE p.assistant_id = a.id AND p.term_id = t.id
            AND (p.ends_on IS NULL OR p.ends_on >= (%(at)s AT TIME ZONE 'Europe/Oslo')::date)
        )
        AND NOT EXISTS (
            SELECT FROM enrollment_registration r
            JOIN enrollment_coresession o ON o.id = r.session_id
            JOIN enrollment_term ot ON ot.id = o.term_id
            WHERE r.assistant_id = a.id AND r.withdrawn_at IS NULL AND r.mark IN ('', 'present')
            AND CASE WHEN r.core_module = s.core_module
                THEN r.mark <> '' OR o.id = s.id
                    OR %(at)s >= o.starts_at - ot.deadline_hours * interval '1 hour'
                ELSE (o.starts_at < s.ends_at AND s.starts_at < o.ends_at)
                    OR r.mark = '' AND (s.core_module - o.core_module)
                        * ((s.starts_at AT TIME ZONE 'Europe/Oslo')::date
                           - (o.starts_at AT TIME ZONE 'Europe/Oslo')::date) <= 0
            END
        )
    ORDER BY w.id
"""
TWO_CERTIFICATES = """
    SELECT assistant_id, count(*) FROM completion_completionreport
    WHERE revoked_at IS NULL GROUP BY assistant_id HAVING count(*) > 1
"""
TOLD_TWICE = """
    SELECT coalesce(recipient_id, user_id), kind, key, count(*) FROM enrollment_letter
    GROUP BY recipient_id, user_id, kind, key HAVING count(*) > 1
"""
LETTERS = """
    SELECT l.id, l.kind, e.status, e.message_id FROM enrollment_letter l
    LEFT JOIN post_office_email e ON e.id = l.email_id ORDER BY l.id
"""
LETTERS_UNDER_WAY = """
    SELECT (SELECT count(*) FROM enrollment_letter WHERE email_id IS NULL)
        + (SELECT count(*) FROM post_office_email WHERE status IN (%s, %s))
"""


def rows(statement: str, parameters: Any = None) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return list(cursor.fetchall())


def oversold() -> list[str]:
    return [
        f"Session {session} has {capacity} places and {taken} people."
        for session, capacity, taken in rows(OVERSOLD)
    ]


def two_places_of_one_core_module() -> list[str]:
    return [
        f"Learning assistant {assistant} has {number} places of core module {core_module}."
        for assistant, core_module, number in rows(TWO_PLACES)
    ]


def free_place_while_a_person_waits(at: datetime) -> list[str]:
    """Find waitlist entries that should have got a free place, with SQL and with the application's rule.

    Also report every entry about which the two disagree.
    """
    by_sql = {key for (key,) in rows(FREE_WHILE_A_PERSON_WAITS, {"at": at})}
    sessions = CoreSession.objects.with_places().select_related("term").in_bulk()
    entries = list(WaitlistEntry.objects.select_related("assistant"))
    statuses = statuses_of({entry.assistant for entry in entries}, at)
    by_rule = {
        entry.pk
        for entry in entries
        if not (session := sessions[entry.session_id]).is_full
        and at < session.deadline
        and refusal_to_switch(session, statuses[entry.assistant_id], at) is None
    }
    sessions_of = {entry.pk: entry.session_id for entry in entries}
    return [
        f"Session {sessions_of[key]} has a free place, and waitlist entry {key} should have got it."
        for key in sorted(by_sql & by_rule)
    ] + [
        f"SQL and the rules disagree about waitlist entry {key}."
        for key in sorted(by_sql ^ by_rule)
    ]


def certificates(completed: Iterable[int]) -> list[str]:
    """Check that each assistant in ``completed`` has exactly one valid certificate."""
    doubled = [
        f"Learning assistant {assistant} has {number} valid certificates."
        for assistant, number in rows(TWO_CERTIFICATES)
    ]
    found = "SELECT assistant_id FROM completion_completionreport WHERE revoked_at IS NULL"
    issued = {assistant for (assistant,) in rows(found)}
    missing = set(completed) - issued
    return doubled + [
        f"Learning assistant {assistant} has completed LAOS and has no certificate."
        for assistant in sorted(missing)
    ]


def letters(accepted: Sequence[Accepted], *, excused: int) -> list[str]:
    """Check that each letter was sent once. ``excused``: how many repeats the crashes before a commit may explain."""
    times = Counter(letter.message_id for letter in accepted)
    wrong = [
        f"Learning assistant {recipient} was told “{kind} {key}” {number} times."
        for recipient, kind, key, number in rows(TOLD_TWICE)
    ]
    for letter, kind, status, message_id in rows(LETTERS):
        if message_id is None or status != STATUS.sent:
            wrong.append(f"Letter {letter} ({kind}) is not sent: its status is {status}.")
        elif not times[message_id]:
            wrong.append(f"Letter {letter} ({kind}) is lost: the mail server never got it.")
    repeated = {message_id: number for message_id, number in times.items() if number > 1}
    if sum(repeated.values()) - len(repeated) > excused:
        wrong.append(
            f"{len(repeated)} letters came more than once, and only {excused} crashes excuse that: {repeated}."
        )
    return wrong


def repeated_letters(accepted: Sequence[Accepted]) -> int:
    times = Counter(letter.message_id for letter in accepted)
    return sum(number - 1 for number in times.values())


def letters_under_way() -> int:
    ((number,),) = rows(LETTERS_UNDER_WAY, [STATUS.queued, STATUS.requeued])
    return int(number)


def acknowledged_writes(ledger: Ledger, accepted: Sequence[Accepted]) -> list[str]:
    """Compare the acknowledged writes with the database."""
    actual = _states(accepted)
    wrong = list(ledger.contradictions)
    for subject, states in ledger.expected():
        found = actual.get(subject, NOTHING[subject[0]])
        if found not in states:
            told = " or ".join(sorted(map(repr, states)))
            wrong.append(f"{subject} is {found!r}, not {told}.")
    return wrong


# The state of a subject that is not in the database, by kind.
NOTHING: dict[str, State] = {
    "place": Plan(),
    "mark": None,
    "capacity": None,
    "appointment": False,
    "letter": 0,
    "essay": "",
    "account letter": 0,
}


def _states(accepted: Sequence[Accepted]) -> dict[Subject, State]:
    held = """SELECT assistant_id, core_module, session_id FROM enrollment_registration
        WHERE withdrawn_at IS NULL AND mark IN ('', 'present')"""
    waiting = "SELECT assistant_id, core_module, session_id FROM enrollment_waitlistentry"
    holds = {(assistant, number): session for assistant, number, session in rows(held)}
    waits = {(assistant, number): session for assistant, number, session in rows(waiting)}
    states: dict[Subject, State] = {
        ("place", key): Plan(holds.get(key), waits.get(key)) for key in holds.keys() | waits.keys()
    }
    for key, mark in rows("SELECT id, mark FROM enrollment_registration"):
        states["mark", key] = mark
    for key, capacity in rows("SELECT id, capacity FROM enrollment_coresession"):
        states["capacity", key] = capacity
    appointed = """SELECT a.username FROM enrollment_learningassistant a
        JOIN enrollment_appointment p ON p.assistant_id = a.id"""
    for (username,) in rows(appointed):
        states["appointment", username] = True
    for author, text in rows("SELECT author_id, text FROM modules_essay"):
        states["essay", author] = text
    told = """SELECT recipient_id, facts->>'about', count(*) FROM enrollment_letter
        WHERE kind = 'from-coordinator' GROUP BY 1, 2"""
    for recipient, about, number in rows(told):
        states["letter", (recipient, about)] = number
    to_accounts: Counter[str] = Counter()
    known = {message_id for (message_id,) in rows(OUR_LETTERS)}
    for letter in {
        letter.message_id: letter for letter in accepted if letter.message_id not in known
    }.values():
        to_accounts[letter.to] += 1
    states |= {("account letter", to): number for to, number in to_accounts.items()}
    return states


# Letters to learning assistants. All other letters concern accounts.
OUR_LETTERS = """SELECT e.message_id FROM post_office_email e
    JOIN enrollment_letter l ON l.email_id = e.id"""
