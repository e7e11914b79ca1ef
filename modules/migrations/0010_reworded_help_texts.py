import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("modules", "0009_what_is_on_record_stays"),
    ]

    operations = [
        migrations.AlterField(
            model_name="followupmeeting",
            name="is_mandatory",
            field=models.BooleanField(
                default=True,
                help_text="Anyone who misses it must attend a meeting that makes up for it.",
                verbose_name="mandatory",
            ),
        ),
        migrations.AlterField(
            model_name="followupmeeting",
            name="key",
            field=models.CharField(
                help_text="Identifies the meeting in files. Upper and lower case are the same.",
                max_length=60,
                validators=[
                    django.core.validators.RegexValidator(
                        "^[A-Za-z0-9][A-Za-z0-9-]*$",
                        "Write letters from A to Z, digits and hyphens.",
                    )
                ],
                verbose_name="key",
            ),
        ),
        migrations.AlterField(
            model_name="onlinemodule",
            name="attempts_allowed",
            field=models.PositiveSmallIntegerField(
                blank=True,
                help_text="Empty: no limit.",
                null=True,
                validators=[django.core.validators.MinValueValidator(1)],
                verbose_name="attempts allowed",
            ),
        ),
        migrations.AlterField(
            model_name="onlinemodule",
            name="lease_days",
            field=models.PositiveSmallIntegerField(
                default=4,
                help_text="After that, someone else may be given the essay too.",
                validators=[django.core.validators.MinValueValidator(1)],
                verbose_name="days to evaluate an essay",
            ),
        ),
    ]
