from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def say_what_was_done(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """The opening was told of whatever the number, and any other reminder with 0 never came."""
    timings = apps.get_model("enrollment", "ReminderTiming").objects
    timings.filter(kind="registration-open", days_before__gt=0).update(days_before=0)
    timings.exclude(kind="registration-open").filter(days_before=0).update(days_before=None)


class Migration(migrations.Migration):
    dependencies = [
        ("enrollment", "0007_uniped_and_plans"),
    ]

    operations = [
        # In this file because a row that breaks the rules would keep them out.
        migrations.RunPython(say_what_was_done, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="remindertiming",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "registration-open"), _negated=True),
                    ("days_before", None),
                    ("days_before", 0),
                    _connector="OR",
                ),
                name="reminder_of_the_opening_has_no_days",
                violation_error_message="Registration is told of when it opens, not days before. Give 0 to have this reminder sent, or leave the days empty to turn it off.",
            ),
        ),
        migrations.AddConstraint(
            model_name="remindertiming",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind", "registration-open"),
                    ("days_before", None),
                    ("days_before__gte", 1),
                    _connector="OR",
                ),
                name="reminder_comes_at_least_a_day_before",
                violation_error_message="On the day itself this reminder comes too late. Give 1 day or more, or leave the days empty to turn it off.",
            ),
        ),
    ]
