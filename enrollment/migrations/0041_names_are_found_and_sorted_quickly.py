from importlib import import_module

from django.db import migrations, models

import enrollment.plain_text

before = import_module("enrollment.migrations.0024_look_alikes_are_the_same")

# Most names, and nearly all user names and addresses, are ASCII: there is little to fold, and this is quicker by far.
FOLD = before.FOLD.replace(
    "RETURN ",
    r"""RETURN CASE WHEN $1 ~ '^[\x20-\x7e]*$'
THEN btrim(regexp_replace(lower(translate($1, '`', '''')), ' +', ' ', 'g'))
ELSE """,
)
FOLD = FOLD.rstrip() + " END\n"


class Migration(migrations.Migration):
    dependencies = [
        ("enrollment", "0040_letters_are_stopped"),
    ]

    operations = [
        migrations.RunSQL(FOLD, before.FOLD),
        migrations.AddIndex(
            model_name="learningassistant",
            index=models.Index(
                enrollment.plain_text.NameOrder("name"),
                models.F("username"),
                name="assistant_by_name",
            ),
        ),
    ]
