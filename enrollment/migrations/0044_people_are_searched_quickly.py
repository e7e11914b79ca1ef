from django.db import migrations

import enrollment.plain_text


class Migration(migrations.Migration):
    dependencies = [
        ("enrollment", "0043_full_sessions_are_not_locked"),
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
