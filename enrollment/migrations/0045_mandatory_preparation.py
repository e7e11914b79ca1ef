from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("enrollment", "0044_people_are_searched_quickly"),
    ]

    operations = [
        migrations.AlterField(
            model_name="term",
            name="preparation_required",
            field=models.BooleanField(
                default=False,
                help_text="A seminar counts only when the mandatory preparation for it is confirmed.",
                verbose_name="preparation required",
            ),
        ),
    ]
