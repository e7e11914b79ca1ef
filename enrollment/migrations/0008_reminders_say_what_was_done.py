from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def say_what_was_done(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """The opening was told of whatever the number, and any other reminder with 0 never came."""
    timings = apps.get_model("enrollment", "ReminderTiming").objects
    timings.filter(kind="registration-open", days_before__gt=0).update(days_before=0)
    timings.exclude(kind="registration-open").filter(days_before=0).update(days_before=None)


class Migration(migrations.Migration):
    dependencies = [
        ("enrollment", "0007_uniped_and_plans"),
    ]

    operations = [
        migrations.RunPython(say_what_was_done, migrations.RunPython.noop),
    ]
