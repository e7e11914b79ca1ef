"""Triggers that make columns immutable once other rows depend on them."""

from __future__ import annotations

import pgtrigger

SQL = """
    IF {condition} THEN
        RAISE EXCEPTION 'Rows on record depend on this, so it stays as it is.'
            USING ERRCODE = 'check_violation', CONSTRAINT = '{name}';
    END IF;
    RETURN NEW;
"""


def stays(name: str, *fields: str, once: str = "TRUE") -> pgtrigger.Trigger:
    """Build a trigger that refuses changes of these fields while the SQL condition ``once`` on ``OLD`` is true."""
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.Before,
        operation=pgtrigger.Update,
        condition=pgtrigger.AnyChange(*fields),
        func=SQL.format(condition=once, name=name),
    )


IN_USE = """
    SELECT merged_into_id INTO other FROM enrollment_learningassistant
        WHERE id = NEW.{column} FOR KEY SHARE;
    IF other IS NOT NULL THEN
        RAISE EXCEPTION 'Record % is merged into %.', NEW.{column}, other
            USING ERRCODE = 'check_violation', CONSTRAINT = 'record_is_in_use';
    END IF;
    RETURN NEW;
"""


def in_use(column: str) -> pgtrigger.Trigger:
    """Build a trigger that refuses new rows of a learning assistant whose record is merged into another.

    It locks the record as the foreign key does, so it waits for a merge that is going on, and then sees it.
    """
    return pgtrigger.Trigger(
        name="record_is_in_use",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.UpdateOf(column),
        declare=[("other", "bigint")],
        func=IN_USE.format(column=column),
    )


def _appointed(by: str) -> str:
    return f"EXISTS (SELECT FROM enrollment_appointment WHERE {by}_id = OLD.id)"  # nosec B608  # constant SQL


DEPARTMENT_CODE = stays("department_code_stays", "code", once=_appointed("department"))
COURSE_CODE = stays("course_code_stays", "code", once=_appointed("course"))
TERM_CODE = stays(
    "term_code_stays",
    "code",
    once=f"{_appointed('term')} OR EXISTS (SELECT FROM enrollment_coresession WHERE term_id = OLD.id)",  # nosec B608  # no value in it is typed by a user
)
# Past attendance is judged by the rule that was in force at the time.
TERM_PREPARATION = stays(
    "term_preparation_stays",
    "preparation_required",
    once="""EXISTS (
        SELECT FROM enrollment_registration place
        JOIN enrollment_coresession session ON session.id = place.session_id
        WHERE session.term_id = OLD.id AND place.mark <> ''
    )""",
)
