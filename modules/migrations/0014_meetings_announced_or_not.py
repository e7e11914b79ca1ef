from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("modules", "0013_digests_without_a_table"),
    ]

    operations = [
        migrations.AddField(
            model_name="followupmeeting",
            name="is_announced",
            field=models.BooleanField(db_default=True, default=True, editable=False),
        ),
    ]
