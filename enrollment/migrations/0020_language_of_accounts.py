from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("enrollment", "0019_feide_names"),
    ]

    operations = [
        migrations.AddField(
            model_name="user",
            name="language",
            field=models.CharField(
                blank=True,
                choices=[("nb", "Norwegian"), ("en", "English")],
                max_length=2,
                null=True,
                verbose_name="language",
            ),
        ),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.CheckConstraint(
                condition=models.Q(("language__in", ["nb", "en"])),
                name="account_language_is_known",
                violation_error_message="The language is nb or en.",
            ),
        ),
    ]
