from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("completion", "0006_record_is_in_use"),
    ]

    operations = [
        migrations.AlterConstraint(
            model_name="equivalentqualification",
            name="equivalent_one_open_application",
            constraint=models.UniqueConstraint(
                condition=models.Q(("decision", "")),
                fields=("assistant",),
                name="equivalent_one_open_application",
                violation_error_message="This person already has an open application.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="equivalentqualification",
            name="equivalent_in_force_once_per_kind",
            constraint=models.UniqueConstraint(
                condition=models.Q(("decision", "approved"), ("revoked_at", None)),
                fields=("assistant", "kind"),
                name="equivalent_in_force_once_per_kind",
                violation_error_message="This qualification is already approved for this person.",
            ),
        ),
    ]
