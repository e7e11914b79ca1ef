from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("enrollment", "0008_reminders_say_what_was_done"),
    ]

    operations = [
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
