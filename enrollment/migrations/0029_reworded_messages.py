from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("enrollment", "0028_terms_in_order_of_time"),
    ]

    operations = [
        migrations.AlterConstraint(
            model_name="exchangeside",
            name="exchange_side_once_per_exchange",
            constraint=models.UniqueConstraint(
                fields=("exchange", "assistant"),
                name="exchange_side_once_per_exchange",
                violation_error_message="A person cannot exchange with themselves.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="waitlistentry",
            name="waitlist_entry_moved_up_with_author_and_reason",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("moved_up_because", ""), ("moved_up_by", None), ("priority", 0)),
                    models.Q(
                        models.Q(("priority", 0), _negated=True),
                        ("moved_up_by__isnull", False),
                        models.Q(("moved_up_because", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="waitlist_entry_moved_up_with_author_and_reason",
                violation_error_message="Give the reason for moving this person up, and who did it.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="waitlistentry",
            name="waitlist_entry_passed_over_with_reason",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("passed_over_at", None), ("passed_over_because", "")),
                    models.Q(
                        ("passed_over_at__isnull", False),
                        models.Q(("passed_over_because", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="waitlist_entry_passed_over_with_reason",
                violation_error_message="Give the reason for passing this person over.",
            ),
        ),
    ]
