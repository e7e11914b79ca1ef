from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("completion", "0007_reworded_messages"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="equivalentqualification",
            options={
                "ordering": ["-applied_at", "-pk"],
                "verbose_name": "application for exemption",
                "verbose_name_plural": "applications for exemption",
            },
        ),
    ]
