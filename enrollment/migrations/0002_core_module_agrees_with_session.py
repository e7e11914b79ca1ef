from django.db import migrations

TABLES = ["enrollment_registration", "enrollment_waitlistentry"]


class Migration(migrations.Migration):
    """A registration's and a waitlist entry's core module is their session's."""

    dependencies = [("enrollment", "0001_people_and_places")]

    operations = [
        migrations.RunSQL(
            sql=f"""
                ALTER TABLE {table} ADD CONSTRAINT {table.removeprefix("enrollment_")}_core_module_is_the_sessions
                FOREIGN KEY (session_id, core_module) REFERENCES enrollment_coresession (id, core_module)
                DEFERRABLE INITIALLY DEFERRED
            """,
            reverse_sql=f"""
                ALTER TABLE {table}
                DROP CONSTRAINT {table.removeprefix("enrollment_")}_core_module_is_the_sessions
            """,
        )
        for table in TABLES
    ]
