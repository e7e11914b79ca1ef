from django.db import migrations

import enrollment.plain_text


class Migration(migrations.Migration):
    dependencies = [
        ("enrollment", "0041_names_are_found_and_sorted_quickly"),
    ]

    operations = [
        migrations.AddField(
            model_name="learningassistant",
            name="found_by",
            field=enrollment.plain_text.folded("name", "username", "email"),
        ),
        migrations.AddField(
            model_name="user",
            name="found_by",
            field=enrollment.plain_text.folded("name", "username", "email"),
        ),
    ]
