from django.db import migrations, models

import enrollment.models.kinds


class Migration(migrations.Migration):
    dependencies = [
        ("enrollment", "0025_what_is_on_record_stays"),
    ]

    operations = [
        migrations.AlterField(
            model_name="letter",
            name="kind",
            field=models.CharField(
                choices=enrollment.models.kinds.letter_choices, max_length=40, verbose_name="kind"
            ),
        ),
        migrations.AlterField(
            model_name="remindertiming",
            name="days_before",
            field=models.PositiveSmallIntegerField(
                blank=True,
                help_text="Leave empty to turn this reminder off in this term.",
                null=True,
                verbose_name="days",
            ),
        ),
        migrations.AlterField(
            model_name="remindertiming",
            name="kind",
            field=models.CharField(
                choices=enrollment.models.kinds.reminder_choices,
                max_length=40,
                verbose_name="reminder",
            ),
        ),
    ]
