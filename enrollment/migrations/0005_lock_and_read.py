from django.db import migrations

# Each statement of a function sees what was committed before it began: what is read here is so under the locks.
# The conditions are those of the querysets `live` and `standing`, a second time: `enrollment.standing` says why.
CREATE = """
    CREATE FUNCTION enrollment_lock_and_read(
        sessions bigint[],
        person bigint,
        today date
    ) RETURNS TABLE (
        assistant enrollment_learningassistant,
        terms bigint[],
        has_dates boolean,
        session enrollment_coresession,
        term enrollment_term,
        taken bigint
    ) LANGUAGE plpgsql AS $$
    BEGIN
        PERFORM FROM enrollment_coresession WHERE id = ANY(sessions) ORDER BY id FOR NO KEY UPDATE;
        SELECT * INTO assistant FROM enrollment_learningassistant WHERE id = person FOR NO KEY UPDATE;
        terms := ARRAY(
            SELECT term_id FROM enrollment_appointment
            WHERE assistant_id = person AND (ends_on IS NULL OR ends_on >= today)
        );
        has_dates := EXISTS (
            SELECT FROM enrollment_registration
            WHERE assistant_id = person AND withdrawn_at IS NULL AND mark IN ('', 'present')
        );
        RETURN QUERY
            SELECT assistant, terms, has_dates, asked, its, (
                SELECT count(*) FROM enrollment_registration
                WHERE session_id = asked.id AND withdrawn_at IS NULL
            )
            FROM enrollment_coresession asked JOIN enrollment_term its ON its.id = asked.term_id
            WHERE asked.id = ANY(sessions) ORDER BY asked.id;
    END
    $$
"""


class Migration(migrations.Migration):
    """What registering locks and reads, in one call."""

    dependencies = [("enrollment", "0004_uniped_group")]

    operations = [
        migrations.RunSQL(CREATE, "DROP FUNCTION enrollment_lock_and_read"),
    ]
