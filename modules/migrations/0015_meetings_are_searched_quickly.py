from django.db import migrations

import enrollment.plain_text


class Migration(migrations.Migration):
    dependencies = [
        ("modules", "0014_meetings_announced_or_not"),
        ("enrollment", "0044_people_are_searched_quickly"),
    ]

    operations = [
        migrations.AddField(
            model_name="followupmeeting",
            name="found_by",
            field=enrollment.plain_text.folded("title", "key"),
        ),
    ]
