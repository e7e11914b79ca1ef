from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("enrollment", "0020_language_of_accounts"),
    ]

    operations = [
        migrations.AddField(
            model_name="user",
            name="signed_up_as",
            field=models.CharField(blank=True, default="", editable=False, max_length=150),
        ),
    ]
