from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("enrollment", "0045_mandatory_preparation"),
    ]

    operations = [
        migrations.AlterField(
            model_name="coresession",
            name="online_url",
            field=models.URLField(
                blank=True, help_text="If it is held on Zoom.", verbose_name="link"
            ),
        ),
    ]
