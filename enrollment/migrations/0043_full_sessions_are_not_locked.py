from django.db import migrations

# The parts of the function before and after. A request for a full session is refused, so it need not wait for the lock.
# A session counted as full stays so here: a place freed meanwhile must not be taken without the lock.
BEFORE_AND_AFTER = [
    (
        """
    BEGIN
        PERFORM FROM enrollment_coresession WHERE id = ANY(sessions) ORDER BY id FOR NO KEY UPDATE;
""",
        """
    DECLARE
        filled bigint[];
    BEGIN
        filled := ARRAY(
            SELECT id FROM enrollment_coresession sought
            WHERE id = ANY(sessions) AND NOT EXISTS (
                SELECT FROM enrollment_registration
                WHERE session_id = sought.id AND assistant_id = person AND withdrawn_at IS NULL
            ) AND capacity <= (
                SELECT count(*) FROM enrollment_registration
                WHERE session_id = sought.id AND withdrawn_at IS NULL
            )
        );
        IF filled = '{}' THEN
            PERFORM FROM enrollment_coresession WHERE id = ANY(sessions) ORDER BY id FOR NO KEY UPDATE;
        END IF;
""",
    ),
    (
        """at_campus, (
                SELECT count(*) FROM enrollment_registration
                WHERE session_id = asked.id AND withdrawn_at IS NULL
            )
""",
        """at_campus, greatest((
                SELECT count(*) FROM enrollment_registration
                WHERE session_id = asked.id AND withdrawn_at IS NULL
            ), CASE WHEN asked.id = ANY(filled) THEN asked.capacity END)
""",
    ),
]


def change(schema_editor, parts):
    """Replace parts of the function as it is, with what other migrations have made of it."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT pg_get_functiondef('enrollment_lock_and_read'::regproc)")
        ((function,),) = cursor.fetchall()
        for old, new in parts:
            if old not in function:
                raise ValueError(f"enrollment_lock_and_read lacks: {old}")
            function = function.replace(old, new)
        cursor.execute(function)


def forwards(apps, schema_editor):
    change(schema_editor, BEFORE_AND_AFTER)


def backwards(apps, schema_editor):
    change(schema_editor, [(after, before) for before, after in BEFORE_AND_AFTER])


class Migration(migrations.Migration):
    """Registering does not wait for the lock on a session that is full."""

    dependencies = [("enrollment", "0042_appointments_last_until_the_session")]

    operations = [migrations.RunPython(forwards, backwards)]
