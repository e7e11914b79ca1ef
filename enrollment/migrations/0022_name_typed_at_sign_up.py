from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("enrollment", "0018_table_of_what_is_kept"),
    ]

    operations = [
        migrations.AddField(
            model_name="user",
            name="signed_up_as",
            field=models.CharField(blank=True, default="", editable=False, max_length=150),
        ),
    ]
