from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("modules", "0006_meeting_keys_without_case"),
    ]

    operations = [
        migrations.AddField(
            model_name="essay",
            name="prompt_en",
            field=models.TextField(db_default="", editable=False),
        ),
        migrations.AddField(
            model_name="essay",
            name="prompt_nb",
            field=models.TextField(db_default="", editable=False),
        ),
        migrations.AddField(
            model_name="rating",
            name="criterion_en",
            field=models.CharField(db_default="", editable=False, max_length=300),
        ),
        migrations.AddField(
            model_name="rating",
            name="criterion_nb",
            field=models.CharField(db_default="", editable=False, max_length=300),
        ),
        migrations.AddField(
            model_name="rating",
            name="level_en",
            field=models.CharField(db_default="", editable=False, max_length=300),
        ),
        migrations.AddField(
            model_name="rating",
            name="level_nb",
            field=models.CharField(db_default="", editable=False, max_length=300),
        ),
        migrations.AddField(
            model_name="testattempt",
            name="pass_mark",
            field=models.PositiveSmallIntegerField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="testattempt",
            name="record",
            field=models.JSONField(blank=True, editable=False, null=True),
        ),
    ]
