"""Triggers of several tables: what stays once other rows depend on it, and how many places a session has."""

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
    return f"EXISTS (SELECT FROM enrollment_appointment WHERE {by}_id = OLD.id)"


DEPARTMENT_CODE = stays("department_code_stays", "code", once=_appointed("department"))
COURSE_CODE = stays("course_code_stays", "code", once=_appointed("course"))
TERM_CODE = stays(
    "term_code_stays",
    "code",
    once=f"{_appointed('term')} OR EXISTS (SELECT FROM enrollment_coresession WHERE term_id = OLD.id)",
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

# Last line of defence: use cases lock the session and count before they write, so users never see these errors. READ
# COMMITTED is required, because a snapshot older than the lock would count too few places.
TAKE_A_PLACE = """
    IF NEW.withdrawn_at IS NOT NULL THEN
        RETURN NEW;
    END IF;
    IF TG_OP = 'UPDATE' THEN
        IF OLD.withdrawn_at IS NULL AND OLD.session_id = NEW.session_id THEN
            RETURN NEW;
        END IF;
    END IF;
    IF current_setting('transaction_isolation') <> 'read committed' THEN
        RAISE EXCEPTION 'Places are taken in READ COMMITTED transactions only.'
            USING ERRCODE = 'feature_not_supported';
    END IF;
    SELECT capacity, cancelled_at, is_draft INTO session
        FROM enrollment_coresession WHERE id = NEW.session_id FOR NO KEY UPDATE;
    IF session.is_draft THEN
        RAISE EXCEPTION 'Session % is a draft.', NEW.session_id USING
            ERRCODE = 'check_violation', CONSTRAINT = 'registration_not_in_a_draft';
    END IF;
    IF session.cancelled_at IS NOT NULL THEN
        RAISE EXCEPTION 'Session % is cancelled.', NEW.session_id USING
            ERRCODE = 'check_violation', CONSTRAINT = 'registration_not_in_a_cancelled_session';
    END IF;
    SELECT count(*) INTO taken FROM enrollment_registration
        WHERE session_id = NEW.session_id AND withdrawn_at IS NULL AND id IS DISTINCT FROM NEW.id;
    IF taken >= session.capacity THEN
        RAISE EXCEPTION 'Session % is full.', NEW.session_id USING
            ERRCODE = 'check_violation', CONSTRAINT = 'registration_within_capacity';
    END IF;
    RETURN NEW;
"""
KEEP_THE_PLACES = """
    IF NEW.capacity >= OLD.capacity AND NEW.cancelled_at IS NOT DISTINCT FROM OLD.cancelled_at THEN
        RETURN NEW;
    END IF;
    SELECT count(*) INTO taken FROM enrollment_registration
        WHERE session_id = NEW.id AND withdrawn_at IS NULL;
    IF NEW.capacity < taken THEN
        RAISE EXCEPTION 'Session % has % places taken.', NEW.id, taken USING
            ERRCODE = 'check_violation', CONSTRAINT = 'core_session_capacity_covers_places_taken';
    END IF;
    IF NEW.cancelled_at IS NOT NULL AND taken > 0 THEN
        RAISE EXCEPTION 'Session % still has % places taken.', NEW.id, taken USING
            ERRCODE = 'check_violation', CONSTRAINT = 'core_session_cancelled_is_empty';
    END IF;
    RETURN NEW;
"""
