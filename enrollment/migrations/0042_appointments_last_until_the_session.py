from importlib import import_module

from django.db import migrations

before = import_module("enrollment.migrations.0005_lock_and_read")

CREATE = (
    before.CREATE.replace(
        """        terms bigint[],
""",
        """        terms bigint[],
        last_days date[],
""",
    )
    .replace(
        """        terms := ARRAY(
            SELECT term_id FROM enrollment_appointment
            WHERE assistant_id = person AND (ends_on IS NULL OR ends_on >= today)
        );
""",
        """        SELECT coalesce(array_agg(its_term), '{}'), coalesce(array_agg(last_day), '{}')
        INTO terms, last_days
        FROM (
            SELECT term_id, CASE WHEN bool_and(ends_on IS NOT NULL) THEN max(ends_on) END
            FROM enrollment_appointment
            WHERE assistant_id = person AND (ends_on IS NULL OR ends_on >= today)
            GROUP BY term_id
        ) AS appointed (its_term, last_day);
""",
    )
    .replace("SELECT assistant, terms, has_dates", "SELECT assistant, terms, last_days, has_dates")
)
DROP = "DROP FUNCTION enrollment_lock_and_read"


class Migration(migrations.Migration):
    """Let the function tell until which day the appointments of each term last."""

    dependencies = [("enrollment", "0041_names_are_found_and_sorted_quickly")]

    operations = [migrations.RunSQL([DROP, CREATE], [DROP, before.CREATE])]
